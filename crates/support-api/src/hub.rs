//! Wakes streams when something changes. It carries no content: whoever is woken reads the store again, so
//! nothing can be lost or doubled here, whatever is slow.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::watch;

use crate::store::{Scope, TicketRow};

/// What has changed since the last look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    threads: u64,
    presence: u64,
}

/// Everybody who waits for news. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Hub(Arc<Inner>);

#[derive(Default)]
struct Inner {
    rooms: Mutex<HashMap<Scope, watch::Sender<Counts>>>,
    closed: watch::Sender<bool>,
}

/// Somebody who waits for news of one scope.
pub(crate) struct Waiter {
    hub: Hub,
    scope: Scope,
    news: watch::Receiver<Counts>,
    seen: Counts,
    closed: watch::Receiver<bool>,
}

/// What a waiter is woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// Something was written or changed.
    Thread,
    /// Only who is there or writing.
    Presence,
    /// The service stops.
    End,
}

impl Hub {
    /// Begins to wait. What happens from now on is not missed.
    pub(crate) fn wait(&self, scope: Scope) -> Waiter {
        let mut rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let news = rooms.entry(scope.clone()).or_default().subscribe();
        let seen = *news.borrow();
        Waiter { hub: self.clone(), scope, news, seen, closed: self.0.closed.subscribe() }
    }

    /// Something was written in the ticket, or it stands otherwise.
    pub(crate) fn ticket_changed(&self, ticket: &TicketRow) {
        let mut scopes = vec![Scope::Ticket(ticket.seq), Scope::Team];
        scopes.extend(ticket.subject.clone().map(Scope::Subject));
        self.wake(&scopes, |counts| counts.threads += 1);
        if ticket.chat {
            // Others may have moved up in the queue.
            self.everywhere(|counts| counts.presence += 1);
        }
    }

    /// Somebody came, went or began to write in the ticket.
    pub(crate) fn presence_changed(&self, ticket: i64) {
        self.wake(&[Scope::Ticket(ticket), Scope::Team], |counts| counts.presence += 1);
    }

    /// True when somebody waits for news of that scope.
    pub(crate) fn is_watched(&self, scope: &Scope) -> bool {
        let rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(scope).is_some_and(|it| it.receiver_count() > 0)
    }

    /// Ends every wait, because the service stops.
    pub(crate) fn close(&self) {
        self.0.closed.send_replace(true);
    }

    fn wake(&self, scopes: &[Scope], count: impl Fn(&mut Counts)) {
        let rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        for room in scopes.iter().filter_map(|scope| rooms.get(scope)) {
            room.send_modify(&count);
        }
    }

    fn everywhere(&self, count: impl Fn(&mut Counts)) {
        let rooms = self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.values().for_each(|room| room.send_modify(&count));
    }
}

impl Waiter {
    /// Waits until something has changed since the last call.
    pub(crate) async fn news(&mut self) -> News {
        let closed = self.closed.wait_for(|it| *it);
        tokio::select! {
            _ = closed => return News::End,
            changed = self.news.changed() => if changed.is_err() { return News::End },
        }
        let now = *self.news.borrow_and_update();
        let thread = now.threads != self.seen.threads;
        self.seen = now;
        if thread { News::Thread } else { News::Presence }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let mut rooms = self.hub.0.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        // This waiter's own receiver is still counted.
        if rooms.get(&self.scope).is_some_and(|it| it.receiver_count() <= 1) {
            rooms.remove(&self.scope);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn waiters_are_woken_for_their_scope_and_leave_nothing_behind() {
        let hub = Hub::default();
        let mut one = hub.wait(Scope::Ticket(1));
        let mut other = hub.wait(Scope::Ticket(1));
        assert!(hub.is_watched(&Scope::Ticket(1)) && !hub.is_watched(&Scope::Ticket(2)));
        hub.presence_changed(2);
        hub.presence_changed(1);
        assert_eq!(one.news().await, News::Presence);
        assert_eq!(other.news().await, News::Presence);
        let quiet = tokio::time::timeout(std::time::Duration::from_millis(20), one.news()).await;
        assert!(quiet.is_err(), "woken for nothing");
        drop(one);
        assert!(hub.is_watched(&Scope::Ticket(1)));
        hub.close();
        assert_eq!(other.news().await, News::End);
        drop(other);
        assert!(!hub.is_watched(&Scope::Ticket(1)));
        assert_eq!(hub.wait(Scope::Team).news().await, News::End);
    }
}
