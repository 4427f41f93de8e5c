//! Waiting for the browser: promises with an end to patience, and the name of what went wrong.

use help_session::Trouble;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// How long storage may take. Some browsers never answer when their database is damaged.
const PATIENCE_MS: i32 = 3_000;

/// What a promise gives; an error when it refuses, or stays silent for too long.
pub async fn within(promise: &Promise) -> Result<JsValue, JsValue> {
    let patience = Promise::new(&mut |_, refuse| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_1(
                &refuse,
                PATIENCE_MS,
                &JsValue::from_str("TimeoutError"),
            );
        }
    });
    JsFuture::from(Promise::race(&Array::of2(promise, &patience))).await
}

/// A promise that is kept after so many milliseconds.
pub fn waited(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let window = web_sys::window();
        let _ =
            window.map(|it| it.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay));
    })
}

/// What a thrown value stands for: a `DOMException` by its name, or a name alone.
pub fn trouble(thrown: &JsValue) -> Trouble {
    let name = Reflect::get(thrown, &JsValue::from_str("name"));
    let name = name.unwrap_or_default().as_string().or_else(|| thrown.as_string());
    Trouble::of(name.as_deref().unwrap_or_default())
}

/// A timer that ends with its owner.
pub struct Timer(i32);

impl Timer {
    /// Runs once after so many milliseconds.
    pub fn after(milliseconds: u64, act: impl FnOnce() + 'static) -> Timer {
        // Browsers run longer ones at once; an earlier look does no harm.
        let milliseconds = milliseconds.min(i32::MAX as u64) as i32;
        let act: Function = Closure::once_into_js(act).unchecked_into();
        let timer = web_sys::window().and_then(|it| {
            it.set_timeout_with_callback_and_timeout_and_arguments_0(&act, milliseconds).ok()
        });
        Timer(timer.unwrap_or_default())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.0);
        }
    }
}
