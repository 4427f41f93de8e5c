//! The panel: a header that stays, and the present screen below it.

use help_session::Screen;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Ui, article, contact, form, header, home, receipt, topic};
use crate::{
    desk::{Config, Desk, Tell},
    strings::strings,
};
use help_core::Context;

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
    panel(desk)
}

/// The panel over a desk.
pub fn panel(desk: Desk) -> impl IntoView {
    let language = desk.memo(|session| session.language().to_owned());
    let screen = Memo::new(move |_| Some(desk.read(|session| Some(session.screen()))));
    let body = NodeRef::<html::Main>::new();

    Effect::new(move |before: Option<Option<Option<Screen>>>| {
        let now = screen.get();
        if before.is_some_and(|before| before != now) {
            arrive(body);
        }
        now
    });

    let lang = move || language.get();
    let dir = move || if help_core::lang::is_right_to_left(&language.get()) { "rtl" } else { "ltr" };
    view! {
        <div class="panel-in" part="panel" lang=lang dir=dir>
            {header::header(desk)}
            <main class="body" node_ref=body>
                {move || {
                    let ui = Ui { desk, t: strings(&language.get()) };
                    match screen.get().flatten().unwrap_or(Screen::Home) {
                        Screen::Home => home::home(ui),
                        Screen::Topic(id) => topic::topic(ui, id),
                        Screen::ChooseTopic => topic::choose(ui),
                        Screen::Article(id) => article::article(ui, id),
                        Screen::Form(id, page) => form::form(ui, id, page),
                        Screen::Contact => contact::contact(ui),
                        Screen::Receipt => receipt::receipt(ui),
                    }
                }}
            </main>
        </div>
    }
}

/// A new screen begins at its top, and its title takes the focus, so that a screen reader says it.
fn arrive(body: NodeRef<html::Main>) {
    let Some(body) = body.get_untracked() else {
        return;
    };
    body.set_scroll_top(0);
    let title = body.parent_element().and_then(|it| it.query_selector("h1").ok().flatten());
    if let Some(title) = title.and_then(|it| it.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        let _ = title.focus();
    }
}
