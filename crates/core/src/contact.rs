//! Is this really support? Compares a phone number, mail address, link or name that somebody was given
//! with the official channels, and shows where it differs. It knows only those channels: what it does not
//! find is not on the list, and nothing is ever called safe.

mod letters;
mod likeness;
mod link;
mod mail;
mod name;
mod phone;
mod punycode;
mod skeleton;

use std::ops::Range;

use crate::channel::{Channel, ChannelKind};
use letters::Given;
use link::Link;
use mail::Mail;
use name::Name;
use phone::Phone;

/// Longer texts are cut: no way to reach anybody is that long.
const LONGEST: usize = 400;

/// What the text was read as, and what that is.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<'c> {
    /// What it was read as.
    pub kind: Kind,
    /// How it was read: without blanks, invisible characters and disguise. For showing, not for opening.
    pub normalised: String,
    /// What it is.
    pub verdict: Verdict<'c>,
}

/// What a text was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A phone number.
    Phone,
    /// A mail address.
    Email,
    /// A link or the name of a host.
    Link,
    /// A name on a social network or in a chat.
    Name,
}

/// How a text compares with the official channels.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict<'c> {
    /// It is this channel, in this or another way of writing it.
    Official(&'c Channel),
    /// It is none of them and looks like none of them.
    NotListed,
    /// It is none of them and looks like this one.
    Imitates {
        /// The channel it looks like.
        channel: &'c Channel,
        /// What differs, as ranges of Unicode scalar values of the text as it was given; in order, apart.
        differences: Vec<Range<usize>>,
    },
}

/// Compares a text with the official channels; `None` when there is nothing to compare.
pub fn check<'c>(text: &str, channels: &'c [Channel]) -> Option<Checked<'c>> {
    let given = Given::read(text, LONGEST);
    let way = Way::read(&given)?;
    let officials = officials(channels);
    let brands = likeness::brands(&officials);
    let found = match &way {
        Way::Phone(it) => phone::compare(it, &officials),
        Way::Mail(it) => mail::compare(it, &officials, &brands),
        Way::Link(it) => link::compare(it, &officials, &brands),
        Way::Name(it) => name::compare(it, &officials, &brands),
    };
    let verdict = match found {
        // A number is dialled by its digits; everywhere else an invisible character makes another name.
        Found::Official(channel) if given.hidden.is_empty() || way.kind() == Kind::Phone => {
            Verdict::Official(channel)
        }
        Found::Official(channel) => {
            Verdict::Imitates { channel, differences: likeness::ranges(given.hidden) }
        }
        Found::Imitates(channel, mut places) => {
            places.extend(given.hidden);
            Verdict::Imitates { channel, differences: likeness::ranges(places) }
        }
        Found::Nothing => Verdict::NotListed,
    };
    Some(Checked { kind: way.kind(), normalised: way.normalised(), verdict })
}

/// What a comparison found; places are positions in the text as it was given.
enum Found<'c> {
    Official(&'c Channel),
    Imitates(&'c Channel, Vec<usize>),
    Nothing,
}

/// A way to reach somebody, read from a text.
enum Way {
    Phone(Phone),
    Mail(Mail),
    Link(Link),
    Name(Name),
}

/// An official way, and the channel it leads to.
struct Official<'c> {
    channel: &'c Channel,
    way: Way,
}

impl Way {
    /// Reads by shape: a scheme or label first, then `@`, digits, dots.
    fn read(given: &Given) -> Option<Self> {
        let (label, rest) = letters::label(&given.letters);
        let scheme = letters::text(label).to_ascii_lowercase();
        match scheme.as_str() {
            "tel" | "callto" | "sms" | "fax" => {
                if let Some(it) = Phone::read(rest) {
                    return Some(Way::Phone(it));
                }
            }
            "mailto" => {
                if let Some(it) = Mail::read(rest) {
                    return Some(Way::Mail(it));
                }
            }
            _ => {}
        }
        if letters::has_scheme(&given.letters) {
            return Link::read(&given.letters).map(Way::Link);
        }
        Phone::read(rest)
            .map(Way::Phone)
            .or_else(|| Mail::read(rest).map(Way::Mail))
            .or_else(|| Link::read(rest).map(Way::Link))
            .or_else(|| Name::read(label, rest).map(Way::Name))
    }

    fn kind(&self) -> Kind {
        match self {
            Way::Phone(_) => Kind::Phone,
            Way::Mail(_) => Kind::Email,
            Way::Link(_) => Kind::Link,
            Way::Name(_) => Kind::Name,
        }
    }

    fn normalised(&self) -> String {
        match self {
            Way::Phone(it) => it.normalised(),
            Way::Mail(it) => letters::text(&it.address()),
            Way::Link(it) => it.normalised(),
            Way::Name(it) => letters::text(&it.letters),
        }
    }
}

/// The value and the address of each channel, as they are written in the knowledge.
fn officials(channels: &[Channel]) -> Vec<Official<'_>> {
    let mut officials = Vec::new();
    for channel in channels {
        let texts = [Some(channel.value.as_str()), channel.url.as_deref()];
        for text in texts.into_iter().flatten() {
            let letters = Given::read(text, LONGEST).letters;
            let way = match channel.kind {
                // A name with a dot in it is still a name where names are expected.
                ChannelKind::Social
                    if !text.contains(['/', ':']) && Phone::read(&letters).is_none() =>
                {
                    Name::read(&[], &letters).map(Way::Name)
                }
                _ => Way::read(&Given { letters, hidden: Vec::new() }),
            };
            officials.extend(way.map(|way| Official { channel, way }));
        }
    }
    officials
}

#[cfg(test)]
mod tests;
