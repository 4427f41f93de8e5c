//! What a handler answers when it cannot do what was asked: an RFC 9457 problem, never a person's text.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use help_core::problem::{Code, FieldProblem, MEDIA_TYPE, Problem};

/// Seconds after which a client may try again when nothing better is known.
const RETRY_SECONDS: u64 = 5;

/// A refusal.
#[derive(Debug)]
pub(crate) struct Fault {
    code: Code,
    errors: Vec<FieldProblem>,
    retry_seconds: Option<u64>,
}

impl Fault {
    /// The refusal that names the members which were wrong.
    pub(crate) fn fields(code: Code, errors: Vec<FieldProblem>) -> Self {
        Fault { code, errors, retry_seconds: None }
    }

    /// The refusal that names one member.
    pub(crate) fn field(code: Code, pointer: impl Into<String>, why: &str) -> Self {
        Fault::fields(code, vec![FieldProblem { pointer: pointer.into(), code: why.into() }])
    }

    /// Too many requests; another one is welcome after so many seconds.
    pub(crate) fn rate_limited(seconds: u64) -> Self {
        Fault { retry_seconds: Some(seconds), ..Code::RateLimited.into() }
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        let retry_seconds = (code == Code::Unavailable).then_some(RETRY_SECONDS);
        Fault { code, errors: Vec::new(), retry_seconds }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let problem = Problem { errors: self.errors, ..self.code.problem() };
        let status =
            StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        if let Some(seconds) = self.retry_seconds {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code == Code::Unauthorized {
            // RFC 9110, 15.5.2: says how to sign in, never why it failed.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<crate::secret::NoRandom> for Fault {
    fn from(error: crate::secret::NoRandom) -> Self {
        tracing::error!(%error, "refused a request");
        Code::Unavailable.into()
    }
}

impl From<crate::store::StoreError> for Fault {
    fn from(error: crate::store::StoreError) -> Self {
        use crate::store::StoreError;
        tracing::error!(%error, "refused a request");
        match error {
            StoreError::Unreadable(_) | StoreError::NoFile(_) => Code::Internal.into(),
            StoreError::Full
            | StoreError::Closed
            | StoreError::Sqlite(_)
            | StoreError::Commit(_)
            | StoreError::Number(_) => Code::Unavailable.into(),
        }
    }
}
