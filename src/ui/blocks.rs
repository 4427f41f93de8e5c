//! An article's typed blocks as nodes. Whatever is not one of these blocks cannot be shown.

use help_core::article::{Align, Block, Image, Inline, Link, NoteKind, Table};
use web_sys::Event;

use super::{
    Ui,
    el::{El, Part, button, el},
    icon::{Icon, icon},
};

/// Blocks in order.
pub fn blocks(ui: Ui, list: &[Block]) -> Vec<El> {
    list.iter().map(|it| block(ui, it)).collect()
}

/// One block.
pub fn block(ui: Ui, block: &Block) -> El {
    match block {
        Block::Heading(level, text) => {
            let tag = match level {
                0..=2 => "h3",
                3 => "h4",
                _ => "h5",
            };
            el(tag).add(inlines(ui, text))
        }
        Block::Paragraph(text) => el("p").add(inlines(ui, text)),
        Block::Bullets(items) => el("ul").add(self::items(ui, items)),
        Block::Steps(start, items) => {
            el("ol").attr("start", start.to_string()).add(self::items(ui, items))
        }
        Block::Code(_, text) => el("pre").attr("tabindex", "0").add(el("code").add(text.as_str())),
        Block::Quote(inner) => el("blockquote").add(blocks(ui, inner)),
        Block::Note(kind, inner) => note(ui, *kind, inner),
        Block::Table(table) => self::table(ui, table),
        Block::Rule => el("hr"),
        Block::Details(summary, inner) => {
            el("details").add(el("summary").add(inlines(ui, summary))).add(blocks(ui, inner))
        }
    }
}

/// A lone paragraph in a list item stands without its own margins.
fn items(ui: Ui, items: &[Vec<Block>]) -> Vec<El> {
    let item = |content: &Vec<Block>| match content.as_slice() {
        [Block::Paragraph(text)] => el("li").add(inlines(ui, text)),
        many => el("li").add(blocks(ui, many)),
    };
    items.iter().map(item).collect()
}

fn note(ui: Ui, kind: NoteKind, inner: &[Block]) -> El {
    let (class, mark, name) = match kind {
        NoteKind::Note => ("note", Icon::Info, ui.t.note),
        NoteKind::Tip => ("note tip", Icon::Check, ui.t.tip),
        NoteKind::Warning => ("note warning", Icon::Warning, ui.t.careful),
        NoteKind::Caution => ("note caution", Icon::Warning, ui.t.danger),
    };
    el("div")
        .class(class)
        .attr("role", "note")
        .attr("aria-label", name)
        .add(icon(mark))
        .add(el("div").add(blocks(ui, inner)))
}

/// Wider than the panel, it scrolls by itself, by keyboard too.
fn table(ui: Ui, table: &Table) -> El {
    let class = |column: usize| match table.align.get(column) {
        Some(Align::End) => "end",
        Some(Align::Center) => "center",
        _ => "start",
    };
    let head = table.head.iter().enumerate().map(|(column, cell)| {
        el("th").attr("scope", "col").class(class(column)).add(inlines(ui, cell))
    });
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(column, cell)| el("td").class(class(column)).add(inlines(ui, cell)));
        el("tr").add(cells.collect::<Vec<_>>())
    });
    let head = el("thead").add(el("tr").add(head.collect::<Vec<_>>()));
    let body = el("tbody").add(rows.collect::<Vec<_>>());
    el("div")
        .class("table")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", ui.t.table)
        .add(el("table").add(head).add(body))
}

/// Running text.
pub fn inlines(ui: Ui, list: &[Inline]) -> Vec<El> {
    list.iter().map(|it| inline(ui, it)).collect()
}

fn inline(ui: Ui, inline: &Inline) -> El {
    match inline {
        Inline::Text(text) => text.as_str().node(),
        Inline::Strong(inner) => el("strong").add(inlines(ui, inner)),
        Inline::Emphasis(inner) => el("em").add(inlines(ui, inner)),
        Inline::Code(text) => el("code").add(text.as_str()),
        Inline::Key(text) => el("kbd").add(text.as_str()),
        Inline::Link(to, inner) => link(ui, to, inlines(ui, inner)),
        Inline::Image(it) => image(ui, it),
        Inline::Break => el("br"),
    }
}

fn image(ui: Ui, image: &Image) -> El {
    el("img")
        .attr("src", ui.desk.knowledge() + &image.src)
        .attr("alt", image.alt.as_str())
        .attr("loading", "lazy")
        .maybe("width", image.width.map(|it| it.to_string()))
        .maybe("height", image.height.map(|it| it.to_string()))
}

/// A way inside the widget is a button, a way out is a link that says where it leads.
fn link(ui: Ui, to: &Link, text: Vec<El>) -> El {
    match to.clone() {
        Link::Article(id) => button("link", move || ui.desk.act(|it| it.open_article(&id))).add(text),
        Link::Form(topic) => button("link", move || ui.desk.act(|it| it.start_form(&topic))).add(text),
        Link::Contact => button("link", move || ui.desk.act(|it| it.open_contact())).add(text),
        Link::Web(address, host) => el("span")
            .add(web(ui, address).add(text))
            .add(host.map(|host| el("span").class("host").add(host))),
        Link::Email(address) => away(ui, ["mailto:", &address].concat()).add(text),
        Link::Phone(number) => away(ui, ["tel:", &number].concat()).add(text),
    }
}

/// A web address that says where it leads before it opens.
pub fn web(ui: Ui, address: String) -> El {
    away(ui, address).attr("target", "_blank").attr("rel", "noopener noreferrer nofollow")
}

fn away(ui: Ui, address: String) -> El {
    let to = address.clone();
    // One that leads elsewhere says so before it opens, by whichever button.
    let leave = move |event: Event| {
        if !ui.desk.is_ours(&to) {
            event.prevent_default();
            ui.desk.act(|session| session.leave(&to));
        }
    };
    el("a").attr("href", address).on("click", leave.clone()).on("auxclick", leave)
}
