//! A stream of server-sent events (WHATWG HTML, 9.2) of one ticket, or of all tickets of somebody who signed
//! in. Being woken says only that something changed; what changed is read from the store after the
//! last message that was sent, so that nothing is lost or doubled, also across connections.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use axum::response::sse::Event;
use futures_util::stream::{Stream, unfold};
use help_core::thread::{Presence, Standing, ThreadEvent};
use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, sleep_until},
};

use crate::{
    app::App,
    hub::{News, Waiter},
    store::{Scope, StoreError, TicketRow},
    wire,
};

/// No stream lasts longer; whoever listens connects again and shows a token that still holds.
const LONGEST: Duration = Duration::from_secs(3600);
/// After so long a client comes again, in milliseconds.
const RETRY: Duration = Duration::from_secs(3);

/// Where a stream begins.
pub(crate) struct Start {
    /// What it tells of.
    pub(crate) scope: Scope,
    /// The row of the last message that the client has.
    pub(crate) after: i64,
    /// The client named a message that is not there any more: it must read everything again.
    pub(crate) reload: bool,
    /// Seconds until the credential ends.
    pub(crate) lasts: Option<u64>,
    /// Its seat among the streams.
    pub(crate) seat: OwnedSemaphorePermit,
}

struct Feed {
    app: App,
    waiter: Waiter,
    scope: Scope,
    after: i64,
    queue: VecDeque<Event>,
    /// What was last told.
    standings: HashMap<i64, Standing>,
    presence: Option<Presence>,
    /// When presence changes by itself.
    look_again: Option<Instant>,
    end: Instant,
    first: bool,
    _seat: OwnedSemaphorePermit,
}

/// The events, until the credential ends, the ticket goes, or the service stops.
pub(crate) fn stream(app: App, start: Start) -> impl Stream<Item = Result<Event, StoreError>> {
    let lasts = start.lasts.map_or(LONGEST, |it| Duration::from_secs(it).min(LONGEST));
    // Waiting begins before the first look, so that nothing falls between.
    let waiter = app.hub().wait(start.scope.clone());
    let mut queue = VecDeque::from([Event::default().retry(RETRY).comment("")]);
    if start.reload {
        queue.push_back(Event::default().event("reload").data("{}"));
    }
    let feed = Feed {
        waiter,
        app,
        scope: start.scope,
        after: start.after,
        queue,
        standings: HashMap::new(),
        presence: None,
        look_again: None,
        end: Instant::now() + lasts,
        first: true,
        _seat: start.seat,
    };
    unfold(Some(feed), |feed| async {
        let mut feed = feed?;
        match feed.next().await {
            Ok(Some(event)) => Some((Ok(event), Some(feed))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(%error, "a stream ended early");
                None
            }
        }
    })
}

impl Feed {
    async fn next(&mut self) -> Result<Option<Event>, StoreError> {
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Ok(Some(event));
            }
            if std::mem::take(&mut self.first) {
                if !self.look(true).await? {
                    return Ok(None);
                }
                continue;
            }
            let heartbeat = Instant::now() + self.app.limits().heartbeat;
            let wake = self.look_again.map_or(heartbeat, |it| it.min(heartbeat)).min(self.end);
            let news = tokio::select! {
                news = self.waiter.news() => Some(news),
                () = sleep_until(wake) => None,
            };
            let now = Instant::now();
            let beat = news.is_none() && now >= heartbeat;
            if news == Some(News::End) || now >= self.end {
                return Ok(None);
            }
            // With each sign of life the store is asked too: a promise may have passed meanwhile.
            if !self.look(news == Some(News::Thread) || beat).await? {
                return Ok(None);
            }
            if beat && self.queue.is_empty() {
                self.queue.push_back(Event::default().comment(""));
            }
        }
    }

    /// Queues what is new. `false` when there is nothing to tell of any more.
    async fn look(&mut self, threads: bool) -> Result<bool, StoreError> {
        let store = self.app.store();
        let now = self.app.now().as_second();
        if threads {
            for (ticket, message) in store.news(self.scope.clone(), self.after).await? {
                self.after = message.seq;
                let id = message.id.clone();
                let standing = wire::standing(&ticket, now);
                self.standings.insert(ticket.seq, standing.clone());
                let message = Some(wire::message(message, ticket.subject.is_some()));
                let told = ThreadEvent { ticket: ticket.id, standing, message };
                self.queue.extend(event("message", &told).map(|it| it.id(id)));
            }
            let tickets = match &self.scope {
                Scope::Ticket(seq) => match store.row(*seq).await? {
                    Some(ticket) => vec![ticket],
                    None => return Ok(false),
                },
                Scope::Subject(subject) => store.list(subject.clone()).await?.0,
                Scope::Team => Vec::new(),
            };
            for ticket in tickets {
                self.stands(ticket, now);
            }
        }
        if let Scope::Ticket(seq) = self.scope {
            return self.presence(seq).await;
        }
        Ok(true)
    }

    /// Tells where a ticket stands, unless that was told last. Who listens to all their tickets has just read
    /// the list.
    fn stands(&mut self, ticket: TicketRow, now: i64) {
        let standing = wire::standing(&ticket, now);
        let last = self.standings.insert(ticket.seq, standing.clone());
        let known = match (&last, &self.scope) {
            (Some(last), _) => *last == standing,
            (None, scope) => !matches!(scope, Scope::Ticket(_)),
        };
        if !known {
            let told = ThreadEvent { ticket: ticket.id, standing, message: None };
            self.queue.extend(event("standing", &told));
        }
    }

    async fn presence(&mut self, seq: i64) -> Result<bool, StoreError> {
        let look = self.app.presence().seen_by_person(seq);
        self.look_again = look.until;
        let Some(ticket) = self.app.store().row(seq).await? else { return Ok(false) };
        let place = if ticket.chat { self.app.store().place(seq).await? } else { None };
        let now = Presence { ticket: ticket.id, here: look.here, writing: look.writing, place };
        if self.presence.as_ref() != Some(&now) {
            self.queue.extend(event("presence", &now));
            self.presence = Some(now);
        }
        Ok(true)
    }
}

fn event(name: &str, data: &impl serde::Serialize) -> Option<Event> {
    // JSON has no line breaks outside of strings, and escapes those within.
    serde_json::to_string(data).ok().map(|data| Event::default().event(name).data(data))
}
