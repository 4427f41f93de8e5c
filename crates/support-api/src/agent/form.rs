//! What a form of ours sends: fields of a page that this session was shown, from this very origin.

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, Limited};

use super::{
    page::Page,
    session::{self, Agent},
    words,
};
use crate::app::App;

/// Fields by name; of two of one name the first counts.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// From the text of a form or of an address.
    pub(super) fn parse(text: &[u8]) -> Self {
        Fields(form_urlencoded::parse(text).into_owned().collect())
    }

    /// The value of a field, without blanks around it; empty when it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|it| it.0 == name).map_or("", |it| it.1.trim())
    }

    /// The value of a field that has one.
    pub(super) fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|it| !it.is_empty())
    }
}

/// A form that somebody signed in has sent.
pub(super) struct Posted {
    pub(super) agent: Agent,
    pub(super) fields: Fields,
}

impl FromRequest<App> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let agent = Agent::from_request_parts(&mut parts, app).await?;
        let fields = read(&parts.headers, body, app).await.map_err(|status| {
            Page::plain(agent.words, status, agent.words.form_refused).into_response()
        })?;
        if !session::same(fields.get("csrf"), &agent.csrf()) {
            let refused = Page::plain(agent.words, StatusCode::FORBIDDEN, agent.words.form_refused);
            return Err(refused.into_response());
        }
        Ok(Posted { agent, fields })
    }
}

/// The sign-in form, which belongs to a visit.
pub(super) struct Visited {
    pub(super) fields: Fields,
    pub(super) headers: HeaderMap,
}

impl FromRequest<App> for Visited {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let words = words::wanted(&parts.headers);
        let refused = |status| Page::plain(words, status, words.form_refused).into_response();
        let fields = read(&parts.headers, body, app).await.map_err(refused)?;
        let visit = session::cookie(&parts.headers, session::VISIT);
        let own = visit.is_some_and(|it| session::same(fields.get("csrf"), &session::mark(&it)));
        if !own {
            return Err(refused(StatusCode::FORBIDDEN));
        }
        Ok(Visited { fields, headers: parts.headers })
    }
}

async fn read(headers: &HeaderMap, body: Body, app: &App) -> Result<Fields, StatusCode> {
    if !is_from_here(headers) {
        return Err(StatusCode::FORBIDDEN);
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/x-www-form-urlencoded") {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let body = Limited::new(body, app.limits().body).collect().await;
    Ok(Fields::parse(&body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?.to_bytes()))
}

/// Browsers say where a form came from; what they say must be us.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|it| it == "same-origin");
    let origin = text("origin").is_none_or(|origin| {
        let host = origin.split_once("://").map_or("", |it| it.1);
        text("host").is_some_and(|it| it.eq_ignore_ascii_case(host))
    });
    site && origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_other_sites_are_told_from_ours() {
        for (origin, site, expected) in [
            (Some("https://help.example"), Some("same-origin"), true),
            (None, None, true),
            (Some("https://evil.example"), None, false),
            (Some("null"), None, false),
            (Some("https://help.example"), Some("cross-site"), false),
            (Some("https://help.example:444"), None, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("host", "help.example".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().unwrap());
            }
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            assert_eq!(is_from_here(&headers), expected, "{origin:?} {site:?}");
        }
    }

    #[test]
    fn fields_are_read_by_name() {
        let fields = Fields::parse(b"text=a%26b+c%0Ad&level=2&text=x&empty=+");
        assert_eq!(fields.get("text"), "a&b c\nd");
        assert_eq!(fields.some("level"), Some("2"));
        assert_eq!((fields.some("empty"), fields.some("none")), (None, None));
    }
}
