//! How long first replies took of late, in staffed time, and what may be said of it. Where too few were
//! counted nothing is said, and what the knowledge writes stands.

use help_core::{
    channel::Channel,
    hours::{Pace, Standing, Timetable},
};
use jiff::{Timestamp, tz::TimeZone};

use super::{offset, zone};
use crate::store::Wait;

/// Fewer replies tell nothing.
const ENOUGH: usize = 20;
/// "Usually" means four of five.
const USUALLY: (usize, usize) = (4, 5);

/// Staffed minutes within which reports were usually answered, by the pace at which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measured {
    quick: Option<u32>,
    usual: Option<u32>,
    slow: Option<u32>,
}

impl Measured {
    /// Counts the waits of the desk's reports. What still waits counts once it has waited longer than
    /// the desk says, so that forgotten reports do not make it look quick.
    pub(crate) fn of(desk: &Channel, waits: &[Wait], now: Timestamp) -> Self {
        let zone = zone(desk);
        let patience = i64::from(desk.reply_minutes.unwrap_or_default()) * 60;
        let mut sorted: [Vec<i64>; 3] = Default::default();
        for wait in waits {
            let timetable = timetable(desk, &zone, wait.received);
            let took = timetable.staffed_until(wait.replied.unwrap_or(now.as_second()));
            if wait.replied.is_some() || took > patience {
                sorted[place(pace(&timetable))].push(took);
            }
        }
        let [quick, usual, slow] = sorted.map(usually);
        Measured { quick, usual, slow }
    }

    /// What is usual for a report that comes now; while closed, for one that is read when it opens.
    pub(crate) fn at(&self, channel: &Channel, now: Timestamp) -> Option<u32> {
        match pace(&timetable(channel, &zone(channel), now.as_second())) {
            Pace::Quick => self.quick,
            Pace::Usual => self.usual,
            Pace::Slow => self.slow,
        }
    }
}

fn timetable(channel: &Channel, zone: &TimeZone, at: i64) -> Timetable {
    Timetable::of(channel, at, &|instant| offset(zone, instant))
}

/// The pace of the first staffed time.
fn pace(timetable: &Timetable) -> Pace {
    let open = timetable.stretches().iter().find_map(|it| match it.standing {
        Standing::Open(pace) => Some(pace),
        Standing::Closed => None,
    });
    open.unwrap_or_default()
}

fn place(pace: Pace) -> usize {
    match pace {
        Pace::Quick => 0,
        Pace::Usual => 1,
        Pace::Slow => 2,
    }
}

/// Whole minutes within which four of five were answered, at least one.
fn usually(mut seconds: Vec<i64>) -> Option<u32> {
    if seconds.len() < ENOUGH {
        return None;
    }
    seconds.sort_unstable();
    let (of, all) = USUALLY;
    let at = (seconds.len() * of).div_ceil(all) - 1;
    seconds.get(at).and_then(|it| u32::try_from((it + 59) / 60).ok()).map(|it| it.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_core::{
        Text,
        channel::ChannelKind,
        hours::{Day, Span},
    };

    fn desk() -> Channel {
        let span = |open: &str, close: &str| {
            vec![Span { days: Day::ALL.into(), open: open.into(), close: close.into() }]
        };
        Channel {
            id: "web".into(),
            kind: ChannelKind::Web,
            label: Text::default(),
            value: "x".into(),
            url: None,
            languages: vec![],
            timezone: Some("Asia/Shanghai".into()),
            reply_minutes: Some(120),
            hours: span("08:00", "22:00"),
            quick: span("08:00", "11:00"),
            slow: span("18:00", "22:00"),
            holidays: vec![],
            note: None,
        }
    }

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    fn waits(count: i64, received: &str, minutes: impl Fn(i64) -> i64) -> Vec<Wait> {
        let received = at(received).as_second();
        (0..count).map(|n| Wait { received, replied: Some(received + minutes(n) * 60) }).collect()
    }

    const MORNING: &str = "2026-11-20T01:00:00Z";
    const AFTERNOON: &str = "2026-11-20T06:00:00Z";
    const EVENING: &str = "2026-11-20T11:00:00Z";
    const NIGHT: &str = "2026-11-20T15:00:00Z";
    const NOW: &str = "2026-11-25T06:00:00Z";

    #[test]
    fn each_pace_is_counted_alone_and_only_when_there_are_enough() {
        let desk = desk();
        let rows = [waits(20, MORNING, |n| n + 1), waits(19, AFTERNOON, |_| 60)].concat();
        let measured = Measured::of(&desk, &rows, at(NOW));
        // Of 1 to 20 minutes, 16 are four of five.
        assert_eq!(measured, Measured { quick: Some(16), usual: None, slow: None });
        assert_eq!(measured.at(&desk, at(MORNING)), Some(16));
        assert_eq!(measured.at(&desk, at(AFTERNOON)), None);
        // Whoever writes at night is read in the morning.
        assert_eq!(measured.at(&desk, at(NIGHT)), Some(16));
    }

    #[test]
    fn the_night_does_not_count() {
        // 19:00 to 08:30 are three staffed hours and a half.
        let measured = Measured::of(&desk(), &waits(20, EVENING, |_| 13 * 60 + 30), at(NOW));
        assert_eq!(measured.slow, Some(210));
        // From 23:00, closed, to 08:05.
        let measured = Measured::of(&desk(), &waits(20, NIGHT, |_| 9 * 60 + 5), at(NOW));
        assert_eq!(measured.quick, Some(5));
    }

    #[test]
    fn what_was_forgotten_makes_nobody_look_quick() {
        let mut rows = waits(20, AFTERNOON, |_| 10);
        rows.extend((0..20).map(|_| Wait { received: at(AFTERNOON).as_second(), replied: None }));
        let forgotten = Measured::of(&desk(), &rows, at(NOW)).usual.unwrap();
        assert!(forgotten > 60 * 24, "{forgotten}");
        // Minutes after they came they are not late yet.
        let soon = at("2026-11-20T06:30:00Z");
        assert_eq!(Measured::of(&desk(), &rows, soon).usual, Some(10));
    }
}
