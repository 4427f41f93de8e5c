//! A channel's next seven days in the words of the person's language, in their own time.

use help_core::{
    channel::Channel,
    hours::{Day, Days, Pace, Standing, WallClock, holidays, week},
    time,
};

use crate::{
    browser::clock,
    strings::{ContactWords, contact_words},
    ui::{
        Ui,
        el::{El, el},
        words,
    },
};

/// The hours, the quick and the slow times and the holidays, folded; nothing for a channel without hours.
pub fn folded(ui: Ui, channel: &Channel, now: i64) -> Option<El> {
    if channel.hours.is_empty() {
        return None;
    }
    let t = contact_words(ui.t.tag);
    let zone = channel.timezone.clone().unwrap_or_default();
    let at = |instant| clock::offset_at(&zone, instant);
    let own = |instant| clock::own_offset(instant);
    let today = WallClock::at(now, clock::own_offset(now)).date;
    let part = |title: &str, wanted: fn(Standing) -> bool, all: bool| {
        let runs = week(channel, now, &at, &own, wanted);
        let runs = runs.into_iter().filter(|it| all || !it.spans.is_empty());
        let lines: Vec<El> = runs.map(|it| line(t, &it, today)).collect();
        let title = (!all).then(|| el("p").class("hours-title").add(title));
        (!lines.is_empty()).then(|| el("div").add(title).add(el("ul").class("hours").add(lines)))
    };
    let away = holidays(channel, now, &at);
    let away = (!away.is_empty()).then(|| {
        let days: Vec<String> = away.iter().filter_map(|it| clock::day(it, ui.t.tag)).collect();
        let days = days.join(t.list_comma);
        el("p").class("zone").add(words::fill(t.holidays, &[("days", &days)]))
    });
    let zone = words::fill(t.in_your_time, &[("zone", &place(&zone))]);
    let inside = el("div")
        .class("hours-all")
        .add(part("", |it| it != Standing::Closed, true))
        .add(part(t.quick_times, |it| it == Standing::Open(Pace::Quick), false))
        .add(part(t.slow_times, |it| it == Standing::Open(Pace::Slow), false))
        .add(away)
        .add(el("p").class("zone").add(zone));
    Some(el("details").class("hours-fold").add(el("summary").add(t.hours)).add(inside))
}

/// `Asia/Shanghai` as people say it.
fn place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The time of day of an instant.
pub fn clock(ui: Ui, instant: i64) -> String {
    clock::moment(&time::rfc3339(instant), ui.t.tag).map(|it| it.time).unwrap_or_default()
}

/// `Mon–Fri 08:00–22:00`
fn line(t: &ContactWords, days: &Days, today: i64) -> El {
    let times: Vec<String> = days.spans.iter().map(|it| span(t, *it)).collect();
    let times = if times.is_empty() { t.closed.to_owned() } else { times.join(t.list_comma) };
    el("li").add(el("span").add(names(t, days, today))).add(el("span").add(times))
}

fn names(t: &ContactWords, days: &Days, today: i64) -> String {
    let name = |date: i64| {
        let day = WallClock { date, minute: 0 }.day();
        let at = Day::ALL.iter().position(|it| *it == day).unwrap_or_default();
        t.days.get(at).copied().unwrap_or_default()
    };
    match days.last - days.first {
        0 if days.first == today => t.today.to_owned(),
        0 => name(days.first).to_owned(),
        6 => t.every_day.to_owned(),
        _ => [name(days.first), t.to_days, name(days.last)].concat(),
    }
}

fn span(t: &ContactWords, (from, until): (u32, u32)) -> String {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    match (from, until) {
        (0, 1440) => t.all_day.to_owned(),
        (from, until) if until > 1440 => {
            let until = words::fill(t.next_day, &[("time", &clock(until - 1440))]);
            [&clock(from), "–", &until].concat()
        }
        (from, until) => [clock(from), clock(until)].join("–"),
    }
}
