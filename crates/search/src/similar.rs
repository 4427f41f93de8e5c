//! Words of the vocabulary that an unknown word may stand for: another form of the same word, one or two
//! letters wrong, or the same beginning. It knows nothing of what the words mean.

use crate::{format::Section, index::Index, table::Rows};

/// The shortest and the longest word that is compared, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=LONGEST;
const LONGEST: usize = 32;
/// From this length on, two letters may be wrong.
const TWO_WRONG: usize = 5;
/// Likeness of another form of the same word.
const FORM: f32 = 1.0;
/// Likeness with one letter wrong, and with two.
const WRONG: [f32; 2] = [0.9, 0.3];
/// Likeness of a word by the share of its beginning, from half of the word on.
const BEGINNING: f32 = 0.6;

impl Index {
    /// Stems that an unknown word may mean, each with its likeness (0 to 1).
    pub(crate) fn similar(&self, word: &str) -> Vec<(u32, f32)> {
        let word = word.as_bytes();
        let mut found: Vec<(u32, f32)> = Vec::new();
        if !LENGTHS.contains(&word.len()) {
            return found;
        }
        let own = letters(word);
        let endings = self.rows(Section::Endings);
        for (n, other) in self.rows(Section::Words).from(0).enumerate() {
            let likeness = likeness(word, own, other, endings);
            if likeness > 0.0
                && let Some(stem) = self.stem(n)
                && !self.weight(stem).1
            {
                match found.iter_mut().find(|it| it.0 == stem) {
                    Some(before) => before.1 = before.1.max(likeness),
                    None => found.push((stem, likeness)),
                }
            }
        }
        found
    }
}

fn likeness(word: &[u8], own: u32, other: &[u8], endings: Rows<'_>) -> f32 {
    if other.len() < *LENGTHS.start() {
        return 0.0;
    }
    let same = word.iter().zip(other).take_while(|(a, b)| a == b).count();
    let mut best = 0f32;
    if same >= 3 {
        if only_ends(word, same, endings) && only_ends(other, same, endings) {
            return FORM;
        }
        let share = same as f32 / word.len().max(other.len()) as f32;
        if share > 0.5 {
            best = share * BEGINNING;
        }
    }
    let most = if word.len() >= TWO_WRONG { 2 } else { 1 };
    if other.len().abs_diff(word.len()) <= most
        && (own ^ letters(other)).count_ones() <= 2 * most as u32
    {
        let wrong = distance(word, other, most);
        best = best.max(wrong.and_then(|it| WRONG.get(it.saturating_sub(1))).copied().unwrap_or(0.0));
    }
    best
}

/// True when the word from `at` on is an ending that keeps the stem, a doubled letter before it or not.
fn only_ends(word: &[u8], at: usize, endings: Rows<'_>) -> bool {
    let Some((before, rest)) = word.split_at_checked(at) else { return false };
    rest.is_empty()
        || endings.find(rest).is_some()
        || rest.first() == before.last() && rest.get(1..).is_some_and(|it| endings.find(it).is_some())
}

/// A set of letters: words that differ in many of them need not be compared.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |bits, byte| bits | 1 << (byte & 31))
}

/// The optimal string alignment distance (edits and swaps of neighbours), when at most `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().max(b.len()) > LONGEST {
        return None;
    }
    let mut above2 = [0u8; LONGEST + 1];
    let mut above = above2;
    let mut here: [u8; LONGEST + 1] = std::array::from_fn(|n| n as u8);
    let mut before: Option<u8> = None;
    for (i, x) in (1u8..).zip(a) {
        (above2, above) = (above, here);
        here[0] = i;
        let mut least = i;
        let mut left = (i, above[0], None, 0u8);
        let cells = here.iter_mut().skip(1).zip(above.iter().skip(1)).zip(b);
        for (((cell, over), y), over2) in cells.zip(std::iter::once(&0).chain(above2.iter())) {
            let (cost, corner, previous, _) = left;
            let mut best = (corner + u8::from(x != y)).min(over + 1).min(cost + 1);
            if previous == Some(*x) && before == Some(*y) {
                best = best.min(over2 + 1);
            }
            *cell = best;
            least = least.min(best);
            left = (best, *over, Some(*y), 0);
        }
        if usize::from(least) > most {
            return None;
        }
        before = Some(*x);
    }
    let last = usize::from(*here.get(b.len())?);
    (last <= most).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_and_swaps_are_counted() {
        for (a, b, most, expected) in [
            ("withdraw", "withdraw", 2, Some(0)),
            ("withdraw", "witdraw", 2, Some(1)),
            ("withdraw", "wihtdraw", 2, Some(1)),
            ("withdraw", "withdrwa", 1, Some(1)),
            ("withdraw", "withxraw", 1, Some(1)),
            ("withdraw", "withhdraw", 1, Some(1)),
            ("withdraw", "iwthdrwa", 2, Some(2)),
            ("withdraw", "iwthdrwa", 1, None),
            ("card", "crads", 2, Some(2)),
            ("card", "money", 2, None),
            ("", "ab", 2, Some(2)),
            ("ab", "", 2, Some(2)),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), most), expected, "{a} {b}");
            assert_eq!(distance(b.as_bytes(), a.as_bytes(), most), expected, "{b} {a}");
        }
    }
}
