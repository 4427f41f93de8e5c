//! HTML bodies become the blocks of an article. The page is parsed as browsers do (html5ever), its
//! elements are handed to the same builder that reads Markdown, and what has no block is left out: so
//! nothing can come in through HTML that could not stand in Markdown.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use scraper::{ElementRef, Html, Node};

use crate::markdown::{Reading, Resolve, What, build::Builder};

/// Elements whose text belongs to nobody, or whose meaning would be lost without the element.
const LEFT_OUT: [&str; 22] = [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "video",
    "audio", "canvas", "form", "input", "button", "select", "textarea", "slot", "head", "title",
    "frameset", "dialog",
];
/// Elements that part paragraphs without being blocks of ours.
const PARTS: [&str; 16] = [
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "address",
    "dl",
    "dt",
    "dd",
    "details",
    "center",
];

/// Reads a piece of HTML.
pub(crate) fn read(html: &str, resolve: &dyn Resolve) -> Reading {
    let page = Html::parse_fragment(html);
    let mut reader = Reader { builder: Builder::new(resolve), cell: 0, tables: 0, pre: 0, skipped: 0 };
    for edge in page.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(node) {
                        reader.open(element);
                    }
                }
                Node::Text(text) => reader.text(text),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Some(element) = ElementRef::wrap(node) {
                    reader.close(element);
                }
            }
        }
    }
    reader.builder.finish()
}

struct Reader<'a> {
    builder: Builder<'a>,
    /// How many table cells are open: blocks inside become lines.
    cell: usize,
    tables: usize,
    pre: usize,
    /// How many left-out elements are open.
    skipped: usize,
}

impl Reader<'_> {
    fn send(&mut self, event: Event<'_>) {
        self.builder.take(event, 0);
    }

    fn open(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if LEFT_OUT.contains(&name) {
            if self.skipped == 0 {
                self.builder.find(0, What::Html(format!("<{name}>")));
            }
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        let attribute = |name: &str| element.value().attr(name).unwrap_or_default();
        match name {
            "strong" | "b" => self.send(Event::Start(Tag::Strong)),
            "em" | "i" | "cite" | "dfn" => self.send(Event::Start(Tag::Emphasis)),
            "code" | "samp" | "tt" if self.pre == 0 => {
                // A code span takes its text whole, so the text is not read again.
                let text =
                    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    self.send(Event::Code(text.into()));
                }
                self.skipped += 1;
            }
            "kbd" => self.send(Event::InlineHtml(CowStr::Borrowed("<kbd>"))),
            "br" if self.pre > 0 => self.send(Event::Text("\n".into())),
            "br" => self.send(Event::HardBreak),
            "a" if element.value().attr("href").is_some() => self.send(Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: attribute("href").trim().to_owned().into(),
                title: "".into(),
                id: "".into(),
            })),
            "img" => {
                let dest_url = attribute("src").trim().to_owned().into();
                let tag = Tag::Image {
                    link_type: LinkType::Inline,
                    dest_url,
                    title: "".into(),
                    id: "".into(),
                };
                self.send(Event::Start(tag));
                self.send(Event::Text(attribute("alt").to_owned().into()));
                self.send(Event::End(TagEnd::Image));
            }
            "tr" | "td" | "th" | "table" => self.open_table(name, element),
            _ if self.cell > 0 && is_block(name) => self.send(Event::HardBreak),
            _ if self.cell > 0 => {}
            "p" => self.send(Event::Start(Tag::Paragraph)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => {
                let level = match name {
                    "h1" | "h2" => HeadingLevel::H2,
                    "h3" => HeadingLevel::H3,
                    _ => HeadingLevel::H4,
                };
                self.send(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes: vec![],
                    attrs: vec![],
                }));
            }
            "ul" | "menu" => self.send(Event::Start(Tag::List(None))),
            "ol" => self.send(Event::Start(Tag::List(Some(attribute("start").parse().unwrap_or(1))))),
            "li" => self.send(Event::Start(Tag::Item)),
            "blockquote" => self.send(Event::Start(Tag::BlockQuote(None))),
            "pre" => {
                if self.pre == 0 {
                    self.send(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
                }
                self.pre += 1;
            }
            "hr" => self.send(Event::Rule),
            _ if PARTS.contains(&name) => self.open_part(element),
            _ => {}
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        let span = self.pre == 0 && ["code", "samp", "tt"].contains(&name);
        if LEFT_OUT.contains(&name) || span {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "strong" | "b" => self.send(Event::End(TagEnd::Strong)),
            "em" | "i" | "cite" | "dfn" => self.send(Event::End(TagEnd::Emphasis)),
            "kbd" => self.send(Event::InlineHtml(CowStr::Borrowed("</kbd>"))),
            "a" if element.value().attr("href").is_some() => self.send(Event::End(TagEnd::Link)),
            "tr" | "td" | "th" | "table" => self.close_table(name),
            _ if self.cell > 0 => {}
            "p" => self.send(Event::End(TagEnd::Paragraph)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => {
                self.send(Event::End(TagEnd::Heading(HeadingLevel::H2)));
            }
            "ul" | "menu" => self.send(Event::End(TagEnd::List(false))),
            "ol" => self.send(Event::End(TagEnd::List(true))),
            "li" => self.send(Event::End(TagEnd::Item)),
            "blockquote" => self.send(Event::End(TagEnd::BlockQuote(None))),
            "pre" => {
                self.pre = self.pre.saturating_sub(1);
                if self.pre == 0 {
                    self.send(Event::End(TagEnd::CodeBlock));
                }
            }
            _ if PARTS.contains(&name) => self.close_part(element),
            _ => {}
        }
    }

    /// Boxes that say of themselves what they are become notes.
    fn open_part(&mut self, element: ElementRef<'_>) {
        match note_kind(element) {
            Some(kind) => self.send(Event::Start(Tag::BlockQuote(Some(kind)))),
            None => self.builder.pause(),
        }
    }

    fn close_part(&mut self, element: ElementRef<'_>) {
        match note_kind(element) {
            Some(kind) => self.send(Event::End(TagEnd::BlockQuote(Some(kind)))),
            None => self.builder.pause(),
        }
    }

    fn open_table(&mut self, name: &str, element: ElementRef<'_>) {
        match name {
            "table" => {
                self.tables += 1;
                if self.tables == 1 && self.cell == 0 {
                    self.send(Event::Start(Tag::Table(vec![Alignment::None; columns(element)])));
                }
            }
            // A table in a table's cell becomes lines of that cell.
            _ if self.tables != 1 => self.send_break(),
            "tr" => self.send(Event::Start(Tag::TableRow)),
            _ => {
                self.cell += 1;
                self.send(Event::Start(Tag::TableCell));
            }
        }
    }

    fn close_table(&mut self, name: &str) {
        match name {
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 && self.cell == 0 {
                    self.send(Event::End(TagEnd::Table));
                }
            }
            _ if self.tables != 1 => {}
            "tr" => {}
            _ => {
                self.cell = self.cell.saturating_sub(1);
                self.send(Event::End(TagEnd::TableCell));
            }
        }
    }

    fn send_break(&mut self) {
        self.send(Event::HardBreak);
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.pre > 0 {
            return self.send(Event::Text(text.to_owned().into()));
        }
        // Blanks between blocks are layout, not text; inside a table only cells have text.
        if text.trim().is_empty() && !text.contains(' ') || self.tables > 0 && self.cell == 0 {
            return;
        }
        let mut out = String::new();
        for letter in text.chars() {
            let blank = letter.is_ascii_whitespace();
            match out.ends_with([' ', '\n']) {
                true if blank && letter == '\n' => {
                    out.pop();
                    out.push('\n');
                }
                true if blank => {}
                _ if blank => out.push(if letter == '\n' { '\n' } else { ' ' }),
                _ => out.push(letter),
            }
        }
        self.send(Event::Text(out.into()));
    }
}

fn is_block(name: &str) -> bool {
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"].contains(&name)
        || PARTS.contains(&name)
}

/// The widest row.
fn columns(table: ElementRef<'_>) -> usize {
    let rows = table.descendent_elements().filter(|it| it.value().name() == "tr");
    rows.map(|it| it.child_elements().filter(|it| ["td", "th"].contains(&it.value().name())).count())
        .max()
        .unwrap_or_default()
}

/// `class="callout-warning"`, `alert alert-info`, `note` and the like.
fn note_kind(element: ElementRef<'_>) -> Option<BlockQuoteKind> {
    if !["div", "aside", "section"].contains(&element.value().name()) {
        return None;
    }
    let class = element.value().attr("class")?.to_ascii_lowercase();
    let is = |it: &str| class.split(|it: char| !it.is_ascii_alphanumeric()).any(|word| word == it);
    if is("danger") || is("caution") || is("error") {
        Some(BlockQuoteKind::Caution)
    } else if is("warning") {
        Some(BlockQuoteKind::Warning)
    } else if is("tip") || is("success") {
        Some(BlockQuoteKind::Tip)
    } else if is("note") || is("info") || is("callout") || is("alert") {
        Some(BlockQuoteKind::Note)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
