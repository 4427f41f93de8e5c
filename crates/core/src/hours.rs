//! Opening hours in the channel's own wall-clock time. Which wall-clock time it is there, the caller
//! knows: the server from a time-zone library, the browser from `Intl`.

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// The day of the week.
    pub day: Day,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u32,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The date of the day before, so that spans over midnight respect holidays.
    pub date_before: String,
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

/// True when one of the spans is running at that moment.
pub fn within(spans: &[Span], holidays: &[String], now: &WallClock) -> bool {
    spans.iter().any(|span| {
        let (Some(open), Some(close)) = (minute_of(&span.open), minute_of(&span.close)) else {
            return false;
        };
        let overnight = close <= open;
        let today = span.days.contains(&now.day)
            && !holidays.contains(&now.date)
            && now.minute >= open
            && (overnight || now.minute < close);
        let since_yesterday = overnight
            && span.days.contains(&now.day.before())
            && !holidays.contains(&now.date_before)
            && now.minute < close;
        today || since_yesterday
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: Day, minute: u32) -> WallClock {
        WallClock { day, minute, date: "2026-11-20".into(), date_before: "2026-11-19".into() }
    }

    #[test]
    fn spans_run_over_midnight_and_stop_on_holidays() {
        let day = [Span { days: vec![Day::Fri], open: "08:00".into(), close: "22:00".into() }];
        let night = [Span { days: vec![Day::Thu], open: "20:00".into(), close: "02:00".into() }];
        let always = [Span { days: Day::ALL.into(), open: "00:00".into(), close: "24:00".into() }];
        for (spans, holidays, now, expected) in [
            (&day, &[][..], at(Day::Fri, 480), true),
            (&day, &[], at(Day::Fri, 479), false),
            (&day, &[], at(Day::Fri, 1320), false),
            (&day, &["2026-11-20".to_owned()], at(Day::Fri, 600), false),
            (&night, &[], at(Day::Fri, 119), true),
            (&night, &[], at(Day::Fri, 120), false),
            (&night, &[], at(Day::Thu, 1439), true),
            (&night, &["2026-11-19".to_owned()], at(Day::Fri, 60), false),
            (&always, &[], at(Day::Sun, 0), true),
        ] {
            assert_eq!(within(spans, holidays, &now), expected, "{spans:?} at {now:?}");
        }
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
