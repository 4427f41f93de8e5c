//! What goes into the store and comes out of it: plain rows, times in seconds since 1970.

use help_core::{
    thread::{Happening, Rating},
    ticket::State,
};

use crate::secret::Hash;

/// A report to be stored, all or nothing.
pub(crate) struct Submission {
    /// Which request this is.
    pub(crate) request: Request,
    /// Letters before the number.
    pub(crate) prefix: String,
    /// Random id.
    pub(crate) id: String,
    /// What makes the token, see [`crate::secret::token`].
    pub(crate) salt: Hash,
    /// Whose it is.
    pub(crate) holder: Holder,
    /// Until when the token opens the ticket.
    pub(crate) token_until: i64,
    /// The topic's id.
    pub(crate) topic: String,
    /// The language in which a reply is wanted.
    pub(crate) language: String,
    /// When it came.
    pub(crate) received: i64,
    /// What the receipt promises.
    pub(crate) reply_by: Option<i64>,
    /// Somebody is there to talk.
    pub(crate) chat: bool,
    /// Ids of finished uploads.
    pub(crate) files: Vec<String>,
    /// The body in canonical form.
    pub(crate) report: String,
}

/// Whoever a ticket belongs to: the one who holds its token, or the one who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// SHA-256 of the token.
    Token(Hash),
    /// Issuer and subject.
    Subject(String),
}

impl Holder {
    /// Issuer and subject of somebody who signed in.
    pub(crate) fn subject(&self) -> Option<&str> {
        match self {
            Holder::Subject(subject) => Some(subject),
            Holder::Token(_) => None,
        }
    }
}

/// A request as its key tells it from others.
#[derive(Clone)]
pub(crate) struct Request {
    /// Whose keys these are; the same key of somebody else is another key.
    pub(crate) scope: String,
    /// SHA-256 of the `Idempotency-Key`.
    pub(crate) key_hash: Hash,
    /// SHA-256 of the canonical body.
    pub(crate) body_hash: Hash,
}

/// The receipt of a stored report, without its token.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// What makes the token.
    pub(crate) salt: Hash,
    /// [`help_core::ticket::Receipt`] as JSON, its token empty.
    pub(crate) response: String,
}

/// What is known of a key.
pub(crate) enum Known {
    /// Nothing.
    New,
    /// This body was sent with it.
    Same(Stored),
    /// Another body was sent with it.
    Other,
}

/// What became of a report.
pub(crate) enum Submitted {
    /// Stored now, or before under the same key.
    Stored(Stored),
    /// Another body was sent with that key.
    Other,
    /// This attachment is no finished upload of the sender.
    NoFile(usize),
}

/// A ticket as stored.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "some members are for those who answer")]
pub(crate) struct TicketRow {
    /// The row's number, known to nobody outside.
    pub(crate) seq: i64,
    /// Random, in addresses.
    pub(crate) id: String,
    /// For people.
    pub(crate) number: String,
    /// Issuer and subject of whoever signed in.
    pub(crate) subject: Option<String>,
    /// Who has to act.
    pub(crate) state: State,
    /// 1 to 3.
    pub(crate) level: u8,
    /// Began as a conversation.
    pub(crate) chat: bool,
    /// The topic's id.
    pub(crate) topic: String,
    /// The language in which a reply is wanted.
    pub(crate) language: String,
    /// When it came.
    pub(crate) received: i64,
    /// Time of the last message.
    pub(crate) updated: i64,
    /// What was promised last.
    pub(crate) reply_by: Option<i64>,
    /// Since when a reply is owed.
    pub(crate) owed_since: Option<i64>,
    /// Last reply of support since the last escalation.
    pub(crate) answered: Option<i64>,
    /// When it was solved or closed.
    pub(crate) settled: Option<i64>,
    /// Who of support takes care of it.
    pub(crate) assignee: Option<String>,
    /// Of the person.
    pub(crate) rating: Option<Rating>,
    /// Messages of support that the person has not read.
    pub(crate) unread: u32,
    /// Messages of the person that support has not read.
    pub(crate) team_unread: u32,
    /// [`help_core::ticket::NewTicket`] as JSON.
    pub(crate) report: String,
}

/// Who wrote a row of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writer {
    /// Whoever sent the report.
    Person,
    /// Support, to the person.
    Support,
    /// The service itself.
    System,
    /// Support, for support alone; never shown to the person.
    Note,
}

/// A row of a thread.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "some members are for those who answer")]
pub(crate) struct MessageRow {
    /// Its place in the order of all messages.
    pub(crate) seq: i64,
    /// Random id.
    pub(crate) id: String,
    /// Who wrote.
    pub(crate) author: Writer,
    /// The account of whoever of support wrote.
    pub(crate) agent: Option<String>,
    /// The first name that the person reads.
    pub(crate) agent_name: Option<String>,
    /// What happened with it.
    pub(crate) event: Option<Happening>,
    /// Plain text.
    pub(crate) text: String,
    /// When.
    pub(crate) at: i64,
    /// Sent with it.
    pub(crate) files: Vec<FileRow>,
}

/// A ticket with all that was written and sent.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    /// The ticket.
    pub(crate) ticket: TicketRow,
    /// The report's own pictures.
    pub(crate) files: Vec<FileRow>,
    /// The oldest first.
    pub(crate) messages: Vec<MessageRow>,
}

/// A finished picture.
#[derive(Clone, Debug)]
pub(crate) struct FileRow {
    /// Random id; its name in the folder.
    pub(crate) id: String,
    /// To be shown.
    pub(crate) name: String,
    /// `image/png` and so on.
    pub(crate) media_type: String,
    /// As stored.
    pub(crate) bytes: u32,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
}

/// A report and its first reply.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    /// When the report came.
    pub(crate) received: i64,
    /// When somebody answered; `None` while it waits.
    pub(crate) replied: Option<i64>,
}

/// A vote on an article.
pub(crate) struct Vote {
    /// `YYYY-MM-DD`, UTC.
    pub(crate) day: String,
    /// The article's id.
    pub(crate) article: String,
    /// The language it was read in.
    pub(crate) language: String,
    /// The verdict.
    pub(crate) helped: bool,
}
