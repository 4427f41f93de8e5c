//! The receipt: the number, when to expect a reply, and what happens next.

use help_core::ticket::Receipt;
use help_session::Keeping;
use leptos::reactive::{
    signal::RwSignal,
    traits::{GetUntracked, Set, With},
};

use super::{
    Ui,
    el::{El, button, el, live, live_text, parts},
    icon::{Icon, icon},
    states, words,
};
use crate::{browser::device, strings::contact_words};

/// The receipt of the last ticket.
pub fn receipt(ui: Ui) -> El {
    let receipt = ui.desk.follow(|session| session.receipt().cloned());
    el("div")
        .class("screen receipt")
        .add(live(move || receipt.get().map(|it| text(ui, &it))))
        .add(states::never_ask(ui))
}

/// How the reply comes: into the help, as long as the report can be opened there; and perhaps by mail.
fn reply_words(ui: Ui, receipt: &Receipt) -> String {
    let address = ui.desk.peek(|session| session.receipt_to().to_owned());
    let is_kept = ui.desk.peek(|session| session.keeping() == Keeping::On);
    match (address.as_str(), is_kept || receipt.token.is_empty()) {
        (_, false) => ui.form().next_reply_open_page.to_owned(),
        ("", true) => ui.form().next_reply.to_owned(),
        (address, true) => words::fill(ui.form().next_reply_mail, &[("address", address)]),
    }
}

fn text(ui: Ui, receipt: &Receipt) -> El {
    let copied = RwSignal::new(0_u32);
    let number = receipt.number.clone();
    let copy = button("button", move || {
        let number = number.clone();
        device::soon(Box::pin(async move {
            let done = device::copy(&number).await;
            if copied.try_get_untracked().is_some() {
                copied.set(if done { 1 } else { 2 });
            }
        }));
    });
    let copied_words = live_text(move || {
        copied.with(|it| match it {
            0 => String::new(),
            1 => ui.form().copied.to_owned(),
            _ => ui.form().copy_by_hand.to_owned(),
        })
    });
    let promise = receipt.reply_by.as_deref().and_then(|it| words::reply_by(ui.form(), it));
    let reply = reply_words(ui, receipt);
    let next = [ui.form().next_read.to_owned(), reply, ui.form().next_keep.to_owned()]
        .map(|it| el("li").add(it));
    let home = button("main-button", move || ui.desk.act(|it| it.home()));
    let missed = ui.desk.peek(|session| session.missed_talk());
    let missed = missed.then(|| el("p").class("promise").add(contact_words(ui.t.tag).talk_missed));
    let not_kept = ui.desk.peek(|session| session.keeping() != Keeping::On);
    let not_kept = not_kept.then(|| el("p").class("promise").add(ui.form().number_not_kept));
    let rows: [El; 9] = [
        el("div").class("done").add(icon(Icon::Check)),
        el("p").class("receipt-label").add(ui.form().your_number),
        el("p").class("number").add(receipt.number.as_str()),
        el("div")
            .class("row-buttons center")
            .add(copy.add(icon(Icon::Copy)).add(ui.form().copy_number)),
        el("p").class("count").attr("role", "status").add(copied_words),
        el("div").add(missed).add(not_kept),
        el("div").add(
            promise.map(|it| el("p").class("promise").add(icon(Icon::Clock)).add(el("span").add(it))),
        ),
        el("section")
            .class("whats-next")
            .add(el("h2").add(ui.form().what_next))
            .add(el("ol").class("next").add(Vec::from(next))),
        el("div").class("action").add(home.add(ui.form().back_to_help)),
    ];
    parts(rows)
}
