//! A report or a message of a thread in the outbox: what is known of it without reading its body, and what may happen to it.

use help_core::{
    json::{Json, Object},
    problem::{Code, FieldProblem},
    read,
};

use super::backoff::{self, LONGEST_WAIT, RETRY_AFTER_MOST};
use crate::{
    kept::{self, Unreadable},
    send::SendFailure,
};

/// How long a sender may hold a report, in milliseconds: the longest request and some time to store its
/// answer.
pub const LEASE: u64 = 30_000;
/// After this many milliseconds sending is given up: seven days.
pub const GIVE_UP_AFTER: u64 = 7 * 86_400_000;
/// A given-up report is forgotten this many milliseconds after it was first shown as such: one day.
pub const SHOWN_AFTER_GIVING_UP: u64 = 86_400_000;

/// A report that is not known to be received. Moments are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The `Idempotency-Key`, unchanged with every try.
    pub key: String,
    /// The topic's id; empty for a message.
    pub topic: String,
    /// The ticket's id, for a message of its thread; else empty.
    pub ticket: String,
    /// Sent by somebody who signed in: it goes under their name or not at all.
    pub signed: bool,
    /// When Send was pressed.
    pub created: u64,
    /// How often it was tried.
    pub attempts: u32,
    /// Our own back-off: not by itself before this moment.
    pub not_before: u64,
    /// The server's `Retry-After`: by nobody before this moment.
    pub floor: u64,
    /// Where it stands.
    pub state: State,
    /// Who is sending it.
    pub lease: Option<Lease>,
    /// What is sent, perhaps encrypted.
    pub body: Vec<u8>,
}

/// Where a report stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// Saved on this device, not sent yet.
    #[default]
    Waiting,
    /// The server did not accept it: not tried again before the person does something.
    Refused(Option<Code>, Vec<FieldProblem>),
    /// Not sent for seven days; found so at this moment.
    GivenUp(u64),
}

/// The right to send a report, for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// A tab.
    pub owner: String,
    /// Until then.
    pub until: u64,
}

/// The line of a record.
struct Line {
    key: String,
    topic: String,
    created: u64,
    attempts: u32,
    not_before: u64,
    floor: u64,
    owner: Option<String>,
    until: u64,
    refused: bool,
    code: Option<Code>,
    errors: Vec<FieldProblem>,
    given_up: Option<u64>,
    ticket: String,
    signed: bool,
}

read!(Line { key, topic, created } may {
    attempts, not_before, floor, owner, until, refused, code, errors, given_up,
    ticket, signed
});

impl Item {
    /// A report whose Send was just pressed.
    pub fn new(key: String, topic: String, now: u64, body: Vec<u8>) -> Item {
        Item {
            key,
            topic,
            ticket: String::new(),
            signed: false,
            created: now,
            attempts: 0,
            not_before: 0,
            floor: 0,
            state: State::Waiting,
            lease: None,
            body,
        }
    }

    /// Takes the right to send it. `alone`: the caller holds the one lock of all senders, so that whoever
    /// has a lease is no longer there.
    pub fn claim(&mut self, owner: &str, now: u64, alone: bool) -> bool {
        let free = alone || self.leased_until(now).is_none();
        if free && self.state == State::Waiting {
            self.attempts = self.attempts.saturating_add(1);
            self.lease = Some(Lease { owner: owner.to_owned(), until: now + LEASE });
            return true;
        }
        false
    }

    /// Until when somebody else may be sending it. A lease further ahead than any lease lasts was written
    /// by a clock that has been set back since.
    pub fn leased_until(&self, now: u64) -> Option<u64> {
        let until = believable(self.lease.as_ref()?.until, now, LEASE);
        (until > now).then_some(until)
    }

    /// It did not arrive: when it is tried again, or that it is not. `random` is from 0 to below 1.
    pub fn failed(&mut self, failure: &SendFailure, now: u64, random: f64) {
        self.lease = None;
        match failure {
            SendFailure::Refused(code, errors) => {
                self.state = State::Refused(Some(*code), errors.clone());
            }
            SendFailure::TurnedAway(_) => self.state = State::Refused(None, Vec::new()),
            SendFailure::Network | SendFailure::Busy(_) | SendFailure::Strange => {
                self.not_before = now + backoff::wait(self.attempts, random);
                if let SendFailure::Busy(Some(seconds)) = failure {
                    self.floor = now + u64::from(*seconds) * 1000;
                }
            }
        }
    }

    /// The person presses Send again: whatever stood in the way but the server's own `Retry-After` and the
    /// one who is sending it is forgotten.
    pub fn again(&mut self, now: u64) {
        if let State::GivenUp(_) = self.state {
            self.created = now;
        }
        self.state = State::Waiting;
        self.not_before = 0;
    }

    /// When it may be tried by itself (`None`: never), and when on somebody's wish. `alone` as with
    /// [`Item::claim`].
    pub(super) fn due(&self, now: u64, on_wish: bool, alone: bool) -> Option<u64> {
        if self.state != State::Waiting || self.is_over(now) {
            return None;
        }
        let leased = self.leased_until(now).filter(|_| !alone).unwrap_or(0);
        let floor = believable(self.floor, now, RETRY_AFTER_MOST).max(leased);
        let own = if on_wish { 0 } else { believable(self.not_before, now, LONGEST_WAIT) };
        Some(floor.max(own))
    }

    /// Sending is to be given up. A clock that was set back makes nothing older.
    pub(super) fn is_over(&self, now: u64) -> bool {
        now.saturating_sub(self.created) >= GIVE_UP_AFTER
    }

    /// As a record.
    pub fn write(&self) -> Vec<u8> {
        let mut line = kept::line()
            .text("key", &self.key)
            .text("topic", &self.topic)
            .number("created", self.created)
            .number("attempts", self.attempts.into())
            .number("not_before", self.not_before)
            .number("floor", self.floor);
        if !self.ticket.is_empty() {
            line = line.text("ticket", &self.ticket);
        }
        if self.signed {
            line = line.flag("signed", true);
        }
        if let Some(lease) = &self.lease {
            line = line.text("owner", &lease.owner).number("until", lease.until);
        }
        line = match &self.state {
            State::Waiting => line,
            State::GivenUp(at) => line.number("given_up", *at),
            State::Refused(code, errors) => refused(line.flag("refused", true), *code, errors),
        };
        kept::record(line, &self.body)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is none of ours.
    pub fn read(bytes: &[u8]) -> Result<Item, Unreadable> {
        let (line, body) = kept::open::<Line>(bytes)?;
        let state = match line.given_up {
            Some(at) => State::GivenUp(at),
            None if line.refused => State::Refused(line.code, line.errors),
            None => State::Waiting,
        };
        Ok(Item {
            key: line.key,
            topic: line.topic,
            ticket: line.ticket,
            signed: line.signed,
            created: line.created,
            attempts: line.attempts,
            not_before: line.not_before,
            floor: line.floor,
            state,
            lease: line.owner.map(|owner| Lease { owner, until: line.until }),
            body: body.to_vec(),
        })
    }
}

fn refused(line: Object, code: Option<Code>, errors: &[FieldProblem]) -> Object {
    let line = line.list("errors", errors.iter().map(Json::json));
    match code {
        Some(code) => line.text("code", code.name()),
        None => line,
    }
}

/// A stored moment that lies further ahead than the rules ever set one was written by a clock that has
/// been set back since; it has passed.
fn believable(moment: u64, now: u64, most: u64) -> u64 {
    if moment > now.saturating_add(most) { 0 } else { moment }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_176_000_000;
    const DAY: u64 = 86_400_000;

    fn item() -> Item {
        Item::new("k1".into(), "withdraw".into(), NOW, b"{\"a\":1}\n\0".to_vec())
    }

    #[test]
    fn a_record_comes_back_as_it_was() {
        let mut leased = item();
        assert!(leased.claim("tab", NOW, false));
        let mut refused = item();
        let errors = vec![FieldProblem { pointer: "/answers/a".into(), code: "pattern".into() }];
        refused.failed(&SendFailure::Refused(Code::InvalidTicket, errors), NOW, 0.5);
        let mut away = item();
        away.failed(&SendFailure::TurnedAway(403), NOW, 0.5);
        let over = Item { state: State::GivenUp(NOW), floor: 7, ..item() };
        let reply = Item { topic: String::new(), ticket: "t1".into(), signed: true, ..item() };
        for item in [item(), leased, refused, away, over, reply] {
            assert_eq!(Item::read(&item.write()), Ok(item));
        }
    }

    #[test]
    fn a_record_of_the_first_version_is_read_for_good() {
        let first =
            b"{\"v\":1,\"key\":\"k1\",\"topic\":\"pay\",\"created\":1795176000000,\"attempts\":2,\
            \"not_before\":1795176002000,\"floor\":0,\"owner\":\"a\",\"until\":1795176030000}\nbody";
        let item = Item::read(first).unwrap();
        assert_eq!((item.attempts, item.body.as_slice()), (2, &b"body"[..]));
        assert_eq!(item.lease, Some(Lease { owner: "a".into(), until: NOW + LEASE }));
        assert_eq!(Item::read(b"{\"v\":2,\"queue\":[]}\nbody"), Err(Unreadable::Newer(2)));
    }

    #[test]
    fn one_tab_sends_at_a_time() {
        let mut it = item();
        assert!(it.claim("a", NOW, false));
        assert!(!it.claim("b", NOW + 1, false));
        assert_eq!(it.due(NOW + 1, true, false), Some(NOW + LEASE));
        // With one lock for all senders, a lease that is seen under it was left behind.
        assert_eq!(it.due(NOW + 1, true, true), Some(0));
        // The tab is gone without a word.
        assert!(it.claim("b", NOW + LEASE, false));
        assert_eq!(it.attempts, 2);
        // Whoever holds the lock of all senders need not wait for that.
        assert!(it.claim("c", NOW + LEASE + 1, true));
        // A lease from a clock that was set back by two days does not hold a report back.
        assert!(it.claim("d", NOW - 2 * DAY, false));
    }

    #[test]
    fn what_failed_waits_and_what_was_refused_does_not_go_again() {
        let mut it = item();
        it.claim("a", NOW, false);
        it.failed(&SendFailure::Network, NOW, 0.5);
        assert_eq!((it.due(NOW, false, false), it.due(NOW, true, false)), (Some(NOW + 1000), Some(0)));
        it.claim("a", NOW + 1000, false);
        it.failed(&SendFailure::Busy(Some(60)), NOW + 1000, 0.0);
        let floor = Some(NOW + 61_000);
        assert_eq!((it.due(NOW, false, false), it.due(NOW, true, false)), (floor, floor));
        it.again(NOW);
        assert_eq!(it.due(NOW, true, false), floor);
        it.failed(&SendFailure::TurnedAway(403), NOW, 0.5);
        assert_eq!((it.due(NOW, false, false), it.due(NOW, true, false)), (None, None));
        assert!(!it.claim("a", NOW, true));
        it.again(NOW);
        assert_eq!(it.due(NOW, false, false), floor);
    }

    #[test]
    fn a_clock_that_jumps_neither_hurries_nor_holds() {
        let mut it = item();
        it.claim("a", NOW, false);
        it.failed(&SendFailure::Busy(Some(3600)), NOW, 0.9);
        for now in [NOW - 2 * DAY, NOW + 2 * DAY] {
            assert!(it.due(now, false, false).is_some_and(|at| at <= now), "{now}");
        }
        assert!(!it.is_over(NOW - 2 * DAY) && !it.is_over(NOW + 2 * DAY));
        assert!(it.is_over(NOW + GIVE_UP_AFTER));
    }
}
