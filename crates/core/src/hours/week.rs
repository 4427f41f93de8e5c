//! The next seven days of a channel on the clock of whoever reads it. It cannot say more than the
//! channel's own hours do; it only moves them, day by day, into another zone.

use super::{OffsetAt, Standing, Timetable, WallClock};
use crate::{channel::Channel, time};

/// Days that are shown, today included.
const SHOWN: i64 = 7;
/// Seconds of a day.
const DAY: i64 = 86_400;
/// How far ahead holidays are named.
const HOLIDAYS_AHEAD: i64 = 28;

/// Days one after another that are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first, in days since 1970-01-01 on the reader's calendar.
    pub first: i64,
    /// The last; may be the first.
    pub last: i64,
    /// Begin and end in minutes since the midnight with which each of the days begins, in order. An end
    /// above 1440 lies on the next day; empty when nothing of it happens on these days.
    pub spans: Vec<(u32, u32)>,
}

/// The next seven days from `now`, in seconds since 1970, as runs of equal days; `wanted` says which
/// times count. Times belong to the day on which they begin, unless they last a day and longer.
pub fn week(
    channel: &Channel,
    now: i64,
    offset_at: &OffsetAt<'_>,
    reader_at: &OffsetAt<'_>,
    wanted: fn(Standing) -> bool,
) -> Vec<Days> {
    let clock = |instant: i64| WallClock::at(instant, reader_at(instant));
    let today = clock(now).date;
    let mut days: Vec<Vec<(u32, u32)>> = (0..SHOWN).map(|_| Vec::new()).collect();
    let mut add = |date: i64, from: u32, until: u32| {
        let day = usize::try_from(date - today).ok().and_then(|at| days.get_mut(at));
        if let Some(day) = day.filter(|_| from < until) {
            day.push((from, until));
        }
    };
    // Two days back: what began before today began somewhere.
    let timetable = Timetable::of(channel, now - 2 * DAY, offset_at);
    for (from, until) in times(&timetable, now + (SHOWN + 2) * DAY, wanted) {
        let (begun, ended) = (clock(from), clock(until));
        let nights = u32::try_from(ended.date - begun.date).unwrap_or_default();
        if until - from < DAY {
            add(begun.date, begun.minute, ended.minute + 1440 * nights);
            continue;
        }
        for date in begun.date..=ended.date {
            let from = if date == begun.date { begun.minute } else { 0 };
            let until = if date == ended.date { ended.minute } else { 1440 };
            add(date, from, until);
        }
    }
    let mut runs: Vec<Days> = Vec::new();
    for (date, spans) in (today..).zip(days) {
        match runs.last_mut() {
            Some(run) if run.spans == spans => run.last = date,
            _ => runs.push(Days { first: date, last: date, spans }),
        }
    }
    runs
}

/// The wanted times of a timetable up to `end`, those that touch joined.
fn times(timetable: &Timetable, end: i64, wanted: fn(Standing) -> bool) -> Vec<(i64, i64)> {
    let mut times: Vec<(i64, i64)> = Vec::new();
    for (stretch, until) in timetable.with_ends().filter(|(it, _)| wanted(it.standing)) {
        let until = until.unwrap_or(end);
        match times.last_mut() {
            Some(last) if last.1 == stretch.from => last.1 = until,
            _ => times.push((stretch.from, until)),
        }
    }
    times
}

/// The holidays of the next four weeks, `YYYY-MM-DD` in the channel's zone, the first first.
pub fn holidays(channel: &Channel, now: i64, offset_at: &OffsetAt<'_>) -> Vec<String> {
    let today = WallClock::at(now, offset_at(now)).date;
    let near = |it: &&String| {
        time::date_number(it).is_some_and(|date| (0..HOLIDAYS_AHEAD).contains(&(date - today)))
    };
    let mut days: Vec<String> = channel.holidays.iter().filter(near).cloned().collect();
    days.sort_unstable();
    days
}
