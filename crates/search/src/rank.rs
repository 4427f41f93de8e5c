//! Scores articles for an understood query: BM25 over all texts of an article together, in which a word
//! of the title counts more than one of the body.

use crate::{
    asked::{Asked, Group},
    format::Section,
    index::{Index, LENGTH_STEPS},
    table::{self, Numbers, Rows},
};

/// What a word in the title counts, against one in a question or a heading.
const TITLE: f32 = 3.5;
/// What a word in a piece of the body counts.
const BODY: f32 = 0.3;
/// The same for an article without other ways to ask it: there the body must say it.
const BODY_ALONE: f32 = 0.7;
/// How fast repetitions of a word stop counting (k1 of BM25).
pub(crate) const SATURATION: f32 = 2.5;
/// How much long articles are held back (b of BM25).
const LENGTH: f32 = 0.75;

/// How many uses of a text by an article one search looks at. Words are taken in the order of what they
/// say, so that in large knowledge only words that nearly every article has are left out.
const USES: usize = 8_000;

/// Scores of every article.
pub(crate) struct Board {
    /// One an article.
    pub scores: Vec<f32>,
    /// One a stored text: how many groups of the query it has.
    pub named: Vec<u8>,
    /// One an article, in one word being counted: how often, by weight of the field.
    counts: Vec<f32>,
    /// The articles whose count is not zero.
    touched: Vec<u32>,
}

impl Index {
    pub(crate) fn board(&self) -> Board {
        Board {
            scores: vec![0.0; self.counts.articles],
            named: vec![0; self.counts.texts],
            counts: vec![0.0; self.counts.articles],
            touched: Vec::new(),
        }
    }

    /// Adds every group's share to the scores; `trace` hears of each.
    pub(crate) fn score(&self, asked: &Asked, board: &mut Board, trace: &mut dyn FnMut(&str, &[f32])) {
        let weights: Vec<f32> =
            asked.groups.iter().map(|it| if it.terms.is_empty() { 0.0 } else { it.weight }).collect();
        let mut left = USES;
        for (_, n) in best(&weights, weights.len()) {
            let Some(group) = asked.groups.get(n as usize) else { continue };
            self.add_group(group, board, &mut left);
            trace(&group.text, &board.scores);
        }
    }

    fn add_group(&self, group: &Group, board: &mut Board, left: &mut usize) {
        let postings = self.rows(Section::Postings);
        for (stem, share) in &group.terms {
            let mut owners = Cursor::new(self.rows(Section::Owners));
            for unit in table::ascending(postings.get(*stem as usize).unwrap_or_default()) {
                let unit = unit as usize;
                let Some(row) = owners.get(unit).filter(|_| *left > 0) else { break };
                if let Some(named) = board.named.get_mut(unit) {
                    *named = named.saturating_add(1);
                }
                let piece = unit >= self.counts.texts;
                for (article, flag) in table::flagged(row) {
                    *left = left.saturating_sub(1);
                    let Some(count) = board.counts.get_mut(article as usize) else { break };
                    if *count == 0.0 {
                        board.touched.push(article);
                    }
                    *count += share * field(piece, flag);
                }
            }
        }
        let lengths = self.numbers(Section::Lengths);
        for article in board.touched.drain(..) {
            let Some(count) = board.counts.get_mut(article as usize) else { continue };
            if let Some(score) = board.scores.get_mut(article as usize) {
                *score += group.weight * saturated(*count, SATURATION, length(lengths, article));
            }
            *count = 0.0;
        }
    }
}

/// The highest of the scores above zero with their numbers, best first, at most `most`; the first of equals
/// first. Few are wanted of many, so the library's sorts, which weigh more than all of this, can stay out.
pub(crate) fn best(scores: &[f32], most: usize) -> Vec<(f32, u32)> {
    let mut out: Vec<(f32, u32)> = Vec::new();
    for (score, n) in scores.iter().copied().zip(0u32..) {
        let full = out.len() >= most;
        if score.is_nan() || score <= 0.0 || full && out.last().is_none_or(|last| score <= last.0) {
            continue;
        }
        if full {
            out.pop();
        }
        let at = out.iter().rposition(|it| it.0 >= score).map_or(0, |at| at + 1);
        out.insert(at, (score, n));
    }
    out
}

/// What a word of a unit counts for an article that uses it, by the flag of that use.
pub(crate) fn field(piece: bool, flag: bool) -> f32 {
    match (piece, flag) {
        (false, true) => TITLE,
        (false, false) => 1.0,
        (true, true) => BODY_ALONE,
        (true, false) => BODY,
    }
}

/// The part of BM25 that depends on the article.
pub(crate) fn saturated(count: f32, k1: f32, length: f32) -> f32 {
    count * (k1 + 1.0) / (count + k1 * length)
}

/// The stored length of an article as BM25 takes it.
pub(crate) fn length(lengths: Numbers<'_>, article: u32) -> f32 {
    held_back(lengths.get(article as usize).unwrap_or(0) as f32 / LENGTH_STEPS)
}

/// How far an article is held back, by its length against the mean.
pub(crate) fn held_back(length: f32) -> f32 {
    1.0 - LENGTH + LENGTH * length
}

/// Reads rows in ascending order without going back to their block for each.
pub(crate) struct Cursor<'a> {
    rows: Rows<'a>,
    next: usize,
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub fn new(rows: Rows<'a>) -> Self {
        Cursor { rows, next: usize::MAX, rest: &[] }
    }

    pub fn get(&mut self, n: usize) -> Option<&'a [u8]> {
        if n < self.next || n - self.next >= table::BLOCK {
            self.rest = self.rows.block(n)?;
            self.next = n - n % table::BLOCK;
        }
        loop {
            let length = table::varint(&mut self.rest)? as usize;
            let (row, rest) = self.rest.split_at_checked(length)?;
            self.rest = rest;
            self.next += 1;
            if self.next > n {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first_and_equals_keep_their_order() {
        let scores = [1.0, 3.0, 0.0, 2.0, 3.0, f32::NAN, 0.5];
        let cases: [(usize, &[(f32, u32)]); 4] = [
            (9, &[(3.0, 1), (3.0, 4), (2.0, 3), (1.0, 0), (0.5, 6)]),
            (2, &[(3.0, 1), (3.0, 4)]),
            (3, &[(3.0, 1), (3.0, 4), (2.0, 3)]),
            (0, &[]),
        ];
        for (most, expected) in cases {
            assert_eq!(best(&scores, most), expected, "{most}");
        }
    }
}
