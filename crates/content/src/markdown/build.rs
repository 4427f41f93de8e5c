//! Collects the parser's events into blocks with a stack of its own, so that no depth of the text
//! becomes depth of the program's stack.

use help_core::article::{Block, Inline, NoteKind};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::{
    DEPTH, Reading, Resolve, What,
    running::{Mark, Running, is_blank},
    soft,
    table::TableDraft,
};

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

/// What the running text belongs to.
enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
}

pub(crate) struct Builder<'a> {
    root: Vec<Block>,
    frames: Vec<Frame>,
    depth: usize,
    leaf: Option<Leaf>,
    running: Running<'a>,
    table: Option<TableDraft>,
    code: Option<(String, String)>,
    html: bool,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(resolve: &'a dyn Resolve) -> Self {
        Builder {
            root: Vec::new(),
            frames: Vec::new(),
            depth: 0,
            leaf: None,
            running: Running::new(resolve),
            table: None,
            code: None,
            html: false,
        }
    }

    pub(crate) fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.running.words(&text, at),
            },
            Event::Code(text) => self.running.add(Inline::Code(text.into_string())),
            Event::SoftBreak => self.running.add(Inline::Text(soft::BREAK.into())),
            Event::HardBreak => self.running.add(Inline::Break),
            Event::Rule => {
                self.end_leaf();
                self.block(Block::Rule);
            }
            // A block of HTML comes line by line; one message says it all.
            Event::Html(text) if self.html => self.html = !self.running.find_html(&text, at),
            Event::InlineHtml(text) => self.running.html(&text, at),
            // Not switched on: footnotes, task lists, mathematics.
            _ => {}
        }
    }

    pub(crate) fn finish(mut self) -> Reading {
        self.end_leaf();
        while !self.frames.is_empty() {
            self.close_frame();
        }
        Reading { blocks: self.root, findings: self.running.findings }
    }

    /// Ends the paragraph at hand, where a source has blocks that are none of ours.
    pub(crate) fn pause(&mut self) {
        self.end_leaf();
    }

    /// Notes something that was left out.
    pub(crate) fn find(&mut self, at: usize, what: What) {
        self.running.find(at, what);
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
            Tag::Strong => self.running.open(Mark::Strong, at),
            Tag::Emphasis => self.running.open(Mark::Emphasis, at),
            Tag::Link { dest_url, link_type, .. } => {
                let mail = link_type == pulldown_cmark::LinkType::Email;
                let dest = if mail { format!("mailto:{dest_url}") } else { dest_url.into_string() };
                self.running.open(Mark::Link(dest), at);
            }
            Tag::Image { dest_url, .. } => self.running.open(Mark::Image(dest_url.into_string()), at),
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
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image => self.running.close(),
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
        let text = self.running.take();
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
}
