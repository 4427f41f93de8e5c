//! Where the focus goes: to the title of a new screen, to the summary of faults, to a faulty field.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser::device::{self, next_frame};

thread_local! {
    /// The node the panel is mounted in; ids are looked up below it and never in the page.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// The panel is mounted here.
pub fn set_root(root: Element) {
    ROOT.with_borrow_mut(|it| *it = Some(root));
}

/// Gives the root around the panel the style of what arrives later.
pub fn dress() {
    ROOT.with_borrow(|root| {
        if let Some(root) = root {
            device::adopt_style(root);
        }
    });
}

/// A new screen begins at its top, and its title takes the focus, so that a screen reader says it.
pub fn arrive() {
    next_frame(|| {
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
    if let Some(node) = find(id) {
        // A drawing's shape takes the focus as any element does, though it is no HTML.
        let _ = node.unchecked_into::<HtmlElement>().focus();
    }
}

/// The same after the screen was drawn.
pub fn focus_soon(id: String) {
    next_frame(move || focus(&id));
}

fn find(id: &str) -> Option<Element> {
    ROOT.with_borrow(|root| {
        root.as_ref()?.query_selector(&["[id=\"", id, "\"]"].concat()).ok().flatten()
    })
}
