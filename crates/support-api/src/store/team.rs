//! What the team's pages ask of the store: accounts, sessions, lists, the audit trail, kept answers.

use super::{
    AgentRow, AskedRow, AuditRow, CaseRow, Filter, InboxCounts, NewAgent, QuestionRow, SavedAnswer,
    Store, StoreError, TicketRow, VotesRow, agents, inbox, numbers,
};
use crate::secret::Hash;

impl Store {
    /// The account of that name, unless it is disabled.
    pub(crate) async fn agent(&self, name: String) -> Result<Option<AgentRow>, StoreError> {
        self.readers.run(move |connection| agents::by_name(connection, &name)).await
    }

    /// Every account, by name.
    pub(crate) async fn agents(&self) -> Result<Vec<AgentRow>, StoreError> {
        self.readers.run(agents::all).await
    }

    /// Signs somebody in.
    pub(crate) async fn begin_session(
        &self,
        token: Hash,
        agent: i64,
        now: i64,
    ) -> Result<(), StoreError> {
        self.writer.run(move |connection| agents::begin(connection, &token, agent, now)).await
    }

    /// Who is signed in with that token, and when the session was used last.
    pub(crate) async fn session(
        &self,
        token: Hash,
        begun_after: i64,
        seen_after: i64,
    ) -> Result<Option<(AgentRow, i64)>, StoreError> {
        self.readers
            .run(move |connection| agents::session(connection, &token, begun_after, seen_after))
            .await
    }

    /// Notes that the session is in use.
    pub(crate) async fn touch_session(&self, token: Hash, now: i64) -> Result<(), StoreError> {
        self.writer.run(move |connection| agents::touch(connection, &token, now)).await
    }

    /// Signs somebody out.
    pub(crate) async fn end_session(&self, token: Hash) -> Result<(), StoreError> {
        self.writer.run(move |connection| agents::end(connection, &token)).await
    }

    /// Forgets sessions that began before that second.
    pub(crate) async fn forget_sessions(&self, before: i64) -> Result<(), StoreError> {
        self.writer.run(move |connection| agents::forget_sessions(connection, before)).await
    }

    /// Writes a line of the audit trail.
    pub(crate) async fn note_audit(&self, line: AuditRow) -> Result<(), StoreError> {
        self.writer.run(move |connection| agents::note(connection, &line)).await
    }

    /// The last lines of the audit trail, the newest first.
    pub(crate) async fn audit_trail(&self) -> Result<Vec<AuditRow>, StoreError> {
        self.readers.run(agents::trail).await
    }

    /// A list of the inbox, and how many tickets each view holds.
    pub(crate) async fn inbox(
        &self,
        filter: Filter,
    ) -> Result<(Vec<TicketRow>, InboxCounts), StoreError> {
        self.readers
            .run(move |connection| {
                Ok((inbox::list(connection, &filter)?, inbox::counts(connection, &filter.me)?))
            })
            .await
    }

    /// Changes whenever something is written in that ticket, or in any.
    pub(crate) async fn stamp(&self, ticket: Option<String>) -> Result<String, StoreError> {
        self.readers.run(move |connection| inbox::stamp(connection, ticket.as_deref())).await
    }

    /// Every kept answer, by title.
    pub(crate) async fn saved_answers(&self) -> Result<Vec<SavedAnswer>, StoreError> {
        self.readers.run(inbox::answers).await
    }

    /// Keeps an answer; one with a row of its own is changed.
    pub(crate) async fn keep_answer(
        &self,
        answer: SavedAnswer,
        agent: String,
        now: i64,
    ) -> Result<(), StoreError> {
        self.writer.run(move |connection| inbox::keep(connection, &answer, &agent, now)).await
    }

    /// Drops a kept answer.
    pub(crate) async fn drop_answer(&self, seq: i64) -> Result<(), StoreError> {
        self.writer.run(move |connection| inbox::drop_answer(connection, seq)).await
    }

    /// Adds an account, or with `replace` gives an existing one another password.
    pub(crate) async fn put_agent(&self, new: NewAgent, replace: bool) -> Result<bool, StoreError> {
        self.writer.run(move |connection| agents::put(connection, &new, replace)).await
    }

    /// Lets nobody sign in with that account any more.
    pub(crate) async fn disable_agent(&self, name: String, now: i64) -> Result<bool, StoreError> {
        self.writer.run(move |connection| agents::disable(connection, &name, now)).await
    }

    /// The tickets, votes and questions of the days between two dates, both included; the moments are where
    /// the first begins and the last ends.
    pub(crate) async fn numbers(
        &self,
        (from, from_day): (i64, String),
        (to, to_day): (i64, String),
    ) -> Result<(Vec<CaseRow>, Vec<VotesRow>, Vec<QuestionRow>), StoreError> {
        self.readers
            .run(move |connection| {
                Ok((
                    numbers::cases(connection, from, to)?,
                    numbers::votes(connection, &from_day, &to_day)?,
                    numbers::questions(connection, &from_day, &to_day)?,
                ))
            })
            .await
    }

    /// Counts a question.
    pub(crate) async fn ask(&self, asked: AskedRow) -> Result<(), StoreError> {
        self.writer.run(move |connection| numbers::ask(connection, &asked)).await
    }

    /// Forgets questions from before that day.
    pub(crate) async fn forget_questions(&self, before: String) -> Result<(), StoreError> {
        self.writer.run(move |connection| numbers::forget_questions(connection, &before)).await
    }
}
