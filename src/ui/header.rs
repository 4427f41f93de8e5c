//! The header: back when there is a way back, title, language, close. It never moves.

use help_session::Screen;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::{
    desk::{Desk, Tell},
    strings::{Strings, strings},
};

/// The header over a desk.
pub fn header(desk: Desk) -> impl IntoView {
    let language = desk.memo(|session| session.language().to_owned());
    let t = move || strings(&language.get());
    let deep = desk.memo(|session| session.depth() > 0);
    let title = move || desk.read(|session| title(session, t()));
    view! {
        <header class="header">
            {move || {
                deep.get().then(|| view! {
                    <button type="button" class="icon-button back" aria-label=t().back
                        on:click=move |_| desk.act(|session| session.back())>
                        {icon(Icon::Back)}
                    </button>
                })
            }}
            <h1 id="wh-title" class="title" tabindex="-1">{title}</h1>
            {move || languages(desk, t())}
            <button type="button" class="icon-button close" aria-label=move || t().close
                on:click=move |_| desk.tell(Tell::Close)>
                {icon(Icon::Close)}
            </button>
        </header>
    }
}

fn title(session: &help_session::Session, t: &Strings) -> String {
    match session.screen() {
        Screen::Home => t.help.to_owned(),
        Screen::Topic(id) => topic_title(session, &id),
        Screen::ChooseTopic => t.report_problem.to_owned(),
        Screen::Article(_) => t.answer.to_owned(),
        Screen::Form(id, _) => session
            .flow(&id)
            .ready()
            .map_or_else(|| t.report_problem.to_owned(), |flow| flow.title.clone()),
        Screen::Contact => t.official_channels.to_owned(),
        Screen::Receipt => t.report_received.to_owned(),
    }
}

fn topic_title(session: &help_session::Session, id: &str) -> String {
    let topic = session.topics().iter().find(|topic| topic.id == id);
    topic.map(|topic| topic.title.get(session.language()).to_owned()).unwrap_or_default()
}

/// With two languages a button names the other one; with more a list chooses.
fn languages(desk: Desk, t: &'static Strings) -> Option<AnyView> {
    let (tags, here) = desk.read(|session| (session.languages(), session.language().to_owned()));
    let others: Vec<String> = tags.iter().filter(|tag| **tag != here).cloned().collect();
    match others.as_slice() {
        [] => None,
        [other] => {
            let (tag, name) = (other.clone(), own_name(other));
            let lang = other.clone();
            Some(
                view! {
                    <button type="button" class="language" lang=lang aria-label=name.clone()
                        on:click=move |_| desk.act(|session| session.choose_language(&tag))>
                        {short_name(&name)}
                    </button>
                }
                .into_any(),
            )
        }
        _ => {
            let options = tags.into_iter().map(|tag| {
                let chosen = tag == here;
                let name = own_name(&tag);
                view! { <option value=tag.clone() lang=tag prop:selected=chosen>{name}</option> }
            });
            Some(
                view! {
                    <select class="language" aria-label=t.language
                        on:change:target=move |event| {
                            let tag = event.target().value();
                            desk.act(|session| session.choose_language(&tag));
                        }>
                        {options.collect_view()}
                    </select>
                }
                .into_any(),
            )
        }
    }
}

/// A language's name in itself, as its own table says; a tag without a table names itself.
fn own_name(tag: &str) -> String {
    let table = strings(tag);
    let same = help_core::lang::primary(table.tag).eq_ignore_ascii_case(help_core::lang::primary(tag));
    if same { table.own_name.to_owned() } else { tag.to_owned() }
}

fn short_name(name: &str) -> String {
    if name.is_ascii() {
        name.chars().take(2).collect::<String>().to_uppercase()
    } else {
        name.to_owned()
    }
}
