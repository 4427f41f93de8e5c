//! One message of a thread: who, when, what was written and what happened.

use help_core::thread::{Author, Happening, Message};

use crate::{
    strings::{AfterWords, after_words},
    ui::{
        Ui, blocks,
        el::{El, Part, el},
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
    let text = (!message.text.is_empty()).then(|| {
        let words = match message.from {
            Author::Support => linked(ui, &message.text),
            Author::Person | Author::System => vec![message.text.as_str().node()],
        };
        el("p").class("message-text").attr("dir", "auto").add(words)
    });
    let pictures = message
        .attachments
        .iter()
        .map(|it| el("p").class("soft").add(words::fill(t.picture, &[("name", &it.name)])));
    el("li").class(class).add(head).add(event).add(text).add(pictures.collect::<Vec<_>>())
}

/// The text with its web addresses as links, which are compared with the official channels before they open.
fn linked(ui: Ui, text: &str) -> Vec<El> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find("https://").into_iter().chain(rest.find("http://")).min() {
        let (before, from) = rest.split_at(start);
        let (address, after) = from.split_at(address_length(from));
        parts.push(before.node());
        parts.push(blocks::web(ui, address.to_owned()).add(address));
        rest = after;
    }
    parts.push(rest.node());
    parts
}

/// How much of a text is the address it begins with: what ends a sentence around it is not part of it.
fn address_length(text: &str) -> usize {
    let ends = |it: char| it.is_whitespace() || !it.is_ascii() || "<>\"'`{}|\\^".contains(it);
    let whole = text.split(ends).next().unwrap_or_default();
    whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']).len()
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
