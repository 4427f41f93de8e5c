//! The search field and what a question finds, as it is typed.

use leptos::prelude::*;

use super::{
    Ui,
    icon::{Icon, icon},
    lists, states, words,
};

/// Always there.
pub fn field(ui: Ui) -> AnyView {
    let typed = move || ui.desk.read(|session| session.query().to_owned());
    view! {
        <div class="search" role="search">
            {icon(Icon::Search)}
            <input
                type="search"
                class="search-input"
                aria-label=ui.t.ask
                placeholder=ui.t.ask
                autocomplete="off"
                spellcheck="false"
                maxlength="300"
                enterkeyhint="search"
                prop:value=typed
                on:input:target=move |event| {
                    let words = event.target().value();
                    ui.desk.act(|session| session.ask(&words));
                }
            />
        </div>
    }
    .into_any()
}

/// What was found; the count is announced politely.
pub fn results(ui: Ui) -> AnyView {
    let found = ui.desk.memo(|session| Some(session.found().map(|found| (*found).clone())));
    view! {
        <section class="group results">
            {move || {
                states::loaded(ui, found.get().unwrap_or_default(), 4, |found| {
                    let count = found.answers.len();
                    let many = words::fill(ui.t.found_n, &[("n", &count.to_string())]);
                    let say = match count {
                        0 => ui.t.found_none.to_owned(),
                        1 => ui.t.found_one.to_owned(),
                        _ => many,
                    };
                    let sure = found.confident;
                    view! {
                        <p class="count" role="status">{say}</p>
                        {(!sure).then(|| unsure(ui, count > 0))}
                        {(count > 0).then(|| lists::answers(ui, found.answers))}
                        {sure.then(|| report_row(ui))}
                    }
                    .into_any()
                })
            }}
        </section>
    }
    .into_any()
}

/// Probably nothing answers it: say so, and lead to the form with the words already in it.
fn unsure(ui: Ui, some: bool) -> AnyView {
    let text = if some { ui.t.unsure_some } else { ui.t.unsure_none };
    view! {
        <div class="state">
            {icon(Icon::Info)}
            <div>
                <p>{text}</p>
                <div class="row-buttons">
                    <button type="button" class="button accent" on:click=move |_| ui.desk.act(|it| it.report_question())>
                        {ui.t.report_these_words}
                    </button>
                    <button type="button" class="button" on:click=move |_| ui.desk.act(|it| it.ask(""))>
                        {ui.t.clear_search}
                    </button>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn report_row(ui: Ui) -> AnyView {
    view! {
        <button type="button" class="card-row" on:click=move |_| ui.desk.act(|it| it.report_question())>
            {icon(Icon::Chat)}
            <span class="card-text"><strong>{ui.t.not_found_it}</strong><span>{ui.t.report_these_words}</span></span>
            {icon(Icon::Chevron)}
        </button>
    }
    .into_any()
}
