//! Lists of answers: one line each, the words of the question marked.

use help_session::Answer;
use leptos::prelude::*;

use super::{
    Ui,
    icon::{Icon, icon},
};

/// Answers as a list of links.
pub fn answers(ui: Ui, list: Vec<Answer>) -> AnyView {
    let rows = list.into_iter().map(|answer| row(ui, answer)).collect_view();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

fn row(ui: Ui, answer: Answer) -> AnyView {
    let id = answer.id.clone();
    let urgent = answer.urgent.then(|| view! { <span class="tag urgent">{ui.t.urgent}</span> });
    view! {
        <li>
            <button type="button" class="list-row" on:click=move |_| ui.desk.act(|it| it.open_article(&id))>
                <span class="list-text">{marked(&answer)}{urgent}</span>
                {icon(Icon::Chevron)}
            </button>
        </li>
    }
    .into_any()
}

/// The title with the found words in `mark` elements.
fn marked(answer: &Answer) -> Vec<AnyView> {
    let letters: Vec<char> = answer.title.chars().collect();
    let text = |from: usize, to: usize| -> String { letters.iter().take(to).skip(from).collect() };
    let mut out = Vec::new();
    let mut at = 0;
    for range in &answer.marks {
        let (from, to) = (range.start as usize, range.end as usize);
        if from < at || to <= from || to > letters.len() {
            continue;
        }
        if from > at {
            out.push(text(at, from).into_any());
        }
        out.push(view! { <mark>{text(from, to)}</mark> }.into_any());
        at = to;
    }
    out.push(text(at, letters.len()).into_any());
    out
}
