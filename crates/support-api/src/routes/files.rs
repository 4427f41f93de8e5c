//! Gives a picture to whoever may read its ticket: as a download under its own media type, never as
//! something that a browser would run or render as a document.

use axum::{
    body::Body,
    extract::{FromRequestParts, Path, State},
    http::{HeaderValue, Method, header, request::Parts},
    response::{IntoResponse, Response},
    routing,
};
use bytes::Bytes;
use futures_util::stream;
use help_core::problem::Code;
use tokio::io::AsyncReadExt;

use super::{Access, Endpoint};
use crate::{
    app::App,
    caller::Caller,
    fault::Fault,
    layers::headers::CROSS_ORIGIN_RESOURCE_POLICY,
    openapi::{Operation, Parameter},
};

/// Bytes that are read together.
const PIECE: usize = 64 * 1024;

pub(super) fn endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/tickets/{id}/files/{file}",
        access: Access::Ticket,
        operation: Operation::new("readFile", "Read a picture of a ticket")
            .parameter(Parameter::path("id", "From the receipt"))
            .parameter(Parameter::path("file", "The attachment's id"))
            .file_answer("The picture, to be saved")
            .problems(&[Code::NotFound]),
        handler: routing::get(read),
    }
}

/// Who calls, for which picture of which ticket.
struct Of {
    caller: Caller,
    ticket: String,
    file: String,
}

impl FromRequestParts<App> for Of {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let path = Path::<(String, String)>::from_request_parts(parts, app).await;
        let Path((ticket, file)) = path.map_err(|_| Code::NotFound)?;
        Ok(Of { caller, ticket, file })
    }
}

async fn read(State(app): State<App>, of: Of) -> Result<Response, Fault> {
    let now = app.now().as_second();
    let ticket = app.store().ticket(of.caller.holder(), of.ticket, now).await?.ok_or(Code::NotFound)?;
    let row = app.store().file(ticket.seq, of.file).await?.ok_or(Code::NotFound)?;
    answer(&app, &row).await
}

/// The picture as a download; also for those who answer.
pub(crate) async fn answer(app: &App, row: &crate::store::FileRow) -> Result<Response, Fault> {
    let file = tokio::fs::File::open(app.depot().stored(&row.id)).await.map_err(|error| {
        tracing::error!(%error, "a picture is not in its folder");
        Code::Unavailable
    })?;
    let mut response = Body::from_stream(stream::unfold(Some(file), piece)).into_response();
    let headers = response.headers_mut();
    let text = |text: &str| HeaderValue::from_str(text).map_err(|_| Fault::from(Code::Internal));
    headers.insert(header::CONTENT_TYPE, text(&row.media_type)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(row.bytes));
    headers.insert(header::CONTENT_DISPOSITION, text(&disposition(&row.name))?);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    // Pages that isolate themselves may show it, when they belong to the same site.
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-site"));
    Ok(response)
}

async fn piece(
    file: Option<tokio::fs::File>,
) -> Option<(std::io::Result<Bytes>, Option<tokio::fs::File>)> {
    let mut file = file?;
    let mut piece = vec![0; PIECE];
    match file.read(&mut piece).await {
        Ok(0) => None,
        Ok(read) => {
            piece.truncate(read);
            Some((Ok(piece.into()), Some(file)))
        }
        Err(error) => Some((Err(error), None)),
    }
}

/// `Content-Disposition` of RFC 6266: a plain name for old readers, the whole one in RFC 8187's form.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() || "._-".contains(it) { it } else { '_' })
        .collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        // `attr-char` of RFC 8187, 3.2.1.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            whole.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_within_their_header() {
        for (name, expected) in [
            ("a.png", "attachment; filename=\"a.png\"; filename*=UTF-8''a.png"),
            ("截.png", "attachment; filename=\"_.png\"; filename*=UTF-8''%E6%88%AA.png"),
            (
                "\"; filename=\"b.html",
                "attachment; filename=\"___filename__b.html\"; filename*=UTF-8''%22%3B%20filename%3D%22b.html",
            ),
        ] {
            assert_eq!(disposition(name), expected);
            assert!(HeaderValue::from_str(&disposition(name)).is_ok());
        }
    }
}
