//! One step of the form: its questions, what is wrong with them, and the way on.

use help_core::flow::Kind;
use help_session::{Page, REPLY_TO, Sending, answer_pointer};

use super::{account, action, cost, faults, findings, guard, kept, progress_line, question};
use crate::{
    browser::clock,
    ui::{
        Ui,
        el::{El, Part, el, live, parts},
        focus, notices,
    },
};

/// A step.
pub fn step(ui: Ui, topic: String, step: usize) -> El {
    let flow = ui.desk.peek(|session| session.flow(&topic).ready().copied().cloned());
    let Some(step_of_flow) = flow.and_then(|it| it.steps.into_iter().nth(step)) else {
        return parts([]);
    };
    let (faults_topic, tried_topic) = (topic.clone(), topic.clone());
    let faults = ui.desk.follow(move |session| session.faults(&faults_topic, step, clock::now()));
    let questions = step_of_flow.questions;

    let summarised = questions.clone();
    let listed = faults.clone();
    let summary = el("div")
        .class("summary-place")
        .attr("id", faults::SUMMARY)
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .add(live(move || faults::summary(ui, &listed.get(), &summarised)));

    let progress = progress_line(ui, &topic, Page::Step(step));
    let found_topic = topic.clone();
    let found = ui.desk.follow(move |session| session.findings(&found_topic));
    // Each question stands in its own place and shows or hides there, so that typing keeps its focus.
    let mut fields = Vec::new();
    let mut money = false;
    for it in questions {
        if it.kind == Kind::Account {
            fields.push(account::account(ui, &topic, it, faults.clone()));
            continue;
        }
        money |= it.kind == Kind::Amount;
        let (id, faults, topic) = (it.id.clone(), faults.clone(), topic.clone());
        let here = findings::findings(ui, found.clone(), Some(it.id.clone()));
        let visible = ui.desk.follow({
            let topic = topic.clone();
            move |session| session.shown(&topic, step).contains(&id)
        });
        let field =
            live(move || visible.get().then(|| question::field(ui, &topic, &it, faults.clone())));
        fields.extend([field, here]);
    }
    fields.extend(money.then(|| cost::cost(ui, &topic)));
    // A form without anything to try first begins here.
    let first = ui.desk.peek(|session| {
        session.progress(&topic, Page::Step(step)).at == 1 && session.checks(&topic).is_empty()
    });
    let notices = first.then(|| notices::in_form(ui, topic.clone()));
    let next = move |event: web_sys::Event| {
        event.prevent_default();
        ui.desk.act(|session| session.next(clock::now()));
        let stuck =
            ui.desk.peek(|session| !session.faults(&tried_topic, step, clock::now()).is_empty());
        if stuck {
            focus::focus_soon(faults::SUMMARY.to_owned());
            return;
        }
        let bad_address = ui.desk.peek(|session| {
            session.draft(&tried_topic).is_some_and(|it| it.sending == Sending::BadReplyAddress)
        });
        if bad_address {
            focus::focus_soon("wh-reply-to".to_owned());
            return;
        }
        let shown = ui.desk.peek(|session| session.shown(&tried_topic, step));
        let mut places: Vec<String> = shown.iter().map(|it| answer_pointer(it)).collect();
        places.push(REPLY_TO.to_owned());
        guard::lead_to(ui, &tried_topic, &places);
    };
    let main = el("button").class("main-button").attr("type", "submit").add(ui.form().go_on);
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", next)
        .add(el("h2").class("question-title").add(step_of_flow.title))
        .add(summary)
        .add(fields)
        .add(action(kept::line(ui), main));
    parts([progress, notices.node(), form])
}
