//! How the manifest, the status and the host's context are read from JSON.

use super::{
    parse::Value,
    read::{Faults, Members, Read},
};
use crate::{
    channel::{Channel, ChannelKind},
    context::{Account, Context, ErrorContext},
    hours::{Day, Span},
    manifest::{Entry, FileRef, Language, Manifest, Topic},
    notice::{Level, Notice},
    read, read_names,
    ticket::{ChannelStatus, Status},
};

read!(Manifest { format, version, name, languages, topics } may { channels, notices, fees, entries });
read!(Language { tag, articles, index, bodies } may { flows });
read!(FileRef { path, bytes, integrity } may {});
read!(Topic { id, icon, title } may { flow });
read!(Entry { id, topic, title, bodies } may { screens, errors, urgent });
read!(Channel { id, kind, label, value } may {
    url, languages, timezone, reply_minutes, hours, quick, slow, holidays, note
} no_more);
read!(Span { days, open, close } may {} no_more);
read!(Notice { id, level, from, title, text } may { topics, networks, until } no_more);
read!(Status { open } may { reply_minutes, chat, channels, notices });
read!(ChannelStatus { id, open } may { changes, reply_minutes, typical_minutes });
read!(ErrorContext {} may { code, message } no_more);
read!(Account {} may { id, name, contact } no_more);

read_names!(ChannelKind {
    Chat = "chat",
    Phone = "phone",
    Email = "email",
    Social = "social",
    Web = "web"
});
read_names!(Level { Info = "info", Warning = "warning" });
read_names!(Day {
    Mon = "mon",
    Tue = "tue",
    Wed = "wed",
    Thu = "thu",
    Fri = "fri",
    Sat = "sat",
    Sun = "sun"
});

impl Read for Context {
    fn read(value: &mut Value<'_>, faults: &mut Faults) -> Self {
        let mut members = Members::of(value, faults);
        let context = Context {
            screen: Read::read(members.may("screen", faults), faults),
            error: Read::read(members.may("error", faults), faults),
            asset: Read::read(members.may("asset", faults), faults),
            network: Read::read(members.may("network", faults), faults),
            amount: amount(members.may("amount", faults), faults),
            transaction: Read::read(members.may("transaction", faults), faults),
            account: Read::read(members.may("account", faults), faults),
            locale: Read::read(members.may("locale", faults), faults),
            version: Read::read(members.may("version", faults), faults),
        };
        members.no_more(faults);
        context
    }
}

/// Hosts hold amounts as text, as a number, and as `null`; a number is read as its digits.
fn amount(value: &mut Value<'_>, faults: &mut Faults) -> Option<String> {
    match value {
        Value::Number(text) => Some((*text).to_owned()),
        other => Read::read(other, faults),
    }
}
