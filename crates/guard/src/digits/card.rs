//! Payment card numbers (ISO/IEC 7812): prefix, length and Luhn sum, and what the words say.

use crate::{
    lexicon::Class,
    pieces::Piece,
    report::{Action, Kind},
    scan::{Field, Found, Scan},
};

/// Looks for card numbers; answers where they stand (glyphs).
pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) -> Vec<(usize, usize)> {
    let mut cards = Vec::new();
    let mut at = 0;
    while at < scan.pieces.len() {
        match one(scan, at) {
            Some((count, place, true)) => {
                let luhn = luhn(&digits(scan, place));
                found.add(Kind::Card, Action::Block, place, luhn);
                cards.push(place);
                at += count;
            }
            Some((count, _, false)) => at += count,
            None => at += 1,
        }
    }
    cards
}

type Place = (usize, usize);

/// A number of a card's shape that begins here: how many pieces, where, and whether it is one.
fn one(scan: &Scan<'_>, first: usize) -> Option<(usize, Place, bool)> {
    let piece = scan.pieces.get(first)?;
    if !piece.is_number() || !may_begin(scan, piece) {
        return None;
    }
    let mut sum = 0;
    let mut best = None;
    let mut last: Option<&Piece> = None;
    for (count, next) in scan.pieces.get(first..)?.iter().enumerate() {
        if !next.is_number() || last.is_some_and(|last| !joins(scan, last, next)) {
            break;
        }
        sum += next.len();
        if sum > 19 {
            break;
        }
        last = Some(next);
        if sum < 13 || !ends_well(scan, next) {
            continue;
        }
        let place = (piece.start, next.end);
        let parts = scan.pieces.get(first..=first + count)?;
        let number = digits(scan, place);
        let Some(usual) = scheme(&number) else { continue };
        let valid = luhn(&number);
        if let Some(is_card) = judge(scan, place, usual, valid, is_grouped(parts)) {
            // The longest valid one: 16 digits of a 19-digit card may add up by chance.
            if valid || best.is_none() {
                best = Some((count + 1, place, is_card));
            }
        }
    }
    best
}

fn digits(scan: &Scan<'_>, (start, end): Place) -> Vec<u8> {
    let glyphs = scan.text.glyphs.get(start..end).unwrap_or_default();
    glyphs.iter().filter_map(|g| g.key.to_digit(10)).map(|d| d as u8).collect()
}

/// One separator, the same people use: a blank, a dash, a dot, a line end.
fn joins(scan: &Scan<'_>, left: &Piece, right: &Piece) -> bool {
    let between = scan.text.glyphs.get(left.end..right.start).unwrap_or_default();
    between.len() <= 3
        && between.iter().all(|g| matches!(g.key, ' ' | '-' | '.' | '_' | '\n' | '·' | '/'))
}

fn may_begin(scan: &Scan<'_>, piece: &Piece) -> bool {
    let before = scan.text.before(piece.start);
    let decimal = matches!(before, '.' | ',')
        && piece.start >= 2
        && scan.text.key(piece.start - 2).is_ascii_digit();
    !(decimal || matches!(before, '+' | '*' | '•' | '$' | '€' | '£' | '¥'))
}

fn ends_well(scan: &Scan<'_>, piece: &Piece) -> bool {
    let next = scan.text.key(piece.end);
    let decimal = matches!(next, '.' | ',') && scan.text.key(piece.end + 1).is_ascii_digit();
    !(matches!(next, '*' | '•' | '%') || decimal && piece.len() > 4)
}

/// In fours, as 4-6-5 (or 4-6-4), or in one piece.
fn is_grouped(parts: &[Piece]) -> bool {
    match parts {
        [_] => true,
        [a, b, c] if a.len() == 4 && b.len() == 6 && matches!(c.len(), 4 | 5) => true,
        [a, b] if a.len() == 6 && b.len() == 13 => true,
        [rest @ .., last] => rest.iter().all(|p| p.len() == 4) && last.len() <= 4,
        [] => false,
    }
}

/// Whether the number begins like a card of its length; `Some(true)` for the usual lengths.
fn scheme(number: &[u8]) -> Option<bool> {
    let prefix = |n: usize| number.iter().take(n).fold(0_u32, |sum, &d| sum * 10 + u32::from(d));
    let (two, three, four) = (prefix(2), prefix(3), prefix(4));
    let len = number.len();
    let usual = match two {
        40..=49 => matches!(len, 16),
        51..=55 => len == 16,
        22..=27 if (2221..=2720).contains(&four) || (2200..=2204).contains(&four) => len == 16,
        34 | 37 => len == 15,
        30 if three <= 305 => len == 14 || len == 16,
        36 | 38 | 39 => len == 14 || len == 16,
        35 if (3528..=3589).contains(&four) => len == 16,
        62 | 81 => (16..=19).contains(&len),
        60 | 64 | 65 | 50 | 56..=59 | 61 | 63 | 66..=69 => len == 16,
        97 if four == 9792 => len == 16,
        _ => return None,
    };
    let unusual = match two {
        40..=49 => matches!(len, 13 | 19),
        50 | 56..=69 => (13..=19).contains(&len),
        35 => (17..=19).contains(&len),
        _ => false,
    };
    (usual || unusual).then_some(usual)
}

fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(at, &d)| match u32::from(d) * (1 + at as u32 % 2) {
            n if n > 9 => n - 9,
            n => n,
        })
        .sum();
    sum.is_multiple_of(10) && number.windows(2).any(|two| two[0] != two[1])
}

/// `None`: look at a longer number; `Some(false)`: the words name it something else.
fn judge(scan: &Scan<'_>, place: Place, usual: bool, valid: bool, grouped: bool) -> Option<bool> {
    let said = label(scan, place);
    if said == Some(Said::Other) {
        return valid.then_some(false);
    }
    if scan.field == Field::Reference && said.is_none() {
        return valid.then_some(false);
    }
    let named = said == Some(Said::Card);
    match (valid, usual) {
        (true, true) => (grouped || named).then_some(true),
        (true, false) => named.then_some(true),
        // A digit mistyped still leaves the card in the open; the label must be right there.
        (false, true) => (grouped && named && said_close(scan, place)).then_some(true),
        (false, false) => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Card,
    Other,
}

const CARDS: [Class; 2] = [Class::Card, Class::Cvv];

/// What the nearest label that has no value of its own calls the number.
fn label(scan: &Scan<'_>, (start, end): Place) -> Option<Said> {
    for label in scan.before(start, 48) {
        if !label.is_any(&[Class::Card, Class::Number]) {
            continue;
        }
        let gap = scan.gap(label.end, start);
        if label.is(Class::Card) && !label.is(Class::Number) {
            return Some(Said::Card);
        }
        // "order 123: 4111 …" has its number; "error when I pay with 4111 …" is far off.
        if gap.numbers > 0 || gap.unknown > 3 || gap.stop && gap.unknown > 0 || gap.lines > 1 {
            continue;
        }
        return Some(Said::Other);
    }
    for label in scan.after(end, 20) {
        let gap = scan.gap(end, label.start);
        if gap.stop || gap.lines > 0 || gap.numbers > 0 {
            break;
        }
        if label.is_any(&CARDS) {
            return Some(Said::Card);
        }
        if label.is(Class::Number) && gap.unknown == 0 && gap.fill > 0 {
            return Some(Said::Other);
        }
    }
    None
}

fn said_close(scan: &Scan<'_>, (start, _): Place) -> bool {
    scan.before(start, 24).find(|l| l.is(Class::Card)).is_some_and(|l| {
        let gap = scan.gap(l.end, start);
        gap.unknown == 0 && !gap.stop
    })
}
