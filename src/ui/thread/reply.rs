//! Below a reply of support: what to do with it, whether it solved the problem, and the answer to it.

use help_session::{Paper, pictures_of};

use super::paper;
use crate::{
    strings::after_words,
    ui::{
        Ui,
        el::{El, button, el, live_text},
        focus,
        form::Evidence,
    },
};

/// Read it, do it, come back; then one of two buttons.
pub fn steps(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let rows = [t.step_read, t.step_do, t.step_back].map(|it| el("li").add(it));
    let (solved, unsolved) = (id.to_owned(), id.to_owned());
    let yes = button("button", move || ui.desk.act(|it| it.solve(&solved))).add(t.this_solved);
    let no = button("button", move || {
        ui.desk.set(|it| it.not_solved(&unsolved));
        focus::focus_soon(paper::field_id(Paper::Reply).to_owned());
    });
    el("section")
        .class("whats-next")
        .add(el("h2").add(ui.form().what_next))
        .add(el("ol").class("next").add(Vec::from(rows)))
        .add(el("div").class("row-buttons").add(yes).add(no.add(t.this_did_not)))
}

/// The field in which the person writes to support, and the pictures that go along.
pub fn reply(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let read = id.to_owned();
    let unsolved = ui.desk.follow(move |session| session.thread(&read).is_some_and(|it| it.unsolved));
    let label = el("label").add(live_text(move || {
        if unsolved.get() { t.what_happened } else { t.your_message }.to_owned()
    }));
    let pictures = Evidence::new(ui, &pictures_of(id));
    let (to, shown) = (id.to_owned(), pictures.clone());
    let act = move || {
        if !pictures.stops() {
            ui.desk.post_paper(&to, Paper::Reply);
        }
    };
    let form = paper::form(ui, id, Paper::Reply, act)
        .add(paper::field(ui, id, Paper::Reply, label))
        .add(shown.section())
        .add(paper::failure(ui, id, Paper::Reply))
        .add(el("div").class("action").add(paper::send(ui, id, Paper::Reply, t.send)));
    shown.caught(form)
}
