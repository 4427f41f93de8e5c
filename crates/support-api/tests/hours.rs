//! A channel's week on the clock of whoever reads it: over midnight, holidays and both changes of the clock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use help_core::{
    Text,
    channel::{Channel, ChannelKind},
    hours::{Day, Outlook, Pace, Span, Standing, holidays, week},
};
use jiff::{Timestamp, tz::TimeZone};

fn channel(zone: &str, days: &[Day], open: &str, close: &str) -> Channel {
    let span =
        |open: &str, close: &str| Span { days: days.to_vec(), open: open.into(), close: close.into() };
    Channel {
        id: "c".into(),
        kind: ChannelKind::Chat,
        label: Text::default(),
        value: "x".into(),
        url: None,
        languages: vec![],
        timezone: Some(zone.into()),
        reply_minutes: Some(20),
        hours: vec![span(open, close)],
        quick: vec![span("09:00", "11:00")],
        slow: vec![],
        holidays: vec!["2026-12-25".into(), "2027-06-01".into(), "2026-12-24".into()],
        note: None,
    }
}

fn offset(zone: &str) -> impl Fn(i64) -> i32 {
    let zone = TimeZone::get(zone).unwrap();
    move |instant| zone.to_offset(Timestamp::from_second(instant).unwrap()).seconds().div_euclid(60)
}

fn at(time: &str) -> i64 {
    time.parse::<Timestamp>().unwrap().as_second()
}

fn open(standing: Standing) -> bool {
    standing != Standing::Closed
}

/// `22 Fri-Sun 09:00-17:00`, days by their number in the month.
fn shown(channel: &Channel, reader: &str, now: &str, wanted: fn(Standing) -> bool) -> Vec<String> {
    let own = offset(channel.timezone.as_deref().unwrap());
    let runs = week(channel, at(now), &own, &offset(reader), wanted);
    let clock = |minute: u32| {
        let minute = if minute > 1440 { minute - 1440 } else { minute };
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    let date = |days: i64| {
        let noon = Timestamp::from_second(days * 86_400 + 43_200).unwrap();
        noon.strftime("%d").to_string()
    };
    let run = |it: &help_core::hours::Days| {
        let days = if it.first == it.last {
            date(it.first)
        } else {
            format!("{}-{}", date(it.first), date(it.last))
        };
        let spans: Vec<String> = it
            .spans
            .iter()
            .map(|(from, until)| format!("{}-{}", clock(*from), clock(*until)))
            .collect();
        format!("{days} {}", spans.join(" ")).trim().to_owned()
    };
    runs.iter().map(run).collect()
}

const WEEKDAYS: &[Day] = &[Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri];

#[test]
fn a_week_stands_in_the_zone_of_its_reader() {
    let london = channel("Europe/London", WEEKDAYS, "09:00", "17:00");
    let night = channel("Europe/London", &Day::ALL, "22:00", "06:00");
    let always = channel("Asia/Shanghai", &Day::ALL, "00:00", "24:00");
    let half = channel("Asia/Kathmandu", &Day::ALL, "09:00", "17:30");
    let week = |from: &str| format!("2026-{from}T12:00:00Z");
    // 20 November 2026 is a Friday.
    for (channel, reader, now, expected) in [
        (&london, "Europe/London", "11-20", vec!["20 09:00-17:00", "21-22", "23-26 09:00-17:00"]),
        // Eight hours on: the afternoon ends after midnight, and stays on the day on which it began.
        (&london, "Asia/Shanghai", "11-20", vec!["20 17:00-01:00", "21-22", "23-26 17:00-01:00"]),
        // A day is another one on the other side of the Pacific.
        (&london, "Pacific/Honolulu", "11-22", vec!["22-26 23:00-07:00", "27-28"]),
        (&half, "America/St_Johns", "11-20", vec!["20-26 23:45-08:15"]),
        (&night, "Europe/London", "11-20", vec!["20-26 22:00-06:00"]),
        (&always, "America/New_York", "11-20", vec!["20-26 00:00-24:00"]),
        // Christmas Eve and Day have no staff, be it all day elsewhere.
        (&london, "Europe/London", "12-21", vec!["21-23 09:00-17:00", "24-27"]),
        // Summer time ends on 25 October 2026 in London, and a week later in New York.
        (&london, "America/New_York", "10-22", vec!["22-23 04:00-12:00", "24-25", "26-28 05:00-13:00"]),
        // It begins on 29 March 2026; Shanghai knows none.
        (&london, "Asia/Shanghai", "03-26", vec!["26-27 17:00-01:00", "28-29", "30-01 16:00-24:00"]),
        // The night in which the clock moves still ends at six.
        (&night, "Europe/London", "03-27", vec!["27-02 22:00-06:00"]),
        (&night, "Europe/London", "10-23", vec!["23-29 22:00-06:00"]),
        // Beirut's day begins at one when its clock moves: the day is whole all the same.
        (&always, "Asia/Beirut", "03-27", vec!["27-02 00:00-24:00"]),
    ] {
        let seen = shown(channel, reader, &week(now), open);
        assert_eq!(seen, expected, "{reader} from {now}");
    }
}

#[test]
fn quick_times_are_shown_alone_and_holidays_named() {
    let london = channel("Europe/London", WEEKDAYS, "09:00", "17:00");
    let quick = |it| it == Standing::Open(Pace::Quick);
    let seen = shown(&london, "Asia/Shanghai", "2026-11-20T12:00:00Z", quick);
    assert_eq!(seen, ["20 17:00-19:00", "21-22", "23-26 17:00-19:00"]);
    let own = offset("Europe/London");
    assert_eq!(holidays(&london, at("2026-12-01T12:00:00Z"), &own), ["2026-12-24", "2026-12-25"]);
    assert_eq!(holidays(&london, at("2026-12-25T23:59:00Z"), &own), ["2026-12-25"]);
    assert!(holidays(&london, at("2026-12-26T00:00:00Z"), &own).is_empty());
}

#[test]
fn the_outlook_says_when_its_pace_ends() {
    let london = channel("Europe/London", WEEKDAYS, "09:00", "17:00");
    let own = offset("Europe/London");
    let outlook = Outlook::of(&london, Some(12), at("2026-11-20T10:00:00Z"), &own);
    assert_eq!((outlook.pace, outlook.minutes), (Some(Pace::Quick), Some(12)));
    assert_eq!(outlook.pace_until, Some(at("2026-11-20T11:00:00Z")));
    let quickest = outlook.quickest.unwrap();
    assert_eq!((quickest.from, quickest.until), (at("2026-11-20T10:00:00Z"), outlook.pace_until));
}
