//! The wire types of a ticket's thread: messages, where it stands, and what a person may do with it.

use serde::{Deserialize, Serialize};

use crate::ticket::{Confirmed, State};

/// The most characters of a message or of the reason of an escalation.
pub const MESSAGE_MAX: usize = 4000;
/// The most characters of the word beside a rating.
pub const RATING_WORD_MAX: usize = 1000;
/// So many days a solved or closed ticket can be opened again.
pub const REOPEN_DAYS: i64 = 14;
/// The highest level of support; a ticket begins at 1.
pub const LEVEL_MAX: u8 = 3;

/// One message of a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Message {
    /// Unguessable id; also the id of its server-sent event.
    pub id: String,
    /// Who wrote.
    pub from: Author,
    /// First name of whoever of support wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<String>,
    /// What happened to the ticket with this message; the widget has the words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Happening>,
    /// Plain text; empty when only something happened or only files were sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// Pictures sent with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// A person wrote it who has not signed in: nobody vouches for who it was.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// Whoever sent the report.
    #[default]
    Person,
    /// Somebody of the wallet's support.
    Support,
    /// The service itself.
    System,
}

/// What happened to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The person said that it is solved.
    Solved,
    /// The person opened it again.
    Reopened,
    /// The person asked for a higher level; the text says what is still wrong.
    Escalated,
    /// Support gave it to a higher level.
    Raised,
    /// Support gave it to a lower level.
    Lowered,
    /// Support ended it.
    Closed,
    /// A conversation goes on as an ordinary ticket, because nobody is there to talk.
    HandedOver,
}

/// A picture of a ticket, read at `GET /v1/tickets/{id}/files/{file}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Attachment {
    /// The file's id.
    pub id: String,
    /// The name it was sent under, to be shown as text and never used as a path.
    pub name: String,
    /// `image/png`, `image/jpeg` or `image/webp`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u32,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Where a ticket stands and what its person may do now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Standing {
    /// Who has to act.
    pub state: State,
    /// The level of support, 1 to 3.
    pub level: u8,
    /// The promise: when the next reply is to be expected at the latest, RFC 3339, UTC. Absent while no
    /// reply is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<String>,
    /// Messages of support that the person has not read.
    #[serde(default)]
    pub unread: u32,
    /// A higher level can be asked for: the promised time has passed, or a reply has come.
    #[serde(default)]
    pub may_escalate: bool,
    /// Until when a solved or closed ticket can be opened again, RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen_until: Option<String>,
    /// The person's rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// It is a conversation: somebody is there and answers at once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chat: bool,
}

/// A ticket in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Summary {
    /// Unguessable id.
    pub id: String,
    /// What people say on the phone.
    pub number: String,
    /// The topic's id.
    pub topic: String,
    /// RFC 3339, UTC.
    pub received: String,
    /// Time of the last message, RFC 3339, UTC.
    pub updated: String,
    /// Where it stands.
    pub standing: Standing,
}

/// Answer to `GET /v1/tickets`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct TicketList {
    /// The last changed first; at most 100.
    pub tickets: Vec<Summary>,
    /// The newest message of all, to be sent as `Last-Event-ID` to `GET /v1/events`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_event: Option<String>,
}

/// Body of `POST /v1/tickets/{id}/messages`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// At most [`MESSAGE_MAX`] characters; may be empty when there are attachments.
    pub text: String,
    /// Ids of finished uploads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// What the person said is no secret; the field is `/text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmed>,
}

/// Body of `POST /v1/tickets/{id}/escalate`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// What is still wrong, in the person's words; at most [`MESSAGE_MAX`] characters.
    pub reason: String,
    /// What the person said is no secret; the field is `/reason`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmed>,
}

/// A person's rating of how a ticket was handled; body of `POST /v1/tickets/{id}/rating`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// 1 (bad) to 5 (good).
    pub stars: u8,
    /// At most [`RATING_WORD_MAX`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
}

/// Body of `POST /v1/tickets/{id}/read`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadMark {
    /// Id of the last message that the person has seen.
    pub until: String,
}

/// Data of the server-sent events `message` (with a message, and its id as the event's id) and
/// `standing` (without).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct ThreadEvent {
    /// The ticket's id.
    pub ticket: String,
    /// Where the ticket stands now.
    pub standing: Standing,
    /// What was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
}

/// Data of the server-sent event `presence`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Presence {
    /// The ticket's id.
    pub ticket: String,
    /// Somebody of support has the ticket open.
    pub here: bool,
    /// Somebody of support is writing in it.
    pub writing: bool,
    /// Place in the queue of conversations, 1 is next; absent when it is no conversation or support
    /// has answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
}
