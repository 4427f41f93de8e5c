//! Sentences made of a template and what stands in it.

use crate::{
    browser::clock::{self, Nearness},
    strings::Strings,
};

/// Puts values in the places that a template names: `fill("{n} of {total}", &[("n", "2"), …])`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    // Cut at single characters: the search for words is longer than all that it would do here.
    let mut parts = template.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else {
            continue;
        };
        let value = values.iter().find(|it| it.0 == name).map_or("", |it| it.1);
        out.push_str(value);
        out.push_str(rest);
    }
    out
}

/// A wait as people say it: minutes up to 90, then hours, then days.
pub fn wait(t: &Strings, minutes: u32) -> String {
    let (template, number) = match minutes {
        0..=90 => (t.about_minutes, minutes.max(1)),
        91..=2160 => (t.about_hours, minutes.div_ceil(60)),
        _ => (t.about_days, minutes.div_ceil(1440)),
    };
    fill(template, &[("n", &number.to_string())])
}

/// The promise on a receipt: "We answer by about 15:40 today (your time)".
pub fn reply_by(t: &Strings, rfc3339: &str) -> Option<String> {
    let moment = clock::moment(rfc3339, t.tag)?;
    let (template, time) = match moment.nearness {
        Nearness::Today => (t.reply_today, moment.time),
        Nearness::Tomorrow => (t.reply_tomorrow, moment.time),
        Nearness::Other => (t.reply_on, moment.full),
    };
    Some(fill(template, &[("time", &time)]))
}

/// A moment: the time of day when it is today, else with its date.
pub fn when(t: &Strings, rfc3339: &str) -> String {
    match clock::moment(rfc3339, t.tag) {
        None => rfc3339.to_owned(),
        Some(moment) if moment.nearness == Nearness::Today => {
            fill(t.today_at, &[("time", &moment.time)])
        }
        Some(moment) => moment.full,
    }
}
