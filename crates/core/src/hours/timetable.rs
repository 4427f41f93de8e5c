//! How a channel stands from now on: closed, or open and how quick. It is told how far the channel's
//! clock is from UTC at an instant and finds the changes of that clock by asking.

use super::{OffsetAt, Span, WallClock, minute_of, within};
use crate::{channel::Channel, time};

/// How far ahead is looked: longer than any run of holidays.
const DAYS_AHEAD: i64 = 28;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// How soon answers come, compared with what is usual for the channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// Sooner.
    Quick,
    /// As usual.
    #[default]
    Usual,
    /// Later.
    Slow,
}

/// How a channel stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody is there.
    Closed,
    /// Staffed.
    Open(Pace),
}

/// A time through which a channel stands the same; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Seconds since 1970.
    pub from: i64,
    /// How it stands.
    pub standing: Standing,
}

/// How a channel stands from a moment on, for four weeks; the last stretch has no end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// At least one; the first begins at the moment that was asked for.
    stretches: Vec<Stretch>,
}

impl Timetable {
    /// The timetable of a channel from `now` on, in seconds since 1970.
    ///
    /// Its standing can change only at the written times of a day, at midnight (holidays) and when the
    /// zone's clock is changed; it is looked up at each of these.
    pub fn of(channel: &Channel, now: i64, offset_at: &OffsetAt<'_>) -> Self {
        let holidays: Vec<i64> =
            channel.holidays.iter().filter_map(|it| time::date_number(it)).collect();
        let standing = |instant: i64, offset: i32| {
            let clock = WallClock::at(instant, offset);
            let runs = |spans: &[Span]| within(spans, &holidays, clock);
            match (runs(&channel.hours), runs(&channel.slow), runs(&channel.quick)) {
                (false, ..) => Standing::Closed,
                // Whoever wrote both promises no more than the slower.
                (true, true, _) => Standing::Open(Pace::Slow),
                (true, false, true) => Standing::Open(Pace::Quick),
                (true, false, false) => Standing::Open(Pace::Usual),
            }
        };
        let marks = marks(channel);
        let pieces = pieces(now, now + DAYS_AHEAD * DAY, offset_at);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut look = |instant: i64, offset: i32| {
            let standing = standing(instant, offset);
            if stretches.last().is_none_or(|it| it.standing != standing) {
                stretches.push(Stretch { from: instant, standing });
            }
        };
        for piece in &pieces {
            look(piece.from, piece.offset);
            let ahead = i64::from(piece.offset) * 60;
            for date in (piece.from + ahead).div_euclid(DAY)..=(piece.until + ahead).div_euclid(DAY) {
                for mark in &marks {
                    let instant = date * DAY + i64::from(*mark) * 60 - ahead;
                    if piece.from < instant && instant < piece.until {
                        look(instant, piece.offset);
                    }
                }
            }
        }
        Timetable { stretches }
    }

    /// Every stretch, in order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Staffed at the beginning.
    pub fn is_open(&self) -> bool {
        self.stretches.first().is_some_and(is_open)
    }

    /// How soon answers come at the beginning; `None` while closed.
    pub fn pace(&self) -> Option<Pace> {
        match self.stretches.first()?.standing {
            Standing::Open(pace) => Some(pace),
            Standing::Closed => None,
        }
    }

    /// When it closes or, while closed, opens next; `None` when that does not happen for weeks.
    pub fn changes(&self) -> Option<i64> {
        let open = self.is_open();
        self.stretches.iter().find(|it| is_open(it) != open).map(|it| it.from)
    }

    /// The moment at which so many staffed minutes have passed; `None` when they never do.
    pub fn reply_by(&self, minutes: u32) -> Option<i64> {
        let mut left = i64::from(minutes) * 60;
        for (stretch, end) in self.with_ends().filter(|(it, _)| is_open(it)) {
            match end.map(|it| it - stretch.from) {
                Some(staffed) if staffed < left => left -= staffed,
                _ => return Some(stretch.from + left),
            }
        }
        None
    }

    /// Staffed seconds from the beginning to that moment.
    pub fn staffed_until(&self, until: i64) -> i64 {
        self.with_ends()
            .filter(|(it, _)| is_open(it))
            .map(|(stretch, end)| (end.unwrap_or(until).min(until) - stretch.from).max(0))
            .sum()
    }

    /// The stretches, each with its end.
    pub fn with_ends(&self) -> impl Iterator<Item = (&Stretch, Option<i64>)> {
        let ends = self.stretches.iter().skip(1).map(|it| Some(it.from)).chain([None]);
        self.stretches.iter().zip(ends)
    }
}

fn is_open(stretch: &Stretch) -> bool {
    stretch.standing != Standing::Closed
}

/// The minutes of a day at which something written begins or ends, and midnight.
fn marks(channel: &Channel) -> Vec<u32> {
    let mut marks = vec![0];
    for span in [&channel.hours, &channel.quick, &channel.slow].into_iter().flatten() {
        for minute in [&span.open, &span.close].into_iter().filter_map(|it| minute_of(it)) {
            let minute = minute % 1440;
            // Kept in order by hand: a day has few marks, and a sort is much code for the widget.
            if let Err(place) = marks.binary_search(&minute) {
                marks.insert(place, minute);
            }
        }
    }
    marks
}

/// A time through which the zone's clock runs evenly.
struct Piece {
    from: i64,
    until: i64,
    offset: i32,
}

/// The time between two instants, cut where the clock is changed.
fn pieces(from: i64, until: i64, offset_at: &OffsetAt<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut begun, mut offset) = (from, offset_at(from));
    let mut at = from;
    while at < until {
        let next = (at + DAY).min(until);
        let after = offset_at(next);
        if after != offset {
            // The change lies after `low` and not after `high`.
            let (mut low, mut high) = (at, next);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if offset_at(middle) == offset { low = middle } else { high = middle }
            }
            pieces.push(Piece { from: begun, until: high, offset });
            (begun, offset) = (high, offset_at(high));
        }
        at = next;
    }
    pieces.push(Piece { from: begun, until, offset });
    pieces
}
