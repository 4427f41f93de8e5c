//! Lists and rows that lead somewhere: one line each, the words of a question marked.

use help_session::Answer;

use super::{
    Ui,
    el::{El, Part, button, el},
    icon::{Icon, icon},
};

/// Answers as a list of ways to their articles.
pub fn answers(ui: Ui, list: Vec<Answer>) -> El {
    let rows = list.into_iter().map(|answer| {
        let text =
            el("span").class("list-text").add(title(&answer)).add(answer.urgent.then(|| urgent(ui)));
        let id = answer.id;
        row(text, move || ui.desk.act(|it| it.open_article(&id)))
    });
    el("ul").class("list").add(rows.collect::<Vec<_>>())
}

/// A row of a list.
pub fn row(inside: impl Part, act: impl Fn() + 'static) -> El {
    el("li").add(button("list-row", act).add(inside).add(icon(Icon::Chevron)))
}

/// A row that stands for itself: icon, a strong line, and more below it.
pub fn card(mark: Icon, strong: &str, below: impl Part, act: impl Fn() + 'static) -> El {
    let text = el("span").class("card-text").add(el("strong").add(strong)).add(below);
    button("card-row", act).add(icon(mark)).add(text).add(icon(Icon::Chevron))
}

/// A way on inside a text.
pub fn more(text: impl Part, act: impl Fn() + 'static) -> El {
    button("more", act).add(text).add(icon(Icon::Chevron))
}

/// A part of a screen under its heading.
pub fn group(title: &str) -> El {
    el("section").class("group").add(el("h2").add(title))
}

/// "Act now".
pub fn urgent(ui: Ui) -> El {
    el("span").class("tag urgent").add(ui.t.urgent)
}

/// The title with the found words marked.
fn title(answer: &Answer) -> El {
    let ranges = answer.marks.iter().map(|it| (it.start as usize, it.end as usize));
    marked(&answer.title, ranges)
}

/// A text with some of it in `mark` elements: ranges of Unicode scalar values, in order.
pub fn marked(text: &str, ranges: impl Iterator<Item = (usize, usize)>) -> El {
    let letters: Vec<char> = text.chars().collect();
    let text = |from: usize, to: usize| -> String { letters.iter().take(to).skip(from).collect() };
    let mut out = el("span");
    let mut at = 0;
    for (from, to) in ranges {
        if from < at || to <= from || to > letters.len() {
            continue;
        }
        out = out.add(text(at, from)).add(el("mark").add(text(from, to)));
        at = to;
    }
    out.add(text(at, letters.len()))
}
