//! The panel: a header that stays, and the present screen below it.

use help_core::lang::is_right_to_left;
use help_session::{Page, Screen};

use super::{
    Ui, article, contact,
    el::{El, el, live, parts},
    focus, header, home, states, topic,
};
use crate::{
    desk::Desk,
    later::{self, Later},
    strings::strings,
};

/// The panel over a desk.
pub fn panel(desk: Desk) -> El {
    let language = desk.follow(|session| session.language().to_owned());
    let screen = desk.follow(|session| Some(session.screen()));
    let (lang, dir) = (language.clone(), language.clone());
    let first = std::cell::Cell::new(true);
    let body = live(move || {
        let ui = Ui { desk, t: strings(&language.get()) };
        let screen = screen.get().unwrap_or(Screen::Home);
        if !first.replace(false) {
            focus::arrive();
        }
        match screen {
            Screen::Home => home::home(ui),
            Screen::Topic(id) => topic::topic(ui, id),
            Screen::ChooseTopic => topic::choose(ui),
            Screen::Article(id) => article::article(ui, id),
            Screen::Form(id, page) => waiting_form(ui, id, page),
            Screen::Contact => contact::contact(ui),
            Screen::Receipt => parts(later::here().map(|it| (it.receipt)(ui))),
            Screen::Reports => waiting_screen(ui, move |it| (it.reports)(ui)),
            Screen::Thread(id) => waiting_screen(ui, move |it| (it.thread)(ui, id.clone())),
            Screen::Who => waiting_screen(ui, move |it| (it.who)(ui)),
            Screen::Leave(to) => waiting_screen(ui, move |it| (it.leave)(ui, to.clone())),
            Screen::Summary(about) => waiting_screen(ui, move |it| (it.summary)(ui, &about)),
        }
    });
    el("div")
        .class("panel-in")
        .attr("part", "panel")
        .live_attr("lang", move || Some(lang.get()))
        .live_attr("dir", move || Some(if is_right_to_left(&dir.get()) { "rtl" } else { "ltr" }.into()))
        .add(header::header(desk))
        .add(el("div").class("body").attr("id", "wh-body").add(body))
}

/// The form's screen, drawn by code that arrives with its questions.
fn waiting_form(ui: Ui, topic: String, page: Page) -> El {
    let wanted = topic.clone();
    let progress = ui.desk.follow(move |session| session.flow(&wanted).map(|_| ()));
    let inside = live(move || {
        states::loaded(ui, progress.get(), 5, |()| {
            parts(later::here().map(|it| (it.form)(ui, topic.clone(), page)))
        })
    });
    el("div").class("screen form").add(inside)
}

/// A screen whose code is not here before somebody wants it.
fn waiting_screen(ui: Ui, draw: impl Fn(Later) -> El + 'static) -> El {
    let progress = ui.desk.follow(|session| session.later().clone());
    live(move || states::loaded(ui, progress.get(), 5, |()| parts(later::here().map(&draw))))
}
