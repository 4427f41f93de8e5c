//! What a field holds when it tells of a change.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The text of the field that the event came from; empty when it came from none.
pub fn value(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        target.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value).unwrap_or_default()
    }
}

/// Whether the switch that the event came from is on.
pub fn checked(event: &Event) -> bool {
    event
        .target()
        .is_some_and(|it| it.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked))
}
