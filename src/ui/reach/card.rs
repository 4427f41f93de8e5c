//! One channel: where it is, whether somebody is there, one sentence of what to expect, and its hours.

use help_core::{
    channel::{Channel, ChannelKind},
    hours::{Outlook, Pace},
    time,
};

use super::{hours, talk};
use crate::{
    browser::clock,
    strings::contact_words,
    ui::{
        Ui, contact,
        el::{El, el, live},
        icon::icon,
        words,
    },
};

/// The channel as an item of the list.
pub fn card(ui: Ui, channel: &Channel) -> El {
    let id = channel.id.clone();
    let measured = ui.desk.follow(move |session| {
        let status = session.now().ready()?;
        status.channels.iter().find(|it| it.id == id)?.typical_minutes
    });
    let own = channel.clone();
    let now = clock::now();
    let outlook = live(move || {
        let zone = own.timezone.clone().unwrap_or_default();
        let at = |instant| clock::offset_at(&zone, instant);
        expected(ui, &own, &Outlook::of(&own, measured.get(), now, &at))
    });
    let note = channel.note.as_ref().map(|it| el("p").class("channel-note").add(it.get(ui.t.tag)));
    let talk = (channel.kind == ChannelKind::Chat).then(|| talk::way(ui));
    let text = el("div")
        .class("channel-text")
        .add(el("h2").add(channel.label.get(ui.t.tag)))
        .add(contact::way(channel))
        .add(outlook)
        .add(note)
        .add(talk)
        .add(hours::folded(ui, channel, now));
    el("li").class("channel").add(icon(contact::icon_of(channel.kind))).add(text)
}

/// Open or closed and until when, then the sentence; nothing for a channel that names no hours.
fn expected(ui: Ui, channel: &Channel, outlook: &Outlook) -> Option<El> {
    if channel.hours.is_empty() {
        return None;
    }
    let t = contact_words(ui.t.tag);
    let when = |instant: i64| words::when(ui.t, &time::rfc3339(instant));
    let changes = outlook.changes.map(when);
    let state = match (outlook.open, changes) {
        (true, Some(time)) => words::fill(ui.t.open_until, &[("time", &time)]),
        (true, None) => t.open_always.to_owned(),
        (false, Some(time)) => words::fill(ui.t.opens_at, &[("time", &time)]),
        (false, None) => ui.t.closed_now.to_owned(),
    };
    let class = if outlook.open { "standing open" } else { "standing" };
    let sentence = sentence(ui, outlook).map(|it| el("p").class("sentence").add(it));
    Some(el("div").add(el("p").class(class).add(state)).add(sentence))
}

/// "Usually answers within 20 min; before 11:00 is quickest".
fn sentence(ui: Ui, outlook: &Outlook) -> Option<String> {
    let t = contact_words(ui.t.tag);
    let wait = words::wait(ui.t, outlook.minutes?);
    let when = |instant: i64| words::when(ui.t, &time::rfc3339(instant));
    if outlook.pace == Some(Pace::Slow) {
        let slow = match outlook.pace_until {
            Some(until) => words::fill(t.slow_until, &[("time", &when(until))]),
            None => t.slow_now.to_owned(),
        };
        return Some(words::fill(t.within_quick, &[("wait", &wait), ("quick", &slow)]));
    }
    let quick = outlook.quickest.map(|it| match (it.until, outlook.pace) {
        (None, _) => t.now_quick.to_owned(),
        (Some(until), Some(Pace::Quick)) => {
            words::fill(t.before_quick, &[("time", &hours::clock(ui, until))])
        }
        (Some(until), _) => {
            let (from, until) = (when(it.from), hours::clock(ui, until));
            words::fill(t.then_quick, &[("from", &from), ("until", &until)])
        }
    });
    Some(match quick {
        Some(quick) => words::fill(t.within_quick, &[("wait", &wait), ("quick", &quick)]),
        None => words::fill(t.within, &[("wait", &wait)]),
    })
}
