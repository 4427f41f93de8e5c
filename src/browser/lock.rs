//! One at a time over all tabs, by the browser's Web Locks (<https://w3c.github.io/web-locks/>). Where the
//! browser has none, everybody gets in, and the leases in the records are the only rule.

use std::cell::Cell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Inside until it is dropped. A tab that crashes lets go too.
pub struct Inside(Option<Function>);

impl Inside {
    /// Nobody else can be inside.
    pub fn is_alone(&self) -> bool {
        self.0.is_some()
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(leave) = &self.0 {
            let _ = leave.call0(&JsValue::NULL);
        }
    }
}

thread_local! {
    /// The browser has locks, but none for this page.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// As far as is known, whoever enters is alone inside.
pub fn rules() -> bool {
    !REFUSED.get() && locks().is_some()
}

/// Waits until everybody else has left.
pub async fn enter(name: &str) -> Inside {
    let inside = Inside(wait(name).await.and_then(|it| it.dyn_into().ok()));
    REFUSED.set(!inside.is_alone());
    inside
}

/// The browser's locks, and how one is asked for.
fn locks() -> Option<(JsValue, Function)> {
    let locks: JsValue = web_sys::window()?.navigator().into();
    let locks = Reflect::get(&locks, &JsValue::from_str("locks")).ok()?;
    let request = Reflect::get(&locks, &JsValue::from_str("request")).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

async fn wait(name: &str) -> Option<JsValue> {
    let (locks, request) = locks()?;
    let mut asked = None;
    let granted = Promise::new(&mut |grant: Function, _| {
        // The lock is held until the promise that this returns is settled.
        let hold = Closure::once_into_js(move || -> JsValue {
            Promise::new(&mut |leave: Function, _| {
                let _ = grant.call1(&JsValue::NULL, &leave);
            })
            .into()
        });
        asked = request.call2(&locks, &JsValue::from_str(name), &hold).ok();
    });
    // A page without an origin of its own is refused; then there is nobody to share with either.
    let refused: Promise = asked?.dyn_into().ok()?;
    JsFuture::from(Promise::race(&Array::of2(&granted, &refused))).await.ok()
}
