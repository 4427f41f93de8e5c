//! Where tickets, requests and votes are kept. Callers see plain rows and async calls; that it is
//! SQLite with one writer is known only below this line. A second database would stand beside
//! `connect`, `writer` and the modules of SQL, behind the same calls.

mod connect;
mod feedback;
mod readers;
mod tickets;
mod writer;

use std::path::PathBuf;

use help_core::ticket::State;

use crate::{error::ServeError, secret::Hash};
pub(crate) use connect::path_of;
use readers::Readers;
use writer::Writer;

/// How long the answer to a key is kept.
pub(crate) const KEEP_REQUESTS_SECONDS: i64 = 30 * 86_400;

/// The database.
pub(crate) struct Store {
    // Readers go first, so that the writer's connection is the last one and folds the log away.
    readers: Readers,
    writer: Writer,
}

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
    /// SHA-256 of the token.
    pub(crate) token_hash: Hash,
    /// Seconds since 1970 until which the token opens the ticket.
    pub(crate) token_until: i64,
    /// The topic's id.
    pub(crate) topic: String,
    /// The language in which a reply is wanted.
    pub(crate) language: String,
    /// Seconds since 1970.
    pub(crate) received: i64,
    /// Seconds since 1970.
    pub(crate) reply_by: Option<i64>,
    /// The body in canonical form.
    pub(crate) report: String,
}

/// A request as its key tells it from others.
#[derive(Clone)]
pub(crate) struct Request {
    /// Whose keys these are; the same key of somebody else is another key.
    pub(crate) scope: &'static str,
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

/// A ticket as stored.
pub(crate) struct TicketRow {
    /// For people.
    pub(crate) number: String,
    /// Where it stands.
    pub(crate) state: State,
    /// Seconds since 1970.
    pub(crate) received: i64,
    /// Seconds since 1970.
    pub(crate) reply_by: Option<i64>,
    /// [`help_core::ticket::NewTicket`] as JSON.
    pub(crate) report: String,
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

/// Why nothing was stored or read. The text names no value of a row.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// More is waiting than can be written soon.
    #[error("the queue of writes is full")]
    Full,
    /// The writer has stopped.
    #[error("the database is closed")]
    Closed,
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The transaction that held this write failed.
    #[error("the database could not commit: {0}")]
    Commit(String),
    /// No number could be drawn.
    #[error("no ticket number could be drawn: {0}")]
    Number(String),
    /// A row holds what no version of this program writes.
    #[error("a stored {0} is not readable")]
    Unreadable(&'static str),
}

impl Store {
    /// Opens the file, makes it when it is missing, and brings its tables up to date.
    pub(crate) fn open(path: PathBuf) -> Result<Self, ServeError> {
        let connection = connect::writer(&path)?;
        Ok(Store { readers: Readers::new(path), writer: Writer::start(connection)? })
    }

    /// What is known of the request's key.
    pub(crate) async fn known(&self, request: Request) -> Result<Known, StoreError> {
        self.readers.run(move |connection| tickets::known(connection, &request)).await
    }

    /// Stores a report, its key and its receipt in one transaction, unless the key is known. Returns
    /// after the transaction is on the disk.
    pub(crate) async fn submit(&self, submission: Submission) -> Result<Known, StoreError> {
        self.writer.run(move |connection| tickets::submit(connection, &submission)).await
    }

    /// The ticket that this token opens, when it has that id. Looks only for the token's hash, so that an
    /// unknown id and a wrong token take the same way.
    pub(crate) async fn ticket(
        &self,
        id: String,
        token_hash: Hash,
        now: i64,
    ) -> Result<Option<TicketRow>, StoreError> {
        self.readers.run(move |connection| tickets::opened(connection, &id, &token_hash, now)).await
    }

    /// Counts a vote.
    pub(crate) async fn vote(&self, vote: Vote) -> Result<(), StoreError> {
        self.writer.run(move |connection| feedback::count(connection, &vote)).await
    }

    /// Forgets what is kept for a time only. Returns how many requests were forgotten.
    pub(crate) async fn forget(&self, now: i64) -> Result<usize, StoreError> {
        self.writer
            .run(move |connection| tickets::forget_requests(connection, now - KEEP_REQUESTS_SECONDS))
            .await
    }

    /// Succeeds when the database can be read and the writer waits for work.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        self.readers.run(tickets::ping).await?;
        if self.writer.is_running() { Ok(()) } else { Err(StoreError::Closed) }
    }
}
