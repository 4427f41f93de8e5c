//! Words written without blanks, or with a blank between all letters: finds where they part.

use super::words::{Labels, Words};
use crate::{
    fold::{Folded, Script},
    scan::Scan,
};

/// How many letters of glued text one scan takes apart; beyond, the text is no message.
pub(super) const BUDGET: usize = 6000;

/// Shortest and longest word of any list, in letters.
const WORD: std::ops::RangeInclusive<usize> = 2..=9;

/// The end of a row of single letters with blanks or dashes between, if it is long.
pub(super) fn spaced_letters(text: &Folded, start: usize) -> Option<usize> {
    let single = |at: usize| {
        Script::of(text.low(at)) == Script::Latin && Script::of(text.low(at + 1)) != Script::Latin
    };
    if !single(start) || at_letter(text, start) {
        return None;
    }
    let (mut at, mut end, mut count) = (start, start, 0);
    while at < text.len() && single(at) && count < BUDGET {
        count += 1;
        end = at + 1;
        at = end;
        while at < text.len()
            && at < end + 4
            && !Script::of(text.low(at)).is_letter()
            && Script::of(text.low(at)) != Script::Digit
        {
            at += 1;
        }
    }
    (count >= 30).then_some(end)
}

fn at_letter(text: &Folded, start: usize) -> bool {
    start > 0 && Script::of(text.low(start - 1)) == Script::Latin
}

/// Takes a row of letters apart into list words; `false` when it is no such row.
pub(super) fn split(
    scan: &Scan<'_>,
    letters: &[usize],
    budget: &mut usize,
    words: &mut Words,
    labels: &mut Labels<'_>,
) -> bool {
    if letters.len() > *budget {
        return false;
    }
    *budget -= letters.len();
    let row: Vec<char> = letters.iter().map(|&at| scan.text.low(at)).collect();
    // From the end: the most letters that list words cover from here on, and the first of them.
    let mut best: Vec<(u32, usize)> = vec![(0, 0); row.len() + 1];
    let mut buffer = String::new();
    for from in (0..row.len()).rev() {
        let skip = best.get(from + 1).map_or(0, |&(covered, _)| covered);
        let mut choice = (skip, 1);
        for len in WORD {
            let Some(word) = row.get(from..from + len) else { break };
            buffer.clear();
            buffer.extend(word);
            let (exact, longer) = scan.lists.find(&buffer);
            let cut = len == 4 && !longer.is_empty();
            if !exact.is_empty() || cut {
                let rest = best.get(from + len).map_or(0, |&(covered, _)| covered);
                // Squares: few long words beat many short ones, and whole ones beat cut ones.
                let covered = rest + if exact.is_empty() { 7 } else { (len * len) as u32 };
                if covered > choice.0 {
                    choice = (covered, len);
                }
            }
            if exact.is_empty() && longer.is_empty() {
                break;
            }
        }
        if let Some(slot) = best.get_mut(from) {
            *slot = choice;
        }
    }
    let mut parts = Vec::new();
    let (mut from, mut covered) = (0, 0);
    while from < row.len() {
        let len = best.get(from).map_or(1, |&(_, len)| len);
        if len > 1 {
            covered += len;
            parts.push((from, from + len));
        }
        from += len;
    }
    if parts.len() < 4 || covered * 10 < row.len() * 8 {
        return false;
    }
    for (from, to) in parts {
        let (Some(&start), Some(&last)) = (letters.get(from), letters.get(to - 1)) else { continue };
        let spelled: String = row.get(from..to).unwrap_or_default().iter().collect();
        words.add_spelled(scan, (start, last + 1), &spelled, labels);
    }
    true
}
