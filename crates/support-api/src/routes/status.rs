//! Who is there now, when a reply is to be expected, and what is disturbed.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::ticket::Status;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    openapi::{Operation, schema},
    promise,
};

pub(super) fn endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/status",
        access: Access::Public,
        operation: Operation::new("readStatus", "Who is there, and what is disturbed").answer(
            StatusCode::OK,
            schema::<Status>,
            "Now",
        ),
        handler: routing::get(status),
    }
}

async fn status(State(app): State<App>) -> Json<Status> {
    let now = app.now();
    let knowledge = app.library().now();
    let manifest = &knowledge.manifest;
    let measured = app.measured().await;
    let channels = promise::status(&manifest.channels, &measured, now);
    let running = manifest.notices.iter().filter(|it| it.runs_at(now.as_second()));
    Json(Status {
        open: channels.iter().any(|it| it.open),
        reply_minutes: app.reply_by(now).await.map(|by| promise::minutes_between(now, by)),
        chat: app.chat_by(now).is_some(),
        channels,
        notices: running.cloned().collect(),
    })
}
