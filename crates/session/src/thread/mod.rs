//! The reports of this person and their threads: what is known of each, what is being written, and what
//! may be done. Times and keys are passed in.

mod album;
mod deeds;
mod events;
mod list;
mod writing;

use help_core::{
    map::Map,
    thread::{Author, Message, Presence, ReadMark, Standing},
    ticket::Ticket,
};

use crate::{
    effect::{Call, Deed, Effect, Event},
    evidence::Picture,
    load::{Failure, Load},
    screen::Screen,
    send::Sending,
    session::Session,
};
pub use album::pictures_of;
pub use events::{EventReader, ServerEvent};
pub use list::Report;
pub use writing::{Paper, Writing};

/// Everything known of the person's reports.
#[derive(Default)]
pub(crate) struct Threads {
    /// The newest first.
    mine: Vec<Mine>,
    threads: Map<Thread>,
    /// The ticket that is followed.
    followed: Option<String>,
    /// What the host was told last.
    told: u32,
    /// The host vouches for the person, so that the server can list what is theirs.
    signed_in: bool,
    /// The list of the server.
    listed: Load<()>,
}

/// What opens a report.
struct Mine {
    id: String,
    number: String,
    /// Empty when it opens only for whoever signed in.
    token: String,
    topic: String,
    /// When it was received, RFC 3339, UTC.
    received: String,
    /// As the server's list told, for a thread that is not here.
    standing: Option<Standing>,
}

/// A report's thread, and what the person writes in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// The ticket as the server last told.
    pub ticket: Load<Ticket>,
    /// The reply, the reason for a higher level, the word beside the rating.
    pub(crate) papers: [Writing; 3],
    /// The pictures that are to go along with the reply.
    pub(crate) pictures: Vec<Picture>,
    /// Stars chosen and not sent yet; zero when none.
    pub stars: u8,
    /// The person said that the last reply did not solve it.
    pub unsolved: bool,
    /// The person wants a higher level and is asked what is still wrong.
    pub escalating: bool,
    /// Who of support is there, while that is followed.
    pub presence: Option<Presence>,
    /// How far solving, opening again or rating has come.
    pub doing: Sending,
}

impl Session {
    /// Opens a report's thread, and asks what is new in it.
    pub fn open_thread(&mut self, id: &str) -> Vec<Effect> {
        let mut effects = self.go(Screen::Thread(id.to_owned()));
        effects.extend(self.read_thread(id));
        effects.extend(self.mark_read(id));
        if self.threads.followed.as_deref() != Some(id) && self.token_of(id).is_some() {
            self.threads.followed = Some(id.to_owned());
            effects.push(Effect::Follow(id.to_owned()));
        }
        effects
    }

    /// True while a ticket is worth following: its thread is on the screen. Once it is not, who follows
    /// stops for good, and the next opening begins anew.
    pub fn follows(&mut self, id: &str) -> bool {
        let shown = self.opened && self.screen() == Screen::Thread(id.to_owned());
        let follows = shown && self.threads.followed.as_deref() == Some(id);
        if !follows && self.threads.followed.as_deref() == Some(id) {
            self.threads.followed = None;
        }
        follows
    }

    /// The topic of a report.
    pub(crate) fn topic_of_report(&self, id: &str) -> Option<String> {
        self.threads.mine.iter().find(|it| it.id == id).map(|it| it.topic.clone())
    }

    /// Who of support is there and writes, as the stream tells; `None` when there is no stream.
    pub fn presence_came(&mut self, id: &str, presence: Option<Presence>) {
        if self.thread(id).is_some() {
            self.thread_mut(id).presence = presence;
        }
    }

    /// What opens a ticket, for its stream.
    pub fn token_of(&self, id: &str) -> Option<&str> {
        self.threads.mine.iter().find(|it| it.id == id).map(|it| it.token.as_str())
    }

    /// The last message that is here: what came after it is asked for.
    pub fn last_message(&self, id: &str) -> Option<&str> {
        self.thread(id)?.ticket.ready()?.messages.last().map(|it| it.id.as_str())
    }

    /// Reads a thread again.
    pub fn read_thread(&mut self, id: &str) -> Option<Effect> {
        let call = self.call(id, Deed::Read, None, None)?;
        let thread = self.threads.threads.slot(id);
        thread.ticket.forgive();
        thread.ticket.begin();
        Some(call)
    }

    /// The thread of a report.
    pub fn thread(&self, id: &str) -> Option<&Thread> {
        self.threads.threads.get(id)
    }

    pub(crate) fn thread_mut(&mut self, id: &str) -> &mut Thread {
        self.threads.threads.slot(id)
    }

    /// The answer to [`Deed::Read`]. What is known stays when it cannot be had.
    pub fn thread_came(&mut self, id: &str, result: Result<Ticket, Failure>) -> Vec<Effect> {
        // It came too late: the person has signed out.
        if self.token_of(id).is_none() {
            return Vec::new();
        }
        let thread = self.thread_mut(id);
        let before = thread.ticket.ready().map(|it| it.messages.len());
        match result {
            Err(_) if thread.ticket.ready().is_some() => {}
            result => thread.ticket.settle(result),
        }
        let now = thread.ticket.ready();
        let news = now.filter(|it| before.is_some_and(|before| it.messages.len() > before));
        let news = news.map(|it| Effect::Tell(Event::TicketUpdated(it.number.clone())));
        let mut effects: Vec<Effect> = self.mark_read(id).into_iter().chain(news).collect();
        effects.extend(self.tell_unread());
        effects
    }

    /// A message is there, and the ticket stands so; a message that is known is not added again.
    pub fn thread_moved(
        &mut self,
        id: &str,
        standing: Standing,
        message: Option<Message>,
    ) -> Vec<Effect> {
        if self.token_of(id).is_none() {
            return Vec::new();
        }
        let thread = self.thread_mut(id);
        let Load::Ready(ticket) = &mut thread.ticket else {
            return Vec::new();
        };
        ticket.standing = standing;
        let mut news = None;
        if let Some(message) = message.filter(|it| !ticket.messages.iter().any(|old| old.id == it.id)) {
            message.at.clone_into(&mut ticket.updated);
            if message.from != Author::Person {
                news = Some(Effect::Tell(Event::TicketUpdated(ticket.number.clone())));
            }
            ticket.messages.push(message);
            thread.unsolved = false;
        }
        let mut effects: Vec<Effect> = self.mark_read(id).into_iter().chain(news).collect();
        effects.extend(self.tell_unread());
        effects
    }

    /// What is on the screen has been read.
    fn mark_read(&mut self, id: &str) -> Option<Effect> {
        if !self.shown || self.screen() != Screen::Thread(id.to_owned()) {
            return None;
        }
        let ticket = self.thread(id)?.ticket.ready().filter(|it| it.standing.unread > 0)?;
        let mark = ReadMark { until: ticket.messages.last()?.id.clone() };
        self.call(id, Deed::Mark, None, Some(help_core::json::Json::json(&mark)))
    }

    pub(crate) fn call(
        &self,
        id: &str,
        deed: Deed,
        key: Option<String>,
        body: Option<String>,
    ) -> Option<Effect> {
        // The list is nobody's ticket, and only for whoever signed in.
        let token = if deed == Deed::List { "" } else { self.token_of(id)? }.to_owned();
        Some(Effect::Call(Call { ticket: id.to_owned(), token, deed, key, body }))
    }
}
