//! The wire types of the support API's `/v1`. Both sides refuse members they do not know.

use serde::{Deserialize, Serialize};

use crate::{context::Context, flow::Answers, notice::Notice};

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
    /// Where a reply may go, when the person gave an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// [`crate::manifest::Manifest::version`] of the form that was filled in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub knowledge: String,
}

/// Answer to `POST /v1/tickets`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Receipt {
    /// Unguessable id.
    pub id: String,
    /// What people say on the phone: `HB-7K2M-94`.
    pub number: String,
    /// Opens the ticket; shown once, stored only as a hash.
    pub token: String,
    /// RFC 3339, UTC.
    pub received: String,
    /// When a reply is to be expected at the latest, RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<String>,
}

/// Answer to `GET /v1/tickets/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
pub struct Ticket {
    /// Unguessable id.
    pub id: String,
    /// What people say on the phone.
    pub number: String,
    /// Where it stands.
    pub state: State,
    /// RFC 3339, UTC.
    pub received: String,
    /// RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<String>,
    /// What was sent.
    pub report: NewTicket,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Stored, nobody answered yet.
    #[default]
    Received,
    /// Support answered.
    Answered,
    /// Done.
    Closed,
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
