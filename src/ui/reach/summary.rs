//! A page of a report to read out on the phone, to copy or to print. It holds no secret.

use help_core::time;
use help_session::{Row, Source, Summary};
use leptos::reactive::{
    signal::RwSignal,
    traits::{GetUntracked, Set, With},
};

use crate::{
    browser::{clock, device},
    strings::{ContactWords, contact_words, guard_words},
    ui::{
        Ui,
        el::{El, button, el, live, live_text},
        form,
        icon::{Icon, icon},
        states, words,
    },
};

/// The screen.
pub fn summary(ui: Ui, about: &Source) -> El {
    if !ui.desk.peek(|session| session.is_guarded()) {
        ui.desk.set(|session| session.begin_guarding());
    }
    let about = about.clone();
    let marker = guard_words(ui.t.tag).removed;
    let page = ui.desk.follow(move |session| session.summary(&about, marker));
    let inside = live(move || states::loaded(ui, page.get(), 6, |it| ready(ui, &it)));
    el("div").class("screen").add(inside).add(states::never_ask(ui))
}

fn ready(ui: Ui, summary: &Summary) -> El {
    let t = contact_words(ui.t.tag);
    let lines = lines(ui, t, summary);
    let rows = lines.iter().map(|(label, value)| {
        let row = el("div").class("review-row").add(el("dt").add(label.as_str()));
        row.add(el("dd").attr("dir", "auto").add(value.as_str()))
    });
    let rows: Vec<El> = rows.collect();
    let help = if summary.number.is_empty() { t.summary_draft_help } else { t.summary_help };
    el("div")
        .class("summary-page")
        .add(el("h2").class("question-title").add(t.summary_title))
        .add(el("p").class("help").add(help))
        .add(el("dl").class("review").add(rows))
        .add(actions(ui, t, &lines))
}

/// Label and value, in the order in which they are asked for.
fn lines(ui: Ui, t: &ContactWords, summary: &Summary) -> Vec<(String, String)> {
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let mut lines = Vec::new();
    if !summary.number.is_empty() {
        lines.push(line(t.number, &summary.number));
        lines.push(line(t.sent, &words::when(ui.t, &summary.received)));
    }
    lines.push(line(t.topic, &summary.topic));
    let spoken = |row: &Row| (row.label.clone(), form::shown(ui.form(), row));
    lines.extend(summary.rows.iter().map(spoken));
    let named = summary.members.iter();
    lines.extend(named.map(|(member, value)| line(form::member_name(ui.form(), *member), value)));
    lines
}

fn actions(ui: Ui, t: &'static ContactWords, lines: &[(String, String)]) -> El {
    let text: Vec<String> = lines.iter().map(|it| [&it.0, ": ", &it.1].concat()).collect();
    let text = text.join("\n");
    let done = RwSignal::new(None::<bool>);
    let copy = button("button", move || {
        let text = text.clone();
        device::soon(Box::pin(async move {
            let copied = device::copy(&text).await;
            if done.try_get_untracked().is_some() {
                done.set(Some(copied));
            }
        }));
    });
    let said = live_text(move || {
        let said = done.with(|it| it.map(|copied| if copied { ui.t.copied } else { t.copied_by_hand }));
        said.unwrap_or_default().to_owned()
    });
    let frame = el("iframe").class("unseen").attr("aria-hidden", "true").attr("tabindex", "-1");
    let (shown, lines) = (frame.clone(), lines.to_vec());
    let title =
        [ui.desk.peek(|it| it.wallet_name().to_owned()), t.summary_title.to_owned()].join(" · ");
    let print = button("button", move || {
        let rows = lines.iter().map(|(label, value)| {
            el("p").add(el("strong").add(label.as_str())).add(": ").add(value.as_str())
        });
        let rows: Vec<El> = rows.collect();
        let at = words::when(ui.t, &time::rfc3339(clock::now()));
        let page = el("main").add(el("h1").add(title.as_str())).add(rows).add(el("p").add(at));
        device::print(&shown.clone().into_node(), &page.into_node());
    });
    el("div")
        .class("row-buttons")
        .add(copy.add(icon(Icon::Copy)).add(t.copy))
        .add(print.add(t.print))
        .add(el("span").class("count").attr("role", "status").add(said))
        .add(frame)
}
