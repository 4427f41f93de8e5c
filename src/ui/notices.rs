//! Notices of what is disturbed right now.

use help_core::notice::Level;

use super::{
    Ui,
    el::{El, el, live},
    icon::{Icon, icon},
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
