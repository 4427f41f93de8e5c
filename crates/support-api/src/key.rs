//! The `Idempotency-Key` of a request, by which a retry is told from a second request.

use axum::{extract::FromRequestParts, http::request::Parts};
use help_core::{problem::Code, ticket::KEY_MAX};

use crate::{fault::Fault, openapi::Parameter, secret, store::Request};

/// The one key of a request: 1 to 255 visible ASCII characters.
pub(crate) struct IdempotencyKey(pub(crate) String);

impl IdempotencyKey {
    /// The request that this key names among those of `scope`, with this canonical body.
    pub(crate) fn request(&self, scope: String, body: &str) -> Request {
        Request {
            scope,
            key_hash: secret::hash([self.0.as_bytes()]),
            body_hash: secret::hash([body.as_bytes()]),
        }
    }

    /// What the document says of it.
    pub(crate) fn parameter() -> Parameter {
        Parameter::header(
            "Idempotency-Key",
            "Made once for each report or message, such as a UUID, and sent unchanged with every retry. Kept \
             30 days.",
            KEY_MAX,
        )
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let mut values = parts.headers.get_all("idempotency-key").iter();
        let key = values.next().ok_or(Code::KeyMissing)?;
        let fits = (1..=KEY_MAX).contains(&key.len())
            && key.as_bytes().iter().all(|it| (b'!'..=b'~').contains(it))
            && values.next().is_none();
        let key = key.to_str().ok().filter(|_| fits).ok_or(Code::KeyInvalid)?;
        Ok(IdempotencyKey(key.to_owned()))
    }
}
