//! One message of a thread: who, when, what was written and what happened.

use help_core::thread::{Author, Happening, Message};

use crate::{
    strings::{AfterWords, after_words},
    ui::{
        Ui,
        el::{El, el},
        words,
    },
};

/// The message as an item of the thread.
pub fn message(ui: Ui, message: &Message) -> El {
    let t = after_words(ui.t.tag);
    let (class, author) = match message.from {
        Author::Person => ("message own", t.you.to_owned()),
        Author::Support => ("message", author(t, message)),
        Author::System => ("message", t.system.to_owned()),
    };
    let when = el("time").attr("datetime", &message.at).add(words::when(ui.t, &message.at));
    let head = el("p").class("message-head").add(el("strong").add(author)).add(when);
    let event = message.event.map(|it| el("p").class("message-event").add(event_words(t, it)));
    let text = (!message.text.is_empty())
        .then(|| el("p").class("message-text").attr("dir", "auto").add(message.text.as_str()));
    let pictures = message
        .attachments
        .iter()
        .map(|it| el("p").class("soft").add(words::fill(t.picture, &[("name", &it.name)])));
    el("li").class(class).add(head).add(event).add(text).add(pictures.collect::<Vec<_>>())
}

/// A first name never stands without saying that it is support.
fn author(t: &AfterWords, message: &Message) -> String {
    match &message.agent {
        Some(name) => [name, " · ", t.support].concat(),
        None => t.support.to_owned(),
    }
}

fn event_words(t: &AfterWords, event: Happening) -> &'static str {
    match event {
        Happening::Solved => t.event_solved,
        Happening::Reopened => t.event_reopened,
        Happening::Escalated => t.event_escalated,
        Happening::Raised => t.event_raised,
        Happening::Lowered => t.event_lowered,
        Happening::Closed => t.event_closed,
        Happening::HandedOver => t.event_handed_over,
    }
}
