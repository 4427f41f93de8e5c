//! An article: its text, "did this help?", what helps next, and the way to contact.

use help_core::article::Article;
use leptos::prelude::*;

use super::{
    Ui, blocks, home,
    icon::{Icon, icon},
    states, words,
};
use crate::browser::clock;

/// The article of that id.
pub fn article(ui: Ui, id: String) -> AnyView {
    let wanted = id.clone();
    let article = ui.desk.memo(move |session| Some(session.article(&wanted).map(|it| (*it).clone())));
    view! {
        <div class="screen">
            {move || states::loaded(ui, article.get().unwrap_or_default(), 8, |it| text(ui, &it))}
            {states::never_ask(ui)}
        </div>
    }
    .into_any()
}

fn text(ui: Ui, article: &Article) -> AnyView {
    let urgent = article.urgent.then(|| view! { <span class="tag urgent">{ui.t.urgent}</span> });
    let checked = article.updated.as_ref().and_then(|it| clock::day(it, ui.t.tag)).map(|day| {
        view! { <p class="checked">{words::fill(ui.t.checked_on, &[("date", &day)])}</p> }
    });
    view! {
        <article class="article">
            <h2 class="article-title">{article.title.clone()}{urgent}</h2>
            {blocks::blocks(ui, &article.blocks)}
            {checked}
        </article>
        {vote(ui, article.id.clone())}
        {related(ui, article.related.clone())}
        {home::contact_rows(ui)}
    }
    .into_any()
}

fn vote(ui: Ui, id: String) -> AnyView {
    let voted = id.clone();
    let verdict = ui.desk.memo(move |session| session.voted(&voted));
    let button = move |helped: bool, text: &'static str| {
        let id = id.clone();
        view! {
            <button type="button" class="button" aria-pressed=move || (verdict.get() == Some(helped)).to_string()
                on:click=move |_| ui.desk.act(|it| it.vote(&id, helped))>
                {text}
            </button>
        }
    };
    let thanks = move || match verdict.get() {
        None => "",
        Some(true) => ui.t.thanks_yes,
        Some(false) => ui.t.thanks_no,
    };
    view! {
        <section class="vote">
            <h3>{ui.t.did_it_help}</h3>
            <div class="row-buttons">{button(true, ui.t.yes)}{button(false, ui.t.no)}</div>
            <p role="status" class="vote-thanks">{thanks}</p>
        </section>
    }
    .into_any()
}

fn related(ui: Ui, ids: Vec<String>) -> AnyView {
    let rows = move || {
        let titled = ui.desk.read(|session| {
            ids.iter()
                .filter_map(|id| Some((id.clone(), session.title_of(id)?.to_owned())))
                .collect::<Vec<_>>()
        });
        (!titled.is_empty()).then(|| {
            let rows = titled.into_iter().map(|(id, title)| {
                view! {
                    <li>
                        <button type="button" class="list-row" on:click=move |_| ui.desk.act(|it| it.open_article(&id))>
                            <span class="list-text">{title}</span>{icon(Icon::Chevron)}
                        </button>
                    </li>
                }
            });
            view! {
                <section class="group">
                    <h2>{ui.t.related}</h2>
                    <ul class="list">{rows.collect_view()}</ul>
                </section>
            }
        })
    };
    rows.into_any()
}
