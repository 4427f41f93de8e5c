//! Who of support is there, who is writing, and who of the people: kept in memory for seconds, never
//! stored. It knows no SQL and no HTTP.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{hub::Hub, store::Scope};

/// Somebody is there for so long after the last sign of life.
const HERE: Duration = Duration::from_secs(60);
/// Somebody writes for so long after the last key.
const WRITING: Duration = Duration::from_secs(6);

/// Who is there. Clones share it.
#[derive(Clone)]
pub(crate) struct Presence {
    hub: Hub,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// Accounts of support by name: until when they are there at all.
    team: HashMap<String, Instant>,
    /// By ticket and account of support.
    agents: HashMap<i64, HashMap<String, Sign>>,
    /// By ticket: until when its person writes.
    people: HashMap<i64, Instant>,
}

/// Until when somebody is there, and until when they write.
#[derive(Clone, Copy)]
struct Sign {
    here: Instant,
    writing: Option<Instant>,
}

/// How a ticket looks from one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Somebody of the other side has it open.
    pub(crate) here: bool,
    /// Somebody of the other side is writing.
    pub(crate) writing: bool,
    /// When this changes by itself.
    pub(crate) until: Option<Instant>,
}

impl Presence {
    pub(crate) fn new(hub: Hub) -> Self {
        Presence { hub, seen: Arc::default() }
    }

    /// Somebody of support works, whatever they look at. To be called with each of their requests; while
    /// nobody is there, a report that asks for a conversation becomes an ordinary ticket.
    pub(crate) fn agent_seen(&self, account: &str) {
        let until = Instant::now() + HERE;
        self.with(|seen| seen.team.insert(account.to_owned(), until));
    }

    /// Somebody of support has the ticket open, and writes or not.
    pub(crate) fn agent_in(&self, ticket: i64, account: &str, writes: bool) {
        self.agent_seen(account);
        let now = Instant::now();
        let sign = Sign { here: now + HERE, writing: writes.then_some(now + WRITING) };
        let known = self.with(|seen| {
            let agents = seen.agents.entry(ticket).or_default();
            let before = agents.insert(account.to_owned(), sign);
            before.is_some_and(|it| it.here > now && it.writing.is_some_and(|it| it > now) == writes)
        });
        if !known {
            self.hub.presence_changed(ticket);
        }
    }

    /// Somebody of support has left the ticket.
    pub(crate) fn agent_left(&self, ticket: i64, account: &str) {
        self.with(|seen| {
            if let Some(agents) = seen.agents.get_mut(&ticket) {
                agents.remove(account);
            }
        });
        self.hub.presence_changed(ticket);
    }

    /// The ticket's person is writing.
    pub(crate) fn person_writes(&self, ticket: i64) {
        let now = Instant::now();
        let before = self.with(|seen| seen.people.insert(ticket, now + WRITING));
        if before.is_none_or(|until| until <= now) {
            self.hub.presence_changed(ticket);
        }
    }

    /// Somebody of support is there at all.
    pub(crate) fn anybody(&self) -> bool {
        let now = Instant::now();
        self.with(|seen| seen.team.values().any(|until| *until > now))
    }

    /// What the person sees of support.
    pub(crate) fn seen_by_person(&self, ticket: i64) -> Look {
        let now = Instant::now();
        self.with(|seen| {
            let signs: Vec<Sign> = seen
                .agents
                .get(&ticket)
                .map(|it| it.values().filter(|it| it.here > now).copied().collect())
                .unwrap_or_default();
            let writing = signs.iter().filter_map(|it| it.writing).filter(|it| *it > now).max();
            let here = signs.iter().map(|it| it.here).max();
            Look { here: here.is_some(), writing: writing.is_some(), until: writing.or(here) }
        })
    }

    /// What support sees of the person.
    pub(crate) fn seen_by_team(&self, ticket: i64) -> Look {
        let now = Instant::now();
        let writing = self.with(|seen| seen.people.get(&ticket).copied()).filter(|it| *it > now);
        Look {
            here: self.hub.is_watched(&Scope::Ticket(ticket)),
            writing: writing.is_some(),
            until: writing,
        }
    }

    /// Forgets those who have gone.
    pub(crate) fn forget_gone(&self) {
        let now = Instant::now();
        self.with(|seen| {
            seen.team.retain(|_, until| *until > now);
            seen.people.retain(|_, until| *until > now);
            for agents in seen.agents.values_mut() {
                agents.retain(|_, it| it.here > now);
            }
            seen.agents.retain(|_, it| !it.is_empty());
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::News;

    #[tokio::test(start_paused = true)]
    async fn people_are_there_for_a_minute_and_write_for_seconds() {
        let hub = Hub::default();
        let presence = Presence::new(hub.clone());
        let mut waiter = hub.wait(Scope::Ticket(7));
        let look = |presence: &Presence| {
            let look = presence.seen_by_person(7);
            (look.here, look.writing)
        };
        assert_eq!((look(&presence), presence.anybody()), ((false, false), false));
        presence.agent_in(7, "ann", true);
        assert_eq!(waiter.news().await, News::Presence);
        assert_eq!((look(&presence), presence.anybody()), ((true, true), true));
        presence.agent_in(7, "ann", true);
        assert!(tokio::time::timeout(WRITING, waiter.news()).await.is_err(), "told twice");
        assert_eq!(look(&presence), (true, false));
        tokio::time::advance(HERE).await;
        assert_eq!((look(&presence), presence.anybody()), ((false, false), false));
        presence.agent_in(7, "bob", false);
        presence.agent_left(7, "bob");
        assert_eq!(look(&presence), (false, false));
        presence.person_writes(7);
        let seen = presence.seen_by_team(7);
        assert!(seen.here && seen.writing);
        tokio::time::advance(WRITING).await;
        assert!(!presence.seen_by_team(7).writing);
        presence.forget_gone();
    }
}
