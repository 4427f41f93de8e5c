//! Waiting, failing and finding nothing: the states every screen has.

use help_session::{Failure, Load};

use super::{
    Ui,
    el::{El, button, el},
    icon::{Icon, icon},
};

/// Lines in the shape of what comes; they show only after a moment, so that a fast answer does not blink.
pub fn waiting(ui: Ui, lines: usize) -> El {
    let bars: Vec<El> = (0..lines).map(|_| el("span").class("bar")).collect();
    el("div")
        .class("skeleton")
        .attr("role", "status")
        .add(el("span").class("unseen").add(ui.t.loading))
        .add(bars)
}

/// What happened, what still works, and the way to try again.
pub fn failed(ui: Ui, failure: Failure) -> El {
    let (title, text, mark) = match failure {
        Failure::Network => (ui.t.no_connection, ui.t.no_connection_help, Icon::Offline),
        Failure::NotFound => (ui.t.not_here, ui.t.not_here_help, Icon::Info),
        Failure::Server(_) | Failure::Broken => {
            (ui.t.cannot_load, ui.t.cannot_load_help, Icon::Warning)
        }
        Failure::TooNew => (ui.t.too_new, ui.t.too_new_help, Icon::Info),
    };
    let buttons = el("div")
        .class("row-buttons")
        .add(button("button", move || ui.desk.act(|it| it.retry())).add(ui.t.try_again))
        .add(button("button", move || ui.desk.act(|it| it.open_contact())).add(ui.t.official_channels));
    state(mark)
        .attr("role", "alert")
        .add(el("div").add(el("p").class("state-title").add(title)).add(el("p").add(text)).add(buttons))
}

/// The frame of a state; its text is to be added.
pub fn state(mark: Icon) -> El {
    el("div").class("state").add(icon(mark))
}

/// The view of what is here, else waiting or failed.
pub fn loaded<T>(ui: Ui, progress: Load<T>, lines: usize, show: impl FnOnce(T) -> El) -> El {
    match progress {
        Load::Ready(value) => show(value),
        Load::Failed(failure) => failed(ui, failure),
        Load::Absent | Load::Loading => waiting(ui, lines),
    }
}

/// The sentence that belongs on every screen where people look for help.
pub fn never_ask(ui: Ui) -> El {
    el("p").class("never-ask").add(icon(Icon::Safety)).add(el("span").add(ui.t.never_ask))
}
