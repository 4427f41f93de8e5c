//! Requests to the knowledge's host and to the support API. Knows addresses and bytes, not screens.

use gloo_net::http::{Request, RequestBuilder, Response};
use help_core::{
    manifest::FileRef,
    problem::Problem,
    ticket::{Feedback, NewTicket, Receipt, Status},
};
use help_session::{Failure, SendFailure, read_json};
use leptos::web_sys;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of the manifest, never from a stale cache.
pub async fn manifest(url: &str) -> Result<Vec<u8>, Failure> {
    body(Request::get(url).cache(web_sys::RequestCache::NoCache)).await
}

/// The bytes of a file of the bundle; the browser refuses them when the integrity does not match.
pub async fn file(base: &str, file: &FileRef) -> Result<Vec<u8>, Failure> {
    body(Request::get(&format!("{base}{}", file.path)).integrity(&file.integrity)).await
}

/// `GET /v1/status`
pub async fn status(server: &str) -> Result<Status, Failure> {
    let bytes = body(Request::get(&format!("{server}v1/status"))).await?;
    read_json(&bytes).map_err(|_| Failure::Broken)
}

/// `POST /v1/feedback`; nobody waits for it.
pub async fn feedback(server: &str, feedback: &Feedback) {
    if let Ok(json) = serde_json::to_string(feedback) {
        let request = post(&format!("{server}v1/feedback")).body(json);
        let _ = run(request).await;
    }
}

/// `POST /v1/tickets` under an idempotency key.
pub async fn send(server: &str, key: &str, ticket: &NewTicket) -> Result<Receipt, SendFailure> {
    let json = serde_json::to_string(ticket).map_err(|_| SendFailure::Strange)?;
    let request = post(&format!("{server}v1/tickets")).header("Idempotency-Key", key).body(json);
    let response = run(request).await.map_err(|_| SendFailure::Network)?;
    match response.status() {
        200 | 201 => read(&response).await.ok_or(SendFailure::Strange),
        408 | 425 | 429 | 500.. => Err(SendFailure::Busy(
            response.headers().get("Retry-After").and_then(|it| it.trim().parse().ok()),
        )),
        _ => match read::<Problem>(&response).await {
            Some(problem) => Err(SendFailure::Refused(problem.code, problem.errors)),
            None => Err(SendFailure::Strange),
        },
    }
}

fn post(url: &str) -> RequestBuilder {
    Request::post(url).header("Content-Type", "application/json")
}

async fn body(request: RequestBuilder) -> Result<Vec<u8>, Failure> {
    let response = run(request.build()).await.map_err(|_| Failure::Network)?;
    match response.status() {
        200 => response.binary().await.map_err(|_| Failure::Network),
        404 | 410 => Err(Failure::NotFound),
        status => Err(Failure::Server(status)),
    }
}

async fn read<T: DeserializeOwned>(response: &Response) -> Option<T> {
    let bytes = response.binary().await.ok()?;
    read_json(&bytes).ok()
}

/// Awaits the browser's own promise: gloo-net's `send` panics when `fetch` rejects with something that
/// is no JS `Error`, as patched pages do.
async fn run(request: Result<Request, gloo_net::Error>) -> Result<Response, JsValue> {
    let request: web_sys::Request =
        request.map_err(|error| JsValue::from_str(&error.to_string()))?.into();
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_request(&request)).await?;
    Ok(Response::from(response.unchecked_into::<web_sys::Response>()))
}
