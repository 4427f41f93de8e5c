//! When a report is solved or closed: opening it again, and how it was handled.

use help_core::time;
use help_session::Paper;
use wasm_bindgen::JsValue;

use super::paper;
use crate::{
    browser::clock,
    strings::after_words,
    ui::{
        Ui,
        el::{El, button, el, live, parts},
        words,
    },
};

/// Both.
pub fn over(ui: Ui, id: &str) -> El {
    parts([rating(ui, id), reopen(ui, id)])
}

fn reopen(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let (read, id) = (id.to_owned(), id.to_owned());
    let until = ui.desk.follow(move |session| session.standing(&read)?.reopen_until.clone());
    live(move || {
        let until = until.get().filter(|it| time::seconds(it).is_some_and(|it| it > clock::now()))?;
        let id = id.clone();
        let open = button("button", move || ui.desk.act(|it| it.reopen(&id))).add(t.reopen);
        let when = words::fill(t.reopen_until, &[("time", &words::when(ui.form(), &until))]);
        Some(parts([el("div").class("row-buttons").add(open), el("p").class("help").add(when)]))
    })
}

fn rating(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let (read, id) = (id.to_owned(), id.to_owned());
    let given = ui.desk.follow(move |session| {
        session.standing(&read).and_then(|it| it.rating.as_ref()).map(|it| it.stars)
    });
    live(move || match given.get() {
        Some(stars) => {
            let text = words::fill(t.rated, &[("n", &stars.to_string())]);
            el("p").attr("role", "status").add(text)
        }
        None => question(ui, &id),
    })
}

fn question(ui: Ui, id: &str) -> El {
    let t = after_words(ui.t.tag);
    let stars = (1..=5_u8).map(|stars| star(ui, id, stars)).collect::<Vec<_>>();
    let choice = el("fieldset")
        .class("field")
        .add(el("legend").add(t.how_was_it))
        .add(el("div").class("options").add(stars));
    let label = el("label").add(t.a_word).add(el("span").class("tag").add(ui.form().optional));
    let to = id.to_owned();
    paper::form(ui, id, Paper::Word, move || ui.desk.post_paper(&to, Paper::Word))
        .add(choice)
        .add(paper::field(ui, id, Paper::Word, label))
        .add(paper::failure(ui, id, Paper::Word))
        .add(paper::send(ui, id, Paper::Word, t.send_rating))
}

fn star(ui: Ui, id: &str, stars: u8) -> El {
    let t = after_words(ui.t.tag);
    let (read, write) = (id.to_owned(), id.to_owned());
    let chosen =
        ui.desk.follow(move |session| session.thread(&read).is_some_and(|it| it.stars == stars));
    let input = el("input")
        .attr("type", "radio")
        .attr("name", "wh-stars")
        .attr("value", stars.to_string())
        .live_prop("checked", move || JsValue::from_bool(chosen.get()))
        .on("change", move |_| ui.desk.set(|it| it.choose_stars(&write, stars)));
    let text = words::fill(t.stars_n, &[("n", &stars.to_string())]);
    el("div").class("option").add(el("label").add(input).add(el("span").add(text)))
}
