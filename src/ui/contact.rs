//! The official channels, and only those: what each is, whether somebody is there, how long it takes.

use help_core::{
    channel::{Channel, ChannelKind},
    hours::{Day, Span},
    ticket::ChannelStatus,
};
use leptos::prelude::*;

use super::{
    Ui,
    icon::{Icon, icon},
    states, words,
};
use crate::strings::Strings;

/// The channels' screen.
pub fn contact(ui: Ui) -> AnyView {
    let channels = ui.desk.memo(|session| Some(session.manifest().map(|it| it.channels.clone())));
    let list = move || {
        states::loaded(ui, channels.get().unwrap_or_default(), 6, |channels| {
            if channels.is_empty() {
                return view! { <p class="state-title">{ui.t.no_channels}</p> }.into_any();
            }
            let cards = channels.into_iter().map(|it| card(ui, it)).collect::<Vec<_>>();
            view! { <ul class="channels">{cards}</ul> }.into_any()
        })
    };
    view! {
        <div class="screen">
            <p class="intro">{ui.t.only_these}</p>
            {list}
            {states::never_ask(ui)}
        </div>
    }
    .into_any()
}

fn card(ui: Ui, channel: Channel) -> AnyView {
    let id = channel.id.clone();
    let status = ui.desk.memo(move |session| {
        let now = session.now().ready()?;
        now.channels.iter().find(|it| it.id == id).cloned()
    });
    let language = ui.t.tag;
    let label = channel.label.get(language).to_owned();
    let note = channel.note.as_ref().map(|it| it.get(language).to_owned());
    let value = match channel.href() {
        Some(href) => {
            let outside = href.starts_with("https:").then_some("_blank");
            view! { <a class="channel-value" href=href target=outside rel="noopener noreferrer">{channel.value.clone()}</a> }
                .into_any()
        }
        None => view! { <span class="channel-value">{channel.value.clone()}</span> }.into_any(),
    };
    let hours: Vec<_> =
        channel.hours.iter().map(|span| view! { <li>{span_words(ui.t, span)}</li> }).collect();
    let zone = channel.timezone.clone().filter(|_| !hours.is_empty()).map(|zone| {
        view! { <span class="zone">{words::fill(ui.t.zone_of, &[("zone", &zone)])}</span> }
    });
    view! {
        <li class="channel">
            {icon(icon_of(channel.kind))}
            <div class="channel-text">
                <h3>{label}</h3>
                {value}
                {move || status.get().map(|it| standing(ui, &it))}
                <ul class="hours">{hours}</ul>
                {zone}
                {note.map(|it| view! { <p class="channel-note">{it}</p> })}
            </div>
        </li>
    }
    .into_any()
}

fn icon_of(kind: ChannelKind) -> Icon {
    match kind {
        ChannelKind::Chat => Icon::Chat,
        ChannelKind::Phone => Icon::Phone,
        ChannelKind::Email => Icon::Email,
        ChannelKind::Social => Icon::Social,
        ChannelKind::Web => Icon::Web,
    }
}

/// "Open now, until 22:00 · about 5 minutes", in the person's own time.
fn standing(ui: Ui, status: &ChannelStatus) -> AnyView {
    let t = ui.t;
    let changes = status.changes.as_ref().map(|it| words::when(t, it));
    let mut text = match (status.open, changes) {
        (true, Some(time)) => words::fill(t.open_until, &[("time", &time)]),
        (true, None) => t.open_now.to_owned(),
        (false, Some(time)) => words::fill(t.opens_at, &[("time", &time)]),
        (false, None) => t.closed_now.to_owned(),
    };
    if let Some(minutes) = status.reply_minutes.filter(|_| status.open) {
        text = words::fill(t.usually_answers, &[("state", &text), ("wait", &words::wait(t, minutes))]);
    }
    view! { <p class=if status.open { "standing open" } else { "standing" }>{text}</p> }.into_any()
}

/// `Mon–Fri 08:00–22:00`
fn span_words(t: &Strings, span: &Span) -> String {
    let name = |day: Day| {
        let at = Day::ALL.iter().position(|it| *it == day).unwrap_or_default();
        t.days.get(at).copied().unwrap_or_default()
    };
    let mut days = String::new();
    let mut run: Vec<Day> = Vec::new();
    for day in Day::ALL {
        if span.days.contains(&day) {
            run.push(day);
        }
        if !span.days.contains(&day) || day == Day::Sun {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                if !days.is_empty() {
                    days.push_str(t.and_days);
                }
                days.push_str(name(*first));
                if first != last {
                    days.push_str(t.to_days);
                    days.push_str(name(*last));
                }
            }
            run.clear();
        }
    }
    if span.open == "00:00" && span.close == "24:00" {
        return words::fill(t.all_day, &[("days", &days)]);
    }
    format!("{days} {}–{}", span.open, span.close)
}
