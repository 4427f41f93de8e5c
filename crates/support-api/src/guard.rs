//! The second net for secrets. The widget has scanned already; what still holds a recovery phrase, a
//! key, a card or a code is refused, and of it only the place and the kind are told. What may be a
//! secret passes when the person said, of exactly this text in this field, that it is none.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use help_core::{
    context::Member,
    flow::{Flow, Kind},
    problem::{Code, FieldProblem},
    ticket::{Confirmed, NewTicket},
};
use help_guard::{Action, Field, Finding, Known, Lists};
use tokio::sync::Semaphore;

use crate::{
    body::{escape, pointer_of},
    fault::Fault,
    knowledge::Knowledge,
    secret,
};

/// The word lists, decoded once, and how many scans may run at a time.
#[derive(Clone)]
pub(crate) struct Guard {
    lists: Arc<Lists>,
    seats: Arc<Semaphore>,
}

impl Guard {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Guard { lists: Arc::new(Lists::embedded()), seats: Arc::new(Semaphore::new(cores)) }
    }

    /// Hands the report back when none of its texts holds a secret; else names place and kind of each.
    pub(crate) async fn check(
        &self,
        ticket: NewTicket,
        knowledge: Arc<Knowledge>,
    ) -> Result<NewTicket, Fault> {
        self.scan(ticket, move |lists, ticket, found| {
            let flow = knowledge.flow(&ticket.topic, &ticket.language);
            let transactions = Vec::from_iter(ticket.context.transaction.as_deref());
            let known = Known { transactions: &transactions, mine: None };
            for (pointer, text, field) in texts(ticket, flow) {
                found.look(&pointer, text, &ticket.confirmed, |text| {
                    help_guard::scan(text, lists, &known, field).findings
                });
            }
        })
        .await
    }

    /// The same for the one text at `pointer` of a smaller body.
    pub(crate) async fn check_text(
        &self,
        pointer: &'static str,
        text: String,
        confirmed: Vec<Confirmed>,
    ) -> Result<String, Fault> {
        let checked = self.scan((text, confirmed), move |lists, (text, confirmed), found| {
            found.look(pointer, text, confirmed, |text| {
                help_guard::scan(text, lists, &Known::default(), Field::Text).findings
            });
        });
        Ok(checked.await?.0)
    }

    /// Runs aside, because long texts take milliseconds.
    async fn scan<T: Send + 'static>(
        &self,
        body: T,
        look: impl FnOnce(&Lists, &T, &mut Found) + Send + 'static,
    ) -> Result<T, Fault> {
        let seat = self.seats.clone().acquire_owned().await.map_err(|_| Code::Internal)?;
        let lists = self.lists.clone();
        let work = move || {
            let mut found = Found::default();
            look(&lists, &body, &mut found);
            drop(seat);
            (body, found)
        };
        let (body, found) = tokio::task::spawn_blocking(work).await.map_err(|_| Code::Internal)?;
        found.refuse()?;
        Ok(body)
    }
}

/// Places and kinds of what was found.
#[derive(Default)]
struct Found {
    secrets: Vec<FieldProblem>,
    questions: Vec<FieldProblem>,
}

impl Found {
    fn look(
        &mut self,
        pointer: &str,
        text: &str,
        confirmed: &[Confirmed],
        scan: impl FnOnce(&str) -> Vec<Finding>,
    ) {
        for finding in scan(text) {
            let list = match finding.action {
                Action::Block => &mut self.secrets,
                Action::Ask if !is_confirmed(pointer, text, &finding, confirmed) => &mut self.questions,
                _ => continue,
            };
            list.push(FieldProblem { pointer: pointer.into(), code: finding.kind.as_str().into() });
        }
    }

    fn refuse(mut self) -> Result<(), Fault> {
        let (code, mut list) = if self.secrets.is_empty() {
            (Code::NeedsConfirmation, std::mem::take(&mut self.questions))
        } else {
            (Code::ContainsSecret, self.secrets)
        };
        list.dedup();
        if list.is_empty() { Ok(()) } else { Err(Fault::fields(code, list)) }
    }
}

/// True when the person said of exactly this text in this field that it is no secret.
fn is_confirmed(pointer: &str, text: &str, finding: &Finding, confirmed: &[Confirmed]) -> bool {
    let of_field = || confirmed.iter().filter(|it| it.field == pointer);
    if of_field().next().is_none() {
        return false;
    }
    let found: String =
        text.chars().skip(finding.start).take(finding.end.saturating_sub(finding.start)).collect();
    let hash = HEXLOWER.encode(&secret::hash([found.as_bytes()]));
    of_field().any(|it| it.sha256 == hash)
}

/// Every text of a report with its place and what is asked for there.
fn texts<'a>(ticket: &'a NewTicket, flow: Option<&Flow>) -> Vec<(String, &'a str, Field)> {
    let mut texts = vec![
        ("/topic".to_owned(), ticket.topic.as_str(), Field::Text),
        ("/language".to_owned(), &ticket.language, Field::Text),
        ("/knowledge".to_owned(), &ticket.knowledge, Field::Text),
    ];
    for (question, answer) in &ticket.answers {
        let kind = flow.and_then(|flow| flow.question(question)).map(|it| it.kind);
        let field = match kind {
            Some(Kind::Transaction) => Field::TransactionHash,
            _ => Field::Text,
        };
        // The name of a question is only ours when the form has it.
        if kind.is_none() {
            texts.push(("/answers".into(), question, Field::Text));
        }
        texts.push((format!("/answers/{}", escape(question)), answer, field));
    }
    for member in Member::ALL {
        let field = match member {
            Member::Transaction => Field::TransactionHash,
            Member::AccountId => Field::Reference,
            _ => Field::Text,
        };
        texts.extend(ticket.context.get(member).map(|text| (pointer_of(member), text, field)));
    }
    let more = [("/context/locale", &ticket.context.locale), ("/reply_to", &ticket.reply_to)];
    for (pointer, text) in more {
        texts.extend(text.as_deref().map(|text| (pointer.to_owned(), text, Field::Text)));
    }
    if let Some(consent) = &ticket.consent {
        texts.push(("/consent/notice".into(), &consent.notice, Field::Text));
        let names = consent.switches.keys();
        texts.extend(names.map(|it| ("/consent/switches".into(), it.as_str(), Field::Text)));
    }
    for (at, it) in ticket.confirmed.iter().enumerate() {
        texts.push((format!("/confirmed/{at}/field"), &it.field, Field::Text));
        texts.push((format!("/confirmed/{at}/kind"), &it.kind, Field::Text));
    }
    texts
}
