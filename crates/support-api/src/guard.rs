//! The second net for secrets. The widget has scanned already; what still holds a recovery phrase, a
//! key, a card or a code is refused, and of it only the place and the kind are told. What may be a
//! secret passes when the person said, of exactly this text in this field, that it is none.

use std::sync::Arc;

use help_core::{
    flow::Flow,
    problem::{Code, FieldProblem},
    ticket::{Confirmed, NewTicket},
};
use help_guard::{Action, Field, Finding, Known, Lists, is_confirmed};
use tokio::sync::Semaphore;

use crate::{fault::Fault, knowledge::Knowledge};

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

/// Every text of a report, as the widget names them, and what the widget itself adds to it.
fn texts<'a>(ticket: &'a NewTicket, flow: Option<&Flow>) -> Vec<(String, &'a str, Field)> {
    let mut texts = help_guard::texts(ticket, flow);
    let device = ticket.device.as_ref();
    let technical = [
        ("/context/version", ticket.context.version.as_deref()),
        ("/device/os", device.and_then(|it| it.os.as_deref())),
        ("/device/browser", device.and_then(|it| it.browser.as_deref())),
    ];
    texts.extend(technical.iter().filter_map(|it| Some((it.0.to_owned(), it.1?, Field::Text))));
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
