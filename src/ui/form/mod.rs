//! The guided form, one page a screen.

mod checks;
mod question;
mod review;
mod step;

use help_session::{Load, Page};
use leptos::prelude::*;

use super::{Ui, states};

/// The page of a topic's form.
pub fn form(ui: Ui, topic: String, page: Page) -> AnyView {
    let wanted = topic.clone();
    let progress = ui.desk.memo(move |session| Some(session.flow(&wanted).map(|_| ())));
    view! {
        <div class="screen form">
            {move || match progress.get().unwrap_or(Load::Absent) {
                Load::Ready(()) => match page {
                    Page::Checks => checks::checks(ui, topic.clone()),
                    Page::Step(step) => step::step(ui, topic.clone(), step),
                    Page::Review => review::review(ui, topic.clone()),
                },
                Load::Failed(failure) => states::failed(ui, failure),
                Load::Absent | Load::Loading => states::waiting(ui, 5),
            }}
        </div>
    }
    .into_any()
}
