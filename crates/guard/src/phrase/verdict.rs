//! Judges a stretch where list words crowd: how many, how rare, how close, with a checksum or not.

use super::{
    checksum,
    spelled::{Match, Reading},
    words::Word,
};
use crate::{lists::ENGLISH, report::Action, scan::Scan};

/// What is counted in a stretch of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    /// First and last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// List words.
    pub(super) count: usize,
    /// Of these, ones that prose seldom has, and ones not spelled out.
    rare: usize,
    near: usize,
    /// Words that are neither list words nor fillers, and those of them that keep coming back.
    odd: usize,
    template: usize,
    fillers: usize,
    frames: usize,
    /// List words with a number from 1 to 24 before.
    numbered: usize,
    /// Evidence that the list words are drawn by chance rather than written as a sentence.
    drawn: i32,
    pub(super) indexes: Vec<u16>,
    /// Some of the list words in a row are a valid phrase.
    valid: bool,
    named: bool,
}

/// Evidence (tenths of a nat) that a word was drawn by chance: of 2,048 words 76 % are rare,
/// 17 % frequent and 7 % make sentences; of the list words in prose 25, 35 and 40 %.
fn drawn(reading: &Reading<'_>, word: &Word) -> i32 {
    match word.grade {
        _ if reading.list != ENGLISH => 11,
        0 => 11,
        1 => -8,
        _ => -17,
    }
}

/// Below this the words read like a sentence.
const SENTENCE: i32 = -10;

impl Stretch {
    pub(super) fn of(scan: &Scan<'_>, reading: &Reading<'_>, first: usize, last: usize) -> Self {
        let mut stretch = Self { first, last, ..Self::default() };
        let (mut after_number, mut after_filler) = (false, false);
        let mut row: Vec<(u16, i32)> = Vec::new();
        // Where rows of list words with nothing but fillers between begin.
        let mut breaks = vec![0];
        let words = &reading.words.words;
        let mut marks = 0;
        for at in first..=last {
            let (Some(word), Some(matched)) = (words.get(at), reading.matches.get(at)) else { break };
            match matched {
                Match::Exact | Match::Near => {
                    stretch.count += 1;
                    stretch.rare += usize::from(reading.list != ENGLISH || word.grade == 0);
                    stretch.near += usize::from(*matched == Match::Near);
                    stretch.numbered += usize::from(after_number);
                    let evidence = drawn(reading, word);
                    stretch.drawn += evidence;
                    if let Some(index) = reading.indexes.get(at).copied().flatten() {
                        row.push((index, evidence));
                    }
                    if at > first {
                        marks += usize::from(after_filler || is_marked(scan, word.start));
                    }
                }
                Match::Filler => stretch.fillers += 1,
                Match::Frame => stretch.frames += 1,
                Match::Odd if word.script.is_unspaced() => stretch.fillers += 1,
                Match::Odd if word.len() > 2 && !is_template(words, at) => stretch.odd += 1,
                Match::Odd | Match::Small => stretch.template += 1,
            }
            if matches!(matched, Match::Odd | Match::Small | Match::Frame) && word.len() > 1 {
                breaks.push(row.len());
            }
            after_filler = matches!(matched, Match::Filler | Match::Frame);
            after_number = word.number.is_some_and(|n| (1..=24).contains(&n))
                || after_number && *matched == Match::Filler;
        }
        // Commas, lines, numbers between the words: a list, whatever the words.
        if marks * 10 >= stretch.count * 7 && stretch.density() >= 85 {
            stretch.drawn += 60;
        }
        stretch.indexes = row.iter().map(|&(index, _)| index).collect();
        breaks.push(row.len());
        stretch.valid = breaks.windows(2).any(|two| {
            let row = row.get(two[0]..two[1]).unwrap_or_default();
            holds_phrase(row)
        });
        let start = words.get(first).map_or(0, |w| w.start);
        let end = words.get(last).map_or(start, |w| w.end);
        stretch.named = scan.speaks_of_phrase(start, end);
        stretch
    }

    /// The same without regard to words that keep coming back.
    fn strict_density(&self) -> usize {
        self.count * 100 / (self.count + self.odd + self.template).max(1)
    }

    /// Of all words but fillers, how many of a hundred are list words.
    fn density(&self) -> usize {
        self.count * 300 / (3 * self.count + 3 * self.odd + self.template).max(1)
    }

    /// Small parts of a phrase that may stand far from each other.
    pub(super) fn is_dense(&self, named: bool) -> bool {
        if !named && (self.rare < 5 || self.strict_density() < 100) {
            return false;
        }
        self.rare >= 3 && self.density() >= 75 && self.drawn >= 15
    }
}

/// Whether a row of list words has a valid phrase in it that does not read like a sentence.
fn holds_phrase(row: &[(u16, i32)]) -> bool {
    let indexes: Vec<u16> = row.iter().map(|&(index, _)| index).collect();
    checksum::windows(&indexes).into_iter().any(|(from, length)| {
        let window = row.get(from..from + length).unwrap_or_default();
        let least = if length == row.len() { -50 } else { SENTENCE };
        window.iter().map(|&(_, evidence)| evidence).sum::<i32>() >= least
    })
}

/// Whether something other than a blank stands before a word.
fn is_marked(scan: &Scan<'_>, start: usize) -> bool {
    let before = (start.saturating_sub(3)..start).rev().map(|at| scan.text.key(at));
    before.take_while(|c| !c.is_alphabetic()).any(|c| c != ' ')
}

/// Whether a word comes back within a few words: "the second word is …, the third word is …".
pub(super) fn is_template(words: &[Word], at: usize) -> bool {
    let same = |from: usize, to: usize| {
        let near = words.get(from..to.min(words.len())).unwrap_or_default();
        words.get(at).is_some_and(|word| near.iter().any(|other| other.hash == word.hash))
    };
    same(at.saturating_sub(16), at) || same(at + 1, at + 17)
}

/// What to do with a stretch, and whether a checksum proves it.
pub(super) fn judge(s: &Stretch) -> Option<(Action, bool)> {
    let density = s.density();
    let strict = s.strict_density();
    if s.valid && s.count >= 12 {
        return Some((Action::Block, true));
    }
    // Told in a frame of words that come back: few that do not.
    let framed = s.odd * 3 <= s.count;
    let sparse = s.rare >= 8 && s.drawn >= 40 && (density >= 50 || framed);
    if checksum::is_valid(&s.indexes) && sparse {
        let sure = s.named || strict >= 80;
        return Some(if sure { (Action::Block, true) } else { (Action::Ask, false) });
    }
    if s.drawn < SENTENCE {
        // A row of list words without a gap, but in the shape of a sentence.
        return (s.count >= 12 && density >= 96 && s.fillers + s.frames <= 1)
            .then_some((Action::Ask, false));
    }
    if s.near * 2 > s.count && s.count < 12 && !s.named {
        return (s.count >= 10 && strict >= 80 && s.drawn >= 40).then_some((Action::Ask, false));
    }
    match s.count {
        12.. if strict >= 80 => Some((Action::Block, false)),
        12.. if density >= 80 && (s.named || s.numbered >= 10) => Some((Action::Block, false)),
        10.. if strict >= 80 && s.named => Some((Action::Block, false)),
        11.. if strict >= 80 => Some((Action::Ask, false)),
        10.. if strict >= 80 && s.drawn >= 70 => Some((Action::Ask, false)),
        9.. if density >= 70 && s.named => Some((Action::Ask, false)),
        10.. if sparse && (s.named || s.numbered >= 8 || s.frames >= s.count) => {
            Some((Action::Ask, false))
        }
        12.. if density >= 70 && s.drawn >= 50 && s.near * 3 <= s.count => Some((Action::Ask, false)),
        _ => None,
    }
}

/// The words before and behind a stretch that follow on as list words, with a filler or one
/// mistyped word between.
pub(super) fn run_around(reading: &Reading<'_>, first: usize, last: usize) -> (usize, usize) {
    let is = |at: usize, wanted: &[Match]| reading.matches.get(at).is_some_and(|m| wanted.contains(m));
    let listed = |at: usize| is(at, &[Match::Exact, Match::Near]);
    let mistyped = |at: usize| {
        let word = reading.words.words.get(at);
        is(at, &[Match::Odd]) && word.is_some_and(|w| w.grade == 0 && w.len() >= 3)
    };
    // The next list word in one direction, over fillers and at most one mistyped word.
    let walk = |from: usize, step: isize| {
        let (mut at, mut mistakes) = (from, 1);
        for _ in 0..24 {
            let mut next = at.checked_add_signed(step);
            let mut over = 0;
            while let Some(here) = next.filter(|&here| !listed(here)) {
                if mistyped(here) && mistakes > 0 && over == 0 {
                    mistakes -= 1;
                } else if !is(here, &[Match::Filler, Match::Frame]) || over >= 8 {
                    next = None;
                    break;
                }
                over += 1;
                next = here.checked_add_signed(step);
            }
            match next {
                Some(here) => at = here,
                None => break,
            }
        }
        at
    };
    let (from, to) = (walk(first, -1), walk(last, 1));
    (from, to)
}

/// The glyphs to cover: the stretch, its neighbours in the list, and a mistyped word at an end.
pub(super) fn widen(scan: &Scan<'_>, reading: &Reading<'_>, s: &Stretch) -> (usize, usize) {
    let (mut from, mut to) = (s.first, s.last);
    let words = &reading.words.words;
    if !checksum::is_valid(&s.indexes) {
        let odd = |at: usize| {
            let word = words.get(at)?;
            let same = reading.matches.get(at) == Some(&Match::Odd) && word.grade == 0;
            (same
                && word.len() >= 3
                && !scan.before(word.end + 40, 60).any(|l| l.start <= word.start && word.end <= l.end))
            .then_some(at)
        };
        let close = |a: usize, b: usize| {
            words
                .get(a)
                .zip(words.get(b))
                .is_some_and(|(a, b)| !scan.gap(a.end, b.start).stop && b.start - a.end <= 8)
        };
        if let Some(next) = odd(to + 1).filter(|&next| close(to, next)) {
            to = next;
        }
        if let Some(before) = from.checked_sub(1).and_then(odd).filter(|&b| close(b, from)) {
            from = before;
        }
    }
    // The number of the first word goes with it.
    let numbered = |at: usize| words.get(at).is_some_and(|w| w.number.is_some_and(|n| n <= 24));
    if let Some(number) = from.checked_sub(1).filter(|&at| numbered(at)) {
        from = number;
    }
    let start = words.get(from).map_or(0, |w| w.start);
    let end = words.get(to).map_or(start, |w| w.end);
    (start, end)
}
