//! What was collected with a report, as the team sees it: questions in their own words, long values shortened
//! until somebody opens them.

use help_core::{
    context::Member,
    flow::{Kind, Question},
    ticket::NewTicket,
};
use maud::{Markup, html};

use super::words::Words;
use crate::{knowledge::Knowledge, store::FileRow};

/// Longer values without blanks are addresses, hashes and the like.
const LONG: usize = 24;

/// The answers, the context, technical details, where a reply may go, and the pictures.
pub(super) fn show(
    report: &NewTicket,
    files: &[FileRow],
    id: &str,
    knowledge: &Knowledge,
    words: &Words,
) -> Markup {
    let flow = knowledge.flow(&report.topic, words.tag);
    let questions: Vec<&Question> =
        flow.iter().flat_map(|it| &it.steps).flat_map(|it| &it.questions).collect();
    let asked = questions.iter().filter_map(|it| Some((*it, report.answers.get(&it.id)?)));
    let unknown = report.answers.iter().filter(|(id, _)| questions.iter().all(|it| it.id != **id));
    let context: Vec<(Member, &str)> =
        Member::ALL.into_iter().filter_map(|it| Some((it, report.context.get(it)?))).collect();
    let device = report.device.as_ref();
    let technical = [
        (words.page_language, report.context.locale.as_deref()),
        (words.app_version, report.context.version.as_deref()),
        (words.system, device.and_then(|it| it.os.as_deref())),
        (words.browser, device.and_then(|it| it.browser.as_deref())),
    ];
    let technical: Vec<_> = technical.iter().filter_map(|it| Some((it.0, it.1?))).collect();
    html! {
        section {
            h2 { (words.answers) }
            dl {
                @for (question, answer) in asked {
                    dt { (question.label) }
                    dd { (said(question, answer, words)) }
                }
                @for (id, answer) in unknown { dt { code { (id) } } dd { (value(answer, words)) } }
            }
        }
        @if !context.is_empty() {
            section {
                h2 { (words.context) }
                dl {
                    @for (member, text) in context {
                        dt { (words.member(member)) }
                        dd { (value(text, words)) }
                    }
                }
            }
        }
        @if !technical.is_empty() {
            section {
                h2 { (words.technical) }
                dl {
                    @for (name, text) in technical { dt { (name) } dd { (value(text, words)) } }
                }
            }
        }
        @if let Some(address) = &report.reply_to {
            section {
                h2 { (words.reply_to) }
                (folded(&masked(address), address, words))
            }
        }
        @if !files.is_empty() {
            section { h2 { (words.pictures) } (pictures(files, id, words)) }
        }
    }
}

/// Pictures, each shown only when somebody opens it.
pub(super) fn pictures(files: &[FileRow], id: &str, words: &Words) -> Markup {
    html! {
        ul.files {
            @for file in files {
                li {
                    a href={ "/agent/tickets/" (id) "/files/" (file.id) } data-picture {
                        (file.name)
                    }
                    span.soft { " " (file.width) "×" (file.height) ", " (file.bytes.div_ceil(1024)) " KB · " (words.opening_is_noted) }
                }
            }
        }
    }
}

fn said(question: &Question, answer: &str, words: &Words) -> Markup {
    match question.kind {
        Kind::Choice => {
            let label = question.options.iter().find(|it| it.value == answer).map(|it| &it.label);
            html! { (label.map_or(answer, |it| it)) }
        }
        Kind::Yesno if answer == "yes" => html! { (words.yes) },
        Kind::Yesno if answer == "no" => html! { (words.no) },
        Kind::Datetime => match answer.parse::<jiff::Timestamp>() {
            Ok(at) => super::page::time(at.as_second()),
            Err(_) => value(answer, words),
        },
        _ => value(answer, words),
    }
}

fn value(text: &str, words: &Words) -> Markup {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= LONG || letters.iter().any(|it| it.is_whitespace()) {
        return html! { span.text { (text) } };
    }
    let (head, tail) =
        (letters.get(..8).unwrap_or_default(), letters.get(letters.len() - 6..).unwrap_or_default());
    let short: String = head.iter().chain(&['…']).chain(tail).collect();
    folded(&short, text, words)
}

/// The short form, and the whole one when somebody asks for it.
fn folded(short: &str, whole: &str, words: &Words) -> Markup {
    html! {
        details.folded {
            summary title=(words.show_all) { code { (short) } }
            code.whole { (whole) }
        }
    }
}

/// An address of which only the ends show.
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
