//! Nodes, made by hand under Leptos' reactive system. Leptos' `view!` gives every element a type of its
//! own, and each type its own copy of the rendering code: this panel weighed 280 KB (brotli) that way,
//! and 237 KB with erased types. Here there is one kind of node, attribute, listener and reactive part.
//! Nothing is ever parsed as HTML, so the strictest policy has nothing to refuse.

use leptos::reactive::{effect::RenderEffect, owner::on_cleanup};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, Node};

use crate::browser::device::document;

/// A node that is being made: an element, a text, or several of them.
#[derive(Clone)]
pub struct El(Node);

/// Begins an element.
pub fn el(tag: &str) -> El {
    match document().create_element(tag) {
        Ok(element) => El(element.into()),
        Err(_) => text(""),
    }
}

/// Begins an element of a drawing.
pub fn svg(tag: &str) -> El {
    match document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag) {
        Ok(element) => El(element.into()),
        Err(_) => text(""),
    }
}

fn text(words: &str) -> El {
    El(document().create_text_node(words).into())
}

/// What can stand inside an element.
pub trait Part {
    /// As a node.
    fn node(self) -> El;
}

impl Part for El {
    fn node(self) -> El {
        self
    }
}

impl Part for String {
    fn node(self) -> El {
        text(&self)
    }
}

impl Part for &str {
    fn node(self) -> El {
        text(self)
    }
}

impl Part for Option<El> {
    fn node(self) -> El {
        self.unwrap_or_else(|| parts([]))
    }
}

impl Part for Vec<El> {
    fn node(self) -> El {
        parts(self)
    }
}

/// Nodes one after another, without an element around them.
pub fn parts(list: impl IntoIterator<Item = El>) -> El {
    let all = El(document().create_document_fragment().into());
    list.into_iter().for_each(|node| all.append(&node));
    all
}

/// A part that is made anew whenever a signal that it reads changes.
pub fn live<P: Part>(make: impl Fn() -> P + 'static) -> El {
    between_marks(Box::new(move || make().node()))
}

/// A text that follows the signals it reads.
pub fn live_text(make: impl Fn() -> String + 'static) -> El {
    let node = document().create_text_node("");
    let shown = node.clone();
    follow(Box::new(move || shown.set_data(&make())));
    El(node.into())
}

/// Two comments mark the place; what stands between them is replaced.
fn between_marks(make: Box<dyn Fn() -> El>) -> El {
    let (start, end) = (document().create_comment(""), document().create_comment(""));
    let all = parts([El(start.clone().into()), El(end.clone().into())]);
    follow(Box::new(move || {
        let made = make();
        let Some(parent) = end.parent_node() else {
            return;
        };
        while let Some(old) = start.next_sibling().filter(|it| !it.is_same_node(Some(&end))) {
            if parent.remove_child(&old).is_err() {
                break;
            }
        }
        let _ = parent.insert_before(&made.0, Some(&end));
    }));
    all
}

/// Runs now and whenever a signal that it reads changes, as long as the part around it stands.
fn follow(act: Box<dyn Fn()>) {
    let act: Box<dyn FnMut(Option<()>)> = Box::new(move |_| act());
    let effect = RenderEffect::new(act);
    on_cleanup(move || drop(effect));
}

impl El {
    /// Sets the class.
    pub fn class(self, names: &str) -> El {
        self.attr("class", names)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: impl AsRef<str>) -> El {
        set(&self.0, name, Some(value.as_ref()));
        self
    }

    /// Sets an attribute when there is a value.
    pub fn maybe(self, name: &str, value: Option<String>) -> El {
        set(&self.0, name, value.as_deref());
        self
    }

    /// An attribute that follows the signals it reads; `None` takes it away.
    pub fn live_attr(self, name: &'static str, make: impl Fn() -> Option<String> + 'static) -> El {
        let node = self.0.clone();
        follow(Box::new(move || set(&node, name, make().as_deref())));
        self
    }

    /// A property of the node that follows the signals it reads.
    pub fn live_prop(self, name: &'static str, make: impl Fn() -> JsValue + 'static) -> El {
        let node = self.0.clone();
        follow(Box::new(move || {
            let value = make();
            // Writing the same text again would move the caret.
            if js_sys::Reflect::get(&node, &name.into()).as_ref() != Ok(&value) {
                let _ = js_sys::Reflect::set(&node, &name.into(), &value);
            }
        }));
        self
    }

    /// Listens to an event. The listener is the node's: it goes when the node is collected.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> El {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// Adds what stands inside.
    pub fn add(self, part: impl Part) -> El {
        self.append(&part.node());
        self
    }

    fn append(&self, node: &El) {
        let _ = self.0.append_child(&node.0);
    }

    /// The node itself.
    pub fn into_node(self) -> Node {
        self.0
    }
}

fn set(node: &Node, name: &str, value: Option<&str>) {
    if let Some(element) = node.dyn_ref::<Element>() {
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

fn listen(node: &Node, event: &str, act: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(act).into_js_value();
    let _ = node.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// A button that does something.
pub fn button(class: &str, act: impl Fn() + 'static) -> El {
    el("button").class(class).attr("type", "button").on("click", move |_| act())
}
