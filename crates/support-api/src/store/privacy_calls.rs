//! The store's calls that forget what people sent.

use super::{Store, StoreError, TicketRow, connect, privacy, threads};

impl Store {
    /// Forgets a ticket with everything in it. Returns the ids of its pictures, whose files the caller
    /// removes. Call [`Store::cut_log`] after it.
    pub(crate) async fn erase(&self, ticket: TicketRow) -> Result<Vec<String>, StoreError> {
        let seq = ticket.seq;
        let files = self.writer.run(move |connection| privacy::erase(connection, seq)).await?;
        // Whoever watches it looks, and finds nothing.
        self.hub.ticket_changed(&ticket);
        Ok(files)
    }

    /// The tickets that were settled before that second.
    pub(crate) async fn settled_before(&self, before: i64) -> Result<Vec<TicketRow>, StoreError> {
        self.readers
            .run(move |connection| {
                let mut rows = Vec::new();
                for seq in privacy::settled_before(connection, before)? {
                    rows.extend(threads::by_seq(connection, seq)?);
                }
                Ok(rows)
            })
            .await
    }

    /// Takes the context out of a report.
    pub(crate) async fn withdraw(&self, ticket: TicketRow) -> Result<(), StoreError> {
        let row = ticket.clone();
        self.writer.run(move |connection| privacy::withdraw(connection, &row)).await?;
        self.hub.ticket_changed(&ticket);
        Ok(())
    }

    /// Cuts the log to nothing, so that it holds nothing that was forgotten. `false` while somebody still reads
    /// it; the next call will.
    pub(crate) async fn cut_log(&self) -> Result<bool, StoreError> {
        let path = self.path.clone();
        let cut = tokio::task::spawn_blocking(move || connect::cut_log(&path)).await;
        Ok(cut.map_err(|_| StoreError::Closed)??)
    }
}
