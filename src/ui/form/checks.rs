//! What to try before a report is written.

use leptos::prelude::*;

use crate::{
    browser::clock,
    ui::{
        Ui, home,
        icon::{Icon, icon},
    },
};

/// The first page.
pub fn checks(ui: Ui, topic: String) -> AnyView {
    let wanted = topic.clone();
    let flow = ui.desk.read(move |session| session.flow(&wanted).ready().copied().cloned());
    let Some(flow) = flow else {
        return ().into_any();
    };
    let title = if flow.urgent { ui.t.do_this_now } else { ui.t.try_first };
    let rows = flow.checks.into_iter().map(|check| {
        let more = check.article.map(|id| {
            view! {
                <button type="button" class="more" on:click=move |_| ui.desk.act(|it| it.open_article(&id))>
                    {ui.t.how_to}{icon(Icon::Chevron)}
                </button>
            }
        });
        view! { <li><p>{check.text}</p>{more}</li> }
    });
    let prepare = (!flow.prepare.is_empty()).then(|| {
        let rows = flow.prepare.into_iter().map(|it| view! { <li>{it}</li> });
        view! { <section class="prepare"><h3>{ui.t.have_at_hand}</h3><ul>{rows.collect_view()}</ul></section> }
    });
    view! {
        {home::notices(ui, Some(topic))}
        <h2 class="question-title">{title}</h2>
        <ol class="checks">{rows.collect_view()}</ol>
        {prepare}
        <div class="action">
            <button type="button" class="main-button" on:click=move |_| ui.desk.act(|it| it.next(clock::now()))>
                {ui.t.write_report}
            </button>
        </div>
    }
    .into_any()
}
