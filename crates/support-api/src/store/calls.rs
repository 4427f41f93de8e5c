//! The store's calls about threads. Whoever changes a ticket wakes those who watch it, after the commit.

use super::{
    Holder, MessageRow, Post, Posted, Scope, Store, StoreError, TeamPost, Thread, TicketRow, messages,
    threads,
};
use crate::secret;

impl Store {
    /// The ticket of that id, when it is the holder's.
    pub(crate) async fn ticket(
        &self,
        holder: Holder,
        id: String,
        now: i64,
    ) -> Result<Option<TicketRow>, StoreError> {
        self.readers.run(move |connection| threads::opened(connection, &holder, &id, now)).await
    }

    /// The ticket of that id with its thread, when it is the holder's.
    pub(crate) async fn thread(
        &self,
        holder: Holder,
        id: String,
        now: i64,
    ) -> Result<Option<Thread>, StoreError> {
        self.readers
            .run(move |connection| {
                let ticket = threads::opened(connection, &holder, &id, now)?;
                ticket.map(|ticket| threads::whole(connection, ticket, false)).transpose()
            })
            .await
    }

    /// The ticket of that id with its thread and the notes of support, for support.
    pub(crate) async fn team_thread(&self, id: String) -> Result<Option<Thread>, StoreError> {
        self.readers
            .run(move |connection| {
                let ticket = threads::by_id(connection, &id)?;
                ticket.map(|ticket| threads::whole(connection, ticket, true)).transpose()
            })
            .await
    }

    /// The tickets of somebody who signed in, the last changed first, and the id of the newest message.
    pub(crate) async fn list(
        &self,
        subject: String,
    ) -> Result<(Vec<TicketRow>, Option<String>), StoreError> {
        self.readers
            .run(move |connection| {
                // The message first: what comes between is told twice rather than not at all.
                let newest = threads::newest(connection, &subject)?.map(|it| it.1);
                Ok((threads::of_subject(connection, &subject)?, newest))
            })
            .await
    }

    /// Does what a person wants with their ticket. Returns after the transaction is on the disk.
    pub(crate) async fn post(&self, post: Post) -> Result<Posted, StoreError> {
        // A message whose attachment is unknown leaves nothing behind.
        match self.writer.run(move |connection| messages::post(connection, &post)).await {
            Err(StoreError::NoFile(at)) => Ok(Posted::NoFile(at)),
            Ok(Posted::Done(ticket, message)) => {
                self.hub.ticket_changed(&ticket);
                Ok(Posted::Done(ticket, message))
            }
            other => other,
        }
    }

    /// Does what support wants with a ticket: reply, note, level, assignment, end. `None` when there is no such
    /// ticket. Returns after the transaction is on the disk; whoever watches the ticket is told.
    pub(crate) async fn team_post(&self, post: TeamPost) -> Result<Option<TicketRow>, StoreError> {
        let ticket = self.writer.run(move |connection| messages::team(connection, &post)).await?;
        if let Some(ticket) = &ticket {
            self.hub.ticket_changed(ticket);
        }
        Ok(ticket)
    }

    /// Makes ordinary tickets of conversations in which nobody has answered since `before`, with this promise.
    /// Returns how many.
    pub(crate) async fn hand_over(
        &self,
        before: i64,
        now: i64,
        promise: Option<i64>,
    ) -> Result<usize, StoreError> {
        let handed = self
            .writer
            .run(move |connection| {
                messages::hand_over(connection, before, now, promise, || secret::id().ok())
            })
            .await?;
        handed.iter().for_each(|ticket| self.hub.ticket_changed(ticket));
        Ok(handed.len())
    }

    /// Marks everything up to a message as read by the person. `None` when there is no such message.
    pub(crate) async fn read(
        &self,
        ticket: i64,
        message: String,
    ) -> Result<Option<TicketRow>, StoreError> {
        self.change(ticket, move |connection| messages::read(connection, ticket, &message)).await
    }

    /// Keeps the person's rating; a later one replaces it.
    pub(crate) async fn rate(
        &self,
        ticket: i64,
        stars: u8,
        word: Option<String>,
    ) -> Result<Option<TicketRow>, StoreError> {
        self.change(ticket, move |connection| {
            messages::rate(connection, ticket, stars, word.as_deref())?;
            Ok(true)
        })
        .await
    }

    /// The ticket of that row.
    pub(crate) async fn row(&self, ticket: i64) -> Result<Option<TicketRow>, StoreError> {
        self.readers.run(move |connection| threads::by_seq(connection, ticket)).await
    }

    /// The row of a message, when it lies within the scope.
    pub(crate) async fn seq_of(
        &self,
        scope: Scope,
        message: String,
    ) -> Result<Option<i64>, StoreError> {
        self.readers.run(move |connection| threads::seq_of(connection, &scope, &message)).await
    }

    /// The row of the newest message that this subject may see; 0 when there is none.
    pub(crate) async fn newest(&self, subject: String) -> Result<i64, StoreError> {
        self.readers
            .run(move |connection| Ok(threads::newest(connection, &subject)?.map_or(0, |it| it.0)))
            .await
    }

    /// Messages of the scope after that row, in their order, with their tickets as they stand now.
    pub(crate) async fn news(
        &self,
        scope: Scope,
        after: i64,
    ) -> Result<Vec<(TicketRow, MessageRow)>, StoreError> {
        self.readers.run(move |connection| threads::news(connection, &scope, after)).await
    }

    /// The place of a conversation that waits, 1 is next.
    pub(crate) async fn place(&self, ticket: i64) -> Result<Option<u32>, StoreError> {
        self.readers.run(move |connection| threads::place(connection, ticket)).await
    }

    async fn change(
        &self,
        ticket: i64,
        change: impl FnOnce(&rusqlite::Connection) -> Result<bool, StoreError> + Send + 'static,
    ) -> Result<Option<TicketRow>, StoreError> {
        let changed = self
            .writer
            .run(
                move |connection| {
                    if change(connection)? { threads::by_seq(connection, ticket) } else { Ok(None) }
                },
            )
            .await?;
        if let Some(ticket) = &changed {
            self.hub.ticket_changed(ticket);
        }
        Ok(changed)
    }
}
