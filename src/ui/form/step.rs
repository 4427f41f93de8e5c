//! One step of the form: its questions, what is wrong with them, and the way on.

use help_session::{Page, answer_pointer};

use super::{action, faults, guard, progress_line, question};
use crate::{
    browser::clock,
    ui::{
        Ui,
        el::{El, el, live, parts},
        focus,
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
    // Each question stands in its own place and shows or hides there, so that typing keeps its focus.
    let fields = questions.into_iter().map(|it| {
        let (id, faults, topic) = (it.id.clone(), faults.clone(), topic.clone());
        let visible = ui.desk.follow({
            let topic = topic.clone();
            move |session| session.shown(&topic, step).contains(&id)
        });
        live(move || visible.get().then(|| question::field(ui, &topic, &it, faults.clone())))
    });
    let next = move |event: web_sys::Event| {
        event.prevent_default();
        ui.desk.act(|session| session.next(clock::now()));
        let stuck =
            ui.desk.peek(|session| !session.faults(&tried_topic, step, clock::now()).is_empty());
        if stuck {
            focus::focus_soon(faults::SUMMARY.to_owned());
            return;
        }
        let shown = ui.desk.peek(|session| session.shown(&tried_topic, step));
        let places: Vec<String> = shown.iter().map(|it| answer_pointer(it)).collect();
        guard::lead_to(ui, &tried_topic, &places);
    };
    let main = el("button").class("main-button").attr("type", "submit").add(ui.t.go_on);
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", next)
        .add(el("h2").class("question-title").add(step_of_flow.title))
        .add(summary)
        .add(fields.collect::<Vec<_>>())
        .add(action(el("p").class("kept").add(ui.t.kept_while_open), main));
    parts([progress, form])
}
