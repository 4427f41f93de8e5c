//! The person's reports: the list, and the thread of one with everything that can be done in it.

mod higher;
mod list;
mod message;
mod over;
mod paper;
mod presence;
mod reply;

use help_core::{
    thread::{Author, Standing},
    ticket::State,
    time,
};
use help_session::{Failure, Load, Sending};

use super::{
    Ui,
    el::{El, button, el, live, parts},
    icon::{Icon, icon},
    states, waiting, words,
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
    let inside = live(move || match progress.get() {
        Load::Failed(failure) => failed(ui, failure),
        progress => states::loaded(ui, progress, 6, |()| ready(ui, &id)),
    });
    el("div").class("screen thread-screen").add(inside).add(states::never_ask(ui))
}

/// What happened when reports cannot be read, and what to do.
fn failed(ui: Ui, failure: Failure) -> El {
    let t = after_words(ui.t.tag);
    let (title, text) = match failure {
        Failure::Server(401) => (t.signed_out, t.signed_out_help),
        Failure::NotFound => (t.no_such_report, t.no_such_report_help),
        other => return states::failed(ui, other),
    };
    let again = button("button", move || ui.desk.act(|it| it.retry())).add(ui.t.try_again);
    let channels =
        button("button", move || ui.desk.act(|it| it.open_contact())).add(ui.t.official_channels);
    states::state(Icon::Info)
        .attr("role", "alert")
        .add(el("div").add(el("p").class("state-title").add(title)).add(el("p").add(text)))
        .add(el("div").class("row-buttons").add(again).add(channels))
}

fn ready(ui: Ui, id: &str) -> El {
    let presence = presence::presence(ui, id);
    parts([head(ui, id), messages(ui, id), presence, answer(ui, id), faltered(ui, id)])
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
    let list = el("ol").class("thread").add(rows);
    el("div").attr("role", "log").attr("aria-live", "polite").add(list)
}

/// What can be done as the ticket stands.
fn answer(ui: Ui, id: &str) -> El {
    let (asked, of, read) = (id.to_owned(), id.to_owned(), id.to_owned());
    let asks = ui.desk.follow(move |session| {
        let thread = session.thread(&asked)?;
        let ticket = thread.ticket.ready().filter(|it| !it.standing.state.is_over())?;
        // In a conversation one answers; steps to do come with a reply to a report.
        if ticket.standing.chat {
            return None;
        }
        let last = ticket.messages.iter().rev().find(|it| it.from != Author::System)?;
        Some(last.from == Author::Support && !thread.unsolved)
    });
    let steps = live(move || (asks.get() == Some(true)).then(|| reply::steps(ui, &of)));
    let over = ui.desk.follow(move |session| session.standing(&read).map(|it| it.state.is_over()));
    let id = id.to_owned();
    let waiting = waits(ui, &id);
    // What is being written must not be drawn anew when something comes.
    let inside = live(move || match over.get()? {
        true => Some(over::over(ui, &id)),
        false => Some(parts([reply::reply(ui, &id), higher::higher(ui, &id)])),
    });
    parts([el("div").add(steps), waiting, inside])
}

/// Messages of an earlier visit that are not received yet.
fn waits(ui: Ui, id: &str) -> El {
    let id = id.to_owned();
    let rows = ui.desk.follow(move |session| {
        let rows = session.waiting().iter().filter(|it| it.ticket == id && !session.writes(it));
        rows.cloned().collect::<Vec<_>>()
    });
    live(move || {
        let title = after_words(ui.t.tag).message_waits;
        let rows = rows.get().into_iter().map(|it| waiting::one(ui, title, it));
        rows.collect::<Vec<_>>()
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
