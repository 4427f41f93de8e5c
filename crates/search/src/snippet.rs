//! The part of an article's text that shows why it was found.

use std::ops::Range;

use crate::index::Index;

/// The most characters of a snippet.
const LENGTH: usize = 160;

/// A piece of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Without line breaks; an ellipsis stands where something was left out.
    pub text: String,
    /// What of it matched, in characters of `text`.
    pub marks: Vec<Range<u32>>,
}

impl Index {
    /// The stretch of a plain text that names most of the query.
    pub fn snippet(&self, text: &str, query: &str) -> Snippet {
        let flat: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        let asked = self.understand(query);
        let marks = self.marks(&flat.iter().collect::<String>(), &asked);
        let named = |start: u32| {
            marks.iter().filter(|it| it.start >= start && it.end <= start + LENGTH as u32).count()
        };
        let first = marks
            .iter()
            .map(|it| it.start.saturating_sub(LENGTH as u32 / 4))
            .max_by_key(|start| (named(*start), std::cmp::Reverse(*start)))
            .unwrap_or(0) as usize;
        let mut out: String = if first > 0 { "…".into() } else { String::new() };
        let shift = if first > 0 { 1 } else { 0 };
        let end = (first + LENGTH).min(flat.len());
        out.extend(flat.get(first..end).unwrap_or_default());
        if end < flat.len() {
            out.push('…');
        }
        let marks = marks
            .into_iter()
            .filter(|it| it.start as usize >= first && it.end as usize <= end)
            .map(|it| it.start + shift - first as u32..it.end + shift - first as u32)
            .collect();
        Snippet { text: out, marks }
    }
}
