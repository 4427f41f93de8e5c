//! Follows a ticket as it changes: server-sent events read with `fetch`, because the token travels in a header
//! and `EventSource` can send none.

use help_session::{EventReader, ServerEvent};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

use super::{fetch, wait};

/// The server gives a sign of life every 15 seconds.
const SILENCE_MS: u32 = 45_000;

/// A stream that is open.
pub struct Stream {
    reader: JsValue,
    events: EventReader,
}

/// Opens the stream of a ticket, after the message `last`.
///
/// # Errors
/// When it cannot be had: the status of the answer, zero without one.
pub async fn open(server: &str, ticket: &str, token: &str, last: Option<&str>) -> Result<Stream, u16> {
    let response = get(server, ticket, token, last).await.ok_or(0_u16)?;
    match (response.status(), reader(&response)) {
        (200, Some(reader)) => Ok(Stream { reader, events: EventReader::default() }),
        (status, _) => Err(status),
    }
}

async fn get(server: &str, ticket: &str, token: &str, last: Option<&str>) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.append("Accept", "text/event-stream").ok()?;
    fetch::bear(&headers, token)?;
    if let Some(last) = last {
        headers.append("Last-Event-ID", last).ok()?;
    }
    let how = RequestInit::new();
    how.set_headers(&headers);
    how.set_cache(RequestCache::NoStore);
    let address = [server, "v1/tickets/", ticket, "/events"].concat();
    let promise = web_sys::window()?.fetch_with_str_and_init(&address, &how);
    Some(JsFuture::from(promise).await.ok()?.unchecked_into())
}

fn reader(response: &Response) -> Option<JsValue> {
    called(&Reflect::get(response, &"body".into()).ok()?, "getReader")
}

impl Stream {
    /// The next events; `None` when the stream has ended, broke, or is silent for so long that the connection
    /// must be lost.
    pub async fn next(&mut self) -> Option<Vec<ServerEvent>> {
        let promise: Promise = called(&self.reader, "read")?.dyn_into().ok()?;
        let first = Promise::race(&Array::of2(&promise, &wait::waited(SILENCE_MS)));
        let piece = JsFuture::from(first).await.ok()?;
        let bytes = Reflect::get(&piece, &"value".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
        Some(self.events.push(&bytes.to_vec()))
    }

    /// Ends it.
    pub fn close(&self) {
        called(&self.reader, "cancel");
    }
}

fn called(on: &JsValue, name: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(on, &name.into()).ok()?.dyn_into().ok()?;
    method.call0(on).ok()
}
