//! Brings articles from elsewhere into a knowledge folder: one function, three kinds of source. What
//! cannot be kept is listed, never dropped in silence.

mod folder;
mod html;
mod jsonl;
mod markdown;
mod topics;
mod yaml;
mod zendesk;

use std::{collections::BTreeSet, path::Path};

use crate::failure::Failure;

/// Where articles come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One JSON object a line: `id`, `lang`, `title`, `body_markdown`, `category`, `questions`.
    Jsonl,
    /// A folder of Markdown files with TOML, YAML or no front matter.
    Markdown,
    /// The articles of a Zendesk Help Center as its API gives them: JSON with HTML bodies.
    Zendesk,
}

/// An article on its way in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub id: String,
    pub lang: String,
    pub title: String,
    /// The topic's name, as people read it.
    pub category: String,
    pub body: String,
    pub questions: Vec<String>,
    pub screens: Vec<String>,
    pub errors: Vec<String>,
    pub urgent: bool,
    pub updated: Option<String>,
    /// Where its file should stand below the language, when the source has a place for it.
    pub path: Option<String>,
}

/// What was brought in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many articles.
    pub articles: usize,
    /// Language tags, the fallback first.
    pub languages: Vec<String>,
    /// Ids of the topics.
    pub topics: Vec<String>,
    /// Article and what of it could not be kept.
    pub dropped: Vec<(String, String)>,
}

/// Writes a new knowledge folder `out` from the source at `path`. Rows that do not say their language are
/// in `lang`.
///
/// # Errors
/// When the source cannot be read or understood, or `out` holds files already.
pub fn import(kind: Kind, path: &Path, out: &Path, lang: &str) -> Result<Imported, Failure> {
    let mut dropped = Vec::new();
    let rows = match kind {
        Kind::Jsonl => jsonl::read(path, lang)?,
        Kind::Markdown => markdown::read(path, lang, &mut dropped)?,
        Kind::Zendesk => zendesk::read(path, lang, &mut dropped)?,
    };
    if rows.is_empty() {
        return Err(Failure::Row {
            path: path.into(),
            line: 1,
            why: "there are no articles".into(),
            next: "check the path and the kind of source",
        });
    }
    let topics = topics::find(&rows);
    folder::write(&rows, &topics, out)?;
    Ok(Imported {
        articles: rows.len(),
        languages: languages(&rows),
        topics: topics.into_iter().map(|it| it.id).collect(),
        dropped,
    })
}

/// The languages of the rows: English first where it is there, for it is the likeliest to be complete,
/// then by how many articles they have.
fn languages(rows: &[Row]) -> Vec<String> {
    let tags: BTreeSet<&str> = rows.iter().map(|it| it.lang.as_str()).collect();
    let mut tags: Vec<_> = tags.into_iter().map(str::to_owned).collect();
    let count = |tag: &str| rows.iter().filter(|it| it.lang == tag).count();
    tags.sort_by_key(|tag| (help_core::lang::primary(tag) != "en", std::cmp::Reverse(count(tag))));
    tags
}
