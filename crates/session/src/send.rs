//! Sending a report: once, under one key, and never shown as sent before the server's receipt is here.

use help_core::{
    draft::{self, Fault, FaultCode},
    json::{Faults, Json, Read, Value},
    problem::{Code, FieldProblem},
    ticket::{NewTicket, Receipt, is_reply_address},
};

use crate::{
    effect::{Effect, Event},
    screen::{Page, Screen},
    session::Session,
};

/// How far sending has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sending {
    /// Not pressed yet, or changed since.
    #[default]
    Editing,
    /// The reply address is no address.
    BadReplyAddress,
    /// On its way.
    Running,
    /// Did not arrive; pressing again sends the same key.
    Failed(SendFailure),
}

/// Why a report did not arrive.
#[derive(Clone, Debug, PartialEq)]
pub enum SendFailure {
    /// No answer: offline, refused or timed out. It may have arrived all the same; the key keeps it single.
    Network,
    /// The server cannot take it now: 408, 429 or 5xx, with `Retry-After` in seconds when it came.
    Busy(Option<u32>),
    /// The server refuses it.
    Refused(Code, Vec<FieldProblem>),
    /// An answer that is none of ours: a captive portal, a proxy.
    Strange,
    /// Something that is not the support API refused with this status: a firewall, a proxy.
    TurnedAway(u16),
}

impl SendFailure {
    /// It may pass by itself, so that the same is sent again.
    pub fn is_passing(&self) -> bool {
        match self {
            SendFailure::Network | SendFailure::Busy(_) | SendFailure::Strange => true,
            SendFailure::Refused(..) | SendFailure::TurnedAway(_) => false,
        }
    }
}

impl Session {
    /// Send was pressed. `key` is a fresh random one, used unless this very draft has one already; `now`
    /// in seconds since 1970.
    pub fn submit(&mut self, key: String, now: i64) -> Vec<Effect> {
        let Screen::Form(topic, Page::Review) = self.screen() else {
            return Vec::new();
        };
        if let Some(step) = self.first_faulty_step(&topic, now) {
            return self.change(&topic, Page::Step(step));
        }
        if !self.may_keep(&topic) {
            return Vec::new();
        }
        let Some(mut ticket) = self.ticket(&topic) else {
            return Vec::new();
        };
        ticket.consent = Some(self.consent(&topic, self.pressed(&topic, now)));
        self.send_ticket(&topic, &ticket, key, now)
    }

    /// When send was pressed for this very text: the same key must carry the same body, so a second try
    /// keeps the time of the first.
    pub(crate) fn pressed(&self, topic: &str, now: i64) -> i64 {
        self.draft(topic).and_then(|it| it.pressed).unwrap_or(now)
    }

    /// Hands a report to the outbox, unless it is under way.
    pub(crate) fn send_ticket(
        &mut self,
        topic: &str,
        ticket: &NewTicket,
        key: String,
        now: i64,
    ) -> Vec<Effect> {
        if self.waits_for(topic).is_some() || self.waits_for_returning(topic) {
            return Vec::new();
        }
        let pressed = self.pressed(topic, now);
        let Some(draft) = self.drafts.get_mut(topic).filter(|it| it.sending != Sending::Running) else {
            return Vec::new();
        };
        if ticket.reply_to.as_deref().is_some_and(|address| !is_reply_address(address)) {
            draft.sending = Sending::BadReplyAddress;
            return Vec::new();
        }
        draft.sending = Sending::Running;
        draft.pressed = Some(pressed);
        let key = draft.key.get_or_insert(key).clone();
        vec![Effect::Send { topic: topic.to_owned(), key, body: ticket.json() }]
    }

    /// The answer to [`Effect::Send`].
    pub fn sent(
        &mut self,
        topic: &str,
        key: &str,
        result: Result<Receipt, SendFailure>,
    ) -> Vec<Effect> {
        let page = match self.screen() {
            Screen::Form(at, page) if at == topic => Some(page),
            _ => None,
        };
        let on_review = matches!(page, Some(Page::Review | Page::Talk));
        let draft = self.drafts.get_mut(topic).filter(|it| it.key.as_deref() == Some(key));
        match result {
            Ok(receipt) => {
                let number = receipt.number.clone();
                self.waiting.retain(|it| it.key != key);
                // A report of an earlier visit has no draft any more.
                let asked = draft.as_ref().is_some_and(|it| it.talk) || page == Some(Page::Talk);
                self.receipt_to = draft.map(|it| it.reply_to.trim().to_owned()).unwrap_or_default();
                if self.drafts.get(topic).is_some_and(|it| it.key.as_deref() == Some(key)) {
                    self.missed = asked && !receipt.chat;
                    self.drafts.remove(topic);
                    self.query.clear();
                    self.search_again();
                    if on_review {
                        self.trail = vec![Screen::Receipt];
                    }
                }
                self.remember(topic, &receipt);
                let (talks, id) =
                    (receipt.chat && self.screen() == Screen::Receipt, receipt.id.clone());
                self.receipt = Some(receipt);
                // Who talks has no use for a receipt: the conversation is there.
                let mut effects = if talks {
                    self.trail.clear();
                    self.open_thread(&id)
                } else {
                    self.needs()
                };
                effects.push(Effect::Tell(Event::TicketCreated(number)));
                effects
            }
            Err(failure) => {
                let Some(draft) = draft else {
                    return Vec::new();
                };
                if matches!(failure, SendFailure::Refused(Code::KeyReused, _)) {
                    draft.key = None;
                    let (topic, key) = (topic.to_owned(), key.to_owned());
                    self.queued.push(Effect::Withdraw { topic, key });
                }
                draft.refuse_pictures(&failure);
                draft.refused = refused(&failure);
                let field = draft.refused.first().map(|fault| fault.question.clone());
                draft.sending = Sending::Failed(failure);
                let step = field.and_then(|question| self.step_of(topic, &question));
                match step.filter(|_| page == Some(Page::Review)) {
                    Some(step) => {
                        if let Some(draft) = self.drafts.get_mut(topic) {
                            draft.try_step(step);
                        }
                        self.change(topic, Page::Step(step))
                    }
                    None => Vec::new(),
                }
            }
        }
    }

    /// The receipt of the last ticket.
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// Where the reply to the last report may go besides; empty without an address.
    pub fn receipt_to(&self) -> &str {
        &self.receipt_to
    }

    /// Opens the receipt again.
    pub fn open_receipt(&mut self) -> Vec<Effect> {
        self.go(Screen::Receipt)
    }

    fn first_faulty_step(&mut self, topic: &str, now: i64) -> Option<usize> {
        let flow = self.flow(topic).ready().copied()?;
        let faults = draft::check(flow, &self.draft(topic)?.answers, &self.context, Some(now));
        let step = faults.iter().filter_map(|fault| self.step_of(topic, &fault.question)).min()?;
        if let Some(draft) = self.drafts.get_mut(topic) {
            draft.try_step(step);
        }
        Some(step)
    }
}

/// The faults that the server found, where they point at answers.
fn refused(failure: &SendFailure) -> Vec<Fault> {
    let SendFailure::Refused(_, errors) = failure else {
        return Vec::new();
    };
    errors
        .iter()
        .filter_map(|error| {
            let question = error.pointer.strip_prefix("/answers/")?.to_owned();
            let mut faults = Faults::default();
            let code = FaultCode::read(&mut Value::Text(error.code.clone()), &mut faults);
            let code = if faults.first().is_some() { FaultCode::Pattern } else { code };
            Some(Fault { question, code })
        })
        .collect()
}
