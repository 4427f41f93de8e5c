//! What is kept on this device, and what can be done with it: reports that were not received yet, and forms
//! that were begun at an earlier visit.

use help_session::{Session, Waiting, outbox::State};
use leptos::reactive::{
    signal::RwSignal,
    traits::{Get, GetUntracked, Set},
};

use super::{
    Ui,
    el::{El, button, el, live, live_text, parts},
    icon::{Icon, icon},
    words,
};
use crate::strings::after_words;

/// The lines of the home screen; nothing when nothing is kept.
pub fn kept(ui: Ui) -> El {
    let begun = ui.desk.follow(|session| {
        let title = |id: String| session.has_form(&id).then(|| (topic_title(session, &id), id));
        session.offers().into_iter().filter_map(title).collect::<Vec<_>>()
    });
    let waiting = ui.desk.follow(move |session| {
        let row = |it: &Waiting| (title_of(session, ui, it), it.clone());
        session.waiting().iter().map(row).collect::<Vec<_>>()
    });
    let begun = live(move || {
        let rows = begun.get().into_iter().map(|(title, id)| {
            let line = words::fill(ui.form().begun_report, &[("topic", &title)]);
            button("notice received", move || ui.desk.act(|it| it.start_form(&id)))
                .add(icon(Icon::Copy))
                .add(el("span").add(line))
                .add(icon(Icon::Chevron))
        });
        rows.collect::<Vec<_>>()
    });
    let waiting = live(move || {
        let rows = waiting.get();
        (!rows.is_empty()).then(|| {
            let any_message = rows.iter().any(|it| !it.1.ticket.is_empty());
            let on_their_way = rows.iter().filter(|it| it.1.state == State::Waiting).count();
            let title = match on_their_way {
                0 => None,
                _ if any_message => Some(ui.form().saved_not_sent.to_owned()),
                1 => Some(ui.form().waiting_one.to_owned()),
                n => Some(words::fill(ui.form().waiting_n, &[("n", &n.to_string())])),
            };
            let title = title.map(|it| el("p").class("state-title").attr("role", "status").add(it));
            let rows = rows.into_iter().map(|(title, it)| one(ui, &title, it));
            let inside = el("div").add(title).add(rows.collect::<Vec<_>>());
            el("section").class("state").add(icon(Icon::Offline)).add(inside)
        })
    });
    parts([waiting, begun])
}

fn title_of(session: &Session, ui: Ui, waiting: &Waiting) -> String {
    if waiting.ticket.is_empty() {
        return topic_title(session, &waiting.topic);
    }
    let report = session.reports().into_iter().find(|it| it.id == waiting.ticket);
    let number = report.map(|it| it.number).unwrap_or_default();
    words::fill(after_words(ui.t.tag).message_to, &[("number", &number)])
}

fn topic_title(session: &Session, topic: &str) -> String {
    let named = session.named_topics().into_iter().find(|it| it.0 == topic);
    named.map_or_else(|| topic.to_owned(), |it| it.2)
}

/// One that waits, and what can be done with it.
pub fn one(ui: Ui, title: &str, waiting: Waiting) -> El {
    let said = match waiting.state {
        State::Waiting => None,
        State::Refused(..) => Some(ui.form().not_accepted),
        State::GivenUp(_) => Some(ui.form().given_up),
    };
    let at_once = matches!(waiting.state, State::Waiting)
        .then(|| button("button", move || ui.desk.send_now()).add(ui.form().send_now));
    let asked = waiting.clone();
    let can_open = ui.desk.follow(move |session| {
        let topic = &asked.topic;
        !asked.ticket.is_empty() || session.can_reopen(topic) || session.waiting_of(topic).is_some()
    });
    let opened = waiting.clone();
    let open = live(move || {
        let opened = opened.clone();
        can_open
            .get()
            .then(|| button("button", move || ui.desk.open_waiting(&opened)).add(ui.form().open_it))
    });
    el("div")
        .class("waiting")
        .add(el("p").add(title))
        .add(said.map(|it| el("p").add(it)))
        .add(el("div").class("row-buttons").add(at_once).add(open))
        .add(actions(ui, waiting.key))
}

/// Copy the text, and delete; deleting is asked twice.
pub fn actions(ui: Ui, key: String) -> El {
    let copied = RwSignal::new(0_u32);
    let sure = RwSignal::new(false);
    let wanted = key.clone();
    let copy = button("button", move || {
        let done = move |done: bool| {
            // The screen may be gone by now.
            if copied.try_get_untracked().is_some() {
                copied.set(if done { 1 } else { 2 });
            }
        };
        ui.desk.copy_waiting(&wanted, Box::new(done));
    });
    let said = live_text(move || {
        match copied.get() {
            0 => "",
            1 => ui.form().copied,
            _ => ui.form().copy_text_by_hand,
        }
        .to_owned()
    });
    let delete = button("button", move || {
        if sure.get_untracked() {
            ui.desk.delete_waiting(&key);
        } else {
            sure.set(true);
        }
    });
    let word = live_text(move || {
        if sure.get() { ui.form().delete_sure } else { ui.form().delete_it }.to_owned()
    });
    el("div")
        .class("row-buttons")
        .add(copy.add(ui.form().copy_text))
        .add(delete.add(word))
        .add(el("span").class("count").attr("role", "status").add(said))
}
