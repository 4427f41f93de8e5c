//! An article: its text, "did this help?", what helps next, and the way to contact.

use help_core::article::Article;

use super::{
    Ui, blocks,
    el::{El, button, el, live, live_text, parts},
    home,
    lists::{self, group},
    states, words,
};
use crate::browser::clock;

/// The article of that id.
pub fn article(ui: Ui, id: String) -> El {
    // The text is drawn from where it lies: a copy to compare with would be longer than the drawing.
    let wanted = id.clone();
    let progress = ui.desk.follow(move |session| session.article(&wanted).map(|_| ()));
    let text = live(move || {
        states::loaded(ui, progress.get(), 8, |()| {
            parts(ui.desk.peek(|session| session.article(&id).ready().map(|it| text(ui, it))))
        })
    });
    el("div").class("screen").add(text).add(states::never_ask(ui))
}

fn text(ui: Ui, article: &Article) -> El {
    let day = article.updated.as_ref().and_then(|it| clock::day(it, ui.t.tag));
    let checked =
        day.map(|day| el("p").class("checked").add(words::fill(ui.t.checked_on, &[("date", &day)])));
    let title = el("h2").class("article-title").add(article.title.as_str());
    let title = title.add(article.urgent.then(|| lists::urgent(ui)));
    parts([
        el("article").class("article").add(title).add(blocks::blocks(ui, &article.blocks)).add(checked),
        vote(ui, &article.id),
        related(ui, article.related.clone()),
        home::contact_rows(ui),
    ])
}

fn vote(ui: Ui, id: &str) -> El {
    let voted = id.to_owned();
    let verdict = ui.desk.follow(move |session| session.voted(&voted));
    let choice = |helped: bool, text: &str| {
        let (id, pressed) = (id.to_owned(), verdict.clone());
        button("button", move || ui.desk.act(|it| it.vote(&id, helped)))
            .live_attr("aria-pressed", move || Some((pressed.get() == Some(helped)).to_string()))
            .add(text)
    };
    let buttons =
        el("div").class("row-buttons").add(choice(true, ui.t.yes)).add(choice(false, ui.t.no));
    let thanks = live_text(move || match verdict.get() {
        None => String::new(),
        Some(true) => ui.t.thanks_yes.to_owned(),
        Some(false) => ui.t.thanks_no.to_owned(),
    });
    el("section")
        .class("vote")
        .add(el("h3").add(ui.t.did_it_help))
        .add(buttons)
        .add(el("p").class("vote-thanks").attr("role", "status").add(thanks))
}

fn related(ui: Ui, ids: Vec<String>) -> El {
    let titled = ui.desk.follow(move |session| {
        let titled = ids.iter().filter_map(|id| Some((id.clone(), session.title_of(id)?.to_owned())));
        titled.collect::<Vec<_>>()
    });
    live(move || {
        let titled = titled.get();
        (!titled.is_empty()).then(|| {
            let rows = titled.into_iter().map(|(id, title)| {
                let text = el("span").class("list-text").add(title);
                lists::row(text, move || ui.desk.act(|it| it.open_article(&id)))
            });
            group(ui.t.related).add(el("ul").class("list").add(rows.collect::<Vec<_>>()))
        })
    })
}
