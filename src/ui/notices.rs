//! Notices of what is disturbed right now.

use help_core::notice::Level;

use super::{
    Ui,
    el::{El, el, live},
    icon::{Icon, icon},
    words,
};
use crate::browser::clock;

/// The notices about a topic, or about the moment.
pub fn notices(ui: Ui, topic: Option<String>) -> El {
    let list = ui.desk.follow(move |session| {
        let language = session.language();
        let running = session.notices(topic.as_deref(), clock::now()).into_iter();
        running
            .map(|it| {
                let warning = it.level == Level::Warning;
                (warning, it.title.get(language).to_owned(), it.text.get(language).to_owned())
            })
            .collect::<Vec<_>>()
    });
    live(move || {
        let rows = list.get().into_iter().map(|(warning, title, text)| {
            let (class, mark) =
                if warning { ("notice warning", Icon::Warning) } else { ("notice info", Icon::Info) };
            el("details")
                .class(class)
                .add(el("summary").add(icon(mark)).add(el("span").add(title)))
                .add(el("p").add(text))
        });
        rows.collect::<Vec<_>>()
    })
}

/// The notices about a form, open at once: since when, until when, what to expect, and that a report can
/// be sent all the same.
pub fn in_form(ui: Ui, topic: String) -> El {
    let list = ui.desk.follow(move |session| {
        let language = session.language();
        let mut rows = Vec::new();
        for it in session.form_notices(&topic, clock::now()) {
            let words = [it.title.get(language), it.text.get(language), it.from.as_str()];
            rows.push((words.map(str::to_owned), it.until.clone()));
        }
        rows
    });
    live(move || {
        let rows = list.get().into_iter().map(|([title, text, from], until)| {
            let since = words::fill(ui.t.since, &[("time", &words::when(ui.t, &from))]);
            let until = until.map(|it| words::fill(ui.t.until, &[("time", &words::when(ui.t, &it))]));
            let time = [Some(since), until].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let inside = el("div")
                .add(el("h2").add(title))
                .add(el("p").class("help").add(time))
                .add(el("p").add(text))
                .add(el("p").class("help").add(ui.t.notice_go_on));
            el("section").class("finding notice-open").add(icon(Icon::Warning)).add(inside)
        });
        rows.collect::<Vec<_>>()
    })
}
