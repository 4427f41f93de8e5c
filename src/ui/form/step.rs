//! One step of the form: its questions, what is wrong with them, and the way on.

use help_core::{
    draft::{Fault, FaultCode},
    flow::Question,
};
use help_session::Page;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::question;
use crate::{
    browser::clock,
    strings::Strings,
    ui::{
        Ui,
        icon::{Icon, icon},
        words,
    },
};

/// A step.
pub fn step(ui: Ui, topic: String, step: usize) -> AnyView {
    let summary = NodeRef::<html::Div>::new();
    let (flow_topic, shown_topic, faults_topic, progress_topic) =
        (topic.clone(), topic.clone(), topic.clone(), topic.clone());
    let flow = ui.desk.read(move |session| session.flow(&flow_topic).ready().copied().cloned());
    let Some(step_of_flow) = flow.and_then(|it| it.steps.into_iter().nth(step)) else {
        return ().into_any();
    };
    let shown = ui.desk.memo(move |session| session.shown(&shown_topic, step));
    let faults = ui.desk.memo(move |session| session.faults(&faults_topic, step, clock::now()));
    let progress =
        ui.desk.memo(move |session| Some(session.progress(&progress_topic, Page::Step(step))));

    let questions = StoredValue::new(step_of_flow.questions);
    let of_shown = move || {
        let ids = shown.get();
        let all = questions.try_get_value().unwrap_or_default();
        all.into_iter().filter(|it| ids.contains(&it.id)).collect::<Vec<_>>()
    };
    let field_topic = topic;
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ui.desk.act(|session| session.next(clock::now()));
        if faults.try_get_untracked().is_some_and(|it| !it.is_empty()) {
            request_animation_frame(move || {
                if let Some(summary) = summary.try_get_untracked().flatten() {
                    let _ = summary.focus();
                }
            });
        }
    };
    view! {
        {move || progress.get().map(|it| progress_line(ui, it.at, it.of))}
        <form novalidate=true autocomplete="off" on:submit=next>
            <h2 class="question-title">{step_of_flow.title}</h2>
            <div class="summary-place" node_ref=summary tabindex="-1" role="alert">
                {move || fault_summary(ui, &faults.get(), &of_shown())}
            </div>
            <For each=of_shown key=|question| question.id.clone() let:question>
                {question::field(ui, field_topic.clone(), question, faults)}
            </For>
            <div class="action">
                <p class="kept">{ui.t.kept_while_open}</p>
                <button type="submit" class="main-button">{ui.t.go_on}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A thin line with words.
pub fn progress_line(ui: Ui, at: usize, of: usize) -> AnyView {
    let text = words::fill(ui.t.n_of, &[("n", &at.to_string()), ("total", &of.to_string())]);
    view! {
        <div class="progress">
            <span>{text.clone()}</span>
            <progress aria-label=text max=of.to_string() value=at.to_string()></progress>
        </div>
    }
    .into_any()
}

fn fault_summary(ui: Ui, faults: &[Fault], shown: &[Question]) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let rows = faults.iter().filter_map(|fault| {
        let question = shown.iter().find(|it| it.id == fault.question)?;
        let text = format!("{} — {}", question.label, fault_words(ui.t, fault.code, question));
        let target = question::field_id(&fault.question);
        Some(view! {
            <li><button type="button" class="link" on:click=move |event| focus_field(&event, &target)>{text}</button></li>
        })
    });
    Some(
        view! {
            <div class="summary">
                {icon(Icon::Warning)}
                <div><h3>{ui.t.look_again}</h3><ul>{rows.collect_view()}</ul></div>
            </div>
        }
        .into_any(),
    )
}

/// The field of a fault takes the focus; ids are looked up in the widget's own root.
fn focus_field(event: &leptos::ev::MouseEvent, id: &str) {
    let button = event.current_target().and_then(|it| it.dyn_into::<leptos::web_sys::Element>().ok());
    let form = button.and_then(|it| it.closest("form").ok().flatten());
    let field = form.and_then(|it| it.query_selector(&format!("[id=\"{id}\"]")).ok().flatten());
    if let Some(field) = field.and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// What is wrong and what to do, in words.
pub fn fault_words(t: &Strings, code: FaultCode, question: &Question) -> String {
    match code {
        FaultCode::Required => t.fault_required.to_owned(),
        FaultCode::TooLong => words::fill(t.fault_too_long, &[("n", &question.limit().to_string())]),
        FaultCode::NotAnOption | FaultCode::NotYesOrNo => t.fault_choose.to_owned(),
        FaultCode::NotAnAmount => t.fault_amount.to_owned(),
        FaultCode::NotATime => t.fault_time.to_owned(),
        FaultCode::InTheFuture => t.fault_future.to_owned(),
        FaultCode::NotATransaction => t.fault_transaction.to_owned(),
        FaultCode::Pattern => question.message.clone().unwrap_or_else(|| t.fault_pattern.to_owned()),
        FaultCode::UnknownQuestion => t.fault_pattern.to_owned(),
    }
}
