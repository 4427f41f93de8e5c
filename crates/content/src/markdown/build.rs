//! Collects the parser's events into blocks with a stack of its own, so that no depth of the text
//! becomes depth of the program's stack.

use help_core::article::{Block, Inline, NoteKind, plain};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::{
    DEPTH, Finding, Reading, Refusal, Resolve, What,
    link::{self, Read},
    soft,
    table::TableDraft,
};

/// How deep emphasis may stand in itself.
const MARKS: usize = 6;

/// A frame that holds blocks.
enum Frame {
    Quote(Option<NoteKind>, Vec<Block>),
    List(Option<u32>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    /// Too deep: what stands in it goes to the frame around it.
    Through,
    /// An item of a list that is too deep.
    ThroughItem,
}

/// A mark around running text, and what stands in it so far.
enum Mark {
    Strong,
    Emphasis,
    Key,
    Link(String),
    Image(String),
    /// Too deep.
    Through,
}

/// What the running text belongs to.
enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
}

pub(crate) struct Builder<'a> {
    resolve: &'a dyn Resolve,
    root: Vec<Block>,
    frames: Vec<Frame>,
    depth: usize,
    leaf: Option<Leaf>,
    text: Vec<Inline>,
    marks: Vec<(Mark, usize, Vec<Inline>)>,
    table: Option<TableDraft>,
    code: Option<(String, String)>,
    html: bool,
    unused_mark: Option<usize>,
    findings: Vec<Finding>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(resolve: &'a dyn Resolve) -> Self {
        Builder {
            resolve,
            root: Vec::new(),
            frames: Vec::new(),
            depth: 0,
            leaf: None,
            text: Vec::new(),
            marks: Vec::new(),
            table: None,
            code: None,
            html: false,
            unused_mark: None,
            findings: Vec::new(),
        }
    }

    pub(crate) fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.words(&text, at),
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::SoftBreak => self.inline(Inline::Text(soft::BREAK.into())),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => {
                self.end_leaf();
                self.block(Block::Rule);
            }
            // A block of HTML comes line by line; one message says it all.
            Event::Html(text) if self.html => self.html = !self.html_finding(&text, at),
            Event::InlineHtml(text) => self.inline_html(&text, at),
            // Not switched on: footnotes, task lists, mathematics.
            _ => {}
        }
    }

    pub(crate) fn finish(mut self) -> Reading {
        self.end_leaf();
        while !self.frames.is_empty() {
            self.close_frame();
        }
        Reading { blocks: self.root, findings: self.findings }
    }

    /// Ends the paragraph at hand, where a source has blocks that are none of ours.
    pub(crate) fn pause(&mut self) {
        self.end_leaf();
    }

    /// Notes something that was left out.
    pub(crate) fn find(&mut self, at: usize, what: What) {
        self.findings.push(Finding { at, what });
    }

    fn open(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.begin(Leaf::Paragraph),
            Tag::Heading { level, .. } => self.begin(Leaf::Heading(match level {
                HeadingLevel::H1 | HeadingLevel::H2 => 2,
                HeadingLevel::H3 => 3,
                _ => 4,
            })),
            Tag::BlockQuote(kind) => {
                let kind = kind.map(|it| match it {
                    BlockQuoteKind::Note | BlockQuoteKind::Important => NoteKind::Note,
                    BlockQuoteKind::Tip => NoteKind::Tip,
                    BlockQuoteKind::Warning => NoteKind::Warning,
                    BlockQuoteKind::Caution => NoteKind::Caution,
                });
                self.open_frame(Frame::Quote(kind, Vec::new()), at);
            }
            Tag::List(start) => {
                let start = start.map(|it| u32::try_from(it).unwrap_or(1));
                self.open_frame(Frame::List(start, Vec::new()), at);
            }
            Tag::Item => {
                self.end_leaf();
                let through = matches!(self.frames.last(), Some(Frame::Through));
                self.frames.push(if through { Frame::ThroughItem } else { Frame::Item(Vec::new()) });
            }
            Tag::CodeBlock(kind) => {
                self.end_leaf();
                let name = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                let plain = |it: char| it.is_ascii_alphanumeric() || "+-_#.".contains(it);
                let known = name.len() <= 20 && name.chars().all(plain);
                self.code = Some((if known { name.to_owned() } else { String::new() }, String::new()));
            }
            Tag::HtmlBlock => {
                self.end_leaf();
                self.html = true;
            }
            Tag::Table(align) => {
                self.end_leaf();
                let (draft, wide) = TableDraft::new(&align);
                self.table = Some(draft);
                if wide {
                    self.find(at, What::Wide);
                }
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.row();
                }
            }
            Tag::TableCell => self.begin(Leaf::Cell),
            Tag::Strong => self.mark(Mark::Strong, at),
            Tag::Emphasis => self.mark(Mark::Emphasis, at),
            Tag::Link { dest_url, link_type, .. } => {
                let mail = link_type == pulldown_cmark::LinkType::Email;
                let dest = if mail { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                self.mark(Mark::Link(dest), at);
            }
            Tag::Image { dest_url, .. } => self.mark(Mark::Image(dest_url.into_string()), at),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.end_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_leaf();
                self.close_frame();
            }
            TagEnd::CodeBlock => {
                if let Some((name, mut text)) = self.code.take() {
                    text.truncate(text.trim_end_matches('\n').len());
                    self.block(Block::Code(name, text));
                }
            }
            TagEnd::HtmlBlock => self.html = false,
            TagEnd::Table => {
                if let Some(table) = self.table.take().and_then(TableDraft::finish) {
                    self.block(Block::Table(table));
                }
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image => {
                // A key that was never closed ends with the mark around it.
                while matches!(self.marks.last(), Some((Mark::Key, ..))) && self.marks.len() > 1 {
                    self.end_mark();
                }
                self.end_mark();
            }
            _ => {}
        }
    }

    /// Where finished blocks go: the innermost frame that is not too deep.
    fn blocks(&mut self) -> &mut Vec<Block> {
        let root = &mut self.root;
        let inner = self.frames.iter_mut().rev().find_map(|it| match it {
            Frame::Quote(_, blocks) | Frame::Item(blocks) => Some(blocks),
            Frame::List(_, items) => {
                // Blocks stand in items only; were one to stand beside them, it gets its own.
                items.push(Vec::new());
                items.last_mut()
            }
            Frame::Through | Frame::ThroughItem => None,
        });
        inner.unwrap_or(root)
    }

    fn block(&mut self, block: Block) {
        self.blocks().push(block);
    }

    fn open_frame(&mut self, frame: Frame, at: usize) {
        self.end_leaf();
        self.depth += 1;
        if self.depth == DEPTH + 1 {
            self.find(at, What::Deep);
        }
        self.frames.push(if self.depth > DEPTH { Frame::Through } else { frame });
    }

    fn close_frame(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if !matches!(frame, Frame::Item(_) | Frame::ThroughItem) {
            self.depth = self.depth.saturating_sub(1);
        }
        match frame {
            Frame::Quote(_, blocks) if blocks.is_empty() => {}
            Frame::Quote(None, blocks) => self.block(Block::Quote(blocks)),
            Frame::Quote(Some(kind), blocks) => self.block(Block::Note(kind, blocks)),
            Frame::List(_, items) if items.iter().all(Vec::is_empty) => {}
            Frame::List(None, items) => self.block(Block::Bullets(items)),
            Frame::List(Some(start), items) => self.block(Block::Steps(start, items)),
            Frame::Item(blocks) => match self.frames.last_mut() {
                Some(Frame::List(_, items)) => items.push(blocks),
                _ => self.blocks().extend(blocks),
            },
            Frame::Through | Frame::ThroughItem => {}
        }
    }

    fn begin(&mut self, leaf: Leaf) {
        self.end_leaf();
        self.leaf = Some(leaf);
    }

    fn end_leaf(&mut self) {
        while !self.marks.is_empty() {
            self.end_mark();
        }
        let mut text = std::mem::take(&mut self.text);
        soft::settle(&mut text);
        // Running text straight in a list item, as tight lists have it, is a paragraph too.
        match self.leaf.take().unwrap_or(Leaf::Paragraph) {
            Leaf::Cell => {
                if let Some(table) = &mut self.table {
                    table.cell(text);
                }
            }
            _ if is_blank(&text) => {}
            Leaf::Heading(level) => self.block(Block::Heading(level, text)),
            Leaf::Paragraph => self.block(Block::Paragraph(text)),
        }
    }

    fn words(&mut self, text: &str, at: usize) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        // Unused marks come one by one; two of them side by side were meant as marks.
        let unused = ["*", "_", "~"].contains(&text).then_some(at);
        if let (Some(before), Some(at)) = (self.unused_mark, unused)
            && before + 1 == at
        {
            let marks = match text {
                "*" => "**",
                "_" => "__",
                _ => "~~",
            };
            self.find(before, What::Marks(marks));
        }
        self.unused_mark = unused;
        self.inline(Inline::Text(text.to_owned()));
    }

    fn inline(&mut self, inline: Inline) {
        let into = self.marks.last_mut().map_or(&mut self.text, |(.., inner)| inner);
        push(into, inline);
    }

    fn mark(&mut self, mark: Mark, at: usize) {
        let mark = if self.marks.len() >= MARKS { Mark::Through } else { mark };
        self.marks.push((mark, at, Vec::new()));
    }

    fn end_mark(&mut self) {
        let Some((mark, at, inner)) = self.marks.pop() else { return };
        match mark {
            Mark::Through => self.spread(inner),
            Mark::Strong if is_blank(&inner) => self.spread(inner),
            Mark::Emphasis if is_blank(&inner) => self.spread(inner),
            Mark::Strong => self.inline(Inline::Strong(inner)),
            Mark::Emphasis => self.inline(Inline::Emphasis(inner)),
            Mark::Key => self.inline(Inline::Key(plain(&inner).replace(soft::BREAK, " "))),
            Mark::Link(dest) => self.end_link(&dest, at, inner),
            Mark::Image(dest) => {
                let alt = plain(&inner).replace(soft::BREAK, " ");
                match link::relative(&dest).and_then(|it| self.resolve.image(&it)) {
                    Ok(image) => {
                        if alt.trim().is_empty() {
                            self.find(at, What::NoAlt(dest));
                        }
                        self.inline(Inline::Image(help_core::article::Image { alt, ..image }));
                    }
                    Err(why) => {
                        self.find(at, What::Link(dest, why));
                        self.inline(Inline::Text(alt));
                    }
                }
            }
        }
    }

    fn end_link(&mut self, dest: &str, at: usize, mut inner: Vec<Inline>) {
        // A link in a link (through a picture's text) would be ambiguous; the outer one stays.
        if self.marks.iter().any(|(mark, ..)| matches!(mark, Mark::Link(_))) {
            return self.spread(inner);
        }
        let shown = plain(&inner);
        match link::read(dest, &shown, self.resolve) {
            Ok(Read { link, upgraded }) => {
                if upgraded {
                    self.find(at, What::Upgraded(dest.to_owned()));
                }
                if is_blank(&inner) {
                    match link::name(&link) {
                        Some(name) => inner = vec![Inline::Text(name)],
                        None => return self.find(at, What::Link(dest.to_owned(), Refusal::NoText)),
                    }
                }
                self.inline(Inline::Link(link, inner));
            }
            Err(why) => {
                self.find(at, What::Link(dest.to_owned(), why));
                self.spread(inner);
            }
        }
    }

    fn spread(&mut self, inner: Vec<Inline>) {
        for inline in inner {
            self.inline(inline);
        }
    }

    /// Two tags are as safe as text and have no Markdown: a line break in a table cell, and a key.
    fn inline_html(&mut self, tag: &str, at: usize) {
        match tag.to_ascii_lowercase().as_str() {
            "<br>" | "<br/>" | "<br />" => self.inline(Inline::Break),
            "<kbd>" => self.mark(Mark::Key, at),
            "</kbd>" if matches!(self.marks.last(), Some((Mark::Key | Mark::Through, ..))) => {
                self.end_mark()
            }
            _ => {
                self.html_finding(tag, at);
            }
        }
    }

    /// True when something was said: comments are left out in silence, closing tags with their openers.
    fn html_finding(&mut self, text: &str, at: usize) -> bool {
        let text = text.trim();
        if text.is_empty() || text.starts_with("<!--") || text.starts_with("</") {
            return false;
        }
        let tag: String = text.split_inclusive('>').next().unwrap_or(text).chars().take(40).collect();
        self.find(at, What::Html(tag));
        true
    }
}

fn is_blank(inlines: &[Inline]) -> bool {
    !inlines.iter().any(|it| matches!(it, Inline::Image(_))) && plain(inlines).trim().is_empty()
}

/// Adds an inline; texts that meet become one.
fn push(into: &mut Vec<Inline>, inline: Inline) {
    match (into.last_mut(), inline) {
        (_, Inline::Text(text)) if text.is_empty() => {}
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, inline) => into.push(inline),
    }
}
