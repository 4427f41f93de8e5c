//! Which pages of other origins may call: exactly the listed ones, without credentials.

use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::error::ServeError;

/// How long a browser may keep our permission.
const KEEP: Duration = Duration::from_secs(600);

/// The listed origins.
pub(crate) struct Origins(Vec<HeaderValue>);

impl Origins {
    /// Accepts what a browser sends as `Origin`: scheme and host in small letters, a port unless it is
    /// the scheme's own. `null` and `*` would let in anybody and are refused.
    pub(crate) fn parse(written: &[String]) -> Result<Self, ServeError> {
        let origins = written.iter().map(|origin| {
            let value = HeaderValue::from_str(origin).ok().filter(|_| is_origin(origin));
            value.ok_or_else(|| ServeError::Origin(origin.clone()))
        });
        origins.collect::<Result<_, _>>().map(Origins)
    }
}

pub(crate) fn layer(origins: &Origins) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.0.clone()))
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("idempotency-key"),
            HeaderName::from_static("last-event-id"),
            HeaderName::from_static("tus-resumable"),
            HeaderName::from_static("upload-length"),
            HeaderName::from_static("upload-metadata"),
            HeaderName::from_static("upload-offset"),
        ])
        .expose_headers([
            header::CONTENT_DISPOSITION,
            // A client whose clock is wrong reads `Retry-After` against it.
            header::DATE,
            header::LOCATION,
            header::RETRY_AFTER,
            HeaderName::from_static("tus-resumable"),
            HeaderName::from_static("upload-length"),
            HeaderName::from_static("upload-offset"),
            HeaderName::from_static("x-request-id"),
        ])
        .max_age(KEEP)
}

/// RFC 6454, 6.1, for schemes of web pages and of apps (`capacitor://localhost`).
fn is_origin(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let small = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let own_port = match scheme {
        "https" => "443",
        "http" => "80",
        _ => "",
    };
    scheme.starts_with(|it: char| it.is_ascii_lowercase())
        && scheme.bytes().all(|it| small(it) || b"+-.".contains(&it))
        && !host.is_empty()
        && host
            .bytes()
            .all(|it| small(it) || b"-._".contains(&it) || (bracketed && b"[]:".contains(&it)))
        && port.is_none_or(|it| it != own_port && it.parse::<u16>().is_ok_and(|it| it > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_origins_are_listed() {
        for (text, expected) in [
            ("https://wallet.example", true),
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("capacitor://localhost", true),
            ("https://wallet.example/", false),
            ("https://wallet.example:443", false),
            ("https://Wallet.example", false),
            ("https://*.example", false),
            ("https://a@wallet.example", false),
            ("wallet.example", false),
            ("https://", false),
            ("null", false),
            ("*", false),
        ] {
            assert_eq!(Origins::parse(&[text.into()]).is_ok(), expected, "{text}");
        }
    }
}
