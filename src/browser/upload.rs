//! The requests of an upload by tus 1.0.0. Knows addresses, headers and bytes; what to ask next is the
//! session's affair.

use std::{cell::RefCell, collections::BTreeMap};

use help_session::{Reply, Step};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, Headers, RequestCache, RequestInit, Response};

use super::{fetch, wait};

/// A request that takes longer has lost its connection without noticing.
const PATIENCE_MS: u32 = 60_000;

thread_local! {
    /// What ends the request of a picture that is under way.
    static RUNNING: RefCell<BTreeMap<u32, AbortController>> = const { RefCell::new(BTreeMap::new()) };
}

/// Ends the request of a picture that is under way.
pub fn stop(number: u32) {
    if let Some(running) = RUNNING.with_borrow_mut(|it| it.remove(&number)) {
        running.abort();
    }
}

/// Makes the request of a step; `None` when nobody answers. `name` travels in a header, never in the address.
/// `token` is whose upload it is; empty for nobody's in particular.
pub async fn ask(
    server: &str,
    step: &Step,
    (number, file, name): (u32, &Blob, &str),
    token: &str,
) -> Option<Reply> {
    let how = RequestInit::new();
    let headers = Headers::new().ok()?;
    headers.append("Tus-Resumable", "1.0.0").ok()?;
    fetch::bear(&headers, token)?;
    let place = [server, "v1/uploads"].concat();
    let address = match step {
        Step::Create(length) => {
            how.set_method("POST");
            headers.append("Upload-Length", &length.to_string()).ok()?;
            headers.append("Upload-Metadata", &["filename ", &base64(name)?].concat()).ok()?;
            place
        }
        Step::Ask(id) => {
            how.set_method("HEAD");
            how.set_cache(RequestCache::NoStore);
            [&place, "/", id].concat()
        }
        Step::Send(id, from, to) => {
            how.set_method("PATCH");
            headers.append("Content-Type", "application/offset+octet-stream").ok()?;
            headers.append("Upload-Offset", &from.to_string()).ok()?;
            how.set_body(&file.slice_with_f64_and_f64(*from as f64, *to as f64).ok()?.into());
            [&place, "/", id].concat()
        }
        Step::Done(_) | Step::Stop(_) => return None,
    };
    how.set_headers(&headers);
    exchange(number, &address, &how).await
}

/// Tells the server that an upload is not wanted any more; it forgets it by itself otherwise.
pub async fn end(server: &str, id: &str, token: &str) {
    let how = RequestInit::new();
    how.set_method("DELETE");
    if let Ok(headers) = Headers::new() {
        let _ = headers.append("Tus-Resumable", "1.0.0");
        let _ = fetch::bear(&headers, token);
        how.set_headers(&headers);
    }
    if let Some(window) = web_sys::window() {
        let address = [server, "v1/uploads/", id].concat();
        let _ = JsFuture::from(window.fetch_with_str_and_init(&address, &how)).await;
    }
}

async fn exchange(number: u32, address: &str, how: &RequestInit) -> Option<Reply> {
    let abort = AbortController::new().ok()?;
    how.set_signal(Some(&abort.signal()));
    RUNNING.with_borrow_mut(|it| it.insert(number, abort.clone()));
    let asked = web_sys::window()?.fetch_with_str_and_init(address, how);
    let first = Promise::race(&Array::of2(&asked, &wait::waited(PATIENCE_MS)));
    let answer = JsFuture::from(first).await.ok().and_then(|it| it.dyn_into::<Response>().ok());
    RUNNING.with_borrow_mut(|it| it.remove(&number));
    let Some(answer) = answer else {
        abort.abort();
        return None;
    };
    let header = |name: &str| answer.headers().get(name).ok().flatten();
    Some(Reply {
        status: answer.status(),
        offset: header("Upload-Offset").and_then(|it| it.trim().parse().ok()),
        location: header("Location"),
    })
}

/// Base64 of the UTF-8 of a text, by the browser, whose text has one character a byte.
fn base64(text: &str) -> Option<String> {
    let bytes: String = text.bytes().map(char::from).collect();
    web_sys::window()?.btoa(&bytes).ok().map(JsValue::from).and_then(|it| it.as_string())
}
