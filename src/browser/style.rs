//! The style of what arrives with the form: adopted by the root in which the panel stands, once.

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

/// A constructable sheet, because a strict host refuses a `style` element.
const STYLE: &str = concat!(
    include_str!("../../style/form.css"),
    include_str!("../../style/pictures.css"),
    include_str!("../../style/thread.css"),
    include_str!("../../style/reach.css"),
);

thread_local! {
    static SHEET: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Adds the style to the root around this node, unless it has it.
pub fn adopt(node: &Node) {
    let _ = add(&node.get_root_node());
}

fn add(root: &Node) -> Result<(), JsValue> {
    let name = JsValue::from_str("adoptedStyleSheets");
    let sheet = sheet()?;
    let list = Array::from(&Reflect::get(root, &name)?);
    if !list.includes(&sheet, 0) {
        list.push(&sheet);
        Reflect::set(root, &name, &list)?;
    }
    Ok(())
}

fn sheet() -> Result<JsValue, JsValue> {
    if let Some(sheet) = SHEET.with_borrow(Clone::clone) {
        return Ok(sheet);
    }
    let class: Function = Reflect::get(&js_sys::global(), &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&class, &Array::new())?;
    let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &STYLE.into())?;
    SHEET.with_borrow_mut(|it| *it = Some(sheet.clone()));
    Ok(sheet)
}
