//! Talking now: the way there on the channel's card, and the page on which the conversation begins.

use help_session::{Row, Session};
use wasm_bindgen::JsValue;

use super::prepare;
use crate::{
    browser::clock,
    strings::contact_words,
    ui::{
        Ui,
        el::{El, button, el, live, live_text, parts},
        event, focus,
        form::{self, guard, sending},
        icon::{Icon, icon},
    },
};

/// The id of the field for the first words.
const FIELD: &str = "wh-talk";

/// "Talk to somebody now", while somebody is there.
pub fn way(ui: Ui) -> El {
    let t = contact_words(ui.t.tag);
    let topic = ui.desk.follow(|session| {
        let first = || session.topics().iter().find(|it| it.flow).map(|it| it.id.clone());
        session.contact_topic().or_else(first).filter(|_| session.may_talk())
    });
    live(move || {
        topic.get().map(|topic| {
            let open = button("button accent", move || ui.desk.act(|it| it.open_talk(&topic)));
            el("div").class("row-buttons").add(open.add(icon(Icon::Chat)).add(t.talk_now))
        })
    })
}

/// The page on which a conversation begins.
pub fn talk(ui: Ui, topic: String) -> El {
    let t = contact_words(ui.t.tag);
    let there = ui.desk.follow(|session| session.may_talk());
    let (send, words_of, text_of) = (topic.clone(), topic.clone(), topic.clone());
    let text = ui.desk.follow(move |session| {
        session.talk_ticket(&text_of).map(|it| help_core::json::Json::json(&it)).unwrap_or_default()
    });
    let exact = el("details")
        .class("exact")
        .add(el("summary").add(ui.form().exact_text))
        .add(el("p").class("help").add(ui.form().exact_text_help))
        .add(el("pre").attr("tabindex", "0").add(live_text(move || text.get())));
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            let stopped = ui.desk.peek(|session| session.stopped(&send));
            let empty = ui.desk.peek(|session| session.first_words(&send).trim().is_empty());
            if empty {
                focus::focus(FIELD);
            } else if !guard::lead_to(ui, &send, &stopped) {
                let key = crate::browser::device::random_key();
                ui.desk.act(|session| session.talk(key, clock::now()));
            }
        })
        .add(el("h2").class("question-title").add(t.talk_title))
        .add(
            el("p")
                .class("help")
                .add(live_text(move || if there.get() { t.talk_help } else { t.talk_gone }.to_owned())),
        )
        .add(about(ui, &topic))
        .add(first_words(ui, &words_of))
        .add(guard::elsewhere(ui, &topic))
        .add(along(ui, &topic))
        .add(exact)
        .add(sending::failure(ui, &topic))
        .add(sending::send_as(ui, &topic, t.talk_begin));
    parts([form])
}

fn about(ui: Ui, topic: &str) -> El {
    let topics = ui.desk.peek(prepare::topics);
    prepare::choice(ui, "wh-talk-about", &topics, Some(topic), Session::talk_about)
}

/// What the person says first; it is the answer to the form's question for their own words.
fn first_words(ui: Ui, topic: &str) -> El {
    let t = contact_words(ui.t.tag);
    let Some((question, limit)) =
        ui.desk.peek(|session| session.words_question(topic).map(|it| (it.id.clone(), it.limit())))
    else {
        return parts([]);
    };
    let (read, write) = (topic.to_owned(), topic.to_owned());
    let input = el("textarea")
        .class("input long")
        .attr("id", FIELD)
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", limit.to_string())
        .live_prop("value", move || {
            JsValue::from_str(&ui.desk.read(|session| session.first_words(&read).to_owned()))
        })
        .on("input", move |it| {
            let text = event::value(&it);
            ui.desk.set(|session| session.answer(&write, &question, &text));
        });
    el("div").class("field").add(el("label").attr("for", FIELD).add(t.talk_words)).add(input)
}

/// What was answered before in the form of this topic, which goes along.
fn along(ui: Ui, topic: &str) -> El {
    let t = contact_words(ui.t.tag);
    let of = topic.to_owned();
    let rows = ui.desk.follow(move |session| {
        let own = session.words_question(&of).map(|it| it.label.clone());
        let mut rows = session.review(&of).rows;
        rows.retain(|it| Some(&it.label) != own.as_ref());
        rows
    });
    live(move || {
        let rows = rows.get();
        let row = |it: &Row| {
            let value = el("dd").attr("dir", "auto").add(form::shown(ui.form(), it));
            el("div").class("review-row").add(el("dt").add(it.label.as_str())).add(value)
        };
        let list: Vec<El> = rows.iter().map(row).collect();
        (!list.is_empty()).then(|| {
            let title = el("h3").class("hours-title").add(t.talk_along);
            el("section").add(title).add(el("dl").class("review").add(list))
        })
    })
}

/// On the review: the same report as a conversation, while somebody is there.
pub fn switch(ui: Ui, topic: &str) -> El {
    let t = contact_words(ui.t.tag);
    let (read, write) = (topic.to_owned(), topic.to_owned());
    let now = ui.desk.follow(move |session| (session.may_talk(), session.wants_talk(&read)));
    live(move || {
        let (may, on) = now.get();
        let write = write.clone();
        (may || on).then(|| {
            let input = el("input")
                .attr("type", "checkbox")
                .attr("role", "switch")
                .live_prop("checked", move || JsValue::from_bool(on))
                .on("change", move |it| {
                    let on = event::checked(&it);
                    ui.desk.set(|session| session.want_talk(&write, on));
                });
            let text = el("span").class("switch-text").add(el("strong").add(t.talk_switch));
            let text = text.add(el("span").add(t.talk_switch_help));
            let label = el("label").class("switch").add(input).add(el("span").class("track"));
            el("div").class("field").add(label.add(text))
        })
    })
}
