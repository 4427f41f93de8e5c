//! Who calls: the holder of a ticket's token, somebody who signed in, or nobody in particular. Only
//! the header `Authorization` counts; there are no cookies and nothing is read from addresses.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use help_core::problem::Code;

use crate::{app::App, fault::Fault, identity::Identity, secret, store::Holder};

/// The credential of a request.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// None, or none that could be one.
    Nobody,
    /// A token that may open a ticket.
    Token(String),
    /// The host vouches for them.
    Person(Identity),
}

impl Caller {
    /// Whose tickets these are. Nobody takes the same way as a wrong token.
    pub(crate) fn holder(&self) -> Holder {
        match self {
            Caller::Nobody => Holder::Token(secret::hash([])),
            Caller::Token(token) => Holder::Token(secret::hash([token.as_bytes()])),
            Caller::Person(identity) => Holder::Subject(identity.subject.clone()),
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let Some(token) = bearer(&parts.headers) else { return Ok(Caller::Nobody) };
        if !is_identity_token(token) {
            return Ok(Caller::Token(token.to_owned()));
        }
        let now = app.now().as_second();
        match app.identities().check(token, now) {
            Ok(identity) => Ok(Caller::Person(identity)),
            Err(_) => Err(Code::Unauthorized.into()),
        }
    }
}

/// Somebody who signed in; everybody else is told to.
pub(crate) struct SignedIn(pub(crate) Identity);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        match Caller::from_request_parts(parts, app).await? {
            Caller::Person(identity) => Ok(SignedIn(identity)),
            Caller::Nobody | Caller::Token(_) => Err(Code::Unauthorized.into()),
        }
    }
}

/// The `Last-Event-ID` of a stream that goes on.
pub(crate) struct LastEventId(pub(crate) String);

impl OptionalFromRequestParts<App> for LastEventId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Option<Self>, Infallible> {
        let value = parts.headers.get("last-event-id").and_then(|it| it.to_str().ok());
        Ok(value.filter(|it| !it.is_empty()).map(|it| LastEventId(it.to_owned())))
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750, 2.1), when there is one such header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (scheme, token) = values.next()?.to_str().ok()?.split_once(' ')?;
    let only = values.next().is_none();
    (only && scheme.eq_ignore_ascii_case("bearer")).then_some(token.trim())
}

/// Three parts with dots between them (RFC 7515, 7.1); tokens of tickets have no dot.
fn is_identity_token(token: &str) -> bool {
    token.bytes().filter(|it| *it == b'.').count() == 2
}
