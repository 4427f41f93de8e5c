//! What the outside has to do for the session.

use help_core::{manifest::FileRef, ticket::Feedback};

/// One thing to run. Nothing else leaves the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Fetch the manifest; answer with [`crate::Session::fetched`].
    FetchManifest,
    /// Fetch a file of the bundle and verify its integrity; answer with [`crate::Session::fetched`].
    Fetch(Wanted, FileRef),
    /// Fetch the guided forms of a language; answer with [`crate::Session::flows`], or, when they cannot be
    /// had, with [`crate::Session::no_flows`].
    FetchFlows(String, FileRef),
    /// Call [`crate::Session::begin_form`], which is the form's own code.
    BeginForm(String),
    /// `GET /v1/status`; answer with [`crate::Session::status`].
    FetchStatus,
    /// `POST /v1/tickets` under this idempotency key; answer with [`crate::Session::sent`].
    Send {
        /// The topic whose draft this is.
        topic: String,
        /// `Idempotency-Key`
        key: String,
        /// The body: a [`help_core::ticket::NewTicket`] as JSON.
        body: String,
    },
    /// `POST /v1/feedback`; nobody waits for the answer.
    SendFeedback(Feedback),
    /// Tell the host.
    Tell(Event),
}

/// A file the session waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `manifest.json`
    Manifest,
    /// The search index of a language.
    Index(String),
    /// A file of articles: language and position.
    Bodies(String, u32),
    /// The table of fees.
    Fees,
}

/// What the host is told. Never a person's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A ticket was stored under this number.
    TicketCreated(String),
    /// A person said whether an article helped.
    Voted(String, bool),
}
