//! The review: everything that will be sent, with a way to change each.

use help_core::{context::Member, flow::Kind};
use help_session::{ContextRow, Page, Row};
use wasm_bindgen::JsValue;

use super::{guard, progress_line, sending};
use crate::{
    strings::{Strings, guard_words},
    ui::{
        Ui,
        el::{El, button, el, live, parts},
        event, words,
    },
};

/// The review of a topic's form.
pub fn review(ui: Ui, topic: String) -> El {
    let (rows_of, context_of) = (topic.clone(), topic.clone());
    let rows = ui.desk.follow(move |session| session.review(&rows_of).rows);
    let context = ui.desk.follow(move |session| session.review(&context_of).context);
    let (row_topic, switch_topic, sent) = (topic.clone(), topic.clone(), topic.clone());
    let rows =
        live(move || rows.get().into_iter().map(|it| row(ui, &row_topic, it)).collect::<Vec<_>>());
    let context = live(move || {
        let list = context.get();
        (!list.is_empty()).then(|| {
            let switches = list.into_iter().map(|it| switch(ui, &switch_topic, it));
            el("fieldset")
                .class("field")
                .add(el("legend").add(ui.t.send_along))
                .add(el("p").class("help").add(ui.t.send_along_help))
                .add(switches.collect::<Vec<_>>())
        })
    });
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            let stopped = ui.desk.peek(|session| session.stopped(&sent));
            if !guard::lead_to(ui, &sent, &stopped) {
                ui.desk.submit();
            }
        })
        .add(el("h2").class("question-title").add(ui.t.check_and_send))
        .add(el("dl").class("review").add(rows))
        .add(guard::elsewhere(ui, &topic))
        .add(context)
        .add(sending::reply_to(ui, &topic))
        .add(sending::failure(ui, &topic))
        .add(sending::send(ui, &topic));
    parts([progress_line(ui, &topic, Page::Review), form])
}

fn row(ui: Ui, topic: &str, row: Row) -> El {
    let topic = topic.to_owned();
    let value = el("dd").class(if row.kind == Kind::Transaction { "mono" } else { "value" });
    let value = value.add(shown(ui.t, &row));
    let change = button("link", move || ui.desk.act(|it| it.change(&topic, row.step)))
        .attr("aria-label", format!("{}: {}", ui.t.change, row.label))
        .add(ui.t.change);
    el("div").class("review-row").add(el("dt").add(row.label)).add(value.add(change))
}

fn shown(t: &Strings, row: &Row) -> String {
    match (row.kind, row.value.as_str()) {
        (Kind::Datetime, value) => words::when(t, value),
        (Kind::Yesno, "yes") => t.yes.to_owned(),
        (Kind::Yesno, _) => t.no.to_owned(),
        (_, value) => value.to_owned(),
    }
}

fn switch(ui: Ui, topic: &str, row: ContextRow) -> El {
    let topic = topic.to_owned();
    let on = row.on;
    let input = el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .maybe("disabled", row.left_out.then(String::new))
        .live_prop("checked", move || JsValue::from_bool(on))
        .on("change", move |it| {
            let on = event::checked(&it);
            ui.desk.set(|session| session.agree(&topic, row.member, on));
        });
    let text = el("span")
        .class("switch-text")
        .add(el("strong").add(member_name(ui.t, row.member)))
        .add(el("span").add(row.value))
        .add(row.left_out.then(|| el("span").class("fault").add(guard_words(ui.t.tag).left_out)));
    el("label").class("switch").add(input).add(el("span").class("track")).add(text)
}

fn member_name(t: &Strings, member: Member) -> &'static str {
    match member {
        Member::Screen => t.member_screen,
        Member::ErrorCode => t.member_error_code,
        Member::ErrorMessage => t.member_error_message,
        Member::Asset => t.asset,
        Member::Network => t.member_network,
        Member::Amount => t.member_amount,
        Member::Transaction => t.member_transaction,
        Member::AccountId => t.member_account_id,
        Member::AccountName => t.member_account_name,
        Member::AccountContact => t.member_account_contact,
    }
}
