//! Judges a stretch where list words crowd: how many, how rare, how close, with a checksum or not.

use super::{
    checksum,
    spelled::{Match, Reading},
};
use crate::{
    lists::ENGLISH,
    report::Action,
    scan::Scan,
};

/// What is counted in a stretch of words.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// First and last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// List words.
    pub(super) count: usize,
    /// Of these, ones that prose seldom has, and ones that make sentences.
    rare: usize,
    function: usize,
    near: usize,
    /// Words that are neither list words nor fillers.
    odd: usize,
    fillers: usize,
    /// List words with a number from 1 to 24 before or behind.
    numbered: usize,
    pub(super) indexes: Vec<u16>,
    /// The list words, taken on beyond both ends, hold a valid phrase.
    valid: bool,
    named: bool,
}

impl Stretch {
    pub(super) fn of(scan: &Scan<'_>, reading: &Reading<'_>, first: usize, last: usize) -> Self {
        let mut stretch = Self {
            first,
            last,
            count: 0,
            rare: 0,
            function: 0,
            near: 0,
            odd: 0,
            fillers: 0,
            numbered: 0,
            indexes: Vec::new(),
            valid: false,
            named: false,
        };
        let mut after_number = false;
        for at in first..=last {
            let (Some(word), Some(matched)) = (reading.words.words.get(at), reading.matches.get(at)) else {
                break;
            };
            match matched {
                Match::Exact | Match::Near => {
                    stretch.count += 1;
                    let grade = if reading.list == ENGLISH { word.grade } else { 0 };
                    stretch.rare += usize::from(grade == 0);
                    stretch.function += usize::from(grade == 2);
                    stretch.near += usize::from(*matched == Match::Near);
                    stretch.numbered += usize::from(after_number);
                    stretch.indexes.extend(reading.indexes.get(at).copied().flatten());
                }
                Match::Filler => stretch.fillers += 1,
                Match::Odd if word.script.is_unspaced() => stretch.fillers += 1,
                Match::Odd => stretch.odd += 1,
            }
            after_number = word.number.is_some_and(|n| (1..=24).contains(&n))
                || after_number && *matched == Match::Filler;
        }
        let (from, to) = run_around(reading, first, last);
        let row: Vec<u16> =
            (from..=to).filter_map(|at| reading.indexes.get(at).copied().flatten()).collect();
        stretch.valid = checksum::is_valid(&stretch.indexes) || !checksum::windows(&row).is_empty();
        let words = &reading.words.words;
        let start = words.get(first).map_or(0, |w| w.start);
        let end = words.get(last).map_or(start, |w| w.end);
        stretch.named = scan.speaks_of_phrase(start, end);
        stretch
    }

    /// Of all words but fillers, how many of a hundred are list words.
    fn density(&self) -> usize {
        self.count * 100 / (self.count + self.odd).max(1)
    }

    fn rare_share(&self) -> usize {
        self.rare * 100 / self.count.max(1)
    }

    /// Words that make sentences are as frequent as in one.
    fn is_sentence(&self) -> bool {
        self.function * 100 >= self.count * 28 || self.rare_share() < 50
    }

    /// Small parts of a phrase that may stand far from each other.
    pub(super) fn is_dense(&self) -> bool {
        self.rare >= 3 && self.density() >= 75 && self.rare_share() >= 60
    }
}

/// What to do with a stretch, and whether a checksum proves it.
pub(super) fn judge(scan: &Scan<'_>, s: &Stretch) -> Option<(Action, bool)> {
    let _ = scan;
    let density = s.density();
    if s.valid && s.count >= 12 && s.rare >= 5 && density >= 60 {
        return Some((Action::Block, true));
    }
    if s.valid && s.count >= 12 && density >= 25 && s.rare_share() >= 55 {
        return Some((Action::Block, s.count <= 24));
    }
    if s.is_sentence() {
        // A row of list words without a gap, but in the shape of a sentence.
        return (s.count >= 12 && density >= 96 && s.fillers <= 1).then_some((Action::Ask, false));
    }
    if s.near * 2 > s.count && s.count < 12 && !s.named {
        return None;
    }
    match s.count {
        12.. if density >= 80 => Some((Action::Block, false)),
        10.. if density >= 80 && s.named => Some((Action::Block, false)),
        11.. if density >= 80 => Some((Action::Ask, false)),
        9.. if density >= 70 && s.named => Some((Action::Ask, false)),
        10.. if density >= 30 && (s.named || s.numbered >= 8) => Some((Action::Ask, false)),
        12.. if density >= 55 => Some((Action::Ask, false)),
        _ => None,
    }
}

/// The words before and behind a stretch that follow on as list words or fillers.
fn run_around(reading: &Reading<'_>, first: usize, last: usize) -> (usize, usize) {
    let listed = |at: usize| matches!(reading.matches.get(at), Some(Match::Exact | Match::Near));
    let filler = |at: usize| matches!(reading.matches.get(at), Some(Match::Filler));
    let (mut from, mut to) = (first, last);
    for _ in 0..24 {
        match from {
            f if f >= 1 && listed(f - 1) => from -= 1,
            f if f >= 2 && filler(f - 1) && listed(f - 2) => from -= 2,
            _ => break,
        }
    }
    for _ in 0..24 {
        match to {
            t if listed(t + 1) => to += 1,
            t if filler(t + 1) && listed(t + 2) => to += 2,
            _ => break,
        }
    }
    (from, to)
}

/// The glyphs to cover: the stretch, its neighbours in the list, and a mistyped word at an end.
pub(super) fn widen(scan: &Scan<'_>, reading: &Reading<'_>, s: &Stretch) -> (usize, usize) {
    let (mut from, mut to) = run_around(reading, s.first, s.last);
    let words = &reading.words.words;
    let whole = checksum::LENGTHS.contains(&s.count) && s.odd == 0;
    if !whole {
        let odd = |at: usize| {
            let word = words.get(at)?;
            let same = reading.matches.get(at) == Some(&Match::Odd) && word.grade == 0;
            (same && word.len() >= 3 && !scan.labels.iter().any(|l| l.start <= word.start && word.end <= l.end))
                .then_some(at)
        };
        let close = |a: usize, b: usize| {
            words.get(a).zip(words.get(b)).is_some_and(|(a, b)| {
                !scan.gap(a.end, b.start).stop && b.start - a.end <= 8
            })
        };
        if let Some(next) = odd(to + 1).filter(|&next| close(to, next)) {
            to = next;
        }
        if let Some(before) = from.checked_sub(1).and_then(odd).filter(|&b| close(b, from)) {
            from = before;
        }
    }
    let start = words.get(from).map_or(0, |w| w.start);
    let end = words.get(to).map_or(start, |w| w.end);
    (start, end)
}
