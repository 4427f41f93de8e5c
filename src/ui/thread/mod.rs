//! The person's reports: the list, and the thread of one with everything that can be done in it.

mod higher;
mod list;
mod message;
mod over;
mod paper;
mod reply;

use help_core::{
    thread::{Author, Standing},
    ticket::State,
    time,
};
use help_session::{Load, Sending};

use super::{
    Ui,
    el::{El, el, live, parts},
    icon::{Icon, icon},
    states, words,
};
use crate::{
    browser::clock,
    strings::{AfterWords, after_words},
};

pub use list::reports;

/// The thread of a report, by its ticket's id.
pub fn thread(ui: Ui, id: String) -> El {
    if !ui.desk.peek(|session| session.is_guarded()) {
        ui.desk.set(|session| session.begin_guarding());
    }
    let read = id.clone();
    let progress = ui.desk.follow(move |session| match session.thread(&read).map(|it| &it.ticket) {
        Some(ticket) => ticket.map(|_| ()),
        None => Load::Absent,
    });
    let inside = live(move || states::loaded(ui, progress.get(), 6, |()| ready(ui, &id)));
    el("div").class("screen thread-screen").add(inside).add(states::never_ask(ui))
}

fn ready(ui: Ui, id: &str) -> El {
    parts([head(ui, id), messages(ui, id), answer(ui, id), faltered(ui, id)])
}

/// The number, who has to act, and the promise.
fn head(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let read = id.to_owned();
    let known = ui.desk.follow(move |session| {
        let ticket = session.thread(&read)?.ticket.ready()?;
        Some((ticket.number.clone(), ticket.standing.clone()))
    });
    live(move || {
        known.get().map(|(number, standing)| {
            let level = words::fill(t.level_n, &[("n", &standing.level.to_string())]);
            let state = el("p")
                .class("thread-state")
                .add(el("strong").add(state_words(t, standing.state)))
                .add(el("span").class("soft").add(level));
            el("section")
                .class("thread-head")
                .add(el("h2").add(number))
                .add(state)
                .add(promise(ui, t, &standing))
        })
    })
}

fn promise(ui: Ui, t: &AfterWords, standing: &Standing) -> Option<El> {
    let by = standing.reply_by.as_deref()?;
    let passed = time::seconds(by).is_some_and(|it| it < clock::now());
    let text = if passed { t.promise_passed.to_owned() } else { words::reply_by(ui.t, by)? };
    Some(el("p").class("promise").add(icon(Icon::Clock)).add(el("span").add(text)))
}

/// Who has to act, in words.
fn state_words(t: &AfterWords, state: State) -> &'static str {
    match state {
        State::Open => t.state_open,
        State::Waiting => t.state_waiting,
        State::Answered => t.state_answered,
        State::Solved => t.state_solved,
        State::Closed => t.state_closed,
    }
}

fn messages(ui: Ui, id: &str) -> El {
    let read = id.to_owned();
    let list = ui
        .desk
        .follow(move |session| session.thread(&read)?.ticket.ready().map(|it| it.messages.clone()));
    let rows = live(move || {
        let list = list.get().unwrap_or_default();
        list.iter().map(|it| message::message(ui, it)).collect::<Vec<_>>()
    });
    el("ol").class("thread").attr("role", "log").attr("aria-live", "polite").add(rows)
}

/// What can be done as the ticket stands.
fn answer(ui: Ui, id: &str) -> El {
    let (read, id) = (id.to_owned(), id.to_owned());
    let now = ui.desk.follow(move |session| {
        let thread = session.thread(&read)?;
        let ticket = thread.ticket.ready()?;
        let last = ticket.messages.last().map(|it| it.from);
        let answered = last == Some(Author::Support) && !ticket.standing.state.is_over();
        Some((ticket.standing.state.is_over(), answered, thread.unsolved))
    });
    live(move || {
        let (over, answered, unsolved) = now.get()?;
        if over {
            return Some(over::over(ui, &id));
        }
        let steps = (answered && !unsolved).then(|| reply::steps(ui, &id));
        let higher = higher::higher(ui, &id);
        Some(parts([el("div").add(steps), reply::reply(ui, &id, unsolved), higher]))
    })
}

/// Said when something other than a text did not arrive.
fn faltered(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let read = id.to_owned();
    let failed = ui.desk.follow(move |session| {
        session.thread(&read).is_some_and(|it| matches!(it.doing, Sending::Failed(_)))
    });
    let inside = live(move || {
        let said = el("p").add(t.not_done);
        failed.get().then(|| el("div").class("summary").add(icon(Icon::Warning)).add(said))
    });
    el("div").class("summary-place").attr("role", "alert").add(inside)
}
