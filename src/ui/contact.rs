//! The official channels, and only those, as they stand before the rest of the program is here: what each is,
//! whether somebody is there, how long it takes. The whole screen is `reach`.

use help_core::{
    channel::{Channel, ChannelKind},
    ticket::ChannelStatus,
};

use help_session::{Load, Session};

use super::{
    Ui,
    el::{El, el, live},
    home,
    icon::{Icon, icon},
    states, words,
};
use crate::later;

/// The channels' screen: at once what is known, then all of it.
pub fn contact(ui: Ui) -> El {
    let here = ui.desk.follow(|session| matches!(session.later(), Load::Ready(())));
    live(move || {
        // Followed from the first look on, when the code is not here yet.
        let here = here.get();
        match later::here().filter(|_| here) {
            Some(later) => (later.reach)(ui),
            None => short(ui),
        }
    })
}

fn short(ui: Ui) -> El {
    let progress = ui.desk.follow(|session| session.manifest().map(|_| ()));
    let list = live(move || {
        states::loaded(ui, progress.get(), 6, |()| {
            let cards = |session: &Session| -> Vec<El> {
                let channels = session.manifest().ready().map(|it| it.channels.as_slice());
                channels.unwrap_or_default().iter().map(|it| card(ui, it)).collect()
            };
            let cards = ui.desk.peek(cards);
            if cards.is_empty() {
                return el("p").class("state-title").add(ui.t.no_channels);
            }
            el("ul").class("channels").add(cards)
        })
    });
    el("div")
        .class("screen")
        .add(el("p").class("intro").add(ui.t.only_these))
        .add(list)
        .add(home::who_row(ui))
        .add(states::never_ask(ui))
}

fn card(ui: Ui, channel: &Channel) -> El {
    let id = channel.id.clone();
    let status = ui.desk.follow(move |session| {
        let now = session.now().ready()?;
        now.channels.iter().find(|it| it.id == id).cloned()
    });
    let language = ui.t.tag;
    let note = channel.note.as_ref().map(|it| el("p").class("channel-note").add(it.get(language)));
    let text = el("div")
        .class("channel-text")
        .add(el("h2").add(channel.label.get(language)))
        .add(way(channel))
        .add(live(move || status.get().map(|it| standing(ui, &it))))
        .add(note);
    el("li").class("channel").add(icon(icon_of(channel.kind))).add(text)
}

/// The number, address or handle, as the way there.
pub fn way(channel: &Channel) -> El {
    let value = match channel.href() {
        Some(href) => {
            let outside = href.starts_with("https:").then(|| "_blank".to_owned());
            el("a").attr("href", href).maybe("target", outside).attr("rel", "noopener noreferrer")
        }
        None => el("span"),
    };
    value.class("channel-value").add(channel.value.as_str())
}

/// The icon of a kind of channel.
pub fn icon_of(kind: ChannelKind) -> Icon {
    match kind {
        ChannelKind::Chat => Icon::Chat,
        ChannelKind::Phone => Icon::Phone,
        ChannelKind::Email => Icon::Email,
        ChannelKind::Social => Icon::Social,
        ChannelKind::Web => Icon::Web,
    }
}

/// "Open now, until 22:00 · about 5 minutes", in the person's own time.
fn standing(ui: Ui, status: &ChannelStatus) -> El {
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
    el("p").class(if status.open { "standing open" } else { "standing" }).add(text)
}
