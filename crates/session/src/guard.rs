//! Secrets in what a person typed: found at once, kept out of every report, taken out with one press. Only
//! the form's code comes here, so that the detector is fetched with the form.

use std::rc::Rc;

use help_core::{
    context::Member,
    flow::Question,
    ticket::{Confirmed, NewTicket},
};
use help_guard::{
    Action, Field, Finding, Kind, Known, Lists, answer_pointer, field_of, found, is_confirmed,
    pointer_of, redact, scan, to_confirm,
};

use crate::session::Session;

/// Where the reply address stands in a report.
pub const REPLY_TO: &str = "/reply_to";

/// Says of a public key in lower-case hex whether it is one of the person's own.
pub type Mine = Rc<dyn Fn(&str) -> bool>;

/// What the guard has of the outside: its lists, and what the host knows.
#[derive(Default)]
pub(crate) struct Guard {
    pub(crate) lists: Option<Lists>,
    transactions: Vec<String>,
    mine: Option<Mine>,
}

/// Why a text may not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Where: [`answer_pointer`] of a question, or [`REPLY_TO`].
    pub pointer: String,
    /// `Block` or `Ask`.
    pub action: Action,
    /// What it looks like.
    pub kind: Kind,
    /// The text around it, with the secret replaced by its kind in brackets.
    pub around: String,
}

/// So many characters of the text are shown on both sides of what was found.
const AROUND: usize = 40;

impl Guard {
    /// What stops a text, the strictest first.
    fn look(&self, pointer: &str, text: &str, field: Field, told: &Told) -> Option<Stop> {
        let lists = self.lists.as_ref()?;
        let transactions: Vec<&str> =
            self.transactions.iter().map(String::as_str).chain(told.transaction).collect();
        let known = Known { transactions: &transactions, mine: self.mine.as_deref() };
        let mut findings = scan(text, lists, &known, field).findings;
        findings.retain(|it| match it.action {
            Action::Block => true,
            Action::Ask => !is_confirmed(pointer, text, it, told.confirmed),
            Action::Allow => false,
        });
        let worst =
            findings.iter().reduce(|worst, it| if it.action > worst.action { it } else { worst })?;
        let (action, kind) = (worst.action, worst.kind);
        Some(Stop { pointer: pointer.to_owned(), action, kind, around: around(text, &findings) })
    }
}

impl Guard {
    /// The text with `marker` in the place of everything that was found in it.
    pub(crate) fn cleaned(&self, text: &str, field: Field, marker: &str) -> Option<String> {
        let findings = scan(text, self.lists.as_ref()?, &Known::default(), field).findings;
        Some(without(text, &findings, marker))
    }

    /// Everything in a text that has to be asked about, as said to be no secret.
    pub(crate) fn asked_about(&self, pointer: &str, text: &str, field: Field) -> Vec<Confirmed> {
        let Some(lists) = self.lists.as_ref() else {
            return Vec::new();
        };
        let findings = scan(text, lists, &Known::default(), field).findings;
        let asked = findings.iter().filter(|it| it.action == Action::Ask);
        let confirmed = asked.map(|it| Confirmed {
            field: pointer.to_owned(),
            sha256: help_guard::fingerprint(found(text, it)),
            kind: it.kind.as_str().to_owned(),
        });
        confirmed.collect()
    }

    /// What stops a text that belongs to no form.
    pub(crate) fn stop(&self, pointer: &str, text: &str, told: &Told<'_>) -> Option<Stop> {
        self.look(pointer, text, Field::Text, told)
    }
}

/// What this very report says of its texts.
pub(crate) struct Told<'a> {
    pub(crate) transaction: Option<&'a str>,
    pub(crate) confirmed: &'a [Confirmed],
}

/// What stands for a secret where its place is shown.
const HIDDEN: &str = "●●●●●●";

/// The text with `marker` in the place of each finding.
fn without(text: &str, findings: &[Finding], marker: &str) -> String {
    findings.iter().fold(redact(text, findings), |text, it| {
        text.replace(&["[", it.kind.as_str(), "]"].concat(), marker)
    })
}

/// The text without its secrets, cut to what stands near the first.
fn around(text: &str, findings: &[Finding]) -> String {
    let first = findings.iter().map(|it| it.start).min().unwrap_or_default();
    let from = first.saturating_sub(AROUND);
    let clean = without(text, findings, HIDDEN);
    let mut near: String = clean.chars().skip(from).take(3 * AROUND).collect();
    if from > 0 {
        near.insert(0, '…');
    }
    if clean.chars().count() > from + 3 * AROUND {
        near.push('…');
    }
    near
}

impl Session {
    /// Unpacks the word lists, which takes tens of milliseconds the first time; everything written so far is
    /// looked at.
    pub fn begin_guarding(&mut self) {
        if self.is_guarded() {
            return;
        }
        self.guard.lists = Some(Lists::embedded());
        let topics: Vec<String> = self.drafts.keys().cloned().collect();
        topics.iter().for_each(|topic| self.look_at_all(topic));
    }

    /// True once texts can be looked at; before, nothing can be sent.
    pub fn is_guarded(&self) -> bool {
        self.guard.lists.is_some()
    }

    /// What the host knows: transactions of the person, which always pass, and which public keys are theirs.
    pub fn know(&mut self, transactions: Vec<String>, mine: Option<Mine>) {
        self.guard.transactions = transactions;
        self.guard.mine = mine;
    }

    /// Looks at every answer of a draft.
    pub(crate) fn look_at_all(&mut self, topic: &str) {
        let Some(draft) = self.drafts.get_mut(topic) else {
            return;
        };
        draft.stops.clear();
        let questions: Vec<String> = draft.answers.keys().cloned().collect();
        questions
            .iter()
            .for_each(|question| self.look_at(topic, &answer_pointer(question), Some(question)));
        self.look_at(topic, REPLY_TO, None);
    }

    /// Looks at the answer to a question, or at the reply address.
    pub(crate) fn look_at(&mut self, topic: &str, pointer: &str, question: Option<&str>) {
        let kind =
            question.and_then(|id| self.flow(topic).ready()?.question(id)).map(|it: &Question| it.kind);
        let Some(draft) = self.drafts.get_mut(topic) else {
            return;
        };
        draft.stops.retain(|it| it.pointer != pointer);
        let text = match question {
            Some(id) => draft.answers.get(id).map_or("", String::as_str),
            None => &draft.reply_to,
        };
        let told =
            Told { transaction: self.context.transaction.as_deref(), confirmed: &draft.confirmed };
        let stop = self.guard.look(pointer, text, field_of(kind), &told);
        draft.stops.extend(stop);
    }

    /// What stops the text at this place of a draft.
    pub fn stop_at(&self, topic: &str, pointer: &str) -> Option<&Stop> {
        self.draft(topic)?.stops.iter().find(|it| it.pointer == pointer)
    }

    /// What stops the answer to a question.
    pub fn stop_of(&self, topic: &str, question: &str) -> Option<&Stop> {
        self.stop_at(topic, &answer_pointer(question))
    }

    /// Where a draft is stopped, in the order in which it was found.
    pub fn stopped(&self, topic: &str) -> Vec<String> {
        let stops = self.draft(topic).map(|draft| &draft.stops[..]).unwrap_or_default();
        stops.iter().map(|it| it.pointer.clone()).collect()
    }

    /// True when the texts of a draft may be kept and sent.
    pub fn may_keep(&self, topic: &str) -> bool {
        self.is_guarded() && self.draft(topic).is_some_and(|draft| draft.stops.is_empty())
    }

    /// True when a member of the context may be sent; one that looks like a secret is left out.
    pub fn may_attach(&self, member: Member) -> bool {
        let field = match member {
            Member::Transaction => Field::TransactionHash,
            Member::AccountId => Field::Reference,
            _ => Field::Text,
        };
        let told = Told { transaction: self.context.transaction.as_deref(), confirmed: &[] };
        let text = self.context.get(member).unwrap_or_default();
        self.is_guarded() && self.guard.look(&pointer_of(member), text, field, &told).is_none()
    }

    /// True when a text that has no place in the draft looks like a secret, or could be one.
    pub(crate) fn stops_text(&self, text: &str, field: Field) -> bool {
        let told = Told { transaction: None, confirmed: &[] };
        self.guard.look("", text, field, &told).is_some()
    }

    /// Takes what was found at this place out of the text, and leaves `marker` there.
    pub fn take_out(&mut self, topic: &str, pointer: &str, marker: &str) {
        let question = self.question_at(topic, pointer);
        let kind =
            question.as_deref().and_then(|id| self.flow(topic).ready()?.question(id)).map(|it| it.kind);
        let Some(text) = self.text_at(topic, pointer, question.as_deref()) else {
            return;
        };
        let Some(clean) = self.guard.cleaned(&text, field_of(kind), marker) else {
            return;
        };
        match question {
            Some(question) => self.answer(topic, &question, &clean),
            None => self.set_reply_to(topic, &clean),
        }
    }

    /// The person says that what is asked about at this place is no secret. It holds for these very texts.
    pub fn not_secret(&mut self, topic: &str, pointer: &str) {
        let question = self.question_at(topic, pointer);
        let Some(text) = self.text_at(topic, pointer, question.as_deref()) else {
            return;
        };
        let kind =
            question.as_deref().and_then(|id| self.flow(topic).ready()?.question(id)).map(|it| it.kind);
        let confirmed = self.guard.asked_about(pointer, &text, field_of(kind));
        if let Some(draft) = self.drafts.get_mut(topic) {
            draft.confirmed.extend(confirmed);
        }
        self.look_at(topic, pointer, question.as_deref());
    }

    /// The article on what to do when a secret was given away.
    pub fn exposed_article(&self) -> Option<&str> {
        self.flows.ready()?.exposed.as_deref()
    }

    fn question_at(&self, topic: &str, pointer: &str) -> Option<String> {
        let answers = &self.draft(topic)?.answers;
        answers.keys().find(|it| answer_pointer(it) == pointer).cloned()
    }

    fn text_at(&self, topic: &str, pointer: &str, question: Option<&str>) -> Option<String> {
        let draft = self.draft(topic)?;
        match question {
            Some(question) => draft.answers.get(question).cloned(),
            None => (pointer == REPLY_TO).then(|| draft.reply_to.clone()),
        }
    }

    /// What the server would ask about in a report in which nothing is stopped.
    pub(crate) fn confirmed(&self, ticket: &NewTicket) -> Vec<Confirmed> {
        let flow = self.flow(&ticket.topic).ready().copied();
        self.guard.lists.as_ref().map(|lists| to_confirm(ticket, flow, lists)).unwrap_or_default()
    }
}
