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
    /// Fetch the code of the screens that the first answer does not need; answer with
    /// [`crate::Session::later_came`].
    FetchLater,
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
    /// `POST /v1/tickets/{ticket}/messages` under this idempotency key, by way of the outbox; answer with
    /// [`crate::Session::said`].
    SendReply {
        /// The ticket's id.
        ticket: String,
        /// `Idempotency-Key`
        key: String,
        /// The body: a [`help_core::thread::NewMessage`] as JSON.
        body: String,
    },
    /// `POST /v1/feedback`; nobody waits for the answer.
    SendFeedback(Feedback),
    /// A request about a ticket; answer as [`Deed`] says.
    Call(Call),
    /// Keep the draft of this topic on the device, soon: it was changed.
    KeepDraft(String),
    /// Forget the kept draft of this topic.
    ForgetDraft(String),
    /// The person changed a report or a message that waits in the outbox: keep a report as a draft, and take
    /// it out under its old key.
    Withdraw {
        /// The topic whose draft this is; empty for a message of a thread.
        topic: String,
        /// The `Idempotency-Key` of what waits.
        key: String,
    },
    /// Follow this ticket as it changes, as long as [`crate::Session::follows`] says so; tell of it with
    /// [`crate::Session::thread_moved`].
    Follow(String),
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
    /// So many reports are on this device and not received yet.
    Waiting(usize),
    /// Something new came to the report of this number.
    TicketUpdated(String),
    /// So many messages of support are not read.
    Unread(u32),
}

/// A request about one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The ticket's id; empty for [`Deed::List`].
    pub ticket: String,
    /// Opens it; empty for somebody who signed in.
    pub token: String,
    /// What is asked.
    pub deed: Deed,
    /// `Idempotency-Key`, where the deed has one.
    pub key: Option<String>,
    /// The body as JSON, where the deed has one.
    pub body: Option<String>,
}

/// What is asked of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// `GET /v1/tickets`; answer with [`crate::Session::tickets_came`].
    List,
    /// `GET /v1/tickets/{id}`; answer with [`crate::Session::thread_came`].
    Read,
    /// `POST …/escalate`; answer with [`crate::Session::stands`].
    Escalate,
    /// `POST …/solved`; answer with [`crate::Session::stands`].
    Solve,
    /// `POST …/reopen`; answer with [`crate::Session::stands`].
    Reopen,
    /// `POST …/rating`; answer with [`crate::Session::stands`].
    Rate,
    /// `POST …/read`; answer with [`crate::Session::stands`].
    Mark,
    /// `POST …/typing`; nobody waits for the answer.
    Typing,
}

impl Deed {
    /// What follows the ticket's address.
    pub const fn path(self) -> &'static str {
        match self {
            Deed::List | Deed::Read => "",
            Deed::Escalate => "/escalate",
            Deed::Solve => "/solved",
            Deed::Reopen => "/reopen",
            Deed::Rate => "/rating",
            Deed::Mark => "/read",
            Deed::Typing => "/typing",
        }
    }
}
