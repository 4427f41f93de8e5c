//! Tells a supervisor whether the service can do its work.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    fault::Fault,
    openapi::{Operation, schema},
};

/// Answer to `GET /healthz`.
#[derive(Serialize, JsonSchema)]
struct Health {
    /// Always `ok`; anything else is an error.
    status: &'static str,
}

pub(super) fn endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/healthz",
        access: Access::Public,
        operation: Operation::new("checkHealth", "Is the service able to take reports").answer(
            StatusCode::OK,
            schema::<Health>,
            "It is",
        ),
        handler: routing::get(health),
    }
}

async fn health(State(app): State<App>) -> Result<Json<Health>, Fault> {
    app.store().ping().await?;
    Ok(Json(Health { status: "ok" }))
}
