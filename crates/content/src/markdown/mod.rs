//! Markdown becomes the blocks of an article, and nothing else: what an article may not hold is left out,
//! and said so. It knows Markdown, and asks a [`Resolve`] what links and pictures mean.

pub(crate) mod build;
mod escape;
mod host;
pub mod link;
mod running;
mod soft;
mod table;
pub mod write;

use std::borrow::Cow;

use help_core::article::{Block, Image};
use pulldown_cmark::{Options, Parser};

pub use link::Refusal;

/// How deep lists, quotes and notes may stand in each other; deeper ones lose their frame, not their text.
pub const DEPTH: usize = 8;

/// What relative links and pictures of an article mean.
pub trait Resolve {
    /// The id of the article that a relative path names, without fragment: `../fees/limits.md`.
    fn article(&self, path: &str) -> Option<String>;
    /// The id of the article that a whole address names, where articles come from a site of their own.
    fn home(&self, _address: &str) -> Option<String> {
        None
    }
    /// True when there is such a topic.
    fn topic(&self, id: &str) -> bool;
    /// The picture that a relative path names.
    ///
    /// # Errors
    /// Why it cannot be shown.
    fn image(&self, path: &str) -> Result<Image, Refusal>;
}

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The article.
    pub blocks: Vec<Block>,
    /// What was left out or changed, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Something that was left out or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Byte offset in the Markdown.
    pub at: usize,
    /// What it is.
    pub what: What,
}

/// The kinds of finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Raw HTML, left out: the first tag.
    Html(String),
    /// A link or picture that became plain text: where it led, and why.
    Link(String, Refusal),
    /// `http:` became `https:`.
    Upgraded(String),
    /// Marks that stand in the text as they are.
    Marks(&'static str),
    /// Lists or quotes deeper than [`DEPTH`].
    Deep,
    /// A table with more columns than can be shown.
    Wide,
    /// A picture that says nothing to those who do not see it.
    NoAlt(String),
}

/// Reads Markdown: CommonMark with tables and GitHub's alerts. Takes time linear in the text, and no
/// more stack for deep nesting.
pub fn read(text: &str, resolve: &dyn Resolve) -> Reading {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let mut builder = build::Builder::new(resolve);
    // CommonMark, section 2.3: what no page can hold becomes the sign for it. The parser leaves it to us.
    let text = &if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.take(event, range.start);
    }
    builder.finish()
}

/// Links that lead nowhere: for texts that stand alone.
pub struct Nowhere;

impl Resolve for Nowhere {
    fn article(&self, _: &str) -> Option<String> {
        None
    }
    fn topic(&self, _: &str) -> bool {
        false
    }
    fn image(&self, _: &str) -> Result<Image, Refusal> {
        Err(Refusal::Dead)
    }
}

#[cfg(test)]
mod tests;
