//! Small questions to the browser: its languages, randomness, the clipboard, the network, the page's
//! document and its next frame.

pub use super::style::adopt as adopt_style;

use std::pin::Pin;

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Node, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

/// The languages the browser is set to, most wanted first.
pub fn languages() -> Vec<String> {
    let list = window().map(|it| it.navigator().languages());
    list.map(|it| it.iter().filter_map(|tag| tag.as_string()).collect()).unwrap_or_default()
}

/// What the browser says of itself.
pub fn user_agent() -> String {
    window().and_then(|it| it.navigator().user_agent().ok()).unwrap_or_default()
}

/// Bytes from the browser's cryptographic generator, where it has one.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let crypto = window().and_then(|it| it.crypto().ok())?;
    let mut bytes = [0_u8; N];
    crypto.get_random_values_with_u8_array(&mut bytes).ok().map(|_| bytes)
}

/// A number from 0 to below 1, for spreading things out; nothing that must not be guessed.
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// A random UUID (version 4).
pub fn random_key() -> String {
    // Only a page without Web Crypto goes the second way; the key must differ, not be secret.
    let mut bytes = random().unwrap_or_else(|| [0_u8; 16].map(|_| (chance() * 256.0) as u8));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// Puts a text on the clipboard; false when the browser refuses.
pub async fn copy(text: &str) -> bool {
    match window() {
        Some(window) => JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Prints a part made here, alone: in a frame without an address, so that the page around it stays out.
pub fn print(frame: &Node, part: &Node) {
    let _ = printed(frame, part);
}

fn printed(frame: &Node, part: &Node) -> Result<(), JsValue> {
    let document = Reflect::get(frame, &"contentDocument".into())?;
    if document.is_null() {
        return Err(document);
    }
    // A frame has a `Document` of its own, which is no instance of the page's.
    if let Some(body) = document.unchecked_into::<Document>().body() {
        body.replace_children_with_node_1(part);
    }
    let window: Window = Reflect::get(frame, &"contentWindow".into())?.unchecked_into();
    window.print()
}

/// False when the browser knows that there is no network.
pub fn is_online() -> bool {
    window().is_none_or(|it| it.navigator().on_line())
}

/// The host of an address as the browser reads it, in ASCII (URL Standard): what stands before `@` is none, and
/// letters of other scripts come as `xn--`. `None` for what has no host.
pub fn host_of(address: &str) -> Option<String> {
    part_of(address, "host").filter(|it| !it.is_empty())
}

/// True for an address of the page's own origin.
pub fn is_own(address: &str) -> bool {
    part_of(address, "origin").is_some_and(|it| it != "null" && part_of("", "origin") == Some(it))
}

fn part_of(address: &str, part: &str) -> Option<String> {
    let link = document().create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    Reflect::get(&link, &part.into()).ok()?.as_string()
}

/// False while the page is hidden.
pub fn is_seen() -> bool {
    !document().hidden()
}

thread_local! {
    /// The page, asked for once.
    static DOCUMENT: Document = {
        let document = window().and_then(|it| it.document());
        // Without a page every call on it fails by itself.
        document.unwrap_or_else(|| JsValue::NULL.unchecked_into())
    };
}

/// The page's document, which makes nodes.
pub fn document() -> Document {
    DOCUMENT.with(Document::clone)
}

/// Runs before the next frame is drawn.
pub fn next_frame(act: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let act = Closure::once_into_js(act);
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

/// Runs what waits for the browser. One kind of task, because each kind brings its own copy of the code
/// that drives it.
pub fn soon(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        let set = |window: Window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
        };
        // Without a clock nothing waits.
        if window().is_none_or(|it| set(it).is_err()) {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// What a host awaits: `Err` becomes an `Error` with that message.
pub fn promise(task: Pin<Box<dyn Future<Output = Result<String, String>>>>) -> JsValue {
    let task = async move {
        match task.await {
            Ok(value) => Ok(JsValue::from_str(&value)),
            Err(message) => Err(js_sys::Error::new(&message).into()),
        }
    };
    wasm_bindgen_futures::future_to_promise(task).into()
}
