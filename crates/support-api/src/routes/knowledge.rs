//! Serves the bundle's files: compressed, tagged, and for ever where the name holds the hash.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use help_core::problem::Code;

use super::{Access, Endpoint};
use crate::{
    app::App,
    fault::Fault,
    knowledge::assets::{Asset, Coding},
    layers::headers::CROSS_ORIGIN_RESOURCE_POLICY,
    openapi::{Operation, Parameter},
};

pub(super) fn endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/knowledge/{*path}",
        access: Access::Public,
        operation: Operation::new("readKnowledge", "Read a file of the knowledge")
            .about("`manifest.json` names all others.")
            .parameter(Parameter::path("path", "Path in the bundle"))
            .file_answer("The file")
            .problems(&[Code::NotFound]),
        handler: routing::get(file),
    }
}

async fn file(
    State(app): State<App>,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let Path(path) = path.map_err(|_| Code::NotFound)?;
    let knowledge = app.library().holding(&path).ok_or(Code::NotFound)?;
    let asset = knowledge.assets.get(&path).ok_or(Code::NotFound)?;
    let (coding, bytes) = asset.coded(&accepted(&headers));
    let tag = match coding {
        Some(coding) => format!("\"{}-{}\"", asset.tag, coding.name()),
        None => format!("\"{}\"", asset.tag),
    };
    let mut response = if is_known(&headers, asset) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, asset.media_type.clone())], bytes).into_response()
    };
    let keep = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    // Pages that isolate themselves (COEP) may load it too; there is nothing private in it.
    out.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    out.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(|_| Code::Internal)?);
    if let Some(coding) = coding.filter(|_| response.status() == StatusCode::OK) {
        let value = HeaderValue::from_static(coding.name());
        response.headers_mut().insert(header::CONTENT_ENCODING, value);
    }
    Ok(response)
}

/// The codings that the client takes, the smaller one first (RFC 9110, 12.5.3).
fn accepted(headers: &HeaderMap) -> Vec<Coding> {
    let written: Vec<&str> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .collect();
    let takes = |coding: &Coding| {
        written.iter().any(|entry| {
            let (name, quality) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let refused = quality
                .trim()
                .strip_prefix("q=")
                .and_then(|it| it.parse::<f32>().ok())
                .is_some_and(|it| it <= 0.0);
            name.trim().eq_ignore_ascii_case(coding.name()) && !refused
        })
    };
    [Coding::Brotli, Coding::Gzip].into_iter().filter(takes).collect()
}

/// True when the client holds these bytes already, in whatever coding (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, asset: &Asset) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .any(|tag| {
            let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
            tag == "*"
                || tag
                    .strip_prefix(asset.tag.as_str())
                    .is_some_and(|rest| rest.is_empty() || ["-br", "-gzip"].contains(&rest))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings_are_taken_as_offered() {
        use Coding::*;
        for (written, expected) in [
            ("gzip, deflate, br, zstd", vec![Brotli, Gzip]),
            ("gzip;q=1.0, br;q=0", vec![Gzip]),
            ("BR", vec![Brotli]),
            ("identity", vec![]),
            ("", vec![]),
        ] {
            let headers =
                HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(written))]);
            assert_eq!(accepted(&headers), expected, "{written}");
        }
    }
}
