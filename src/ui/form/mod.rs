//! The guided form, one page a screen.

mod account;
mod checks;
mod control;
mod cost;
mod evidence;
mod faults;
mod findings;
pub(super) mod guard;
mod kept;
mod question;
mod review;
pub(super) mod sending;
mod step;

pub use evidence::Evidence;
pub use review::{member_name, shown};

use help_session::Page;

use super::{
    Ui,
    el::{El, el, live},
    lists::more,
    reach::talk,
    words,
};

/// The page of a topic's form.
pub fn form(ui: Ui, topic: String, page: Page) -> El {
    let offered = topic.clone();
    let offer = ui.desk.follow(move |session| session.offer(&offered).is_some());
    live(move || {
        if let Some(offer) = offer.get().then(|| kept::offer(ui, &topic)).flatten() {
            return offer;
        }
        match page {
            Page::Checks => checks::checks(ui, topic.clone()),
            Page::Step(step) => step::step(ui, topic.clone(), step),
            Page::Review => review::review(ui, topic.clone()),
            Page::Talk => talk::talk(ui, topic.clone()),
        }
    })
}

/// A thin line with words: "2 of 4".
fn progress_line(ui: Ui, topic: &str, page: Page) -> El {
    let topic = topic.to_owned();
    let progress = ui.desk.follow(move |session| {
        let progress = session.progress(&topic, page);
        (progress.at, progress.of)
    });
    live(move || {
        let (at, of) = progress.get();
        let (at, of) = (at.to_string(), of.to_string());
        let text = words::fill(ui.form().n_of, &[("n", &at), ("total", &of)]);
        let bar = el("progress").attr("aria-label", text.as_str()).attr("max", of).attr("value", at);
        el("div").class("progress").add(el("span").add(text)).add(bar)
    })
}

/// The one main action, above the keyboard.
fn action(above: El, main: El) -> El {
    el("div").class("action").add(above).add(main)
}

/// A way to an article, when the present language has it.
fn suggest(ui: Ui, id: &str, words: &str) -> Option<El> {
    ui.desk.peek(|session| session.title_of(id).map(str::to_owned))?;
    let id = id.to_owned();
    Some(more(words, move || ui.desk.act(|it| it.open_article(&id))))
}
