//! Where tickets, requests and votes are kept. Callers see plain rows and async calls; that it is
//! SQLite with one writer is known only below this line. A second database would stand beside
//! `connect`, `writer` and the modules of SQL, behind the same calls.

mod agents;
mod calls;
mod connect;
mod feedback;
mod file_calls;
mod files;
mod inbox;
mod messages;
mod numbers;
mod privacy;
mod privacy_calls;
mod readers;
mod rows;
mod team;
mod team_rows;
mod threads;
mod tickets;
mod waits;
mod writer;

use std::path::PathBuf;

use crate::{error::ServeError, hub::Hub};
pub(crate) use connect::path_of;
pub(crate) use files::UploadRow;
use messages::owner_of_ticket;
pub(crate) use messages::{Deed, Post, Posted, TeamDeed, TeamPost};
use readers::Readers;
pub(crate) use rows::*;
pub(crate) use team_rows::*;
pub(crate) use threads::Scope;
use writer::Writing;

/// How long the answer to a key is kept.
pub(crate) const KEEP_REQUESTS_SECONDS: i64 = 30 * 86_400;

/// The database.
pub(crate) struct Store {
    // Readers go first, so that the writer's connection is the last one and folds the log away.
    readers: Readers,
    writer: Writing,
    hub: Hub,
    path: PathBuf,
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
    /// This attachment is no finished upload of the sender; what was begun is undone.
    #[error("an attachment is unknown")]
    NoFile(usize),
    /// A row holds what no version of this program writes.
    #[error("a stored {0} is not readable")]
    Unreadable(&'static str),
}

impl Store {
    /// Opens the file, makes it when it is missing, and brings its tables up to date.
    pub(crate) fn open(path: PathBuf, hub: Hub) -> Result<Self, ServeError> {
        let connection = connect::writer(&path)?;
        Ok(Store {
            readers: Readers::new(path.clone()),
            path,
            writer: Writing::start(connection)?,
            hub,
        })
    }

    /// What is known of the request's key.
    pub(crate) async fn known(&self, request: Request) -> Result<Known, StoreError> {
        self.readers.run(move |connection| tickets::known(connection, &request)).await
    }

    /// Stores a report, its key and its receipt in one transaction, unless the key is known. Returns
    /// after the transaction is on the disk.
    pub(crate) async fn submit(&self, submission: Submission) -> Result<Submitted, StoreError> {
        // A report whose attachment is unknown leaves nothing behind.
        let outcome = self.writer.run(move |connection| tickets::submit(connection, &submission)).await;
        match outcome {
            Err(StoreError::NoFile(at)) => Ok(Submitted::NoFile(at)),
            outcome => outcome,
        }
    }

    /// How long reports since that second waited for their first reply.
    pub(crate) async fn waits(&self, since: i64) -> Result<Vec<Wait>, StoreError> {
        self.readers.run(move |connection| waits::waits(connection, since)).await
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
