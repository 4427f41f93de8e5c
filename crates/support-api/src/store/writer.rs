//! The one thread that writes. What queues up while a commit waits for the disk goes into the next
//! transaction together, each write in its own savepoint; answers leave only after the commit.

use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::StoreError;
use crate::error::ServeError;

/// Writes that may wait; more are refused, so that waiting stays short.
const QUEUE: usize = 2048;
/// Writes of one transaction at most.
const GROUP: usize = 128;

/// Runs against the open transaction, and returns what to do once its outcome is known.
type Job = Box<dyn FnOnce(&Connection) -> Finish + Send>;
/// Told the outcome of the transaction: `Err` with the database's words when nothing was stored.
type Finish = Box<dyn FnOnce(&Result<(), String>) + Send>;

/// The writing thread; dropping it lets the queue run empty, then closes the database.
pub(super) struct Writing {
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writing {
    /// Starts the thread, which owns the connection from now on.
    pub(super) fn start(connection: Connection) -> Result<Self, ServeError> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || work(&connection, jobs))
            .map_err(|error| ServeError::System {
                what: "a thread for writing",
                reason: error.to_string(),
            })?;
        Ok(Writing { queue: Some(queue), thread: Some(thread) })
    }

    /// Runs `write` inside a transaction and returns its value after the commit. When it fails, what it
    /// did is undone and the rest of the group stands.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let outcome = in_savepoint(connection, write);
            Box::new(move |committed| {
                let answered = match committed {
                    Ok(()) => outcome,
                    Err(words) => Err(StoreError::Commit(words.clone())),
                };
                // Nobody listens when the client has gone; what is stored stays stored.
                drop(answer.send(answered));
            })
        });
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        queue.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Full,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// False when the thread has ended.
    pub(super) fn is_running(&self) -> bool {
        self.queue.as_ref().is_some_and(|it| !it.is_closed())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn work(connection: &Connection, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.blocking_recv() {
        let mut finishes: Vec<Finish> = Vec::new();
        let outcome = connection.execute_batch("BEGIN IMMEDIATE").and_then(|()| {
            finishes.push(first(connection));
            // A full disk makes SQLite undo the whole transaction by itself; what came next would then stand
            // outside of it. The commit fails in that case, and everybody is told so.
            while finishes.len() < GROUP && !connection.is_autocommit() {
                let Ok(next) = jobs.try_recv() else { break };
                finishes.push(next(connection));
            }
            connection.execute_batch("COMMIT")
        });
        let committed = outcome.map_err(|error| error.to_string());
        if let Err(error) = &committed {
            tracing::error!(%error, writes = finishes.len(), "nothing of this group was stored");
            if !connection.is_autocommit() {
                drop(connection.execute_batch("ROLLBACK"));
            }
        }
        for finish in finishes {
            finish(&committed);
        }
    }
}

fn in_savepoint<T>(
    connection: &Connection,
    write: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let run = |sql: &str| connection.prepare_cached(sql)?.execute([]);
    run("SAVEPOINT one")?;
    match write(connection) {
        Ok(value) => {
            run("RELEASE one")?;
            Ok(value)
        }
        Err(error) => {
            run("ROLLBACK TO one")?;
            run("RELEASE one")?;
            Err(error)
        }
    }
}
