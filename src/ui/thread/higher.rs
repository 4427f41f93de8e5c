//! Asking for a higher level: offered when the promised time has passed or a reply did not solve it.

use help_session::Paper;

use super::paper;
use crate::{
    strings::after_words,
    ui::{
        Ui,
        el::{El, button, el, live},
        focus,
        lists::more,
    },
};

/// The offer, or the question what is still wrong.
pub fn higher(ui: Ui, id: &str) -> El {
    let (read, id) = (id.to_owned(), id.to_owned());
    let now = ui.desk.follow(move |session| {
        let offered = session.standing(&read).is_some_and(|it| it.may_escalate);
        (offered, session.thread(&read).is_some_and(|it| it.escalating))
    });
    live(move || match now.get() {
        (false, _) => None,
        (true, false) => Some(offer(ui, &id)),
        (true, true) => Some(question(ui, &id)),
    })
}

fn offer(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let id = id.to_owned();
    more(t.ask_higher, move || {
        ui.desk.set(|it| it.ask_higher(&id, true));
        focus::focus_soon(paper::field_id(Paper::Reason).to_owned());
    })
}

fn question(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let (to, close) = (id.to_owned(), id.to_owned());
    let cancel = button("button", move || ui.desk.set(|it| it.ask_higher(&close, false)));
    let act = move || ui.desk.post_paper(&to, Paper::Reason);
    paper::form(ui, id, Paper::Reason, act)
        .add(el("h2").add(t.ask_higher))
        .add(el("p").class("help").add(t.higher_help))
        .add(paper::field(ui, id, Paper::Reason, el("label").add(t.still_wrong)))
        .add(paper::failure(ui, id, Paper::Reason))
        .add(paper::send(ui, id, Paper::Reason, t.ask_higher))
        .add(el("div").class("row-buttons").add(cancel.add(t.not_now)))
}
