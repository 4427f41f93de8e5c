//! Who of support is there and whether they write, and the place in the queue of conversations.

use crate::{
    strings::contact_words,
    ui::{
        Ui,
        el::{El, el, live},
        words,
    },
};

/// The line below the messages; nothing while nothing is known, and for a report that nobody has open.
pub fn presence(ui: Ui, id: &str) -> El {
    let t = contact_words(ui.t.tag);
    let read = id.to_owned();
    let now = ui.desk.follow(move |session| {
        let presence = session.thread(&read)?.presence.clone()?;
        let standing = session.standing(&read)?;
        Some((presence, standing.chat, standing.state.is_over()))
    });
    let inside = live(move || {
        let (presence, chat, _) = now.get().filter(|it| !it.2)?;
        let there = match (presence.here, presence.writing) {
            (_, true) => Some(t.writing),
            (true, false) => Some(t.here),
            (false, false) => (chat && presence.place.is_none()).then_some(t.away),
        };
        let place = presence.place.filter(|_| chat && !presence.here).map(|place| match place {
            0 | 1 => t.place_next.to_owned(),
            2 => t.place_one.to_owned(),
            place => words::fill(t.place, &[("n", &(place - 1).to_string())]),
        });
        let there = there.map(|it| {
            let class = if presence.here { "presence here" } else { "presence" };
            el("p").class(class).add(it)
        });
        let place = place.map(|it| el("p").class("presence").add(it));
        Some(el("div").add(there).add(place))
    });
    el("div").class("presence-place").attr("role", "status").add(inside)
}
