//! The panel: a header that stays, and the present screen below it.

use help_core::{Context, lang::is_right_to_left};
use help_session::Screen;
use leptos::prelude::*;

use super::{
    Ui, article, contact,
    el::{El, el, live},
    focus, form, header, home, receipt, topic,
};
use crate::{
    desk::{Config, Desk, Tell},
    strings::strings,
};

/// The panel as a Leptos component, for wallets written in Rust. It fills its parent; opening, closing
/// and the style sheet are the parent's.
#[component]
pub fn WalletHelp(
    /// Where things are.
    config: Config,
    /// The moment; the answers follow it.
    #[prop(into)]
    context: Signal<Context>,
    /// What happened, and the wish to close.
    on_tell: Callback<Tell>,
) -> impl IntoView {
    let desk = Desk::new(config, move |what| on_tell.run(what));
    desk.act(|session| session.open());
    Effect::new(move |_| {
        let context = context.get();
        desk.act(|session| session.set_context(context));
    });
    let place = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            super::set_root(place.clone().into());
            let _ = place.append_child(&panel(desk).into_node());
        }
    });
    view! { <div node_ref=place></div> }
}

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
            Screen::Form(id, page) => form::form(ui, id, page),
            Screen::Contact => contact::contact(ui),
            Screen::Receipt => receipt::receipt(ui),
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
