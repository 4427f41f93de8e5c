//! Connections that only read, used from the runtime's blocking threads and kept for the next reader.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{StoreError, connect};

/// Readers at a time; more would only wait for the same disk and cores.
const SEATS: usize = 8;

/// The connections and where to open more.
#[derive(Clone)]
pub(super) struct Readers(Arc<Inner>);

struct Inner {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    seats: Semaphore,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Readers(Arc::new(Inner { path, idle: Mutex::new(Vec::new()), seats: Semaphore::new(SEATS) }))
    }

    /// Runs `read` on a connection of its own.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let seat = self.0.seats.acquire().await.map_err(|_| StoreError::Closed)?;
        let inner = self.0.clone();
        let outcome = tokio::task::spawn_blocking(move || {
            let connection = match inner.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
                Some(connection) => connection,
                None => connect::reader(&inner.path)?,
            };
            let outcome = read(&connection);
            let mut idle = inner.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if outcome.is_ok() {
                idle.push(connection);
            }
            outcome
        })
        .await;
        drop(seat);
        outcome.map_err(|_| StoreError::Closed)?
    }
}
