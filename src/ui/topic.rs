//! A topic's articles, and the choice of a topic for a report.

use leptos::prelude::*;

use super::{
    Ui, home,
    icon::{Icon, icon},
    lists, states,
};

/// The articles of a topic.
pub fn topic(ui: Ui, id: String) -> AnyView {
    let shown = id.clone();
    let list = ui.desk.memo(move |session| Some(session.topic_articles(&shown)));
    let form = id.clone();
    let has_form = ui.desk.memo(move |session| session.has_form(&form));
    let report = id.clone();
    view! {
        <div class="screen">
            {home::notices(ui, Some(id))}
            {move || states::loaded(ui, list.get().unwrap_or_default(), 6, |list| lists::answers(ui, list))}
            {move || {
                let report = report.clone();
                has_form.get().then(|| view! {
                    <section class="group">
                        <h2>{ui.t.still_stuck}</h2>
                        <button type="button" class="card-row" on:click=move |_| ui.desk.act(|it| it.choose_topic(&report))>
                            {icon(Icon::Chat)}
                            <span class="card-text"><strong>{ui.t.report_problem}</strong><span>{ui.t.report_hint}</span></span>
                            {icon(Icon::Chevron)}
                        </button>
                    </section>
                })
            }}
            {states::never_ask(ui)}
        </div>
    }
    .into_any()
}

/// What is the report about?
pub fn choose(ui: Ui) -> AnyView {
    let list = ui.desk.memo(|session| {
        let language = session.language();
        let with_form = session.topics().iter().filter(|it| it.flow);
        with_form
            .map(|it| (it.id.clone(), it.icon.clone(), it.title.get(language).to_owned()))
            .collect::<Vec<_>>()
    });
    let rows = move || {
        list.get()
            .into_iter()
            .map(|(id, name, title)| {
                view! {
                    <li>
                        <button type="button" class="list-row" on:click=move |_| ui.desk.act(|it| it.choose_topic(&id))>
                            {icon(Icon::of_topic(&name))}
                            <span class="list-text">{title}</span>
                            {icon(Icon::Chevron)}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="screen">
            <h2 class="question-title">{ui.t.what_about}</h2>
            <ul class="list">{rows}</ul>
            {states::never_ask(ui)}
        </div>
    }
    .into_any()
}
