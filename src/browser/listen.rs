//! What the browser tells without being asked: the page is left or seen again, the network is back, another
//! tab has changed what both keep.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, EventTarget, MessageEvent};

use super::{device, store::NAME};

/// A listener that goes with its owner.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    act: JsValue,
}

impl Listening {
    fn new(target: EventTarget, event: &'static str, act: Box<dyn FnMut(JsValue)>) -> Listening {
        let act = Closure::wrap(act).into_js_value();
        let _ = target.add_event_listener_with_callback(event, act.unchecked_ref());
        Listening { target, event, act }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.act.unchecked_ref());
    }
}

/// Calls with true when the page is seen again, with false when it is hidden or left.
pub fn on_seen(act: impl Fn(bool) + Clone + 'static) -> Vec<Listening> {
    let document = device::document();
    let (shown, left) = (document.clone(), act.clone());
    let mut all = vec![Listening::new(
        document.into(),
        "visibilitychange",
        Box::new(move |_| act(!shown.hidden())),
    )];
    if let Some(window) = web_sys::window() {
        all.push(Listening::new(window.into(), "pagehide", Box::new(move |_| left(false))));
    }
    all
}

/// The line between the tabs of this origin.
pub struct Tabs {
    line: Option<BroadcastChannel>,
    _listening: Option<Listening>,
}

impl Tabs {
    /// Calls `act` with what another tab says.
    pub fn new(act: impl Fn(String) + 'static) -> Tabs {
        let line = BroadcastChannel::new(NAME).ok();
        let heard = move |event: JsValue| {
            let said = event.dyn_ref::<MessageEvent>().and_then(|it| it.data().as_string());
            act(said.unwrap_or_default());
        };
        let listening = line.clone().map(|it| Listening::new(it.into(), "message", Box::new(heard)));
        Tabs { line, _listening: listening }
    }

    /// Says something to all other tabs.
    pub fn say(&self, what: &str) {
        if let Some(line) = &self.line {
            let _ = line.post_message(&JsValue::from_str(what));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.close();
        }
    }
}
