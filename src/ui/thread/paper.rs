//! A text field of a thread with its guard, its failure and its button.

use std::rc::Rc;

use help_core::thread::{MESSAGE_MAX, RATING_WORD_MAX};
use help_session::{Paper, Sending, Session, pictures_of};
use wasm_bindgen::JsValue;

use crate::ui::{
    Ui,
    el::{El, el, live, live_text},
    event, focus,
    form::{guard, sending},
    icon::{Icon, icon},
};

/// The id of the field of a text.
pub fn field_id(paper: Paper) -> &'static str {
    match paper {
        Paper::Reply => "wh-reply",
        Paper::Reason => "wh-reason",
        Paper::Word => "wh-word",
    }
}

/// The field under its label, and what the guard says below it.
pub fn field(ui: Ui, id: &str, paper: Paper, label: El) -> El {
    let (read, write) = (id.to_owned(), id.to_owned());
    let most = if paper == Paper::Word { RATING_WORD_MAX } else { MESSAGE_MAX };
    let input = el("textarea")
        .class("input long")
        .attr("id", field_id(paper))
        .attr("rows", if paper == Paper::Word { "2" } else { "4" })
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", most.to_string())
        .live_prop("value", move || {
            JsValue::from_str(&ui.desk.read(|session| session.writing(&read, paper).text))
        })
        .on("input", move |it| {
            ui.desk.set(|session| session.write(&write, paper, &event::value(&it)));
            if paper == Paper::Reply {
                ui.desk.types(&write);
            }
        });
    el("div")
        .class("field")
        .add(label.attr("for", field_id(paper)))
        .add(input)
        .add(notice(ui, id, paper))
}

fn notice(ui: Ui, id: &str, paper: Paper) -> El {
    let (look, from, kept) = (id.to_owned(), id.to_owned(), id.to_owned());
    let keep: guard::Keep = Rc::new(move |session| session.not_secret_in(&kept, paper));
    let place = guard::Place {
        stop: Rc::new(move |session| session.writing(&look, paper).stop),
        take_out: Rc::new(move |session, marker| session.take_out_of(&from, paper, marker)),
        keep: paper.may_confirm().then_some(keep),
    };
    guard::notice_at(ui, place)
}

/// Why the text did not arrive; it is still in the field.
pub fn failure(ui: Ui, id: &str, paper: Paper) -> El {
    let read = id.to_owned();
    let state = ui.desk.follow(move |session| {
        let waits = session.waiting().iter().any(|it| it.ticket == read && it.on_device);
        (session.writing(&read, paper).sending, waits && paper == Paper::Reply)
    });
    let inside = live(move || {
        let (state, waits) = state.get();
        let saved = waits.then(|| sending::saved_words(ui.form(), &state)).flatten();
        let (title, text) = saved.or_else(|| sending::failure_words(ui.form(), &state))?;
        let said = el("div").add(el("h3").add(title)).add(el("p").add(text));
        Some(el("div").class("summary").add(icon(Icon::Warning)).add(said))
    });
    el("div").class("summary-place").attr("role", "alert").add(inside)
}

/// The button of a form; it says when it is under way.
pub fn send(ui: Ui, id: &str, paper: Paper, words: &'static str) -> El {
    let (shown, off) = (id.to_owned(), id.to_owned());
    let running =
        move |id: &str, session: &Session| session.writing(id, paper).sending == Sending::Running;
    let label = ui.desk.follow(move |session| running(&shown, session));
    let disabled = ui.desk.follow(move |session| running(&off, session));
    el("button")
        .class("main-button")
        .attr("type", "submit")
        .live_attr("aria-disabled", move || Some(disabled.get().to_string()))
        .add(live_text(move || if label.get() { ui.form().sending } else { words }.to_owned()))
}

/// A form around a text. Where the guard stops it, the focus goes to the way out.
pub fn form(ui: Ui, id: &str, paper: Paper, submit: impl Fn() + 'static) -> El {
    let read = id.to_owned();
    el("form").attr("novalidate", "").attr("autocomplete", "off").class("paper").on(
        "submit",
        move |event| {
            event.prevent_default();
            let writing = ui.desk.peek(|session| session.writing(&read, paper));
            // A picture alone is a message too; a rating needs no word.
            let alone = match paper {
                Paper::Reply => ui.desk.peek(|it| !it.pictures(&pictures_of(&read)).is_empty()),
                Paper::Reason => false,
                Paper::Word => true,
            };
            match writing.stop {
                Some(stop) => focus::focus_soon(guard::button_id(&stop.pointer)),
                None if writing.text.trim().is_empty() && !alone => focus::focus(field_id(paper)),
                None => submit(),
            }
        },
    )
}
