//! Waiting, failing and finding nothing: the states every screen has.

use help_session::{Failure, Load};
use leptos::prelude::*;

use super::{
    Ui,
    icon::{Icon, icon},
};

/// Lines in the shape of what comes; they show only after a moment, so that a fast answer does not blink.
pub fn waiting(ui: Ui, lines: usize) -> AnyView {
    let bars = (0..lines).map(|_| view! { <span class={"bar"}></span> }).collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="unseen">{ui.t.loading}</span>
            {bars}
        </div>
    }
    .into_any()
}

/// What happened, what still works, and the way to try again.
pub fn failed(ui: Ui, failure: Failure) -> AnyView {
    let (title, text, mark) = match failure {
        Failure::Network => (ui.t.no_connection, ui.t.no_connection_help, Icon::Offline),
        Failure::NotFound => (ui.t.not_here, ui.t.not_here_help, Icon::Info),
        Failure::Server(_) | Failure::Broken => {
            (ui.t.cannot_load, ui.t.cannot_load_help, Icon::Warning)
        }
        Failure::TooNew => (ui.t.too_new, ui.t.too_new_help, Icon::Info),
    };
    view! {
        <div class="state" role="alert">
            {icon(mark)}
            <div>
                <p class="state-title">{title}</p>
                <p>{text}</p>
                <div class="row-buttons">
                    <button type="button" class="button" on:click=move |_| ui.desk.act(|it| it.retry())>
                        {ui.t.try_again}
                    </button>
                    <button type="button" class="button" on:click=move |_| ui.desk.act(|it| it.open_contact())>
                        {ui.t.official_channels}
                    </button>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The view of what is here, else waiting or failed.
pub fn loaded<T>(ui: Ui, progress: Load<T>, lines: usize, show: impl FnOnce(T) -> AnyView) -> AnyView {
    match progress {
        Load::Ready(value) => show(value),
        Load::Failed(failure) => failed(ui, failure),
        Load::Absent | Load::Loading => waiting(ui, lines),
    }
}

/// The sentence that belongs on every screen where people look for help.
pub fn never_ask(ui: Ui) -> AnyView {
    view! {
        <p class="never-ask">{icon(Icon::Safety)}<span>{ui.t.never_ask}</span></p>
    }
    .into_any()
}
