//! Sending: where a reply may go, the button, and what is said when the report did not arrive.

use help_core::problem::Code;
use help_session::{Keeping, REPLY_TO, SendFailure, Sending};
use wasm_bindgen::JsValue;

use super::{action, faults, guard};
use crate::{
    desk::Follow,
    strings::FormWords,
    ui::{
        Ui,
        el::{El, button, el, live, live_text},
        event,
        icon::{Icon, icon},
        waiting,
    },
};

fn sending(ui: Ui, topic: &str) -> Follow<Option<Sending>> {
    let topic = topic.to_owned();
    ui.desk.follow(move |session| session.draft(&topic).map(|it| it.sending.clone()))
}

/// Where a reply may go; without it the number is enough.
pub fn reply_to(ui: Ui, topic: &str) -> El {
    let (read, write) = (topic.to_owned(), topic.to_owned());
    let sending = sending(ui, topic);
    let (described, invalid, line) = (sending.clone(), sending.clone(), sending);
    let is_bad = |it: &Follow<Option<Sending>>| it.get() == Some(Sending::BadReplyAddress);
    let input = el("input")
        .class("input")
        .attr("id", "wh-reply-to")
        .attr("type", "email")
        .attr("inputmode", "email")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", "254")
        .live_attr("aria-describedby", move || {
            Some(
                if is_bad(&described) { "wh-reply-fault wh-reply-help" } else { "wh-reply-help" }
                    .into(),
            )
        })
        .live_attr("aria-invalid", move || is_bad(&invalid).then(|| "true".into()))
        .live_prop("value", move || {
            let typed = ui.desk.read(|session| session.draft(&read).map(|it| it.reply_to.clone()));
            JsValue::from_str(&typed.unwrap_or_default())
        })
        .on("input", move |it| {
            let address = event::value(&it);
            ui.desk.set(|session| session.set_reply_to(&write, &address));
        });
    let label = el("label").attr("for", "wh-reply-to").add(ui.form().reply_address);
    el("div")
        .class("field")
        .add(label.add(el("span").class("tag").add(ui.form().optional)))
        .add(el("p").class("help").attr("id", "wh-reply-help").add(ui.form().reply_address_help))
        .add(live(move || {
            is_bad(&line).then(|| faults::line("wh-reply-fault", ui.form().fault_address))
        }))
        .add(input)
        .add(guard::notice(ui, topic, REPLY_TO))
}

/// The button, and that it is under way.
pub fn send(ui: Ui, topic: &str) -> El {
    send_as(ui, topic, ui.form().send_report)
}

/// The same under other words.
pub fn send_as(ui: Ui, topic: &str, words: &'static str) -> El {
    let sending = sending(ui, topic);
    let (running, disabled, label) = (sending.clone(), sending.clone(), sending);
    let is_running = |it: &Follow<Option<Sending>>| it.get() == Some(Sending::Running);
    let state =
        live_text(
            move || if is_running(&running) { ui.form().sending.to_owned() } else { String::new() },
        );
    let main = el("button")
        .class("main-button")
        .attr("type", "submit")
        .live_attr("aria-disabled", move || Some(is_running(&disabled).to_string()))
        .add(live_text(move || {
            let text = match label.get() {
                Some(Sending::Running) => ui.form().sending,
                Some(Sending::Failed(_)) => ui.form().send_again,
                _ => words,
            };
            text.to_owned()
        }));
    action(el("p").class("kept unseen").attr("role", "status").add(state), main)
}

/// Why it did not arrive, what was kept, and what to do.
pub fn failure(ui: Ui, topic: &str) -> El {
    let sending = sending(ui, topic);
    let of = topic.to_owned();
    let kept = ui.desk.follow(move |session| {
        let kept = session.waiting_of(&of).map(|it| (it.key.clone(), it.on_device));
        (kept, matches!(session.keeping(), Keeping::Trouble(_)))
    });
    let inside: El = live(move || {
        let sending = sending.get()?;
        let (kept, trouble) = kept.get();
        let on_device = kept.as_ref().is_some_and(|it| it.1);
        let saved = on_device.then(|| saved_words(ui.form(), &sending)).flatten();
        let (title, text) = saved.or_else(|| failure_words(ui.form(), &sending))?;
        let contact = button("link", move || ui.desk.act(|it| it.open_contact()));
        let text = el("div")
            .add(el("h3").add(title))
            .add(el("p").add(text))
            .add((trouble && !on_device).then(|| el("p").add(ui.form().open_page_help)))
            .add(kept.map(|(key, _)| waiting::actions(ui, key)))
            .add(contact.add(ui.form().official_channels));
        Some(el("div").class("summary").add(icon(Icon::Warning)).add(text))
    });
    el("div").class("summary-place").attr("role", "alert").add(inside)
}

/// For a report that lies on this device and is sent by itself.
pub fn saved_words(t: &'static FormWords, sending: &Sending) -> Option<(&'static str, &'static str)> {
    let Sending::Failed(failure) = sending else {
        return None;
    };
    let text = match failure {
        SendFailure::Network => t.saved_network_help,
        SendFailure::Busy(_) => t.saved_busy_help,
        SendFailure::Strange => t.saved_strange_help,
        SendFailure::Refused(..) | SendFailure::TurnedAway(_) => return None,
    };
    Some((t.saved_not_sent, text))
}

/// Why it did not arrive, and what to do.
pub fn failure_words(t: &'static FormWords, sending: &Sending) -> Option<(&'static str, &'static str)> {
    let failure = match sending {
        Sending::Editing | Sending::Running => return None,
        Sending::BadReplyAddress => return Some((t.not_sent, t.fault_address)),
        Sending::Failed(failure) => failure,
    };
    Some(match failure {
        SendFailure::Network => (t.not_sent_network, t.not_sent_network_help),
        SendFailure::Busy(_) => (t.not_sent_busy, t.not_sent_busy_help),
        SendFailure::Strange => (t.not_sent, t.not_sent_strange_help),
        SendFailure::Refused(Code::Unauthorized, _) => {
            (t.not_sent_signed_out, t.not_sent_signed_out_help)
        }
        SendFailure::Refused(Code::TooLarge, _) => (t.not_sent, t.not_sent_large_help),
        SendFailure::Refused(Code::ContainsSecret, _) => (t.not_sent, t.not_sent_secret_help),
        SendFailure::Refused(..) | SendFailure::TurnedAway(_) => (t.not_sent, t.not_sent_refused_help),
    })
}
