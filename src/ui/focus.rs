//! Where the focus goes: to the title of a new screen, to the summary of faults, to a faulty field.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement};

thread_local! {
    /// The node the panel is mounted in; ids are looked up below it and never in the page.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// The panel is mounted here.
pub fn set_root(root: Element) {
    ROOT.with_borrow_mut(|it| *it = Some(root));
}

/// A new screen begins at its top, and its title takes the focus, so that a screen reader says it.
pub fn arrive() {
    soon(|| {
        to_top();
        focus("wh-title");
    });
}

/// Scrolls the body to its top.
pub fn to_top() {
    if let Some(body) = find("wh-body") {
        body.set_scroll_top(0);
    }
}

/// Gives the focus to a node by its id.
pub fn focus(id: &str) {
    if let Some(node) = find(id).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = node.focus();
    }
}

/// The same after the screen was drawn.
pub fn focus_soon(id: String) {
    soon(move || focus(&id));
}

/// Runs before the next frame is drawn.
fn soon(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let act = Closure::once_into_js(act);
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

fn find(id: &str) -> Option<Element> {
    ROOT.with_borrow(|root| root.as_ref()?.query_selector(&format!("[id=\"{id}\"]")).ok().flatten())
}
