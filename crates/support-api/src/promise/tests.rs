//! Tables of zones, holidays and clock changes.

use super::*;
use help_core::{
    Text,
    hours::{Day, Pace, Span, Standing, Timetable},
};

fn channel(kind: ChannelKind, zone: &str, reply: u32, spans: &[(&[Day], &str, &str)]) -> Channel {
    Channel {
        id: "c".into(),
        kind,
        label: Text::default(),
        value: "x".into(),
        url: None,
        languages: vec![],
        timezone: Some(zone.into()),
        reply_minutes: Some(reply),
        hours: spans
            .iter()
            .map(|(days, open, close)| Span {
                days: days.to_vec(),
                open: (*open).into(),
                close: (*close).into(),
            })
            .collect(),
        quick: vec![],
        slow: vec![],
        holidays: vec!["2026-12-25".into()],
        note: None,
    }
}

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

const WEEKDAYS: &[Day] = &[Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri];

#[track_caller]
fn check(channel: &Channel, now: &str, open: bool, changes: Option<&str>, reply_by: Option<&str>) {
    let text = |it: Option<i64>| it.map(|it| Timestamp::from_second(it).unwrap().to_string());
    let outlook = outlook(channel, None, at(now));
    assert_eq!(outlook.open, open, "open at {now}");
    assert_eq!(text(outlook.changes).as_deref(), changes, "after {now}");
    assert_eq!(text(outlook.reply_by).as_deref(), reply_by, "reply to {now}");
}

#[test]
fn the_wait_counts_only_staffed_time() {
    let desk = channel(ChannelKind::Web, "Asia/Shanghai", 120, &[(WEEKDAYS, "08:00", "22:00")]);
    // Shanghai is eight hours ahead, always. 20 November 2026 is a Friday.
    let friday_noon = "2026-11-20T04:00:00Z";
    check(&desk, friday_noon, true, Some("2026-11-20T14:00:00Z"), Some("2026-11-20T06:00:00Z"));
    let one_hour_left = "2026-11-20T13:00:00Z";
    check(&desk, one_hour_left, true, Some("2026-11-20T14:00:00Z"), Some("2026-11-23T01:00:00Z"));
    let saturday = "2026-11-21T04:00:00Z";
    check(&desk, saturday, false, Some("2026-11-23T00:00:00Z"), Some("2026-11-23T02:00:00Z"));
    let last_second = "2026-11-20T13:59:59Z";
    check(&desk, last_second, true, Some("2026-11-20T14:00:00Z"), Some("2026-11-23T01:59:59Z"));
}

#[test]
fn holidays_are_days_of_the_channel() {
    let desk = channel(ChannelKind::Web, "Europe/London", 60, &[(WEEKDAYS, "09:00", "17:00")]);
    let christmas_eve_late = "2026-12-24T18:00:00Z";
    check(&desk, christmas_eve_late, false, Some("2026-12-28T09:00:00Z"), Some("2026-12-28T10:00:00Z"));
    let always = channel(ChannelKind::Chat, "Europe/London", 5, &[(&Day::ALL, "00:00", "24:00")]);
    check(
        &always,
        christmas_eve_late,
        true,
        Some("2026-12-25T00:00:00Z"),
        Some("2026-12-24T18:05:00Z"),
    );
    let during = "2026-12-25T12:00:00Z";
    check(&always, during, false, Some("2026-12-26T00:00:00Z"), Some("2026-12-26T00:05:00Z"));
}

#[test]
fn the_clock_changes_twice_a_year() {
    let night = channel(ChannelKind::Chat, "Europe/London", 90, &[(&Day::ALL, "22:00", "06:00")]);
    // Spring: 29 March 2026, 01:00 becomes 02:00. From 22:00 to 06:00 are seven hours.
    check(
        &night,
        "2026-03-28T22:00:00Z",
        true,
        Some("2026-03-29T05:00:00Z"),
        Some("2026-03-28T23:30:00Z"),
    );
    // Autumn: 25 October 2026, 02:00 becomes 01:00. From 22:00 to 06:00 are nine hours.
    check(
        &night,
        "2026-10-24T21:00:00Z",
        true,
        Some("2026-10-25T06:00:00Z"),
        Some("2026-10-24T22:30:00Z"),
    );
    // Opening inside the hour that is skipped means opening when it ends.
    let early = channel(ChannelKind::Chat, "Europe/London", 30, &[(&[Day::Sun], "01:30", "05:00")]);
    check(
        &early,
        "2026-03-29T00:00:00Z",
        false,
        Some("2026-03-29T01:00:00Z"),
        Some("2026-03-29T01:30:00Z"),
    );
    // New York, 8 March 2026: five hours behind before, four after.
    let york = channel(ChannelKind::Chat, "America/New_York", 15, &[(&Day::ALL, "09:00", "17:00")]);
    check(
        &york,
        "2026-03-07T23:00:00Z",
        false,
        Some("2026-03-08T13:00:00Z"),
        Some("2026-03-08T13:15:00Z"),
    );
    // Lord Howe Island moves by half an hour, Kathmandu is 45 minutes off.
    let howe = channel(ChannelKind::Chat, "Australia/Lord_Howe", 10, &[(&Day::ALL, "09:00", "17:00")]);
    check(
        &howe,
        "2026-04-04T21:00:00Z",
        false,
        Some("2026-04-04T22:30:00Z"),
        Some("2026-04-04T22:40:00Z"),
    );
    let nepal = channel(ChannelKind::Chat, "Asia/Kathmandu", 10, &[(&Day::ALL, "09:00", "17:00")]);
    check(
        &nepal,
        "2026-11-20T03:00:00Z",
        false,
        Some("2026-11-20T03:15:00Z"),
        Some("2026-11-20T03:25:00Z"),
    );
}

#[test]
fn always_open_never_changes_and_never_open_promises_nothing() {
    let always = channel(ChannelKind::Chat, "UTC", 5, &[(&Day::ALL, "00:00", "24:00")]);
    check(&always, "2026-01-10T12:00:00Z", true, None, Some("2026-01-10T12:05:00Z"));
    let never = channel(ChannelKind::Chat, "UTC", 5, &[]);
    check(&never, "2026-01-10T12:00:00Z", false, None, None);
    let nowhere = channel(ChannelKind::Chat, "Moon/Tranquillity", 5, &[(&Day::ALL, "12:00", "13:00")]);
    check(
        &nowhere,
        "2026-01-10T11:00:00Z",
        false,
        Some("2026-01-10T12:00:00Z"),
        Some("2026-01-10T12:05:00Z"),
    );
}

#[test]
fn a_report_waits_as_long_as_the_desk_needs() {
    let open = &[(Day::ALL.as_slice(), "00:00", "24:00")];
    let chat = channel(ChannelKind::Chat, "UTC", 5, open);
    let mail = channel(ChannelKind::Email, "UTC", 480, open);
    let page = channel(ChannelKind::Web, "UTC", 240, open);
    let now = at("2026-01-10T12:00:00Z");
    for (channels, expected) in [
        (vec![chat.clone(), mail.clone(), page.clone()], Some(240)),
        (vec![chat.clone(), mail], Some(480)),
        (vec![chat], Some(5)),
        (vec![], None),
        (vec![Channel { reply_minutes: None, ..page }], None),
    ] {
        let promised = reply_by(&channels, &Measured::default(), now);
        assert_eq!(promised.map(|it| minutes_between(now, it)), expected);
    }
}

/// Minutes ahead of UTC as a page finds them: the wall-clock time is written out, read as if it were UTC,
/// and compared, as with `Intl.DateTimeFormat.formatToParts`.
fn as_a_browser(zone: &TimeZone, instant: i64) -> i32 {
    let shown = Timestamp::from_second(instant).unwrap().to_zoned(zone.clone());
    let written = shown.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let read = help_core::time::seconds(&written).unwrap();
    i32::try_from((read - instant).div_euclid(60)).unwrap()
}

const ZONES: [&str; 9] = [
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Pacific/Apia",
    "Africa/Casablanca",
    "UTC",
];

/// A channel with everything: nights, half hours, quick and slow periods, a holiday.
fn busy(zone: &str) -> Channel {
    let span = |days: &[Day], open: &str, close: &str| Span {
        days: days.to_vec(),
        open: open.into(),
        close: close.into(),
    };
    let mut channel = channel(
        ChannelKind::Web,
        zone,
        90,
        &[
            (WEEKDAYS, "08:30", "12:15"),
            (&[Day::Fri, Day::Sat], "22:00", "02:30"),
            (&[Day::Sun], "01:15", "03:45"),
        ],
    );
    channel.quick = vec![span(WEEKDAYS, "08:00", "09:45"), span(&[Day::Sat], "00:00", "24:00")];
    channel.slow = vec![span(&[Day::Mon, Day::Sun], "09:00", "02:00")];
    channel.holidays = vec!["2026-03-27".into(), "2026-10-24".into(), "2026-11-02".into()];
    channel
}

/// How it stands at one instant, asked of the written rules alone.
fn stands(channel: &Channel, zone: &TimeZone, instant: i64) -> Standing {
    let shown = Timestamp::from_second(instant).unwrap().to_zoned(zone.clone());
    let runs = |spans: &[Span]| {
        spans.iter().any(|span| {
            [0, 1].into_iter().any(|ago| {
                let date = shown.date().saturating_sub(jiff::Span::new().days(ago));
                let day = Day::ALL[date.weekday().to_monday_zero_offset() as usize];
                let of = |text: &str| i64::from(help_core::hours::minute_of(text).unwrap());
                let (open, close) = (of(&span.open), of(&span.close));
                let close = if close <= open { close + 1440 } else { close };
                let minute = ago * 1440 + i64::from(shown.hour()) * 60 + i64::from(shown.minute());
                span.days.contains(&day)
                    && !channel.holidays.contains(&date.to_string())
                    && (open..close).contains(&minute)
            })
        })
    };
    match (runs(&channel.hours), runs(&channel.slow), runs(&channel.quick)) {
        (false, ..) => Standing::Closed,
        (_, true, _) => Standing::Open(Pace::Slow),
        (_, _, true) => Standing::Open(Pace::Quick),
        _ => Standing::Open(Pace::Usual),
    }
}

#[test]
fn a_browser_and_a_server_tell_the_same_at_every_five_minutes() {
    // Three weeks around each change of the clock in these zones, and one without any.
    for (zone_name, start) in ZONES.into_iter().flat_map(|zone| {
        ["2026-02-10T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-22T17:20:00Z", "2026-10-15T03:05:00Z"]
            .map(|start| (zone, at(start).as_second()))
    }) {
        let (channel, zone) = (busy(zone_name), TimeZone::get(zone_name).unwrap());
        let server = Timetable::of(&channel, start, &|it| offset(&zone, it));
        let browser = Timetable::of(&channel, start, &|it| as_a_browser(&zone, it));
        assert_eq!(server, browser, "{zone_name} from {start}");
        let mut told = server.with_ends();
        let (mut now, mut end) = told.next().unwrap();
        let mut staffed = 0;
        for instant in (start..start + 21 * 86_400).step_by(300) {
            while end.is_some_and(|it| it <= instant) {
                (now, end) = told.next().unwrap();
            }
            let expected = stands(&channel, &zone, instant);
            assert_eq!(now.standing, expected, "{zone_name} at {instant}");
            staffed += i64::from(expected != Standing::Closed) * 300;
        }
        assert_eq!(server.staffed_until(start + 21 * 86_400), staffed, "{zone_name}");
    }
}

#[test]
fn the_outlook_names_the_pace_and_the_next_quick_period() {
    let channel = busy("Asia/Shanghai");
    let text = |it: i64| Timestamp::from_second(it).unwrap().to_string();
    for (now, pace, minutes, from, until) in [
        // Tuesday, 17 November, 08:40 there: quick already.
        ("2026-11-17T00:40:00Z", Some(Pace::Quick), 90, "2026-11-17T00:40:00Z", "2026-11-17T01:45:00Z"),
        // The same day at 10:00: quick again next morning, when it opens.
        ("2026-11-17T02:00:00Z", Some(Pace::Usual), 90, "2026-11-18T00:30:00Z", "2026-11-18T01:45:00Z"),
        // Monday from 09:00 on is slow.
        ("2026-11-16T03:00:00Z", Some(Pace::Slow), 90, "2026-11-17T00:30:00Z", "2026-11-17T01:45:00Z"),
        // Closed at night.
        ("2026-11-17T18:00:00Z", None, 90, "2026-11-18T00:30:00Z", "2026-11-18T01:45:00Z"),
    ] {
        let outlook = outlook(&channel, None, at(now));
        assert_eq!((outlook.pace, outlook.minutes), (pace, Some(minutes)), "{now}");
        assert_eq!(outlook.open, pace.is_some(), "{now}");
        let quickest = outlook.quickest.unwrap();
        assert_eq!(text(quickest.from), from, "{now}");
        assert_eq!(quickest.until.map(text).as_deref(), Some(until), "{now}");
    }
    let measured = super::outlook(&channel, Some(20), at("2026-11-17T02:00:00Z"));
    assert_eq!(measured.minutes, Some(20));
    assert_eq!(measured.reply_by.map(text).as_deref(), Some("2026-11-17T02:20:00Z"));
    let plain = Channel { quick: vec![], ..channel };
    assert_eq!(super::outlook(&plain, None, at("2026-11-17T02:00:00Z")).quickest, None);
}
