//! Looks again at the best articles: do words that stand together in the query stand together in their
//! titles, questions and headings?

use crate::{
    asked::Asked,
    format::Section,
    index::Index,
    rank::{self, Board, Cursor},
    table,
    text::{self, Kind},
};

/// How many articles are looked at again.
const ARTICLES: usize = 24;
/// How many groups of a query are looked at.
const GROUPS: usize = 24;
/// How many words after a word still stand near it.
const NEAR: usize = 4;
/// What neighbours in the same order add, against a word.
const NEIGHBOURS: f32 = 0.12;
/// What two words near each other in any order add.
const TOGETHER: f32 = 0.08;
/// How fast repetitions stop counting.
const SATURATION: f32 = 4.0;

/// For each candidate and each kind of pair of groups, how often it stands there.
struct Counts {
    groups: usize,
    cells: Vec<f32>,
}

impl Counts {
    /// Cells of one candidate.
    fn step(&self) -> usize {
        self.groups * self.groups * 2
    }

    fn at(&self, first: usize, second: usize, neighbours: bool) -> usize {
        (first * self.groups + second) * 2 + usize::from(neighbours)
    }

    fn add(&mut self, slot: usize, cell: usize, weight: f32) {
        let at = slot * self.step() + cell;
        if let Some(count) = self.cells.get_mut(at) {
            *count += weight;
        }
    }

    fn get(&self, slot: usize, cell: usize) -> f32 {
        self.cells.get(slot * self.step() + cell).copied().unwrap_or(0.0)
    }
}

impl Index {
    /// Adds to the scores of the best articles what their word order shares with the query.
    pub(crate) fn look_again(&self, asked: &Asked, board: &mut Board) {
        let size = asked.groups.len().min(GROUPS);
        let candidates: Vec<u32> =
            rank::best(&board.scores, ARTICLES).into_iter().map(|it| it.1).collect();
        let Some(last) = candidates.len().checked_sub(1).filter(|_| size > 1) else { return };
        let mut counts = Counts { groups: size, cells: vec![0.0; candidates.len() * size * size * 2] };
        self.count_pairs(asked, board, &candidates, &mut counts);
        let lengths = self.numbers(Section::Lengths);
        let most = (1.0 + self.len() as f32).ln();
        for (cell, factor) in wanted(asked, &counts) {
            let sum: f32 = (0..=last).map(|slot| counts.get(slot, cell)).sum();
            if sum <= 0.0 {
                continue;
            }
            let entropy: f32 = (0..=last)
                .map(|slot| counts.get(slot, cell) / sum)
                .filter(|share| *share > 0.0)
                .map(|share| -share * share.ln())
                .sum();
            for (slot, article) in candidates.iter().enumerate() {
                let count = counts.get(slot, cell);
                if let Some(score) = board.scores.get_mut(*article as usize).filter(|_| count > 0.0) {
                    let part = rank::saturated(count, SATURATION, rank::length(lengths, *article));
                    *score += factor * (most - entropy).max(0.0) * part;
                }
            }
        }
    }

    fn count_pairs(&self, asked: &Asked, board: &Board, candidates: &[u32], counts: &mut Counts) {
        let names = self.names(asked);
        // One an article: its place among the candidates, counted from 1.
        let mut places = vec![0u8; self.len()];
        for (place, article) in (1u8..).zip(candidates) {
            if let Some(slot) = places.get_mut(*article as usize) {
                *slot = place;
            }
        }
        let place = |article: u32| places.get(article as usize).copied().filter(|it| *it > 0);
        let mut owners = Cursor::new(self.rows(Section::Owners));
        let texts = self.rows(Section::Texts);
        let mut sequence: Vec<Option<usize>> = Vec::new();
        for (unit, _) in board.named.iter().enumerate().filter(|it| *it.1 > 1) {
            let Some(row) = owners.get(unit) else { break };
            if !table::flagged(row).any(|it| place(it.0).is_some()) {
                continue;
            }
            sequence.clear();
            text::each(texts.text(unit).unwrap_or_default(), |text, _, kind| {
                if kind == Kind::Word {
                    let named = names.binary_search_by(|it| it.0.cmp(text.as_bytes())).ok();
                    sequence.push(named.and_then(|n| names.get(n)).map(|it| it.1));
                }
            });
            for (article, title) in table::flagged(row) {
                let Some(slot) = place(article).map(|it| usize::from(it) - 1) else { continue };
                let weight = rank::field(false, title);
                let mut rest = sequence.as_slice();
                while let Some((first, after)) = rest.split_first() {
                    rest = after;
                    let Some(first) = *first else { continue };
                    for (distance, second) in after.iter().enumerate().take(NEAR) {
                        let Some(second) = *second else { continue };
                        if distance == 0 {
                            counts.add(slot, counts.at(first, second, true), weight);
                        }
                        if first != second {
                            counts.add(
                                slot,
                                counts.at(first.min(second), first.max(second), false),
                                weight,
                            );
                        }
                    }
                }
            }
        }
    }

    /// The words of the vocabulary that stand for a group, sorted, each with its group.
    fn names(&self, asked: &Asked) -> Vec<(&[u8], usize)> {
        // One a stem of words: the first group it stands for, counted from 1.
        let mut groups = vec![0u8; self.counts.stems];
        for (n, group) in (1u8..).zip(asked.groups.iter().take(GROUPS)) {
            let best = group.terms.iter().map(|it| it.1).fold(0.0, f32::max);
            for (stem, _) in group.terms.iter().filter(|it| it.1 >= best) {
                if let Some(slot) = groups.get_mut(*stem as usize).filter(|it| **it == 0) {
                    *slot = n;
                }
            }
        }
        let stem_of = self.numbers(Section::WordStem);
        let words = self.rows(Section::Words);
        (0..stem_of.len())
            .filter_map(|word| {
                let group = groups.get(stem_of.get(word)? as usize).copied().filter(|it| *it > 0)?;
                Some((words.get(word)?, usize::from(group) - 1))
            })
            .collect()
    }
}

/// The cells of the pairs that a query asks for, each with what it adds: every two neighbours, and every
/// word that is no stop word with the three such words after it.
fn wanted(asked: &Asked, counts: &Counts) -> Vec<(usize, f32)> {
    let groups = asked.groups.get(..counts.groups).unwrap_or_default();
    let mut out: Vec<(usize, f32)> =
        (1..groups.len()).map(|n| (counts.at(n - 1, n, true), NEIGHBOURS)).collect();
    let content: Vec<usize> =
        (0..groups.len()).filter(|n| groups.get(*n).is_some_and(|it| !it.stop)).collect();
    for (n, first) in content.iter().enumerate() {
        for second in content.iter().skip(n + 1).take(3) {
            out.push((counts.at(*first, *second, false), TOGETHER));
        }
    }
    out
}
