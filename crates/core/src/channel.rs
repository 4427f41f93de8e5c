//! Official channels: the only ways to reach support that the widget ever shows.

use serde::{Deserialize, Serialize};

use crate::{hours::Span, text::Text};

/// A way to reach support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Stable id: `phone`.
    pub id: String,
    /// What it is.
    pub kind: ChannelKind,
    /// Its name.
    pub label: Text,
    /// What is shown and compared: number, address, handle.
    pub value: String,
    /// Where a click leads; made from `value` for phone and e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Tags of the languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// IANA name of the zone in which the hours are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// The usual wait for a reply while open, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_minutes: Option<u32>,
    /// When it is staffed.
    #[serde(default)]
    pub hours: Vec<Span>,
    /// When an answer comes sooner than usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quick: Vec<Span>,
    /// When it takes longer than usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slow: Vec<Span>,
    /// Days without staff, `YYYY-MM-DD` in the channel's zone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// A sentence to know before using it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Chat inside the wallet.
    Chat,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// An account on a social network.
    Social,
    /// A web page.
    Web,
}

impl Channel {
    /// The address a click leads to: `url`, else `tel:` or `mailto:` made from the value.
    pub fn href(&self) -> Option<String> {
        if let Some(url) = &self.url {
            return Some(url.clone());
        }
        match self.kind {
            ChannelKind::Phone => {
                let digits = self.value.chars().filter(|it| it.is_ascii_digit() || *it == '+');
                Some(["tel:", &digits.collect::<String>()].concat())
            }
            ChannelKind::Email => Some(["mailto:", &self.value].concat()),
            ChannelKind::Chat | ChannelKind::Social | ChannelKind::Web => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_and_mail_need_no_url() {
        for (kind, value, expected) in [
            (ChannelKind::Phone, "+44 20 7946 0123", Some("tel:+442079460123")),
            (ChannelKind::Email, "support@harbour.example", Some("mailto:support@harbour.example")),
            (ChannelKind::Social, "@HarbourHelp", None),
        ] {
            let channel = Channel {
                id: "x".into(),
                kind,
                label: Text::default(),
                value: value.into(),
                url: None,
                languages: vec![],
                timezone: None,
                reply_minutes: None,
                hours: vec![],
                quick: vec![],
                slow: vec![],
                holidays: vec![],
                note: None,
            };
            assert_eq!(channel.href().as_deref(), expected);
        }
    }
}
