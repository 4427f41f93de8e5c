//! The wire types of the support API's `/v1`. Both sides refuse members they do not know.

use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    flow::Answers,
    map::Map,
    notice::Notice,
    thread::{Attachment, Message, Standing},
};

/// The most characters of a reply address.
pub const REPLY_TO_MAX: usize = 254;
/// The most characters of an `Idempotency-Key`.
pub const KEY_MAX: usize = 255;

/// Body of `POST /v1/tickets`: exactly what the review showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    /// The topic's id.
    pub topic: String,
    /// The language in which a reply is wanted.
    pub language: String,
    /// Question id to answer.
    pub answers: Answers,
    /// The members of the context that the person agreed to send.
    #[serde(default, skip_serializing_if = "is_default")]
    pub context: Context,
    /// The person's device, when they agreed to send technical details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// Where a reply may go, when the person gave an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// [`crate::manifest::Manifest::version`] of the form that was filled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub knowledge: String,
    /// Ids of finished uploads, at most [`crate::upload::FILES_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// What the person agreed to, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// What the person said is no secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmed>,
    /// The person would rather talk now; becomes a conversation when the chat is staffed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chat: bool,
}

/// The most characters of a member of [`Device`], and of the version of the host's app.
pub const DEVICE_MAX: usize = 40;

/// What helps to find a fault that only some devices show; nothing that tells one person's device from
/// another's of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Device {
    /// The family of the operating system: `Windows`, `macOS`, `Linux`, `Android`, `iOS`, `ChromeOS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// The browser and its major version: `Firefox 152`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
}

/// The record of what a person agreed to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Version of the notice that was shown.
    pub notice: String,
    /// When the person pressed send, RFC 3339.
    pub at: String,
    /// Every switch by its name (`context.error.code`, `diagnostics`), and whether it was on.
    #[serde(default)]
    pub switches: Map<bool>,
}

/// A text that looked like a secret, of which the person said that it is none. It holds for exactly
/// this text in this field, and never for what is certainly a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// RFC 6901 pointer to the member of the body that holds the text: `/answers/story`.
    pub field: String,
    /// SHA-256 of the UTF-8 of exactly what was found, in 64 small hexadecimal digits.
    pub sha256: String,
    /// What it was taken for, as the guard names it: `private-key`.
    pub kind: String,
}

/// Answer to `POST /v1/tickets`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Receipt {
    /// Unguessable id.
    pub id: String,
    /// What people say on the phone: `HB-7K2M-94`.
    pub number: String,
    /// Opens the ticket; shown once, stored only as a hash. Empty for somebody who signed in: their
    /// identity opens it.
    pub token: String,
    /// RFC 3339, UTC.
    pub received: String,
    /// When a reply is to be expected at the latest, RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<String>,
    /// It began as a conversation, because somebody is there to talk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chat: bool,
}

/// Answer to `GET /v1/tickets/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Ticket {
    /// Unguessable id.
    pub id: String,
    /// What people say on the phone.
    pub number: String,
    /// RFC 3339, UTC.
    pub received: String,
    /// Time of the last message, RFC 3339, UTC.
    pub updated: String,
    /// Where it stands.
    pub standing: Standing,
    /// What was sent.
    pub report: NewTicket,
    /// The report's pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The thread, the oldest first.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Nobody signed in when it was sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Support has to act: nobody has answered yet, or the person wrote again.
    #[default]
    Open,
    /// Support asked something and waits for the person.
    Waiting,
    /// Support answered.
    Answered,
    /// The person said that it is solved.
    Solved,
    /// Support ended it.
    Closed,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] =
        [State::Open, State::Waiting, State::Answered, State::Solved, State::Closed];

    /// The name as it travels.
    pub const fn name(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Waiting => "waiting",
            State::Answered => "answered",
            State::Solved => "solved",
            State::Closed => "closed",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Nothing more is owed to the person.
    pub const fn is_over(self) -> bool {
        matches!(self, State::Solved | State::Closed)
    }
}

/// Answer to `GET /v1/status`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Status {
    /// Some channel is staffed now.
    pub open: bool,
    /// The usual wait of a report sent now, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_minutes: Option<u32>,
    /// Somebody is there to talk now: a report may ask for a conversation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chat: bool,
    /// One a channel of the manifest.
    #[serde(default)]
    pub channels: Vec<ChannelStatus>,
    /// Notices that run now.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

/// How a channel stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct ChannelStatus {
    /// The channel's id.
    pub id: String,
    /// Staffed now.
    pub open: bool,
    /// When that changes next, RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<String>,
    /// The usual wait now, in minutes, with the time until it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_minutes: Option<u32>,
    /// Staffed minutes within which most reports of the last weeks were answered at this time of day;
    /// absent where too few were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typical_minutes: Option<u32>,
}

/// Body of `POST /v1/feedback`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// The article's id.
    pub article: String,
    /// The language it was read in.
    pub language: String,
    /// The person's verdict.
    pub helped: bool,
}

/// The most characters of a question.
pub const QUESTION_MAX: usize = 200;

/// Body of `POST /v1/questions`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// As it was typed, at most [`QUESTION_MAX`] characters.
    pub text: String,
    /// The language it was asked in.
    pub language: String,
    /// The article that answered it; absent when nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// True when a reply address is an e-mail address as HTML's `type=email` understands it, simplified:
/// one `@`, a dot in the domain, no blanks.
pub fn is_reply_address(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= REPLY_TO_MAX
        && !text.contains(|it: char| it.is_whitespace() || it.is_control())
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !domain.contains('@')
                && domain.split('.').count() > 1
                && domain.split('.').all(|part| !part.is_empty())
        })
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_members_are_refused() {
        let json = r#"{"topic":"pay","language":"en","answers":{},"ip":"::1"}"#;
        assert!(serde_json::from_str::<NewTicket>(json).unwrap_err().to_string().contains("ip"));
    }

    #[test]
    fn states_travel_under_their_names() {
        for state in State::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
            assert_eq!(State::from_name(state.name()), Some(state));
        }
    }

    #[test]
    fn reply_addresses_look_like_addresses() {
        for (text, expected) in [
            ("ann@mail.example", true),
            (" ann@mail.example ", true),
            ("ann@mail", false),
            ("ann mail@x.example", false),
            ("a@b@c.example", false),
            ("@mail.example", false),
            ("", false),
        ] {
            assert_eq!(is_reply_address(text), expected, "{text}");
        }
    }
}
