//! The header: back when there is a way back, title, language, close. It never moves.

use help_session::{Screen, Session};

use super::{
    el::{El, button, el, live, live_text},
    event,
    icon::{Icon, icon},
};
use crate::{
    desk::{Desk, Tell},
    strings::{Strings, strings},
};

/// The header over a desk.
pub fn header(desk: Desk) -> El {
    let here = desk.follow(|session| (session.language().to_owned(), session.languages()));
    let (back, shown) = (desk.follow(|it| (it.language().to_owned(), it.depth() > 0)), here.clone());
    let title = desk.follow(|session| title(session, strings(session.language())));
    el("div")
        .class("header")
        .add(live(move || {
            let (language, deep) = back.get();
            deep.then(|| {
                button("icon-button back", move || desk.act(|it| it.back()))
                    .attr("aria-label", strings(&language).back)
                    .add(icon(Icon::Back))
            })
        }))
        .add(
            el("h1")
                .class("title")
                .attr("id", "wh-title")
                .attr("tabindex", "-1")
                .add(live_text(move || title.get())),
        )
        .add(live(move || {
            let (language, tags) = shown.get();
            languages(desk, &language, tags)
        }))
        .add(live(move || {
            button("icon-button close", move || desk.tell(Tell::Close))
                .attr("aria-label", strings(&here.get().0).close)
                .add(icon(Icon::Close))
        }))
}

fn title(session: &Session, t: &Strings) -> String {
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
        Screen::Reports | Screen::Thread(_) | Screen::Summary(_) => t.my_reports.to_owned(),
        Screen::Who => t.is_it_support.to_owned(),
        Screen::Leave(_) => t.link_out.to_owned(),
    }
}

fn topic_title(session: &Session, id: &str) -> String {
    let topic = session.topics().iter().find(|topic| topic.id == id);
    topic.map(|topic| topic.title.get(session.language()).to_owned()).unwrap_or_default()
}

/// With two languages a button names the other one; with more a list chooses.
fn languages(desk: Desk, here: &str, tags: Vec<String>) -> Option<El> {
    let others: Vec<&String> = tags.iter().filter(|tag| *tag != here).collect();
    match others.as_slice() {
        [] => None,
        [other] => {
            let (tag, name) = ((*other).clone(), own_name(other));
            let choose = button("language", move || desk.act(|it| it.choose_language(&tag)));
            let short = short_name(&name);
            let label = if short == name { name } else { [&short, " ", &name].concat() };
            Some(choose.attr("lang", other).attr("aria-label", label).add(short))
        }
        _ => {
            let options = tags.iter().map(|tag| {
                let option = el("option").attr("value", tag).attr("lang", tag).add(own_name(tag));
                option.maybe("selected", (tag == here).then(String::new))
            });
            let options: Vec<El> = options.collect();
            let choose = move |it| desk.act(|session| session.choose_language(&event::value(&it)));
            let list = el("select").class("language").attr("aria-label", strings(here).language);
            Some(list.on("change", choose).add(options))
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
        name.chars().take(2).collect::<String>().to_ascii_uppercase()
    } else {
        name.to_owned()
    }
}
