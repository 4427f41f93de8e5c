//! Ends a request that takes too long, so that a slow client holds nothing.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use help_core::problem::Code;

use crate::{app::App, fault::Fault};

pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(app.limits().request, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a request took too long");
            Fault::from(Code::Unavailable).into_response()
        }
    }
}
