//! The list of the person's reports: number, topic, who has to act, what is new.

use help_session::{Load, Report};

use super::{failed, state_words};
use crate::{
    strings::after_words,
    ui::{
        Ui,
        el::{El, el, live, parts},
        lists, states, words,
    },
};

/// The screen.
pub fn reports(ui: Ui) -> El {
    let t = after_words(ui.t.tag);
    let list = ui.desk.follow(|session| session.reports());
    let listed = ui.desk.follow(|session| session.listed().clone());
    let short = listed.clone();
    let trouble = live(move || match listed.get() {
        Load::Failed(failure) => Some(failed(ui, failure)),
        _ => None,
    });
    let inside = live(move || {
        let list = list.get();
        if list.is_empty() {
            match short.get() {
                Load::Loading => return states::waiting(ui, 4),
                Load::Failed(_) => return parts([]),
                Load::Absent | Load::Ready(()) => {}
            }
            return el("p").class("state-title").add(t.reports_none);
        }
        let rows = list.into_iter().map(|it| row(ui, it));
        el("ul").class("list").add(rows.collect::<Vec<_>>())
    });
    el("div").class("screen").add(trouble).add(inside).add(states::never_ask(ui))
}

fn row(ui: Ui, report: Report) -> El {
    let t = after_words(ui.t.tag);
    let state = report.state.map_or(t.state_unknown, |it| state_words(t, it));
    let unread = (report.unread > 0).then(|| {
        let n = report.unread.to_string();
        el("span").class("tag").add(words::fill(t.unread_n, &[("n", &n)]))
    });
    let below = el("span").class("soft").add([state, " · ", &report.topic].concat());
    let text = el("span").class("card-text").add(el("strong").add(report.number)).add(below);
    let id = report.id;
    lists::row(vec![text, el("span").add(unread)], move || ui.desk.act(|it| it.open_thread(&id)))
}
