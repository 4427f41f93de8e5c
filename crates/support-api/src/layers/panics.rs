//! A mistake in one request ends that request with a problem, not the service.

use std::any::Any;

use axum::response::{IntoResponse, Response};
use help_core::problem::Code;
use tower_http::catch_panic::CatchPanicLayer;

use crate::fault::Fault;

pub(crate) fn layer() -> CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response> {
    CatchPanicLayer::custom(answer as fn(_) -> _)
}

/// The panic's words may hold a person's text, so they are not logged.
fn answer(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    Fault::from(Code::Internal).into_response()
}
