//! Opening hours in the channel's own wall-clock time. How far that clock is from UTC at an instant, the
//! caller knows: the server from a time-zone library, the browser from `Intl`. Nothing here knows a zone.

mod outlook;
mod timetable;
mod week;

use serde::{Deserialize, Serialize};

pub use outlook::{Outlook, Period};
pub use timetable::{Pace, Standing, Stretch, Timetable};
pub use week::{Days, holidays, week};

/// Minutes by which a zone's clock is ahead of UTC at an instant, given in seconds since 1970.
pub type OffsetAt<'a> = dyn Fn(i64) -> i32 + 'a;

/// A daily span on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The days on which it begins.
    pub days: Vec<Day>,
    /// `HH:MM`.
    pub open: String,
    /// `HH:MM` up to `24:00`; at or before `open` it means the next day.
    pub close: String,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// Monday first.
    pub const ALL: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];

    /// The day before.
    pub fn before(self) -> Day {
        let at = Day::ALL.iter().position(|day| *day == self).unwrap_or_default();
        Day::ALL[(at + 6) % 7]
    }
}

/// A moment on the wall clock of the channel's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// The date, in days since 1970-01-01.
    pub date: i64,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u32,
}

impl WallClock {
    /// What a clock shows that is so many minutes ahead of UTC, at an instant in seconds since 1970.
    pub fn at(instant: i64, offset: i32) -> Self {
        let local = instant.div_euclid(60) + i64::from(offset);
        let minute = u32::try_from(local.rem_euclid(1440)).unwrap_or_default();
        WallClock { date: local.div_euclid(1440), minute }
    }

    /// The day of the week.
    pub fn day(self) -> Day {
        // 1970-01-01 was a Thursday.
        Day::ALL[usize::try_from((self.date + 3).rem_euclid(7)).unwrap_or_default()]
    }
}

/// Minutes since midnight of `HH:MM`, 0 to 1440; `None` when it is no time of day.
pub fn minute_of(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 {
        return None;
    }
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = minute.parse().ok()?;
    let total = hour * 60 + minute;
    (minute < 60 && total <= 1440).then_some(total)
}

/// True when one of the spans is running at that moment; `holidays` are dates in days since 1970-01-01.
pub fn within(spans: &[Span], holidays: &[i64], now: WallClock) -> bool {
    let day = now.day();
    spans.iter().any(|span| {
        let (Some(open), Some(close)) = (minute_of(&span.open), minute_of(&span.close)) else {
            return false;
        };
        let overnight = close <= open;
        let today = span.days.contains(&day)
            && !holidays.contains(&now.date)
            && now.minute >= open
            && (overnight || now.minute < close);
        let since_yesterday = overnight
            && span.days.contains(&day.before())
            && !holidays.contains(&(now.date - 1))
            && now.minute < close;
        today || since_yesterday
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time;

    /// 20 November 2026 is a Friday.
    fn friday() -> i64 {
        time::date_number("2026-11-20").unwrap()
    }

    #[test]
    fn spans_run_over_midnight_and_stop_on_holidays() {
        let day = [Span { days: vec![Day::Fri], open: "08:00".into(), close: "22:00".into() }];
        let night = [Span { days: vec![Day::Thu], open: "20:00".into(), close: "02:00".into() }];
        let always = [Span { days: Day::ALL.into(), open: "00:00".into(), close: "24:00".into() }];
        let friday = friday();
        for (spans, holidays, date, minute, expected) in [
            (&day, &[][..], friday, 480, true),
            (&day, &[], friday, 479, false),
            (&day, &[], friday, 1320, false),
            (&day, &[friday], friday, 600, false),
            (&night, &[], friday, 119, true),
            (&night, &[], friday, 120, false),
            (&night, &[], friday - 1, 1439, true),
            (&night, &[friday - 1], friday, 60, false),
            (&always, &[], friday + 2, 0, true),
        ] {
            let now = WallClock { date, minute };
            assert_eq!(within(spans, holidays, now), expected, "{spans:?} at {now:?}");
        }
    }

    #[test]
    fn a_clock_shows_the_day_and_minute_of_its_zone() {
        let instant = time::seconds("2026-11-20T23:30:59Z").unwrap();
        for (offset, day, minute) in
            [(0, Day::Fri, 1410), (480, Day::Sat, 450), (-600, Day::Fri, 810), (345, Day::Sat, 315)]
        {
            let shown = WallClock::at(instant, offset);
            assert_eq!((shown.day(), shown.minute), (day, minute), "{offset}");
        }
        assert_eq!(WallClock::at(-1, 0), WallClock { date: -1, minute: 1439 });
    }

    #[test]
    fn only_times_of_day_are_times() {
        for (time, expected) in [
            ("00:00", Some(0)),
            ("24:00", Some(1440)),
            ("24:01", None),
            ("8:00", None),
            ("08:60", None),
        ] {
            assert_eq!(minute_of(time), expected, "{time}");
        }
    }
}
