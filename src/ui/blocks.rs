//! An article's typed blocks as nodes. Whatever is not one of these blocks cannot be shown.

use help_core::article::{Align, Block, Inline, Link, NoteKind, Table};
use leptos::prelude::*;

use super::{
    Ui,
    icon::{Icon, icon},
};

/// Blocks in order.
pub fn blocks(ui: Ui, list: &[Block]) -> AnyView {
    list.iter().map(|it| block(ui, it)).collect::<Vec<_>>().into_any()
}

/// One block.
pub fn block(ui: Ui, block: &Block) -> AnyView {
    match block {
        Block::Heading(level, text) => {
            let text = inlines(ui, text);
            match level {
                0..=2 => view! { <h3>{text}</h3> }.into_any(),
                3 => view! { <h4>{text}</h4> }.into_any(),
                _ => view! { <h5>{text}</h5> }.into_any(),
            }
        }
        Block::Paragraph(text) => view! { <p>{inlines(ui, text)}</p> }.into_any(),
        Block::Bullets(items) => view! { <ul>{self::items(ui, items)}</ul> }.into_any(),
        Block::Steps(start, items) => {
            view! { <ol start=start.to_string()>{self::items(ui, items)}</ol> }.into_any()
        }
        Block::Code(text, _) => {
            let text = text.clone();
            view! { <pre tabindex="0"><code>{text}</code></pre> }.into_any()
        }
        Block::Quote(inner) => view! { <blockquote>{blocks(ui, inner)}</blockquote> }.into_any(),
        Block::Note(kind, inner) => note(ui, *kind, inner),
        Block::Table(table) => self::table(ui, table),
        Block::Rule => view! { <hr/> }.into_any(),
        Block::Details(summary, inner) => view! {
            <details><summary>{inlines(ui, summary)}</summary>{blocks(ui, inner)}</details>
        }
        .into_any(),
    }
}

/// A lone paragraph in a list item stands without its own margins.
fn items(ui: Ui, items: &[Vec<Block>]) -> Vec<AnyView> {
    let item = |content: &Vec<Block>| match content.as_slice() {
        [Block::Paragraph(text)] => view! { <li>{inlines(ui, text)}</li> }.into_any(),
        many => view! { <li>{blocks(ui, many)}</li> }.into_any(),
    };
    items.iter().map(item).collect()
}

fn note(ui: Ui, kind: NoteKind, inner: &[Block]) -> AnyView {
    let (class, mark, name) = match kind {
        NoteKind::Note => ("note", Icon::Info, ui.t.note),
        NoteKind::Tip => ("note tip", Icon::Check, ui.t.tip),
        NoteKind::Warning => ("note warning", Icon::Warning, ui.t.careful),
        NoteKind::Caution => ("note caution", Icon::Warning, ui.t.danger),
    };
    view! {
        <div class=class role="note" aria-label=name>{icon(mark)}<div>{blocks(ui, inner)}</div></div>
    }
    .into_any()
}

/// Wider than the panel, it scrolls by itself, by keyboard too.
fn table(ui: Ui, table: &Table) -> AnyView {
    let class = |column: usize| match table.align.get(column) {
        Some(Align::End) => "end",
        Some(Align::Center) => "center",
        _ => "start",
    };
    let head = table.head.iter().enumerate().map(|(column, cell)| {
        view! { <th scope="col" class=class(column)>{inlines(ui, cell)}</th> }.into_any()
    });
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            view! { <td class=class(column)>{inlines(ui, cell)}</td> }.into_any()
        });
        view! { <tr>{cells.collect::<Vec<_>>()}</tr> }.into_any()
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label=ui.t.table>
            <table>
                <thead><tr>{head.collect::<Vec<_>>()}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Running text.
pub fn inlines(ui: Ui, list: &[Inline]) -> Vec<AnyView> {
    list.iter().map(|it| inline(ui, it)).collect()
}

fn inline(ui: Ui, inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(ui, inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(ui, inner)}</em> }.into_any(),
        Inline::Code(text) => {
            let text = text.clone();
            view! { <code>{text}</code> }.into_any()
        }
        Inline::Key(text) => {
            let text = text.clone();
            view! { <kbd>{text}</kbd> }.into_any()
        }
        Inline::Link(to, inner) => link(ui, to, inlines(ui, inner)),
        Inline::Image(image) => {
            let base = ui.desk.knowledge();
            view! {
                <img src=format!("{base}{}", image.src) alt=image.alt.clone() loading="lazy"
                    width=image.width.map(|it| it.to_string()) height=image.height.map(|it| it.to_string())/>
            }
            .into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}

/// A way inside the widget is a button, a way out is a link that says where it leads.
fn link(ui: Ui, to: &Link, text: Vec<AnyView>) -> AnyView {
    match to.clone() {
        Link::Article(id) => view! {
            <button type="button" class="link" on:click=move |_| ui.desk.act(|it| it.open_article(&id))>{text}</button>
        }
        .into_any(),
        Link::Form(topic) => view! {
            <button type="button" class="link" on:click=move |_| ui.desk.act(|it| it.start_form(&topic))>{text}</button>
        }
        .into_any(),
        Link::Contact => view! {
            <button type="button" class="link" on:click=move |_| ui.desk.act(|it| it.open_contact())>{text}</button>
        }
        .into_any(),
        Link::Web(address, host) => {
            let host = host.map(|host| view! { <span class="host">{host}</span> });
            view! {
                <a href=address target="_blank" rel="noopener noreferrer nofollow">{text}</a>{host}
            }
            .into_any()
        }
        Link::Email(address) => view! { <a href=format!("mailto:{address}")>{text}</a> }.into_any(),
        Link::Phone(number) => view! { <a href=format!("tel:{number}")>{text}</a> }.into_any(),
    }
}
