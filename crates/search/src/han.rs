//! Chinese beyond single signs: traditional forms count as their simplified ones, and signs can be found
//! by their sound. The tables cover the signs of the index; it knows no dictionary.

use std::ops::Range;

use crate::{
    format::Section,
    index::Index,
    table::Numbers,
    text::{self, Kind, Token},
};

/// The most syllables of a run that are looked at.
const SYLLABLES: usize = 24;

impl Index {
    /// Like [`text::each`], with traditional signs as the simplified ones that the index has.
    pub(crate) fn each(&self, text: &str, mut take: impl FnMut(&str, Range<u32>, Kind)) {
        let variants = self.numbers(Section::Variants);
        let simple = self.numbers(Section::VariantOf);
        text::each(text, |token, range, kind| {
            if kind == Kind::Sign
                && variants.len() > 0
                && let Some(code) = token.chars().next().map(u32::from)
                && let at = first(variants, code)
                && variants.get(at) == Some(code)
                && let Some(simple) = simple.get(at).and_then(char::from_u32)
            {
                take(simple.encode_utf8(&mut [0; 4]), range, kind);
            } else {
                take(token, range, kind);
            }
        });
    }

    /// The tokens of a text, in order.
    pub(crate) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        self.each(text, |text, range, kind| out.push(Token { text: text.to_owned(), range, kind }));
        out
    }

    /// The number of a sign or a pair of signs among the stems.
    pub(crate) fn sign(&self, text: &str) -> Option<u32> {
        let n = self.rows(Section::Signs).find(text.as_bytes())?;
        Some((self.counts.stems + n) as u32)
    }

    /// Pairs of signs that sound like this one.
    pub(crate) fn sounding_like(&self, pair: &str) -> Vec<u32> {
        let mut signs = pair.chars().map(|it| self.sounds_of(it));
        let (Some(one), Some(two)) = (signs.next(), signs.next()) else { return Vec::new() };
        self.pairs_of(&one, &two)
    }

    /// Pairs of signs for each two neighbouring syllables of a word in pinyin, `None` when the word is
    /// none. `open` allows the last syllable to be unfinished.
    pub(crate) fn pinyin(&self, word: &str, open: bool) -> Option<Vec<Vec<u32>>> {
        let syllables = self.rows(Section::Syllables);
        if syllables.len() == 0 || !word.bytes().all(|it| it.is_ascii_lowercase()) || word.len() > 64 {
            return None;
        }
        // The fewest syllables that end at each letter, with the one that ends there.
        let mut best: Vec<Option<(usize, usize, Vec<u32>)>> = vec![None; word.len() + 1];
        for end in 1..=word.len() {
            for start in end.saturating_sub(6)..end {
                let count = match start {
                    0 => 0,
                    _ => match best.get(start) {
                        Some(Some(it)) => it.0,
                        _ => continue,
                    },
                };
                let part = word.get(start..end)?.as_bytes();
                let at = syllables.before(part);
                let whole = syllables.get(at) == Some(part);
                let sounds: Vec<u32> = if open && end == word.len() {
                    let begun = syllables.from(at).take_while(|it| it.starts_with(part)).count();
                    (at..at + begun).map(|it| it as u32).collect()
                } else if whole {
                    vec![at as u32]
                } else {
                    Vec::new()
                };
                let slot = best.get_mut(end)?;
                // A finished syllable is better than the beginning of one.
                let cost = count + if whole { 2 } else { 3 };
                if !sounds.is_empty() && slot.as_ref().is_none_or(|it| cost < it.0) {
                    *slot = Some((cost, start, sounds));
                }
            }
        }
        let mut run = Vec::new();
        let mut end = word.len();
        while end > 0 && run.len() < SYLLABLES {
            let (_, start, sounds) = best.get_mut(end)?.take()?;
            run.push(sounds);
            end = start;
        }
        run.reverse();
        let pairs: Vec<Vec<u32>> = match run.as_slice() {
            [only] => vec![
                self.signs_of(only)
                    .into_iter()
                    .filter_map(|it| self.sign(it.encode_utf8(&mut [0; 4])))
                    .collect(),
            ],
            run => {
                run.windows(2).filter_map(|it| Some(self.pairs_of(it.first()?, it.last()?))).collect()
            }
        };
        pairs.iter().any(|it| !it.is_empty()).then_some(pairs)
    }

    /// The syllables that a sign is read as.
    fn sounds_of(&self, sign: char) -> Vec<u32> {
        let signs = self.numbers(Section::Readings);
        let sounds = self.numbers(Section::ReadingOf);
        let code = u32::from(sign);
        (first(signs, code)..signs.len())
            .take_while(|n| signs.get(*n) == Some(code))
            .filter_map(|n| sounds.get(n))
            .collect()
    }

    /// The signs that are read as one of these syllables.
    fn signs_of(&self, sounds: &[u32]) -> Vec<char> {
        let signs = self.numbers(Section::Readings);
        let of = self.numbers(Section::ReadingOf);
        (0..of.len())
            .filter(|n| of.get(*n).is_some_and(|it| sounds.contains(&it)))
            .filter_map(|n| signs.get(n).and_then(char::from_u32))
            .collect()
    }

    fn pairs_of(&self, one: &[u32], two: &[u32]) -> Vec<u32> {
        let seconds = self.signs_of(two);
        let mut out = Vec::new();
        for first in self.signs_of(one) {
            for second in &seconds {
                let mut pair = String::from(first);
                pair.push(*second);
                out.extend(self.sign(&pair).filter(|it| !out.contains(it)));
            }
        }
        out
    }
}

/// The position of the first number that is not below `wanted`, in a table that is sorted.
fn first(table: Numbers<'_>, wanted: u32) -> usize {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = (low + high) / 2;
        if table.get(middle).is_some_and(|it| it < wanted) { low = middle + 1 } else { high = middle }
    }
    low
}
