//! The panel as a Leptos component, for wallets written in Rust.

use help_core::Context;
use leptos::prelude::*;

use super::panel;
use crate::desk::{Config, Desk, Tell};

/// The panel as a component. It fills its parent; opening, closing
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
