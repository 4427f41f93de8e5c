//! What one honest sentence about a channel needs: open until or from when, how long an answer usually
//! takes now, and when it comes quickest. Words and the person's own zone are the reader's.

use super::{OffsetAt, Pace, Standing, Timetable};
use crate::channel::Channel;

/// A quick period further away than this helps nobody.
const QUICK_AHEAD: i64 = 7 * 86_400;

/// How a channel stands now and what to expect of it. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Staffed now.
    pub open: bool,
    /// When it closes or, while closed, opens next.
    pub changes: Option<i64>,
    /// How soon answers come now; `None` while closed.
    pub pace: Option<Pace>,
    /// When that changes; `None` when it does not for weeks.
    pub pace_until: Option<i64>,
    /// Staffed minutes within which an answer usually comes: measured, else as written.
    pub minutes: Option<u32>,
    /// When whoever writes now is usually answered at the latest.
    pub reply_by: Option<i64>,
    /// The quick period that runs now or begins next, within a week.
    pub quickest: Option<Period>,
}

/// A time with a beginning and, unless it goes on for weeks, an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Seconds since 1970; never before the moment that was asked for.
    pub from: i64,
    /// Seconds since 1970.
    pub until: Option<i64>,
}

impl Outlook {
    /// The outlook at `now`, in seconds since 1970; `measured` are the staffed minutes that answers took
    /// of late, where enough of them were counted.
    pub fn of(channel: &Channel, measured: Option<u32>, now: i64, offset_at: &OffsetAt<'_>) -> Self {
        let timetable = Timetable::of(channel, now, offset_at);
        let minutes = measured.or(channel.reply_minutes);
        Outlook {
            open: timetable.is_open(),
            changes: timetable.changes(),
            pace: timetable.pace(),
            pace_until: timetable.stretches().get(1).map(|it| it.from),
            minutes,
            reply_by: minutes.and_then(|it| timetable.reply_by(it)),
            quickest: timetable
                .with_ends()
                .find(|(it, _)| it.standing == Standing::Open(Pace::Quick))
                .filter(|(it, _)| it.from - now <= QUICK_AHEAD)
                .map(|(it, until)| Period { from: it.from, until }),
        }
    }
}
