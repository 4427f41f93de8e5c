//! The thread of a ticket as the team sees it, notes included.

use help_core::thread::Happening;
use maud::{Markup, html};

use super::{
    facts,
    page::{icon, time},
    words::Words,
};
use crate::store::{MessageRow, Thread, Writer};

/// Everything that was written, the oldest first.
pub(super) fn show(thread: &Thread, words: &Words) -> Markup {
    html! {
        ol.thread {
            @if thread.messages.is_empty() { li.soft { (words.no_messages) } }
            @for message in &thread.messages { (line(message, thread, words)) }
        }
    }
}

fn line(message: &MessageRow, thread: &Thread, words: &Words) -> Markup {
    let (class, who) = match message.author {
        Writer::Person => ("person", words.person),
        Writer::Support => ("support", words.support),
        Writer::System => ("system", words.service),
        Writer::Note => ("note", words.note),
    };
    let name = message.agent.as_deref().or(message.agent_name.as_deref());
    let unread = message.author == Writer::Person && thread.ticket.subject.is_none();
    html! {
        li.message.(class) {
            p.head {
                @if message.author == Writer::Note { (icon("note")) }
                strong { (who) }
                @if let Some(name) = name { span { (name) } }
                @if unread { span.soft { (words.unverified) } }
                (time(message.at))
            }
            @if let Some(event) = message.event { p.event { (happened(event, words)) } }
            @if !message.text.is_empty() { p.text { (message.text) } }
            @if !message.files.is_empty() { (facts::pictures(&message.files, &thread.ticket.id, words)) }
        }
    }
}

fn happened(event: Happening, words: &Words) -> &'static str {
    match event {
        Happening::Solved => words.did_solve,
        Happening::Reopened => words.did_reopen,
        Happening::Escalated => words.did_escalate,
        Happening::Raised => words.did_raise,
        Happening::Lowered => words.did_lower,
        Happening::Closed => words.did_close,
        Happening::HandedOver => words.did_hand_over,
    }
}
