//! Pages from a folder, under a policy that allows nothing inline and nothing from elsewhere. Whatever
//! is neither a route nor a page ends here.

use std::{convert::Infallible, path::Path};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Response as HttpResponse, header},
    response::{IntoResponse, Response},
};
use help_core::problem::Code;
use tower::{ServiceExt, util::BoxCloneSyncService};
use tower_http::{
    CompressionLevel,
    compression::{Compression, CompressionBody},
    services::{ServeDir, fs::ServeFileSystemResponseBody},
};

use crate::{
    app::App, error::ServeError, fault::Fault, knowledge::assets,
    layers::headers::CROSS_ORIGIN_RESOURCE_POLICY,
};

type Files = BoxCloneSyncService<
    Request,
    HttpResponse<CompressionBody<ServeFileSystemResponseBody>>,
    Infallible,
>;

/// A folder of pages.
pub(crate) struct Pages {
    files: Files,
    policy: HeaderValue,
}

impl Pages {
    /// Checks that the folder can be read and the policy can be sent.
    pub(crate) fn open(folder: &Path, policy: &str) -> Result<Self, ServeError> {
        std::fs::read_dir(folder)
            .map_err(|source| ServeError::Static { path: folder.to_owned(), source })?;
        let policy =
            HeaderValue::from_str(policy).map_err(|_| ServeError::Policy(policy.to_owned()))?;
        let files = Compression::new(ServeDir::new(folder)).quality(CompressionLevel::Fastest);
        Ok(Pages { files: BoxCloneSyncService::new(files), policy })
    }
}

pub(crate) async fn page(State(app): State<App>, request: Request) -> Result<Response, Fault> {
    let pages = app.pages().ok_or(Code::NotFound)?;
    let path = request.uri().path().to_owned();
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    if !is_read || is_hidden(&path) {
        return Err(Code::NotFound.into());
    }
    let Ok(response) = pages.files.clone().oneshot(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        return Err(Code::NotFound.into());
    }
    let mut response = response.map(Body::new).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, pages.policy.clone());
    let keep =
        if assets::holds_hash(&path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    let is_text =
        headers.get(header::CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/"));
    if is_text && !path.ends_with('/') {
        if let Ok(value) = HeaderValue::from_str(&assets::media_type(&path)) {
            headers.insert(header::CONTENT_TYPE, value);
        }
    } else if is_text {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    Ok(response)
}

/// Files and folders whose names begin with a dot are not meant for the public, save `.well-known`
/// (RFC 8615).
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| {
        (part.starts_with('.') || part.to_ascii_lowercase().starts_with("%2e")) && part != ".well-known"
    })
}
