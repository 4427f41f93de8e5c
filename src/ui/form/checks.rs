//! What to try before a report is written: known disturbances, what the wallet's own figures explain, and
//! questions whose answers say what to do.

use help_core::flow::Check;
use wasm_bindgen::JsValue;

use super::{action, findings, suggest};
use crate::{
    browser::clock,
    ui::{
        Ui,
        el::{El, Part, button, el, live, parts},
        notices,
    },
};

/// The first page.
pub fn checks(ui: Ui, topic: String) -> El {
    let Some(flow) = ui.desk.peek(|session| session.flow(&topic).ready().copied().cloned()) else {
        return parts([]);
    };
    let title = if flow.urgent { ui.form().do_this_now } else { ui.form().try_first };
    let (found_topic, shown_topic) = (topic.clone(), topic.clone());
    let found = ui.desk.follow(move |session| session.first_findings(&found_topic));
    let shown = ui.desk.follow(move |session| session.checks(&shown_topic));
    let asked = topic.clone();
    let rows = live(move || {
        let rows = shown.get().into_iter().map(|it| check(ui, &asked, it));
        rows.collect::<Vec<_>>()
    });
    let prepare = (!flow.prepare.is_empty()).then(|| {
        let rows = flow.prepare.into_iter().map(|it| el("li").add(it));
        let list = el("ul").add(rows.collect::<Vec<_>>());
        el("section").class("prepare").add(el("h3").add(ui.form().have_at_hand)).add(list)
    });
    let go_on = button("main-button", move || ui.desk.act(|it| it.next(clock::now())));
    parts([
        notices::in_form(ui, topic),
        findings::findings(ui, found, None),
        el("h2").class("question-title").add(title),
        el("ol").class("checks").add(rows),
        prepare.node(),
        action(el("p").class("kept"), go_on.add(ui.form().write_report)),
    ])
}

fn check(ui: Ui, topic: &str, check: Check) -> El {
    let how = check.article.as_deref().and_then(|id| suggest(ui, id, ui.form().how_to));
    let row = el("li").add(el("p").add(check.text.as_str())).add(how);
    match check.id.clone() {
        None => row,
        Some(id) => row.add(answers(ui, topic, &id, &check)).add(outcome(ui, topic, id, check)),
    }
}

/// The ways to answer a check, as small buttons that stay pressed.
fn answers(ui: Ui, topic: &str, id: &str, check: &Check) -> El {
    let mut row =
        el("fieldset").class("answers").add(el("legend").class("unseen").add(check.text.as_str()));
    for value in check.values() {
        let name = match *value {
            "yes" => ui.form().yes,
            "no" => ui.form().no,
            _ => ui.form().unsure,
        };
        let (read_topic, read_id) = (topic.to_owned(), id.to_owned());
        let (topic, own) = (read_topic.clone(), read_id.clone());
        let chosen = ui.desk.follow(move |session| session.answer_to(&read_topic, &read_id) == *value);
        let input = el("input")
            .attr("type", "radio")
            .attr("name", ["wh-check-", id].concat())
            .attr("value", value)
            .live_prop("checked", move || JsValue::from_bool(chosen.get()))
            .on("change", move |_| ui.desk.set(|session| session.answer(&topic, &own, value)));
        row = row.add(el("label").add(input).add(el("span").add(name)));
    }
    row
}

/// What the answer means and what to do.
fn outcome(ui: Ui, topic: &str, id: String, check: Check) -> El {
    let topic = topic.to_owned();
    let answer = ui.desk.follow(move |session| session.answer_to(&topic, &id).to_owned());
    let inside = live(move || {
        let outcome = check.outcome(&answer.get())?;
        let how = outcome.article.as_deref().and_then(|id| suggest(ui, id, ui.form().how_to));
        Some(el("div").class("outcome").add(el("p").add(outcome.text.as_str())).add(how))
    });
    el("div").attr("role", "status").add(inside)
}
