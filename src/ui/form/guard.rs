//! What is said where something looks like a secret: why it stays here, what to do, and one press to be rid
//! of it. It never shows the secret again.

use std::rc::Rc;

use help_session::{Action, REPLY_TO, Secret, Session, Stop};

use crate::{
    strings::{GuardWords, guard_words},
    ui::{
        Ui,
        el::{El, button, el, live},
        focus,
        icon::{Icon, icon},
        lists::more,
        words,
    },
};

/// Finds out what stops a text.
type Look = Rc<dyn Fn(&Session) -> Option<Stop>>;
/// Changes a text, with a marker for what is taken out.
type Clean = Rc<dyn Fn(&mut Session, &str)>;
/// Takes the person's word for a text.
pub type Keep = Rc<dyn Fn(&mut Session)>;

/// A text that the guard looks at, wherever it stands.
#[derive(Clone)]
pub struct Place {
    /// What stops it.
    pub stop: Look,
    /// Takes what was found out, and leaves this marker.
    pub take_out: Clean,
    /// Takes the person's word that it is no secret; `None` where that cannot be told to the server.
    pub keep: Option<Keep>,
}

/// The notice below the text at this place of a topic's draft, as long as something there is stopped.
pub fn notice(ui: Ui, topic: &str, pointer: &str) -> El {
    let at = (topic.to_owned(), pointer.to_owned());
    let (from, kept) = (at.clone(), at.clone());
    let place = Place {
        stop: Rc::new(move |session| session.stop_at(&at.0, &at.1).cloned()),
        take_out: Rc::new(move |session, marker| session.take_out(&from.0, &from.1, marker)),
        keep: Some(Rc::new(move |session| session.not_secret(&kept.0, &kept.1))),
    };
    notice_at(ui, place)
}

/// The same for any text.
pub fn notice_at(ui: Ui, place: Place) -> El {
    let look = place.stop.clone();
    let stop = ui.desk.follow(move |session| look(session));
    let inside = live(move || stop.get().map(|stop| said(ui, &place, stop)));
    el("div").class("guard-place").attr("role", "alert").add(inside)
}

/// The id of the button that makes a text safe again.
pub fn button_id(pointer: &str) -> String {
    ["wh-guard", &pointer.replace(['/', '~'], "-")].concat()
}

/// Moves the focus to the safe answer of the first place that is stopped on this page; false when none is.
pub fn lead_to(ui: Ui, topic: &str, pointers: &[String]) -> bool {
    let stopped = ui
        .desk
        .peek(|session| pointers.iter().find(|it| session.stop_at(topic, it).is_some()).cloned());
    stopped.inspect(|pointer| focus::focus_soon(button_id(pointer))).is_some()
}

fn said(ui: Ui, place: &Place, stop: Stop) -> El {
    let t = guard_words(ui.t.tag);
    let asks = stop.action == Action::Ask;
    let found = words::fill(t.in_your_text, &[("text", &stop.around)]);
    let (title, text) = match (asks, stop.kind) {
        (true, Secret::PrivateKey) => (t.hash_or_key, t.nobody_asks),
        (true, kind) => (title(t, kind), t.is_it),
        (false, kind) => (title(t, kind), t.nobody_asks),
    };
    let article = ui.desk.peek(|session| session.exposed_article().map(str::to_owned));
    let how = article.map(|id| more(t.what_now, move || ui.desk.act(|it| it.open_article(&id))));
    let inside = el("div")
        .add(el("h3").add(title))
        .add(el("p").add(text))
        .add(el("p").class("guard-found").add(found))
        .add(el("p").add(if asks { "" } else { advice(t, stop.kind) }))
        .add(how)
        .add(buttons(ui, t, place, &stop));
    el("div").class(if asks { "guard ask" } else { "guard block" }).add(icon(Icon::Safety)).add(inside)
}

/// The safe answer first. What is certainly a secret has no other.
fn buttons(ui: Ui, t: &'static GuardWords, place: &Place, stop: &Stop) -> El {
    let take_out = place.take_out.clone();
    let remove = button("button", move || ui.desk.set(|it| take_out(it, t.removed)));
    let remove = remove.attr("id", button_id(&stop.pointer)).add(t.remove);
    let keep = place.keep.clone().filter(|_| stop.action == Action::Ask).map(|keep| {
        let words = if stop.kind == Secret::PrivateKey { t.a_hash } else { t.no_secret };
        button("button", move || ui.desk.set(|it| keep(it))).add(words)
    });
    el("div").class("row-buttons").add(remove).add(keep)
}

fn title(t: &GuardWords, kind: Secret) -> &'static str {
    match kind {
        Secret::RecoveryPhrase => t.phrase,
        Secret::PrivateKey | Secret::ExtendedKey => t.key,
        Secret::Keystore | Secret::Pem => t.wallet_file,
        Secret::Card => t.card,
        Secret::CardCode => t.card_code,
        Secret::OneTimeCode => t.one_time_code,
        Secret::Password => t.password,
        Secret::Pin => t.pin,
    }
}

/// What to do when it was typed anywhere else.
fn advice(t: &GuardWords, kind: Secret) -> &'static str {
    match kind {
        Secret::Card | Secret::CardCode => t.call_bank,
        Secret::OneTimeCode | Secret::Password | Secret::Pin => t.change_password,
        _ => t.move_funds,
    }
}

/// On the review: the answers that are stopped, each with its way out; the reply address has its own place.
pub fn elsewhere(ui: Ui, topic: &str) -> El {
    let (read, topic) = (topic.to_owned(), topic.to_owned());
    let places = ui.desk.follow(move |session| session.stopped(&read));
    live(move || {
        let answers = places.get().into_iter().filter(|it| it != REPLY_TO);
        answers.map(|pointer| notice(ui, &topic, &pointer)).collect::<Vec<_>>()
    })
}
