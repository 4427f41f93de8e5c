//! The whole contact screen: every official channel with its hours in the person's own time, what to have
//! at hand, a page to read out, and the way to talk now.

mod card;
mod hours;
mod prepare;
mod summary;
pub(super) mod talk;

use help_session::Session;

use super::{
    Ui,
    el::{El, el, live},
    home, states,
};

pub use summary::summary;

/// The screen.
pub fn reach(ui: Ui) -> El {
    if !ui.desk.peek(|session| session.is_guarded()) {
        ui.desk.set(|session| session.begin_guarding());
    }
    let progress = ui.desk.follow(|session| session.manifest().map(|_| ()));
    let list = live(move || {
        states::loaded(ui, progress.get(), 6, |()| {
            let cards = |session: &Session| -> Vec<El> {
                let channels = session.manifest().ready().map(|it| it.channels.as_slice());
                channels.unwrap_or_default().iter().map(|it| card::card(ui, it)).collect()
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
        .add(prepare::prepare(ui))
        .add(home::who_row(ui))
        .add(states::never_ask(ui))
}
