//! What support does with tickets, for whoever answers: the inbox, an adapter into a help desk, a test. It
//! knows no account and asks nobody for a password; its callers have done that.

use help_core::thread::LEVEL_MAX;
use jiff::Timestamp;

use crate::{
    app::App,
    secret,
    store::{StoreError, TeamDeed, TeamPost, TicketRow},
};

/// Somebody of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The account, unique.
    pub account: String,
    /// The name; people read its first word.
    pub name: String,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeskError {
    /// There is no such ticket.
    #[error("there is no ticket `{0}`; it may have been erased")]
    NoTicket(String),
    /// No such level.
    #[error("there is no level {0}; write 1, 2 or 3")]
    NoLevel(u8),
    /// It could not be stored.
    #[error("it could not be stored: {0}; try again")]
    Store(String),
}

/// Where support works.
pub struct Desk<'a>(&'a App);

impl App {
    /// Where support works.
    pub fn desk(&self) -> Desk<'_> {
        Desk(self)
    }
}

impl Desk<'_> {
    /// Writes to the person. With `asks` the ticket waits for the person, else it counts as answered.
    ///
    /// # Errors
    ///
    /// See [`DeskError`]; so for all others.
    pub async fn reply(
        &self,
        agent: &Agent,
        ticket: &str,
        text: &str,
        asks: bool,
    ) -> Result<(), DeskError> {
        let deed = TeamDeed::Reply { text: text.to_owned(), asks };
        self.post(agent, ticket, deed).await.map(drop)
    }

    /// Writes for support alone; the person never sees it.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn note(&self, agent: &Agent, ticket: &str, text: &str) -> Result<(), DeskError> {
        self.post(agent, ticket, TeamDeed::Note { text: text.to_owned() }).await.map(drop)
    }

    /// Gives the ticket to another level, 1 to 3; going up makes a new promise.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn level(&self, agent: &Agent, ticket: &str, level: u8) -> Result<(), DeskError> {
        if !(1..=LEVEL_MAX).contains(&level) {
            return Err(DeskError::NoLevel(level));
        }
        let promise = self.0.reply_by(self.0.now()).await.map(Timestamp::as_second);
        self.post(agent, ticket, TeamDeed::Level { level, promise }).await.map(drop)
    }

    /// Gives the ticket to an account, or to nobody.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn assign(&self, agent: &Agent, ticket: &str, to: Option<&str>) -> Result<(), DeskError> {
        let deed = TeamDeed::Assign { to: to.map(str::to_owned) };
        self.post(agent, ticket, deed).await.map(drop)
    }

    /// Ends the ticket with a last word, which may be empty.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn close(&self, agent: &Agent, ticket: &str, text: &str) -> Result<(), DeskError> {
        self.post(agent, ticket, TeamDeed::Close { text: text.to_owned() }).await.map(drop)
    }

    /// Has read everything in the ticket.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn read(&self, agent: &Agent, ticket: &str) -> Result<(), DeskError> {
        self.post(agent, ticket, TeamDeed::Read).await.map(drop)
    }

    /// Is at work; to be told at least once a minute.
    pub fn here(&self, agent: &Agent) {
        self.0.presence().agent_seen(&agent.account);
    }

    /// Has the ticket open, and is writing or not; to be told every few seconds.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn looks(&self, agent: &Agent, ticket: &str, writes: bool) -> Result<(), DeskError> {
        let row = self.find(ticket).await?;
        self.0.presence().agent_in(row.seq, &agent.account, writes);
        Ok(())
    }

    /// Has left the ticket.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn leaves(&self, agent: &Agent, ticket: &str) -> Result<(), DeskError> {
        let row = self.find(ticket).await?;
        self.0.presence().agent_left(row.seq, &agent.account);
        Ok(())
    }

    /// Whether the ticket's person has it open, and is writing.
    ///
    /// # Errors
    ///
    /// See [`DeskError`].
    pub async fn person(&self, ticket: &str) -> Result<(bool, bool), DeskError> {
        let row = self.find(ticket).await?;
        let look = self.0.presence().seen_by_team(row.seq);
        Ok((look.here, look.writing))
    }

    async fn find(&self, ticket: &str) -> Result<TicketRow, DeskError> {
        let found = self.0.store().team_thread(ticket.to_owned()).await.map_err(failed)?;
        found.map(|it| it.ticket).ok_or_else(|| DeskError::NoTicket(ticket.to_owned()))
    }

    async fn post(&self, agent: &Agent, ticket: &str, deed: TeamDeed) -> Result<TicketRow, DeskError> {
        let post = TeamPost {
            ticket: ticket.to_owned(),
            agent: agent.account.clone(),
            first_name: agent.name.clone(),
            message: secret::id().map_err(|error| DeskError::Store(error.to_string()))?,
            deed,
            now: self.0.now().as_second(),
        };
        let done = self.0.store().team_post(post).await.map_err(failed)?;
        done.ok_or_else(|| DeskError::NoTicket(ticket.to_owned()))
    }
}

fn failed(error: StoreError) -> DeskError {
    DeskError::Store(error.to_string())
}
