//! A topic's articles, and the choice of a topic for a report.

use super::{
    Ui,
    el::{El, el, live},
    icon::{Icon, icon},
    lists::{self, card, group},
    notices, states,
};

/// The articles of a topic.
pub fn topic(ui: Ui, id: String) -> El {
    let (listed, with_form, report) = (id.clone(), id.clone(), id.clone());
    let list = ui.desk.follow(move |session| session.topic_articles(&listed));
    let has_form = ui.desk.follow(move |session| session.has_form(&with_form));
    let articles = live(move || states::loaded(ui, list.get(), 6, |list| lists::answers(ui, list)));
    let form = live(move || {
        let report = report.clone();
        has_form.get().then(|| {
            let below = el("span").add(ui.t.report_hint);
            let open = move || ui.desk.act(|it| it.choose_topic(&report));
            group(ui.t.still_stuck).add(card(Icon::Chat, ui.t.report_problem, below, open))
        })
    });
    el("div")
        .class("screen")
        .add(notices::notices(ui, Some(id)))
        .add(articles)
        .add(form)
        .add(states::never_ask(ui))
}

/// What is the report about?
pub fn choose(ui: Ui) -> El {
    let list = ui.desk.follow(|session| {
        let topics = session.named_topics().into_iter();
        topics.filter(|(id, ..)| session.has_form(id)).collect::<Vec<_>>()
    });
    let rows = live(move || {
        let rows = list.get().into_iter().map(|(id, name, title)| {
            let text = vec![icon(Icon::of_topic(&name)), el("span").class("list-text").add(title)];
            lists::row(text, move || ui.desk.act(|it| it.choose_topic(&id)))
        });
        rows.collect::<Vec<_>>()
    });
    el("div")
        .class("screen")
        .add(el("h2").class("question-title").add(ui.t.what_about))
        .add(el("ul").class("list").add(rows))
        .add(states::never_ask(ui))
}
