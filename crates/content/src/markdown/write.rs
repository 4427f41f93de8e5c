//! Blocks become Markdown again, for imported articles: reading it back gives the same blocks. Where
//! Markdown cannot say something (two emphases that touch), the marks go and the text stays.

use help_core::article::{Align, Block, Inline, Link, NoteKind, Table};

use super::{Resolve, escape, read};

/// Writes blocks; `to` gives the destination of each link, and `resolve` must understand it again.
pub fn write(blocks: &[Block], to: &dyn Fn(&Link) -> String, resolve: &dyn Resolve) -> String {
    let mut out = String::new();
    let blocks = openable(blocks);
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|it| blocks.get(it));
        separate(before, block, &mut out);
        let second = before.is_some_and(|it| same_list(it, block));
        out.push_str(&faithful(block, second, to, resolve));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The block's Markdown, with as many of its marks as survive reading.
fn faithful(
    block: &Block,
    second: bool,
    to: &dyn Fn(&Link) -> String,
    resolve: &dyn Resolve,
) -> String {
    let text = Writer { to, marks: true }.block(block, second);
    if read(&text, resolve).blocks == [block.clone()] {
        return text;
    }
    Writer { to, marks: false }.block(block, second)
}

/// Parts that open on demand have no Markdown: their summary becomes a heading.
fn openable(blocks: &[Block]) -> Vec<Block> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Details(summary, inner) => {
                out.push(Block::Heading(4, summary.clone()));
                out.extend(openable(inner));
            }
            other => out.push(other.clone()),
        }
    }
    out
}

fn separate(before: Option<&Block>, block: &Block, out: &mut String) {
    let Some(before) = before else { return };
    out.push_str("\n\n");
    // Two quotes in a row would be read as one.
    let quote = |it: &Block| matches!(it, Block::Quote(_) | Block::Note(..));
    if quote(before) && quote(block) {
        out.push_str("<!-- -->\n\n");
    }
}

/// Two lists in a row would be read as one; the second takes other marks.
fn same_list(before: &Block, block: &Block) -> bool {
    matches!(
        (before, block),
        (Block::Bullets(_), Block::Bullets(_)) | (Block::Steps(..), Block::Steps(..))
    )
}

struct Writer<'a> {
    to: &'a dyn Fn(&Link) -> String,
    marks: bool,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        let mut second = false;
        for (at, block) in blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|it| blocks.get(it));
            separate(before, block, &mut out);
            second = before.is_some_and(|it| same_list(it, block)) && !second;
            out.push_str(&self.block(block, second));
        }
        out
    }

    fn block(&self, block: &Block, second: bool) -> String {
        match block {
            Block::Heading(level, text) => {
                let line = self.line(text).replace('#', "\\#");
                format!("{} {line}", "#".repeat(usize::from(*level).clamp(2, 4)))
            }
            Block::Paragraph(text) => escape::line_start(&self.inlines(text, "\\\n")),
            Block::Bullets(items) => self.items(items, |_| (if second { "* " } else { "- " }).into()),
            Block::Steps(start, items) => {
                let mark = if second { ')' } else { '.' };
                self.items(items, |at| format!("{}{mark} ", u64::from(*start) + at as u64))
            }
            Block::Code(name, text) => {
                let fence = escape::fence(text, 3);
                format!("{fence}{name}\n{text}\n{fence}")
            }
            Block::Quote(inner) => prefix(&self.blocks(inner), "> ", "> "),
            Block::Note(kind, inner) => {
                let name = match kind {
                    NoteKind::Note => "NOTE",
                    NoteKind::Tip => "TIP",
                    NoteKind::Warning => "WARNING",
                    NoteKind::Caution => "CAUTION",
                };
                format!("> [!{name}]\n{}", prefix(&self.blocks(inner), "> ", "> "))
            }
            Block::Table(table) => self.table(table),
            Block::Rule => "---".into(),
            Block::Details(summary, inner) => {
                let head = Block::Heading(4, summary.clone());
                format!("{}\n\n{}", self.block(&head, false), self.blocks(inner))
            }
        }
    }

    fn items(&self, items: &[Vec<Block>], mark: impl Fn(usize) -> String) -> String {
        let tight = items.iter().all(|it| {
            matches!(it.as_slice(), [Block::Paragraph(_)])
                || matches!(it.as_slice(), [Block::Paragraph(_), Block::Bullets(_) | Block::Steps(..)])
        });
        let written: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let mark = mark(at);
                let mut text = self.blocks(item);
                if tight {
                    text = text.replacen("\n\n", "\n", 1);
                }
                prefix(&text, &mark, &" ".repeat(mark.len()))
            })
            .collect();
        written.join(if tight { "\n" } else { "\n\n" })
    }

    fn table(&self, table: &Table) -> String {
        let row = |cells: &[Vec<Inline>]| {
            let cells = cells.iter().map(|it| self.inlines(it, "<br>").replace('|', "\\|"));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let marks = table.align.iter().map(|it| match it {
            Align::Start => "---",
            Align::Center => ":-:",
            Align::End => "--:",
        });
        let mut lines =
            vec![row(&table.head), format!("| {} |", marks.collect::<Vec<_>>().join(" | "))];
        lines.extend(table.rows.iter().map(|it| row(it)));
        lines.join("\n")
    }

    /// Running text on one line, as headings need it.
    fn line(&self, text: &[Inline]) -> String {
        self.inlines(text, "<br>")
    }

    fn inlines(&self, inlines: &[Inline], line_break: &str) -> String {
        let mut out = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => escape::text(text, &mut out),
                Inline::Strong(inner) | Inline::Emphasis(inner) if !self.marks => {
                    out.push_str(&self.inlines(inner, line_break));
                }
                Inline::Strong(inner) => {
                    out.push_str(&format!("**{}**", self.inlines(inner, line_break)));
                }
                Inline::Emphasis(inner) => {
                    out.push_str(&format!("*{}*", self.inlines(inner, line_break)));
                }
                Inline::Code(text) => out.push_str(&escape::code(text)),
                Inline::Key(text) => {
                    out.push_str("<kbd>");
                    escape::text(text, &mut out);
                    out.push_str("</kbd>");
                }
                Inline::Link(link, inner) => {
                    let text = self.inlines(inner, line_break);
                    out.push_str(&format!("[{text}]({})", escape::destination(&(self.to)(link))));
                }
                Inline::Image(image) => {
                    out.push_str("![");
                    escape::text(&image.alt, &mut out);
                    out.push_str(&format!("]({})", escape::destination(&image.src)));
                }
                Inline::Break => out.push_str(line_break),
            }
        }
        out
    }
}

/// The destination of links that need no path: everything but articles.
pub fn destination(link: &Link) -> Option<String> {
    Some(match link {
        Link::Article(_) => return None,
        Link::Form(topic) => format!("form:{topic}"),
        Link::Contact => "contact:".into(),
        Link::Web(address, _) => address.clone(),
        Link::Email(address) => format!("mailto:{address}"),
        Link::Phone(number) => format!("tel:{number}"),
    })
}

/// Puts `first` before the first line and `rest` before the others; blank lines get no trailing blanks.
fn prefix(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let mark = if at == 0 { first } else { rest };
        if line.is_empty() { mark.trim_end().to_owned() } else { format!("{mark}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}
