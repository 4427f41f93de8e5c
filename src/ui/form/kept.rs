//! Whether the draft is kept on this device, the person's choice about it, and the way back into a draft of
//! an earlier visit.

use help_session::{Keeping, Trouble};

use crate::{
    browser::clock,
    ui::{
        Ui,
        el::{El, button, el, live, parts},
        words,
    },
};

/// The line below each page of the form.
pub fn line(ui: Ui) -> El {
    let keeping = ui.desk.follow(|session| session.keeping());
    let inside = live(move || {
        let (said, choice) = match keeping.get() {
            Keeping::On => (ui.form().kept_draft, Some((ui.form().keep_not, false))),
            Keeping::Off => (ui.form().kept_while_open, Some((ui.form().keep_it, true))),
            Keeping::Trouble(Trouble::Full) => (ui.form().not_kept_full, None),
            Keeping::Trouble(_) => (ui.form().not_kept, None),
        };
        let choice = choice.map(|(word, on)| {
            let choose = button("link", move || ui.desk.choose_keeping(on));
            el("span").add(" ").add(choose.add(word))
        });
        el("span").add(said).add(choice)
    });
    el("p").class("kept").attr("role", "status").add(inside)
}

/// "Continue where you stopped?", in place of the form, when there is a draft of an earlier visit.
pub fn offer(ui: Ui, topic: &str) -> Option<El> {
    let saved = ui.desk.peek(|session| session.offer(topic).map(|it| it.saved))?;
    let time = words::when(ui.form(), &clock::rfc3339(saved));
    let (on, afresh) = (topic.to_owned(), topic.to_owned());
    let continue_it = button("main-button", move || ui.desk.continue_draft(&on));
    let afresh = button("button", move || ui.desk.act(|it| it.start_afresh(&afresh)));
    let rows: [El; 4] = [
        el("h2").class("question-title").add(ui.form().continue_title),
        el("p").add(words::fill(ui.form().continue_help, &[("time", &time)])),
        el("div").class("row-buttons").add(afresh.add(ui.form().start_afresh)),
        super::action(el("p").class("kept"), continue_it.add(ui.form().go_on)),
    ];
    Some(parts(rows))
}
