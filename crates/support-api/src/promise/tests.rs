//! Tables of zones, holidays and clock changes.

use super::*;
use help_core::Text;

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
    let staffing = Staffing::of(channel, at(now));
    assert_eq!(staffing.open, open, "open at {now}");
    assert_eq!(staffing.changes.first().map(Timestamp::to_string).as_deref(), changes, "after {now}");
    let promised = staffing.reply_by(channel.reply_minutes.unwrap());
    assert_eq!(promised.map(|it| it.to_string()).as_deref(), reply_by, "reply to {now}");
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
        assert_eq!(reply_by(&channels, now).map(|it| minutes_between(now, it)), expected);
    }
}
