//! Phrases of the lists that are spelled in words: finds the stretches where list words crowd.
//!
//! Each word weighs for or against a phrase; the stretch with the highest sum is the finding.
//! One pass a list, and a stretch is looked at again at most once.

use super::{
    verdict::{self, Stretch},
    words::{ALL, Word, Words, spelling},
};
use crate::{
    fold::Script,
    lexicon::Class,
    lists::{ENGLISH, JAPANESE, KOREAN, SPELLED},
    report::{Action, Kind},
    scan::{Found, Scan},
};

/// How a word stands to one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    Exact,
    /// The first letters of a word, or a word with one mistake.
    Near,
    /// A number, or a word that people put between.
    Filler,
    /// A small word of sentences.
    Small,
    /// A word that comes back at equal steps.
    Frame,
    Odd,
}

/// The words as one list sees them.
pub(super) struct Reading<'a> {
    pub(super) list: usize,
    pub(super) words: &'a Words,
    pub(super) matches: Vec<Match>,
    pub(super) indexes: Vec<Option<u16>>,
}

/// A sum this far below its peak ends a stretch.
const DROP: i32 = 110;
/// Sums below are not looked at.
const FLOOR: i32 = 60;

pub(super) fn find(scan: &Scan<'_>, words: &Words, found: &mut Found<'_>) {
    for list in 0..SPELLED {
        let bit = 1_u16 << list;
        let count = words.words.iter().filter(|w| (w.exact | w.prefix) & bit & ALL != 0).count();
        if count < 6 {
            continue;
        }
        let reading = read(scan, words, list);
        let mut parts = Vec::new();
        for (first, last) in stretches(&reading) {
            let stretch = Stretch::of(scan, &reading, first, last);
            // A phrase may begin or end with everyday words, which weigh nothing.
            let (from, to) = verdict::run_around(&reading, first, last);
            let wide = Stretch::of(scan, &reading, from, to);
            match verdict::judge(&stretch).max(verdict::judge(&wide)) {
                Some((action, certain)) => {
                    let stretch = wide;
                    let place = verdict::widen(scan, &reading, &stretch);
                    found.add(Kind::RecoveryPhrase, action, place, certain);
                }
                None => parts.push(stretch),
            }
        }
        scattered(scan, &reading, &parts, found);
    }
}

fn read<'a>(scan: &Scan<'_>, words: &'a Words, list: usize) -> Reading<'a> {
    let bit = 1_u16 << list;
    let mut matches = Vec::with_capacity(words.words.len());
    let mut indexes = Vec::with_capacity(words.words.len());
    for word in &words.words {
        let known = (word.exact | word.prefix) & bit != 0;
        let prefix_only = word.exact & bit == 0;
        // "with", "from" and the like begin list words, but mean themselves.
        let plain = prefix_only && word.grade > 0;
        matches.push(match word {
            _ if known && !prefix_only => Match::Exact,
            _ if known && !plain => Match::Near,
            _ if word.joins || word.number.is_some() => Match::Filler,
            _ if word.small => Match::Small,
            _ => Match::Odd,
        });
        indexes.push(known.then(|| words.index(word, list)).flatten());
    }
    // "the second word is …, the third word is …": the frame, not the phrase.
    for (at, matched) in matches.iter_mut().enumerate() {
        if *matched != Match::Filler && is_frame(&words.words, at) {
            *matched = Match::Frame;
            if let Some(index) = indexes.get_mut(at) {
                *index = None;
            }
        }
    }
    let mut reading = Reading { list, words, matches, indexes };
    // Twice: what the first pass reads makes the second surer.
    for _ in 0..2 {
        if !forgive_mistakes(scan, &mut reading) {
            break;
        }
    }
    reading
}

/// Whether a word comes back at equal steps, three times in a row, with others between.
fn is_frame(words: &[Word], at: usize) -> bool {
    let hash = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.hash);
    let here = hash(Some(at));
    let same = |step: isize| hash(at.checked_add_signed(step)) == here;
    if same(1) && (same(-1) || same(2)) || same(-1) && same(-2) {
        return false;
    }
    (2..=8).any(|step| same(step) && (same(-step) || same(2 * step)) || same(-step) && same(-2 * step))
}

/// Reads odd words among list words as list words with one mistake.
fn forgive_mistakes(scan: &Scan<'_>, reading: &mut Reading<'_>) -> bool {
    let hits: Vec<u32> = reading
        .matches
        .iter()
        .scan(0, |sum, m| {
            *sum += u32::from(matches!(m, Match::Exact | Match::Near));
            Some(*sum)
        })
        .collect();
    let upto = |at: usize| hits.get(at.min(hits.len().saturating_sub(1))).copied().unwrap_or(0);
    let mut repaired = Vec::new();
    for (at, word) in reading.words.words.iter().enumerate() {
        let odd = reading.matches.get(at) == Some(&Match::Odd);
        let cut = odd && word.prefix >> reading.list & 1 == 1;
        let long = match reading.list {
            JAPANESE | KOREAN => word.len() >= 3,
            _ => word.len() >= 4,
        };
        let near = upto(at + 4) - at.checked_sub(5).map_or(0, upto);
        if cut
            && near >= 4
            && let Some(index) = reading.words.index(word, reading.list)
        {
            repaired.push((at, Some(index)));
            continue;
        }
        if near >= 3
            && let Some(index) = broken(scan, reading, at)
        {
            repaired.push((at, Some(index)));
            repaired.push((at + 1, None));
            continue;
        }
        if !odd || !long || word.len() > 12 || word.grade > 0 {
            continue;
        }
        if near >= 3
            && let Some(index) = nearest(scan, reading.list, word)
        {
            repaired.push((at, Some(index)));
        }
    }
    let any = !repaired.is_empty();
    for (at, index) in repaired {
        if let (Some(m), Some(i)) = (reading.matches.get_mut(at), reading.indexes.get_mut(at)) {
            (*m, *i) = (Match::Near, index);
        }
    }
    any
}

/// The list word that a word and the next one are the two parts of ("aban-\ndon", "abi lity").
fn broken(scan: &Scan<'_>, reading: &Reading<'_>, at: usize) -> Option<u16> {
    let (left, right) = (reading.words.words.get(at)?, reading.words.words.get(at + 1)?);
    let whole = |at: usize| matches!(reading.matches.get(at), Some(Match::Exact | Match::Filler));
    let close = right.start <= left.end + 3 && left.script == right.script;
    if !close || left.len() + right.len() > 10 || whole(at) && whole(at + 1) {
        return None;
    }
    let between = scan.text.glyphs.get(left.end..right.start)?;
    if !between.iter().all(|g| matches!(g.key, ' ' | '-' | '\n')) {
        return None;
    }
    let both = spelling(scan.text, left.start, left.end) + &spelling(scan.text, right.start, right.end);
    let exact = scan.lists.find(&both).0;
    exact.iter().find(|entry| usize::from(entry.list) == reading.list).map(|entry| entry.index)
}

/// The list word one mistake away: a letter wrong, missing, too many, or two swapped.
fn nearest(scan: &Scan<'_>, list: usize, word: &Word) -> Option<u16> {
    let typed: Vec<char> = spelling(scan.text, word.start, word.end).chars().collect();
    // The first letter is mostly right, or swapped with the second.
    let initials = [typed.first(), typed.get(1)];
    initials.into_iter().flatten().find_map(|&first| {
        let mut entries = scan.lists.initial(list, first);
        entries.find(|e| is_one_mistake(&typed, scan.lists.word(e))).map(|e| e.index)
    })
}

fn is_one_mistake(typed: &[char], word: &str) -> bool {
    // Most words differ in length or soon; bytes are as many as letters or more.
    if word.len() + 1 < typed.len() {
        return false;
    }
    let mut meant = word.chars();
    let mut same = 0;
    // Skip what both begin with.
    let rest = loop {
        let left = meant.clone();
        match (typed.get(same), meant.next()) {
            (Some(&a), Some(b)) if a == b => same += 1,
            _ => break left,
        }
    };
    let typed = typed.get(same..).unwrap_or_default();
    let equal = |typed: &[char], meant: std::str::Chars<'_>| meant.eq(typed.iter().copied());
    let skipped = |by: usize| {
        let mut meant = rest.clone();
        for _ in 0..by {
            meant.next();
        }
        meant
    };
    let tail = |from: usize| typed.get(from..).unwrap_or_default();
    let swapped = match (typed, rest.clone().next(), rest.clone().nth(1)) {
        ([a, b, ..], Some(c), Some(d)) => *a == d && *b == c && equal(tail(2), skipped(2)),
        _ => false,
    };
    swapped || equal(tail(1), skipped(1)) || equal(typed, skipped(1)) || equal(tail(1), rest.clone())
}

/// What one word adds to the sum.
fn weigh(reading: &Reading<'_>, at: usize) -> i32 {
    let (Some(word), Some(matched)) = (reading.words.words.get(at), reading.matches.get(at)) else {
        return 0;
    };
    let english = reading.list == ENGLISH;
    match matched {
        Match::Exact if !english => 25,
        Match::Exact => match word.grade {
            0 => 25,
            1 => 10,
            _ => -2,
        },
        Match::Near => 14,
        Match::Filler => match word.number {
            Some(n) if n > 30 => -6,
            Some(_) => 0,
            None => -4,
        },
        Match::Small if word.script.is_unspaced() => -1,
        Match::Small => -5,
        Match::Frame => -1,
        Match::Odd => {
            let template = verdict::is_template(&reading.words.words, at);
            let foreign = match word.script {
                Script::Latin => false,
                Script::Kana => reading.list != JAPANESE,
                Script::Hangul => reading.list != KOREAN,
                _ => true,
            };
            match (foreign, template) {
                // A sentence in another script around words of this one.
                (true, _) if word.script.is_unspaced() => -2,
                (true, _) => -5,
                (false, true) => -4,
                (false, false) if word.len() <= 2 => -6,
                (false, false) => -12,
            }
        }
    }
}

/// The stretches of words with the highest sums, in order, none within another.
fn stretches(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut sum, mut peak, mut start, mut peak_at) = (0, 0, 0, 0);
    let mut at = 0;
    let count = reading.words.words.len();
    while at < count {
        sum += weigh(reading, at);
        if sum > peak {
            (peak, peak_at) = (sum, at);
        }
        let spent = sum <= 0 || sum < peak - DROP;
        if spent && peak >= FLOOR {
            out.push((start, peak_at));
            at = peak_at;
        }
        if sum <= 0 || spent && peak >= FLOOR {
            (sum, peak, start) = (0, 0, at + 1);
        }
        at += 1;
    }
    if peak >= FLOOR {
        out.push((start, peak_at));
    }
    long_rows(reading, &mut out);
    out
}

/// Adds rows of twelve and more list words that weigh little, as in a sentence made of them.
fn long_rows(reading: &Reading<'_>, out: &mut Vec<(usize, usize)>) {
    let mut from = 0;
    for row in reading.matches.chunk_by(|a, b| a == b) {
        let to = from + row.len();
        let exact = row.first() == Some(&Match::Exact);
        if exact && row.len() >= 12 && !out.iter().any(|&(first, last)| first < to && from <= last) {
            out.push((from, to - 1));
        }
        from = to;
    }
}

/// A phrase told in several parts, far from each other, in a text that speaks of one.
fn scattered(scan: &Scan<'_>, reading: &Reading<'_>, parts: &[Stretch], found: &mut Found<'_>) {
    let named = scan.labels.iter().any(|label| label.is(Class::Seed));
    let parts: Vec<&Stretch> = parts.iter().filter(|part| part.is_dense(named)).collect();
    let count: usize = parts.iter().map(|part| part.count).sum();
    if parts.len() < 2 || !(10..=60).contains(&count) {
        return;
    }
    let indexes: Vec<u16> = parts.iter().flat_map(|part| part.indexes.iter().copied()).collect();
    let valid = super::checksum::is_valid(&indexes);
    let action = if valid { Action::Block } else { Action::Ask };
    for part in parts {
        found.add(Kind::RecoveryPhrase, action, verdict::widen(scan, reading, part), valid);
    }
}
