//! Follows a ticket as it changes: server-sent events read with `fetch`, because the token travels in a header
//! and `EventSource` can send none.

use help_session::{EventReader, ServerEvent};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

/// A stream that is open.
pub struct Stream {
    reader: JsValue,
    events: EventReader,
}

/// Opens the stream of a ticket, after the message `last`; `None` when it cannot be had.
pub async fn open(server: &str, ticket: &str, token: &str, last: Option<&str>) -> Option<Stream> {
    let headers = Headers::new().ok()?;
    headers.append("Accept", "text/event-stream").ok()?;
    if !token.is_empty() {
        headers.append("Authorization", &["Bearer ", token].concat()).ok()?;
    }
    if let Some(last) = last {
        headers.append("Last-Event-ID", last).ok()?;
    }
    let how = RequestInit::new();
    how.set_headers(&headers);
    how.set_cache(RequestCache::NoStore);
    let address = [server, "v1/tickets/", ticket, "/events"].concat();
    let promise = web_sys::window()?.fetch_with_str_and_init(&address, &how);
    let response: Response = JsFuture::from(promise).await.ok()?.unchecked_into();
    if response.status() != 200 {
        return None;
    }
    let body = Reflect::get(&response, &"body".into()).ok()?;
    let reader = called(&body, "getReader")?;
    Some(Stream { reader, events: EventReader::default() })
}

impl Stream {
    /// The next events; `None` when the stream has ended or broke.
    pub async fn next(&mut self) -> Option<Vec<ServerEvent>> {
        let promise: Promise = called(&self.reader, "read")?.dyn_into().ok()?;
        let piece = JsFuture::from(promise).await.ok()?;
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
