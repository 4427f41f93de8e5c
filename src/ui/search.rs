//! The search field and what a question finds, as it is typed.

use wasm_bindgen::JsValue;

use super::{
    Ui,
    el::{El, button, el, live, parts},
    event, focus,
    icon::{Icon, icon},
    lists, states, words,
};

/// Always there.
pub fn field(ui: Ui) -> El {
    let typed = ui.desk.follow(|session| session.query().to_owned());
    let input = el("input")
        .class("search-input")
        .attr("id", "wh-search")
        .attr("type", "search")
        .attr("aria-label", ui.t.ask)
        .attr("placeholder", ui.t.ask)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", "300")
        .attr("enterkeyhint", "search")
        .live_prop("value", move || JsValue::from_str(&typed.get()))
        .on("input", move |it| {
            ui.desk.act(|session| session.ask(&event::value(&it)));
            focus::to_top();
        });
    el("div").class("search").attr("role", "search").add(icon(Icon::Search)).add(input)
}

/// What was found; the count is announced politely.
pub fn results(ui: Ui) -> El {
    let found = ui.desk.follow(|session| session.found().map(|found| (*found).clone()));
    let list = live(move || {
        states::loaded(ui, found.get(), 4, |found| {
            let count = found.answers.len();
            let say = match count {
                0 => ui.t.found_none.to_owned(),
                1 => ui.t.found_one.to_owned(),
                _ => words::fill(ui.t.found_n, &[("n", &count.to_string())]),
            };
            let sure = found.confident;
            let rows = [
                Some(el("p").class("count").attr("role", "status").add(say)),
                (count > 0).then(|| lists::answers(ui, found.answers)),
                (!sure).then(|| unsure(ui, count > 0)),
                sure.then(|| report_row(ui)),
            ];
            parts(rows.into_iter().flatten())
        })
    });
    el("section").class("group results").add(list)
}

/// Probably nothing answers it: say so, and lead to the form with the words already in it.
fn unsure(ui: Ui, some: bool) -> El {
    let report = button("button accent", move || ui.desk.act(|it| it.report_question()));
    let clear = button("button", move || ui.desk.act(|it| it.ask("")));
    let buttons = el("div")
        .class("row-buttons")
        .add(report.add(ui.t.report_these_words))
        .add(clear.add(ui.t.clear_search));
    let text = if some { ui.t.unsure_some } else { ui.t.unsure_none };
    states::state(Icon::Info).add(el("div").add(el("p").add(text)).add(buttons))
}

fn report_row(ui: Ui) -> El {
    let below = el("span").add(ui.t.report_these_words);
    lists::card(Icon::Chat, ui.t.not_found_it, below, move || ui.desk.act(|it| it.report_question()))
}
