//! Phrases of the two Chinese lists, whose words are single characters.
//!
//! Nearly every sentence consists of list characters. Two things tell a phrase from one: people
//! separate its characters, and its characters are drawn evenly from a list that is ordered by
//! frequency, while sentences keep to the head of it.

use super::checksum;
use crate::{
    fold::Script,
    lexicon::Class,
    lists::NO_RANK,
    report::{Action, Kind},
    scan::{Found, Scan},
};

/// A list character of the text.
#[derive(Clone, Copy, Debug)]
struct Sign {
    /// Glyph.
    at: usize,
    /// Its place in the list, or [`NO_RANK`].
    rank: u16,
    /// What stands between it and the one before.
    gap: Between,
    /// Part of a word that names something (助记词): never of a phrase.
    named: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Nothing,
    /// Blanks, line ends, list marks, small numbers.
    Separated,
    /// Sentence marks.
    Stop,
    /// Other words.
    Words,
}

/// Evidence in eighths of a bit.
const FLOOR: i32 = 40;
const DROP: i32 = 70;

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    for list in 0..2 {
        let signs = signs(scan, list);
        if signs.len() < 10 {
            continue;
        }
        exact_stretches(scan, &signs, found);
        for (first, last) in crowds(&signs) {
            judge(scan, &signs, first, last, found);
        }
    }
}

fn signs(scan: &Scan<'_>, list: usize) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    let mut gap = Between::Words;
    let mut after_digit = false;
    let mut labels = scan.labels.iter().peekable();
    for (at, glyph) in scan.text.glyphs.iter().enumerate() {
        while labels.next_if(|label| label.end <= at).is_some() {}
        let label = labels.peek().filter(|label| label.start <= at);
        match Script::of(glyph.low) {
            // 第一个, 第1個: the number of a word.
            Script::Han
                if label.is_some_and(|l| l.is(Class::Join) && scan.text.low(l.start) == '第')
                    || glyph.low == '第' && scan.text.low(at + 1).is_ascii_digit()
                    || matches!(glyph.low, '个' | '個') && after_digit =>
            {
                gap = gap.max(Between::Separated);
                after_digit = true;
                continue;
            }
            Script::Han => {
                let rank = scan.lists.ranks(glyph.low).get(list).copied().unwrap_or(NO_RANK);
                let named =
                    label.is_some_and(|l| l.end - l.start >= 2 && !l.is_any(&[Class::Is, Class::Join]));
                signs.push(Sign { at, rank, gap, named });
                gap = Between::Nothing;
            }
            Script::Space | Script::Line | Script::Digit => gap = gap.max(Between::Separated),
            Script::Mark => {
                let stop = matches!(glyph.low, '。' | '!' | '?' | ';' | ':');
                let mark = if stop && !after_digit { Between::Stop } else { Between::Separated };
                gap = gap.max(mark);
            }
            _ => gap = Between::Words,
        }
        after_digit = glyph.low.is_ascii_digit();
    }
    signs
}

impl Between {
    fn max(self, other: Self) -> Self {
        if self as u8 >= other as u8 { self } else { other }
    }
}

/// Eighths of a bit for and against: log₂((rank + 16) / 375), 375 being where a sentence and a
/// phrase are equally likely to have that character.
fn frequency(rank: u16) -> i32 {
    let x = u32::from(rank) + 16;
    let whole = x.ilog2();
    let eighths = x >> whole.saturating_sub(3) & 7;
    (whole * 8 + eighths) as i32 - 68
}

/// The evidence of a row by frequency alone. A character that comes back counts once: sentences
/// repeat themselves, phrases hardly do.
fn evidence(row: &[Sign]) -> i32 {
    let mut seen: Vec<u16> = Vec::with_capacity(row.len());
    let mut sum = 0;
    for sign in row.iter().take(64) {
        if sign.rank == NO_RANK {
            sum -= 24;
        } else if seen.contains(&sign.rank) {
            sum -= 4;
        } else {
            seen.push(sign.rank);
            sum += frequency(sign.rank);
        }
    }
    sum
}

fn weigh(signs: &[Sign], at: usize) -> i32 {
    let Some(sign) = signs.get(at) else { return 0 };
    if sign.named {
        return -200;
    }
    let alone = sign.gap != Between::Nothing
        && signs.get(at + 1).is_none_or(|next| next.gap != Between::Nothing);
    let base = match sign.rank {
        NO_RANK => -24,
        _ if alone && sign.gap == Between::Separated => 30,
        rank if alone => frequency(rank) + 10,
        rank => frequency(rank),
    };
    let gap = match sign.gap {
        _ if alone => 0,
        Between::Nothing | Between::Separated => 0,
        Between::Stop => -16,
        Between::Words => -30,
    };
    base + gap
}

/// Stretches of the highest sums, like those of `spelled`.
fn crowds(signs: &[Sign]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut sum, mut peak, mut start, mut peak_at) = (0, 0, 0, 0);
    let mut at = 0;
    while at < signs.len() {
        sum += weigh(signs, at);
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
    out
}

fn judge(scan: &Scan<'_>, signs: &[Sign], first: usize, last: usize, found: &mut Found<'_>) {
    let Some(row) = signs.get(first..=last) else { return };
    let listed = row.iter().filter(|s| s.rank != NO_RANK).count();
    let inner = row.get(1..).unwrap_or_default();
    let apart = inner.iter().filter(|s| s.gap == Between::Separated).count();
    let framed = inner.iter().filter(|s| matches!(s.gap, Between::Words | Between::Stop)).count();
    let sum = evidence(row);
    let (from, to) = widened(signs, first, last);
    let wide = signs.get(from..=to).unwrap_or_default();
    let (Some(start), Some(end)) = (wide.first(), wide.last()) else { return };
    let place = (before_number(scan, start.at), end.at + 1);
    let named = scan.speaks_of_phrase(place.0, place.1);
    let ranks: Vec<u16> = wide.iter().map(|s| s.rank).filter(|&rank| rank != NO_RANK).collect();
    let valid = !checksum::windows(&ranks).is_empty();
    let separated = apart * 10 >= inner.len() * 8;
    let framed = !separated && (framed + apart) * 10 >= inner.len() * 8;
    let whole = checksum::is_valid(&ranks);
    let action = match listed {
        11.. if separated => Action::Block,
        12.. if framed && whole => Action::Block,
        11.. if framed && !named && sum < 64 => return,
        11.. if framed => Action::Ask,
        12.. if valid && named => Action::Block,
        11.. if sum >= 64 || named => Action::Ask,
        10.. if separated => Action::Ask,
        9.. if separated && named => Action::Ask,
        _ => return,
    };
    let certain = whole && action == Action::Block;
    found.add(Kind::RecoveryPhrase, action, place, certain);
}

/// The number of the first character ("1. 的") goes with it.
fn before_number(scan: &Scan<'_>, start: usize) -> usize {
    let mut at = start;
    while at > 0
        && start - at < 6
        && matches!(scan.text.low(at - 1), ' ' | '.' | ')' | '0'..='9' | ',' | ':' | '|')
    {
        at -= 1;
    }
    (at..start).find(|&at| scan.text.low(at).is_ascii_digit()).unwrap_or(start)
}

/// Takes in the neighbours that stand as close as the rest, up to a mark or a named word.
fn widened(signs: &[Sign], first: usize, last: usize) -> (usize, usize) {
    let ok = |sign: &Sign| !sign.named;
    let (mut from, mut to) = (first, last);
    while from > 0
        && last - from < 26
        && signs.get(from).is_some_and(|s| matches!(s.gap, Between::Nothing | Between::Separated))
        && signs.get(from - 1).is_some_and(ok)
    {
        from -= 1;
    }
    while to - first < 26
        && signs
            .get(to + 1)
            .is_some_and(|s| matches!(s.gap, Between::Nothing | Between::Separated) && ok(s))
    {
        to += 1;
    }
    (from, to)
}

/// Stretches of exactly the length of a phrase between blanks or line ends, with its checksum.
fn exact_stretches(scan: &Scan<'_>, signs: &[Sign], found: &mut Found<'_>) {
    for row in signs.chunk_by(|_, next| next.gap == Between::Nothing) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let ranks: Vec<u16> = row.iter().map(|s| s.rank).collect();
        if ranks.contains(&NO_RANK) || !checksum::is_valid(&ranks) || row.iter().any(|s| s.named) {
            continue;
        }
        let sum: i32 = ranks.iter().map(|&rank| frequency(rank)).sum();
        let named = scan.speaks_of_phrase(first.at, last.at + 1);
        let bounded =
            |at: Option<usize>| at.is_none_or(|at| matches!(scan.text.low(at), ' ' | '\n' | ':' | '"'));
        let alone = bounded(first.at.checked_sub(1))
            && bounded(Some(last.at + 1).filter(|&at| at < scan.text.len()));
        if !alone || sum < -40 {
            continue;
        }
        let action = if named { Action::Block } else { Action::Ask };
        found.add(Kind::RecoveryPhrase, action, (first.at, last.at + 1), named && sum > 0);
    }
}
