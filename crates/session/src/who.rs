//! "Is this really support?": what somebody was given, compared with the official channels of the bundle.
//! Needs no network once the bundle is here, and never calls anything safe.

use std::ops::Range;

use help_core::{
    channel::Channel,
    contact::{self, Verdict},
};

use crate::{effect::Effect, screen::Screen, session::Session};

/// How a text stands to the official channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// One of them, however it is written.
    Official,
    /// None of them, and like none of them.
    NotListed,
    /// None of them, and made to look like one.
    Imitates,
}

impl Match {
    /// The name under which hosts are told, the same as in `wallet-help contact check --jsonl`.
    pub const fn name(self) -> &'static str {
        match self {
            Match::Official => "official",
            Match::NotListed => "not_listed",
            Match::Imitates => "imitates",
        }
    }
}

/// What a text is.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The text as it was given.
    pub text: String,
    /// How it stands.
    pub verdict: Match,
    /// The channel that it is, or looks like.
    pub channel: Option<Channel>,
    /// What differs, as ranges of Unicode scalar values of the text, in order and apart.
    pub differences: Vec<Range<usize>>,
}

impl Session {
    /// Opens the screen.
    pub fn open_who(&mut self) -> Vec<Effect> {
        self.go(Screen::Who)
    }

    /// What was typed there.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// The person types.
    pub fn set_who(&mut self, text: &str) {
        text.clone_into(&mut self.who);
    }

    /// What a text is; `None` when there is nothing to compare, or nothing to compare it with.
    pub fn check_contact(&self, text: &str) -> Option<Seen> {
        let channels = &self.manifest.ready()?.channels;
        if channels.is_empty() {
            return None;
        }
        let checked = contact::check(text, channels)?;
        let (verdict, channel, differences) = match checked.verdict {
            Verdict::Official(channel) => (Match::Official, Some(channel.clone()), Vec::new()),
            Verdict::NotListed => (Match::NotListed, None, Vec::new()),
            Verdict::Imitates { channel, differences } => {
                (Match::Imitates, Some(channel.clone()), differences)
            }
        };
        Some(Seen { text: text.to_owned(), verdict, channel, differences })
    }
}
