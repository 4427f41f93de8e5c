//! The second net for secrets. The widget has scanned already; what still holds a recovery phrase, a
//! key, a card or a code is refused, and of it only the place and the kind are told.

use std::sync::Arc;

use help_core::{
    context::Member,
    flow::{Flow, Kind},
    problem::{Code, FieldProblem},
    ticket::NewTicket,
};
use help_guard::{Action, Field, Known, Lists};
use tokio::sync::Semaphore;

use crate::{
    body::{escape, pointer_of},
    fault::Fault,
    knowledge::Knowledge,
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
    /// What may be a secret or not was the person's to decide, in the widget. Runs aside, because long
    /// texts take milliseconds.
    pub(crate) async fn check(
        &self,
        ticket: NewTicket,
        knowledge: Arc<Knowledge>,
    ) -> Result<NewTicket, Fault> {
        let seat = self.seats.clone().acquire_owned().await.map_err(|_| Code::Internal)?;
        let lists = self.lists.clone();
        let scan = move || {
            let flow = knowledge.flow(&ticket.topic, &ticket.language);
            let found = secrets(&lists, &ticket, flow);
            drop(seat);
            (ticket, found)
        };
        let (ticket, found) = tokio::task::spawn_blocking(scan).await.map_err(|_| Code::Internal)?;
        if found.is_empty() { Ok(ticket) } else { Err(Fault::fields(Code::ContainsSecret, found)) }
    }
}

fn secrets(lists: &Lists, ticket: &NewTicket, flow: Option<&Flow>) -> Vec<FieldProblem> {
    let transactions = Vec::from_iter(ticket.context.transaction.as_deref());
    let known = Known { transactions: &transactions, mine: None };
    let mut found = Vec::new();
    for (pointer, text, field) in texts(ticket, flow) {
        let report = help_guard::scan(text, lists, &known, field);
        for finding in report.findings.iter().filter(|it| it.action == Action::Block) {
            found.push(FieldProblem { pointer: pointer.clone(), code: finding.kind.as_str().into() });
        }
    }
    found.dedup();
    found
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
    texts
}
