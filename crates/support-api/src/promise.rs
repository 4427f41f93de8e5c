//! When somebody is there, when that changes, and when a reply is to be expected: one rule for the
//! receipt and for the status. The wait of `channels.toml` counts only while the channel is staffed.

use help_core::{
    channel::{Channel, ChannelKind},
    hours::{self, Day, Span, WallClock},
    ticket::ChannelStatus,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// How far ahead opening hours are looked at: longer than any run of holidays.
const DAYS_AHEAD: i64 = 28;

/// Which channel's wait a report has: a report is read by people at a desk, so the report form's own
/// page counts first, then mail, then the channels where somebody talks.
const REPORT_CHANNELS: [ChannelKind; 5] =
    [ChannelKind::Web, ChannelKind::Email, ChannelKind::Chat, ChannelKind::Social, ChannelKind::Phone];

/// When a report that arrives now is answered at the latest; `None` when no channel tells.
pub(crate) fn reply_by(channels: &[Channel], now: Timestamp) -> Option<Timestamp> {
    REPORT_CHANNELS.into_iter().find_map(|kind| {
        channels
            .iter()
            .filter(|it| it.kind == kind)
            .filter_map(|it| Staffing::of(it, now).reply_by(it.reply_minutes?))
            .min()
    })
}

/// How the channel stands.
pub(crate) fn status(channel: &Channel, now: Timestamp) -> ChannelStatus {
    let staffing = Staffing::of(channel, now);
    let reply_by = channel.reply_minutes.and_then(|wait| staffing.reply_by(wait));
    ChannelStatus {
        id: channel.id.clone(),
        open: staffing.open,
        changes: staffing.changes.first().map(Timestamp::to_string),
        reply_minutes: reply_by.map(|it| minutes_between(now, it)),
    }
}

/// Whole minutes from one moment to another, rounded up.
pub(crate) fn minutes_between(from: Timestamp, to: Timestamp) -> u32 {
    let seconds = to.as_second().saturating_sub(from.as_second()).max(0);
    u32::try_from((seconds + 59) / 60).unwrap_or(u32::MAX)
}

/// Staffed or not now, and the moments at which that turns over.
struct Staffing {
    now: Timestamp,
    open: bool,
    changes: Vec<Timestamp>,
}

impl Staffing {
    /// Asks [`hours::within`] at every moment at which its answer can change: the written times of each
    /// day, midnights (holidays), and changes of the zone's clock.
    fn of(channel: &Channel, now: Timestamp) -> Self {
        let zone = zone(channel);
        let within = |at| hours::within(&channel.hours, &channel.holidays, &wall_clock(&zone, at));
        let open = within(now);
        let mut changes = Vec::new();
        let mut state = open;
        for moment in turning_points(&zone, &channel.hours, now) {
            if within(moment) != state {
                state = !state;
                changes.push(moment);
            }
        }
        Staffing { now, open, changes }
    }

    /// The moment at which so many staffed minutes have passed; `None` when they never do.
    fn reply_by(&self, minutes: u32) -> Option<Timestamp> {
        let mut left = i64::from(minutes) * 60;
        let mut open = self.open;
        let mut since = self.now;
        for change in &self.changes {
            if open {
                let staffed = change.as_second() - since.as_second();
                if left <= staffed {
                    break;
                }
                left -= staffed;
            }
            open = !open;
            since = *change;
        }
        open.then(|| Timestamp::from_second(since.as_second() + left).ok()).flatten()
    }
}

/// The channel's zone; a channel without one, or with one nobody knows, writes its hours in UTC.
fn zone(channel: &Channel) -> TimeZone {
    channel.timezone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC)
}

fn wall_clock(zone: &TimeZone, at: Timestamp) -> WallClock {
    let local = at.to_zoned(zone.clone());
    let date = local.date();
    WallClock {
        day: day(date),
        minute: u32::from(local.hour().unsigned_abs()) * 60 + u32::from(local.minute().unsigned_abs()),
        date: date.to_string(),
        date_before: date.yesterday().map(|it| it.to_string()).unwrap_or_default(),
    }
}

fn day(date: Date) -> Day {
    match date.weekday() {
        Weekday::Monday => Day::Mon,
        Weekday::Tuesday => Day::Tue,
        Weekday::Wednesday => Day::Wed,
        Weekday::Thursday => Day::Thu,
        Weekday::Friday => Day::Fri,
        Weekday::Saturday => Day::Sat,
        Weekday::Sunday => Day::Sun,
    }
}

fn turning_points(zone: &TimeZone, spans: &[Span], now: Timestamp) -> Vec<Timestamp> {
    if spans.is_empty() {
        return Vec::new();
    }
    let mut minutes: Vec<u32> = spans
        .iter()
        .flat_map(|span| [hours::minute_of(&span.open), hours::minute_of(&span.close)])
        .flatten()
        .chain([0])
        .collect();
    minutes.sort_unstable();
    minutes.dedup();
    let today = now.to_zoned(zone.clone()).date();
    let mut moments: Vec<Timestamp> = (-1..=DAYS_AHEAD)
        .filter_map(|ahead| today.checked_add(ahead.days()).ok())
        .flat_map(|date| minutes.iter().flat_map(move |minute| moments_of(zone, date, *minute)))
        .collect();
    let last = moments.iter().max().copied().unwrap_or(now);
    moments.extend(zone.following(now).map(|it| it.timestamp()).take_while(|it| *it <= last));
    moments.retain(|it| *it > now);
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// The moments at which the zone's clock shows that minute of that day: two when the clock is put
/// back over it, and the end of the gap when it is put forward over it.
fn moments_of(zone: &TimeZone, date: Date, minute: u32) -> Vec<Timestamp> {
    let midnight = date.at(0, 0, 0, 0);
    let Ok(local) = midnight.checked_add(i64::from(minute).minutes()) else { return Vec::new() };
    let shown = zone.to_ambiguous_timestamp(local);
    let mut moments: Vec<Timestamp> = [shown.earlier(), shown.later()].into_iter().flatten().collect();
    moments.dedup();
    moments
}

#[cfg(test)]
mod tests;
