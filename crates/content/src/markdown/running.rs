//! Running text while it is collected: marks, links and pictures around words.

use help_core::article::{Image, Inline, plain};

use super::{
    Finding, Refusal, Resolve, What,
    link::{self, Read},
    soft,
};

/// How deep marks may stand in each other; deeper ones go, their text stays.
const MARKS: usize = 6;

/// A mark around text.
pub(super) enum Mark {
    Strong,
    Emphasis,
    Key,
    /// With its destination.
    Link(String),
    /// With its source.
    Image(String),
}

/// The text of a paragraph, heading or cell, as far as it is known.
pub(super) struct Running<'a> {
    resolve: &'a dyn Resolve,
    text: Vec<Inline>,
    /// Open marks, where they began, and what stands in them so far.
    marks: Vec<(Mark, usize, Vec<Inline>)>,
    /// How many marks are open beyond [`MARKS`].
    beyond: usize,
    /// Where the last mark stood that marks nothing.
    unused: Option<usize>,
    /// What was left out or changed.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Running<'a> {
    pub(super) fn new(resolve: &'a dyn Resolve) -> Self {
        Running {
            resolve,
            text: Vec::new(),
            marks: Vec::new(),
            beyond: 0,
            unused: None,
            findings: Vec::new(),
        }
    }

    /// Ends the text and gives it away.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.beyond = 0;
        while !self.marks.is_empty() {
            self.end();
        }
        let mut text = std::mem::take(&mut self.text);
        soft::settle(&mut text);
        text
    }

    pub(super) fn find(&mut self, at: usize, what: What) {
        self.findings.push(Finding { at, what });
    }

    pub(super) fn words(&mut self, text: &str, at: usize) {
        // Unused marks come one by one; two of them side by side were meant as marks.
        let unused = ["*", "_", "~"].contains(&text).then_some(at);
        if let (Some(before), Some(at)) = (self.unused, unused)
            && before + 1 == at
        {
            let marks = match text {
                "*" => "**",
                "_" => "__",
                _ => "~~",
            };
            self.find(before, What::Marks(marks));
        }
        self.unused = unused;
        self.add(Inline::Text(text.to_owned()));
    }

    /// Adds to the innermost mark; texts that meet become one.
    pub(super) fn add(&mut self, inline: Inline) {
        let into = self.marks.last_mut().map_or(&mut self.text, |(.., inner)| inner);
        match (into.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => into.push(inline),
        }
    }

    pub(super) fn open(&mut self, mark: Mark, at: usize) {
        if self.marks.len() < MARKS {
            self.marks.push((mark, at, Vec::new()));
        } else {
            self.beyond += 1;
        }
    }

    /// Closes the innermost mark that Markdown knows.
    pub(super) fn close(&mut self) {
        // A key that was never closed ends with the mark around it.
        while self.beyond == 0
            && self.marks.len() > 1
            && matches!(self.marks.last(), Some((Mark::Key, ..)))
        {
            self.end();
        }
        self.end();
    }

    /// Two tags are as safe as text and have no Markdown: a line break in a table cell, and a key.
    pub(super) fn html(&mut self, tag: &str, at: usize) {
        let in_key = self.beyond > 0 || matches!(self.marks.last(), Some((Mark::Key, ..)));
        match tag.to_ascii_lowercase().as_str() {
            "<br>" | "<br/>" | "<br />" => self.add(Inline::Break),
            "<kbd>" => self.open(Mark::Key, at),
            "</kbd>" if in_key => self.end(),
            _ => {
                self.find_html(tag, at);
            }
        }
    }

    /// True when something was said: comments are left out in silence, closing tags with their openers.
    pub(super) fn find_html(&mut self, text: &str, at: usize) -> bool {
        let text = text.trim();
        if text.is_empty() || text.starts_with("<!--") || text.starts_with("</") {
            return false;
        }
        let tag: String = text.split_inclusive('>').next().unwrap_or(text).chars().take(40).collect();
        self.find(at, What::Html(tag));
        true
    }

    fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some((mark, at, inner)) = self.marks.pop() else { return };
        match mark {
            Mark::Strong | Mark::Emphasis if is_blank(&inner) => self.spread(inner),
            Mark::Strong => self.add(Inline::Strong(inner)),
            Mark::Emphasis => self.add(Inline::Emphasis(inner)),
            Mark::Key => self.add(Inline::Key(plain(&inner).replace(soft::BREAK, " "))),
            Mark::Link(dest) => self.end_link(&dest, at, inner),
            Mark::Image(dest) => self.end_image(dest, at, &inner),
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
                self.add(Inline::Link(link, inner));
            }
            Err(why) => {
                self.find(at, What::Link(dest.to_owned(), why));
                self.spread(inner);
            }
        }
    }

    fn end_image(&mut self, dest: String, at: usize, inner: &[Inline]) {
        let alt = plain(inner).replace(soft::BREAK, " ");
        match link::relative(&dest).and_then(|it| self.resolve.image(&it)) {
            Ok(image) => {
                if alt.trim().is_empty() {
                    self.find(at, What::NoAlt(dest));
                }
                self.add(Inline::Image(Image { alt, ..image }));
            }
            Err(why) => {
                self.find(at, What::Link(dest, why));
                self.add(Inline::Text(alt));
            }
        }
    }

    fn spread(&mut self, inner: Vec<Inline>) {
        for inline in inner {
            self.add(inline);
        }
    }
}

/// True when there is nothing to see.
pub(super) fn is_blank(inlines: &[Inline]) -> bool {
    !inlines.iter().any(|it| matches!(it, Inline::Image(_))) && plain(inlines).trim().is_empty()
}
