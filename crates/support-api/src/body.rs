//! Reads a JSON body of one documented shape: type, size, syntax, members. It knows no rule of a form.

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use bytes::{Bytes, BytesMut};
use help_core::{context::Member, problem::Code};
use http_body_util::BodyExt;
use serde::{Serialize, de::DeserializeOwned};

use crate::{app::App, fault::Fault};

/// A body that is too large is still read up to this size, so that the client gets our answer
/// instead of a reset connection.
const DRAIN_BYTES: usize = 4 * 1024 * 1024;

/// A JSON body, in or out.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        if !is_json(request.headers()) {
            return Err(Code::UnsupportedMediaType.into());
        }
        let bytes = read(request.into_body(), app.limits().body).await?;
        parse(&bytes).map(Json)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
            Err(_) => Fault::from(Code::Internal).into_response(),
        }
    }
}

/// `application/json`, with UTF-8 named or not, and not compressed. A browser cannot send this to
/// another origin without asking first.
fn is_json(headers: &HeaderMap) -> bool {
    let one = |name| {
        let mut values = headers.get_all(name).iter();
        let first = values.next().and_then(|it| it.to_str().ok());
        if values.next().is_some() { None } else { first }
    };
    let plain = headers
        .get(header::CONTENT_ENCODING)
        .is_none_or(|it| it.as_bytes().eq_ignore_ascii_case(b"identity"));
    let Some(written) = one(header::CONTENT_TYPE) else { return false };
    let mut parts = written.split(';').map(str::trim);
    plain
        && parts.next().is_some_and(|it| it.eq_ignore_ascii_case("application/json"))
        && parts.all(|it| {
            it.is_empty()
                || it.split_once('=').is_some_and(|(name, value)| {
                    name.eq_ignore_ascii_case("charset")
                        && value.trim_matches('"').eq_ignore_ascii_case("utf-8")
                })
        })
}

async fn read(mut body: Body, limit: usize) -> Result<Bytes, Fault> {
    let said = body.size_hint().lower();
    if said > DRAIN_BYTES as u64 {
        return Err(Code::TooLarge.into());
    }
    let mut kept = BytesMut::with_capacity(said.min(limit as u64) as usize);
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Fault::from(Code::InvalidBody))?.into_data() else { continue };
        seen += data.len();
        if seen > DRAIN_BYTES {
            break;
        }
        if seen <= limit {
            kept.extend_from_slice(&data);
        }
    }
    if seen > limit { Err(Code::TooLarge.into()) } else { Ok(kept.freeze()) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Fault> {
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut input).map_err(|error| {
        let unknown = error.inner().is_data() && error.inner().to_string().starts_with("unknown field");
        let why = if unknown { "unknown" } else { "invalid" };
        Fault::field(Code::InvalidBody, pointer(error.path()), why)
    })?;
    input.end().map_err(|_| Fault::field(Code::InvalidBody, "", "invalid"))?;
    Ok(value)
}

/// RFC 6901 pointer to where the body went wrong.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } | Segment::Enum { variant: key } => Some(format!("/{}", escape(key))),
            Segment::Unknown => None,
        })
        .collect()
}

/// One part of an RFC 6901 pointer.
pub(crate) fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// RFC 6901 pointer to a member of a report's context.
pub(crate) fn pointer_of(member: Member) -> String {
    format!("/context/{}", member.name().replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_json_is_json() {
        for (written, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("application/json;charset=\"utf-8\"", true),
            ("application/json; charset=latin1", false),
            ("application/json, text/plain", false),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("multipart/form-data; boundary=x", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(written));
            assert_eq!(is_json(&headers), expected, "{written}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
