//! When somebody is there, when that changes, and when a reply is to be expected: one rule for the
//! receipt and for the status. The rule is [`help_core::hours`]; here it gets the zones.

mod measured;

use help_core::{
    channel::{Channel, ChannelKind},
    hours::Outlook,
    ticket::ChannelStatus,
};
use jiff::{Timestamp, tz::TimeZone};

pub(crate) use measured::Measured;

/// Which channel's wait a report has: a report is read by people at a desk, so the report form's own
/// page counts first, then mail, then the channels where somebody talks.
const REPORT_CHANNELS: [ChannelKind; 5] =
    [ChannelKind::Web, ChannelKind::Email, ChannelKind::Chat, ChannelKind::Social, ChannelKind::Phone];

/// The channel whose people read reports; `None` when no staffed channel names a wait.
pub(crate) fn desk(channels: &[Channel]) -> Option<&Channel> {
    let waits = |it: &&Channel| it.reply_minutes.is_some() && !it.hours.is_empty();
    REPORT_CHANNELS
        .into_iter()
        .find_map(|kind| channels.iter().filter(waits).find(|it| it.kind == kind))
}

/// When a report that arrives now is answered at the latest; `None` when no channel tells.
pub(crate) fn reply_by(channels: &[Channel], measured: &Measured, now: Timestamp) -> Option<Timestamp> {
    let desk = desk(channels)?;
    let by = outlook(desk, measured.at(desk, now), now).reply_by?;
    Timestamp::from_second(by).ok()
}

/// When somebody who wants to talk now is answered at the latest; `None` when no chat is open.
pub(crate) fn chat_by(channels: &[Channel], now: Timestamp) -> Option<Timestamp> {
    let chats = channels.iter().filter(|it| it.kind == ChannelKind::Chat);
    let open = chats.map(|it| outlook(it, None, now)).filter(|it| it.open);
    open.filter_map(|it| Timestamp::from_second(it.reply_by.unwrap_or(now.as_second())).ok()).min()
}

/// How each channel stands.
pub(crate) fn status(channels: &[Channel], measured: &Measured, now: Timestamp) -> Vec<ChannelStatus> {
    let desk = desk(channels).map(|it| it.id.as_str());
    let status = |channel: &Channel| {
        let typical = measured.at(channel, now).filter(|_| desk == Some(channel.id.as_str()));
        let outlook = outlook(channel, typical, now);
        let time = |seconds| Timestamp::from_second(seconds).ok();
        ChannelStatus {
            id: channel.id.clone(),
            open: outlook.open,
            changes: outlook.changes.and_then(time).map(|it| it.to_string()),
            reply_minutes: outlook.reply_by.and_then(time).map(|it| minutes_between(now, it)),
            typical_minutes: typical,
        }
    };
    channels.iter().map(status).collect()
}

/// Whole minutes from one moment to another, rounded up.
pub(crate) fn minutes_between(from: Timestamp, to: Timestamp) -> u32 {
    let seconds = to.as_second().saturating_sub(from.as_second()).max(0);
    u32::try_from((seconds + 59) / 60).unwrap_or(u32::MAX)
}

fn outlook(channel: &Channel, measured: Option<u32>, now: Timestamp) -> Outlook {
    let zone = zone(channel);
    Outlook::of(channel, measured, now.as_second(), &|instant| offset(&zone, instant))
}

/// The channel's zone; a channel without one, or with one nobody knows, writes its hours in UTC.
fn zone(channel: &Channel) -> TimeZone {
    channel.timezone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC)
}

/// Minutes by which the zone's clock is ahead of UTC.
fn offset(zone: &TimeZone, instant: i64) -> i32 {
    Timestamp::from_second(instant).map_or(0, |it| zone.to_offset(it).seconds().div_euclid(60))
}

#[cfg(test)]
mod tests;
