//! "Is this really support?": what somebody was given is typed or pasted, and compared as it stands there.

use help_session::{Match, Seen};
use wasm_bindgen::JsValue;

use super::{
    Ui,
    el::{El, button, el, live, parts},
    event,
    icon::{Icon, icon},
    lists, states, words,
};
use crate::strings::after_words;

/// The screen.
pub fn who(ui: Ui) -> El {
    let t = after_words(ui.t.tag);
    let input = el("input")
        .class("input")
        .attr("id", "wh-who")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", "400")
        .attr("dir", "auto")
        .live_prop("value", move || JsValue::from_str(&ui.desk.read(|it| it.who().to_owned())))
        .on("input", move |it| ui.desk.set(|session| session.set_who(&event::value(&it))));
    let label = el("label").attr("for", "wh-who").add(t.who_label);
    let seen = ui.desk.follow(|session| {
        let known = session.manifest().ready().is_some_and(|it| !it.channels.is_empty());
        (known, session.check_contact(session.who()))
    });
    let result = live(move || match seen.get() {
        (_, Some(seen)) => Some(verdict(ui, &seen)),
        (true, None) => None,
        (false, None) => Some(el("p").class("intro").add(t.who_cannot)),
    });
    el("div")
        .class("screen")
        .add(el("p").class("intro").add(t.who_intro))
        .add(el("div").class("field").add(label).add(input))
        .add(el("div").class("who-place").attr("role", "status").add(result))
        .add(states::never_ask(ui))
}

/// How a text compares, what differs, and what to do.
pub fn verdict(ui: Ui, seen: &Seen) -> El {
    let t = after_words(ui.t.tag);
    let (class, mark, title, text) = match seen.verdict {
        Match::Official => ("note tip", Icon::Check, t.who_official, t.who_official_help),
        Match::NotListed => ("note warning", Icon::Warning, t.who_not_listed, t.who_not_listed_help),
        Match::Imitates => ("note caution", Icon::Warning, t.who_imitates, t.who_imitates_help),
    };
    let channel = seen
        .channel
        .as_ref()
        .map(|it| [("label", it.label.get(ui.t.tag)), ("value", &it.value)])
        .map_or_else(String::new, |parts| words::fill(t.who_channel, &parts));
    let marked = (seen.verdict == Match::Imitates).then(|| {
        let ranges = seen.differences.iter().map(|it| (it.start, it.end));
        el("p").add(el("bdi").class("mono").add(lists::marked(&visible(seen), ranges)))
    });
    let inside = el("div")
        .add(el("h2").add(title))
        .add(marked)
        .add(el("p").add(words::fill(text, &[("channel", &channel)])))
        .add(ways_on(ui, seen.verdict));
    el("div").class(class).add(icon(mark)).add(inside)
}

/// The text with a sign in the place of each letter that nobody would see; as many letters as before.
fn visible(seen: &Seen) -> String {
    let hidden = |it: char| {
        it.is_control()
            || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    seen.text.chars().map(|it| if hidden(it) { '\u{25cc}' } else { it }).collect()
}

fn ways_on(ui: Ui, verdict: Match) -> El {
    let channels =
        button("button", move || ui.desk.act(|it| it.open_contact())).add(ui.t.official_channels);
    let report = (verdict != Match::Official)
        .then(|| button("button", move || ui.desk.act(|it| it.report())).add(ui.t.report_problem));
    parts([el("div").class("row-buttons").add(channels).add(report)])
}
