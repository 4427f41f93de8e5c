//! The review: everything that will be sent, with a way to change each.

use help_core::{context::Member, flow::Kind};
use help_session::{About, Optional, Page, REPLY_TO, Row, Switch};
use wasm_bindgen::JsValue;

use super::{evidence, guard, progress_line, sending};
use crate::{
    strings::{FormWords, guard_words},
    ui::{
        Ui,
        el::{El, button, el, live, live_text, parts},
        event,
        reach::talk,
        words,
    },
};

/// The review of a topic's form.
pub fn review(ui: Ui, topic: String) -> El {
    let (rows_of, switches_of, text_of) = (topic.clone(), topic.clone(), topic.clone());
    let rows = ui.desk.follow(move |session| session.review(&rows_of).rows);
    let switches = ui.desk.follow(move |session| session.review(&switches_of).switches);
    let text = ui.desk.follow(move |session| session.review(&text_of).text);
    let (row_topic, switch_topic, sent) = (topic.clone(), topic.clone(), topic.clone());
    let rows =
        live(move || rows.get().into_iter().map(|it| row(ui, &row_topic, it)).collect::<Vec<_>>());
    let switches = live(move || {
        let list = switches.get();
        (!list.is_empty()).then(|| {
            let switches = list.into_iter().map(|it| switch(ui, &switch_topic, it));
            el("fieldset")
                .class("field")
                .add(el("legend").add(ui.form().send_along))
                .add(el("p").class("help").add(ui.form().send_along_help))
                .add(switches.collect::<Vec<_>>())
        })
    });
    let exact = el("details")
        .class("exact")
        .add(el("summary").add(ui.form().exact_text))
        .add(el("p").class("help").add(ui.form().exact_text_help))
        .add(el("pre").attr("tabindex", "0").add(live_text(move || text.get())));
    let pictures = evidence::Evidence::new(ui, &topic);
    let (shown, caught) = (pictures.clone(), pictures.clone());
    let form = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            let stopped = ui.desk.peek(|session| session.stopped(&sent));
            if !guard::lead_to(ui, &sent, &stopped) && !pictures.stops() {
                ui.desk.submit();
            }
        })
        .add(el("h2").class("question-title").add(ui.form().check_and_send))
        .add(el("dl").class("review").add(rows).add(reply_row(ui, &topic)))
        .add(guard::elsewhere(ui, &topic))
        .add(switches)
        .add(reply_field(ui, &topic))
        .add(shown.section())
        .add(exact)
        .add(talk::switch(ui, &topic))
        .add(sending::failure(ui, &topic))
        .add(sending::send(ui, &topic));
    parts([progress_line(ui, &topic, Page::Review), caught.caught(form)])
}

/// The step that asks where a reply may go, when the form has one.
fn account_step(ui: Ui, topic: &str) -> Option<usize> {
    ui.desk.peek(|session| {
        let flow = session.flow(topic).ready().copied()?;
        flow.steps.iter().position(|it| it.questions.iter().any(|it| it.kind == Kind::Account))
    })
}

/// A form without a page for the account asks here where a reply may go.
fn reply_field(ui: Ui, topic: &str) -> El {
    match account_step(ui, topic) {
        None => sending::reply_to(ui, topic),
        Some(_) => guard::notice(ui, topic, REPLY_TO),
    }
}

fn reply_row(ui: Ui, topic: &str) -> Option<El> {
    let page = Page::Step(account_step(ui, topic)?);
    let address = ui.desk.peek(|session| session.draft(topic).map(|it| it.reply_to.clone()))?;
    (!address.trim().is_empty()).then(|| {
        let (label, kind) = (ui.form().reply_address.to_owned(), Kind::Text);
        row(ui, topic, Row { page, label, kind, value: address })
    })
}

fn row(ui: Ui, topic: &str, row: Row) -> El {
    let topic = topic.to_owned();
    let value = el("dd").class(if matches!(row.kind, Kind::Transaction | Kind::Address) {
        "mono"
    } else {
        "value"
    });
    let value = value.add(shown(ui.form(), &row));
    let change = button("link", move || ui.desk.act(|it| it.change(&topic, row.page)))
        .attr("aria-label", format!("{}: {}", ui.form().change, row.label))
        .add(ui.form().change);
    el("div").class("review-row").add(el("dt").add(row.label)).add(value.add(change))
}

/// The answer in words.
pub fn shown(t: &'static FormWords, row: &Row) -> String {
    match (row.kind, row.value.as_str()) {
        (Kind::Datetime, value) => words::when(t, value),
        (Kind::Yesno | Kind::Account, "yes") => t.yes.to_owned(),
        (Kind::Yesno, "unsure") => t.unsure.to_owned(),
        (Kind::Yesno | Kind::Account, _) => t.no.to_owned(),
        (_, value) => value.to_owned(),
    }
}

fn switch(ui: Ui, topic: &str, switch: Switch) -> El {
    let (topic, on) = (topic.to_owned(), switch.on);
    let (name, help) = match &switch.what {
        Optional::Member(member) => (member_name(ui.form(), *member), None),
        Optional::Diagnostics => (ui.form().diagnostics, Some(ui.form().diagnostics_help)),
        Optional::WholeAddress(_) => (ui.form().whole_address, Some(ui.form().whole_address_help)),
    };
    let mut text = el("span").class("switch-text").add(el("strong").add(name));
    if let Some(help) = help {
        text = text.add(el("span").add(help));
    }
    let left_out = switch.left_out();
    for row in switch.rows {
        let named = match (&switch.what, row.about) {
            (Optional::Diagnostics, About::Member(member)) => Some(member_name(ui.form(), member)),
            (Optional::Diagnostics, About::Language) => Some(ui.form().language),
            (Optional::Diagnostics, About::Version) => Some(ui.form().app_version),
            (Optional::Diagnostics, About::System) => Some(ui.form().system),
            (Optional::Diagnostics, About::Browser) => Some(ui.form().browser),
            _ => None,
        };
        let value = named.map_or(row.value.clone(), |name| [name, &row.value].join(": "));
        text = text.add(el("span").class("switch-value").add(value));
        if row.left_out {
            text = text.add(el("span").class("fault").add(guard_words(ui.t.tag).left_out));
        }
    }
    let what = switch.what;
    let input = el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .maybe("disabled", left_out.then(String::new))
        .live_prop("checked", move || JsValue::from_bool(on))
        .on("change", move |it| {
            let on = event::checked(&it);
            ui.desk.set(|session| session.switch(&topic, &what, on));
        });
    el("label").class("switch").add(input).add(el("span").class("track")).add(text)
}

/// A member of the context by its name.
pub fn member_name(t: &'static FormWords, member: Member) -> &'static str {
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
