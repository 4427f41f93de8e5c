//! What a person sees of the outbox and of keeping things on the device: which reports wait, whether
//! anything is kept at all, and how a report that waits becomes a form or a text again.

use help_core::{context::Member, ticket::NewTicket};

use crate::{
    effect::{Effect, Event},
    evidence::KeptPicture,
    form::Draft,
    outbox::{Item, State},
    screen::{Page, Screen},
    send::{SendFailure, Sending},
    session::Session,
    tickets::MyTicket,
};

/// A report that is not known to be received, without its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// Its `Idempotency-Key`.
    pub key: String,
    /// The topic's id; empty for a message of a thread.
    pub topic: String,
    /// The ticket's id, for a message of a thread; else empty.
    pub ticket: String,
    /// Where it stands.
    pub state: State,
    /// Lies on the device; else only in this page, and is lost with it.
    pub on_device: bool,
}

impl Waiting {
    /// Of an item.
    pub fn of(item: &Item, on_device: bool) -> Waiting {
        let (key, topic, ticket) = (item.key.clone(), item.topic.clone(), item.ticket.clone());
        Waiting { key, topic, ticket, state: item.state.clone(), on_device }
    }

    fn failure(&self) -> SendFailure {
        match &self.state {
            State::Refused(Some(code), errors) => SendFailure::Refused(*code, errors.clone()),
            State::Refused(None, _) => SendFailure::TurnedAway(0),
            State::Waiting | State::GivenUp(_) => SendFailure::Network,
        }
    }
}

/// Whether drafts and unsent reports are kept on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// They are.
    #[default]
    On,
    /// The person does not want it.
    Off,
    /// The browser does not do it. Sending works all the same.
    Trouble(Trouble),
}

/// Why the browser keeps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has no such storage, or forbids it here: a private window, a sandbox.
    Absent,
    /// There is no room: free some on the device.
    Full,
    /// It does not answer: reload the page.
    Silent,
    /// It failed: reload the page.
    Failed,
}

impl Trouble {
    /// From the name of a `DOMException` (Web IDL, section 2.8.1).
    pub fn of(exception: &str) -> Trouble {
        match exception {
            "QuotaExceededError" => Trouble::Full,
            "TimeoutError" => Trouble::Silent,
            "SecurityError" | "NotSupportedError" | "TypeError" => Trouble::Absent,
            _ => Trouble::Failed,
        }
    }
}

impl Session {
    /// The reports that wait now, and what was received from this device, perhaps by another tab.
    pub fn outbox_is(&mut self, waiting: Vec<Waiting>, tickets: Vec<MyTicket>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for ticket in tickets {
            let is_ours = |draft: &Draft| draft.key.as_deref() == Some(ticket.key.as_str());
            if self.drafts.get(&ticket.topic).is_some_and(is_ours) {
                effects.extend(self.sent(&ticket.topic, &ticket.key, Ok(ticket.receipt())));
            }
            self.add_ticket(ticket);
        }
        // What another tab was told about the report on this screen.
        for it in waiting.iter().filter(|it| it.state != State::Waiting) {
            if let Some(draft) = self.drafts.get_mut(&it.topic)
                && draft.key.as_deref() == Some(it.key.as_str())
                && draft.sending == Sending::Running
            {
                draft.sending = Sending::Failed(it.failure());
            }
        }
        if waiting.len() != self.waiting.len() {
            effects.push(Effect::Tell(Event::Waiting(waiting.len())));
        }
        self.waiting = waiting;
        effects
    }

    /// There is something from an earlier visit to show on the home screen.
    pub fn has_kept(&self) -> bool {
        !self.waiting.is_empty() || !self.offers.is_empty()
    }

    /// Reports that are not known to be received.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// The report that waits and is this topic's form, when Send was pressed in it.
    pub fn waiting_of(&self, topic: &str) -> Option<&Waiting> {
        let key = self.draft(topic)?.key.as_ref()?;
        self.waiting.iter().find(|it| it.key == *key)
    }

    /// A report is being sent now, by itself or because the person wished it.
    pub fn sending_now(&mut self, topic: &str, key: &str) {
        if let Some(draft) = self.drafts.get_mut(topic).filter(|it| it.key.as_deref() == Some(key)) {
            draft.sending = Sending::Running;
        }
    }

    /// Whether things are kept on the device.
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// Whether things are kept on the device is known, or was chosen. Off is the person's own and is not
    /// overruled by trouble.
    pub fn keeping_is(&mut self, keeping: Keeping) {
        if !(self.keeping == Keeping::Off && matches!(keeping, Keeping::Trouble(_))) {
            self.keeping = keeping;
        }
    }

    /// True when a report that waits can become a form again without overwriting another one.
    pub fn can_reopen(&self, topic: &str) -> bool {
        self.has_form(topic)
            && !self.offers.contains_key(topic)
            && self.drafts.get(topic).is_none_or(|it| !it.is_worth_keeping())
    }

    /// Opens a report that waits as a form, at its review. It stays in the outbox under its key until the
    /// person changes it.
    pub fn open_waiting(&mut self, waiting: &Waiting, ticket: NewTicket) -> Vec<Effect> {
        let topic = waiting.topic.clone();
        if self.waiting_of(&topic).is_none_or(|it| it.key != waiting.key) {
            if !self.can_reopen(&topic) {
                return Vec::new();
            }
            let agreed = |it: &Member| ticket.context.get(*it).is_some();
            let consent = ticket.consent.as_ref();
            let draft = Draft {
                diagnostics: consent.is_some_and(|it| it.switches.get("diagnostics") == Some(&true)),
                agreed: Member::ALL.into_iter().filter(agreed).collect(),
                answers: ticket.answers,
                reply_to: ticket.reply_to.unwrap_or_default(),
                sending: Sending::Failed(waiting.failure()),
                key: Some(waiting.key.clone()),
                confirmed: ticket.confirmed,
                prefilled: true,
                returning: ticket.attachments.into_iter().map(arrived).collect(),
                ..Draft::default()
            };
            self.drafts.insert(topic.clone(), draft);
            self.look_at_all(&topic);
        }
        self.go(Screen::Form(topic, Page::Review))
    }

    /// The person deletes a report that waits; its form goes too.
    pub fn deleted(&mut self, key: &str) {
        self.waiting.retain(|it| it.key != key);
        let topic = self.drafts.iter().find(|it| it.1.key.as_deref() == Some(key));
        if let Some(topic) = topic.map(|it| it.0.clone()) {
            self.drafts.remove(&topic);
            if self.screen() == Screen::Form(topic, Page::Review) {
                self.trail.clear();
            }
        }
    }

    /// The person signs out of the wallet, or it is locked: everything that a person wrote, sent or may open
    /// is forgotten.
    pub fn forget(&mut self) -> Vec<Effect> {
        self.drafts = Default::default();
        self.offers = Default::default();
        self.tickets.clear();
        self.waiting.clear();
        self.receipt = None;
        self.receipt_to.clear();
        self.who.clear();
        self.votes = Default::default();
        self.contact = None;
        self.missed = false;
        self.query.clear();
        self.asked.clear();
        self.answered = None;
        self.search_again();
        self.trail.clear();
        self.queued.clear();
        let mut effects = self.needs();
        effects.extend(self.forget_threads());
        effects
    }
}

/// A picture that a report speaks of: the server has it, its name and pixels are gone from here.
fn arrived(id: String) -> KeptPicture {
    KeptPicture { upload: Some(id), ..KeptPicture::default() }
}

/// A report as a text that a person can paste elsewhere: its answers, one a line, with the words of the
/// questions where they are known.
pub fn copyable(session: &Session, ticket: &NewTicket) -> String {
    let flow = session.flow(&ticket.topic);
    let mut text = String::new();
    for (id, answer) in &ticket.answers {
        let question = flow.ready().and_then(|flow| flow.question(id));
        let label = question.map_or(id.as_str(), |it| it.label.as_str());
        let option = question.and_then(|it| it.options.iter().find(|option| option.value == *answer));
        for part in [label, "\n", option.map_or(answer.as_str(), |it| &it.label), "\n\n"] {
            text.push_str(part);
        }
    }
    for part in ticket.reply_to.iter() {
        text.push_str(part);
    }
    text.trim_end().to_owned()
}
