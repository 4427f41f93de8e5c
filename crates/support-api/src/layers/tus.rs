//! What tus 1.0.0 asks of every request and answer about uploads
//! (<https://tus.io/protocols/resumable-upload>).

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, Method},
    middleware::Next,
    response::{IntoResponse, Response},
};
use help_core::{problem::Code, upload::BYTES_MAX};

use crate::fault::Fault;

/// The version that is spoken.
pub(crate) const VERSION: &str = "1.0.0";
/// Below this path tus is spoken.
pub(crate) const PATH: &str = "/v1/uploads";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

pub(crate) async fn speak(request: Request, next: Next) -> Response {
    if !is_upload(request.uri().path()) {
        return next.run(request).await;
    }
    let speaks = request.headers().get(RESUMABLE).is_some_and(|it| it == VERSION);
    let mut response =
        if speaks { next.run(request).await } else { Fault::from(Code::UploadVersion).into_response() };
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    if !speaks {
        headers.insert("tus-version", HeaderValue::from_static(VERSION));
    }
    response
}

/// Tells clients that ask with `OPTIONS` what is spoken here. Stands outside of the layer that answers
/// browsers that ask for permission, because that one answers every `OPTIONS`.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let asks = request.method() == Method::OPTIONS && is_upload(request.uri().path());
    let mut response = next.run(request).await;
    if asks {
        let headers = response.headers_mut();
        headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
        headers.insert("tus-version", HeaderValue::from_static(VERSION));
        headers.insert("tus-extension", HeaderValue::from_static("creation,termination"));
        headers.insert("tus-max-size", HeaderValue::from(BYTES_MAX));
    }
    response
}

/// For clients that cannot send every method: the one they mean counts. Stands before the router, which
/// looks at the method.
pub(crate) async fn method(mut request: Request, next: Next) -> Response {
    if request.method() == Method::POST && is_upload(request.uri().path()) {
        let meant = match request.headers().get(OVERRIDE).map(|it| it.as_bytes()) {
            Some(b"PATCH") => Method::PATCH,
            Some(b"DELETE") => Method::DELETE,
            Some(b"HEAD") => Method::HEAD,
            _ => Method::POST,
        };
        *request.method_mut() = meant;
    }
    next.run(request).await
}

fn is_upload(path: &str) -> bool {
    path.strip_prefix(PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
