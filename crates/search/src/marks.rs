//! What of a text matched a query.

use std::ops::Range;

use crate::{asked::Asked, format::Section, index::Index, text::Kind};

impl Index {
    /// The stretches of a text, in characters, that the query asked for. Stop words alone are no match.
    pub(crate) fn marks(&self, text: &str, asked: &Asked) -> Vec<Range<u32>> {
        let stems: Vec<u32> = asked
            .groups
            .iter()
            .filter(|it| !it.stop)
            .flat_map(|group| group.terms.iter().map(|it| it.0))
            .collect();
        let words = self.rows(Section::Words);
        let has = |stem: Option<u32>| stem.is_some_and(|it| stems.contains(&it));
        let mut out: Vec<Range<u32>> = Vec::new();
        let mut before: Option<(String, u32)> = None;
        self.each(text, |token, range, kind| {
            let mut start = range.start;
            let found = match kind {
                Kind::Word => has(words.find(token.as_bytes()).and_then(|n| self.stem(n))),
                Kind::Sign => {
                    let pair = before.take().filter(|it| it.1 == range.start).map(|it| it.0 + token);
                    before = Some((token.to_owned(), range.end));
                    if pair.is_some_and(|it| has(self.sign(&it))) {
                        start = range.start - 1;
                        true
                    } else {
                        false
                    }
                }
            };
            match out.last_mut() {
                Some(last) if found && last.end >= start => last.end = range.end,
                _ if found => out.push(start..range.end),
                _ => {}
            }
        });
        out
    }
}
