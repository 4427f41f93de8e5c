//! Private keys written as 64 hexadecimal digits, whole or broken, told from hashes by context.

use super::{
    context::Says,
    curve::{Budget, Pair},
};
use crate::{
    pieces::{Piece, grow, joined},
    report::{Action, Kind},
    scan::{Field, Found, Scan},
};

/// 32 bytes in hexadecimal.
const KEY: usize = 64;

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>, budget: &mut Budget) {
    // The verdict and the end of the key before: a list of keys needs its label only once.
    let mut last: Option<(Action, usize)> = None;
    let mut at = 0;
    while let Some(piece) = scan.pieces.get(at) {
        let Some(value) = candidate(scan, at) else {
            at += 1;
            continue;
        };
        at += value.count;
        let _ = piece;
        let inherited = last.filter(|&(_, end)| follows(scan, end, value.start)).map(|(a, _)| a);
        let (action, certain) = judge(scan, &value, inherited, budget);
        if action > Action::Allow {
            found.add(Kind::PrivateKey, action, (value.start, value.end), certain);
        }
        last = Some((action, value.end));
    }
}

struct Value {
    start: usize,
    end: usize,
    zero_x: bool,
    count: usize,
    digits: usize,
}

fn is_hex(scan: &Scan<'_>, piece: &Piece) -> bool {
    piece.beyond_hex == 0 || (piece.beyond_hex == 1 && has_zero_x(scan, piece))
}

fn has_zero_x(scan: &Scan<'_>, piece: &Piece) -> bool {
    scan.text.key(piece.start) == '0' && scan.text.low(piece.start + 1) == 'x'
}

/// 64 hexadecimal digits that begin at a piece, or are its tail after a glued label.
fn candidate(scan: &Scan<'_>, first: usize) -> Option<Value> {
    let piece = scan.pieces.get(first)?;
    let zero_x = has_zero_x(scan, piece);
    let prefix = if zero_x { 2 } else { 0 };
    if is_hex(scan, piece) {
        let len = piece.len() - prefix;
        if len == KEY || len == 2 * KEY {
            let digits = len;
            return Some(Value { start: piece.start, end: piece.end, zero_x, count: 1, digits });
        }
        let group = scan.pieces.get(first..)?;
        let mut numbers = 0;
        let count = grow(
            scan.text,
            group,
            0,
            KEY + prefix,
            |next| {
                next.len() > 1
                    && is_hex(scan, next)
                    && !(next.start != piece.start && has_zero_x(scan, next))
            },
            |count, len| {
                numbers = count;
                len == KEY + prefix
            },
        )?;
        let last = group.get(count - 1)?;
        let parts = group.get(..count)?;
        let figures: usize = parts.iter().map(|p| p.digits).sum();
        let mixed = figures >= 12 && KEY + prefix - figures >= 8;
        // Broken evenly, or in few parts: not a row of small words and numbers.
        let even = parts.iter().filter(|p| p.len() >= 4).count() * 2 >= parts.len()
            || parts.iter().all(|p| p.len() <= 2);
        return (mixed && even).then_some(Value {
            start: piece.start,
            end: last.end,
            zero_x,
            count,
            digits: KEY,
        });
    }
    let tail = piece.end.checked_sub(KEY).filter(|&tail| tail > piece.start)?;
    let glued = piece.len() <= KEY + 20
        && (tail..piece.end).all(|at| scan.text.key(at).is_ascii_hexdigit())
        && !scan.text.key(tail - 1).is_ascii_hexdigit()
        && !(scan.text.low(tail - 1) == 'x' && scan.text.key(tail.wrapping_sub(2)) == '0');
    glued.then_some(Value { start: tail, end: piece.end, zero_x: false, count: 1, digits: KEY })
}

/// Whether only separators (no words) stand between one value and the next.
fn follows(scan: &Scan<'_>, end: usize, start: usize) -> bool {
    let gap = scan.gap(end, start);
    start - end <= 12 && gap.unknown == 0 && gap.fill == 0
}

fn judge(
    scan: &Scan<'_>,
    value: &Value,
    inherited: Option<Action>,
    budget: &mut Budget,
) -> (Action, bool) {
    if scan.is_known(value.start, value.end) {
        return (Action::Allow, false);
    }
    let text = joined(scan.text, value.start, value.end);
    let text = if value.zero_x { text.get(2..).unwrap_or_default() } else { &text };
    let bytes = decode(text);
    if value.digits == 2 * KEY {
        let whole: Option<[u8; 64]> = bytes.as_slice().try_into().ok();
        if whole.is_some_and(|whole| budget.pair(&whole) == Pair::Derived) {
            return (Action::Block, true);
        }
        let said = scan.says(value.start, value.end);
        return (if said == Says::Key { Action::Block } else { Action::Allow }, false);
    }
    if let (Some(mine), Ok(key)) = (scan.known.mine, <[u8; 32]>::try_from(bytes.as_slice())) {
        let own = super::secp256k1::public_key(&key).is_some_and(|public| mine(&public))
            || budget.ed25519_public(&key).is_some_and(|public| mine(&public));
        if own {
            return (Action::Block, true);
        }
    }
    if is_plain_number(text) {
        return (Action::Allow, false);
    }
    let action = match scan.says(value.start, value.end) {
        Says::Hash => Action::Allow,
        Says::Key => Action::Block,
        Says::KeyFar if value.zero_x && scan.is_aside(value.start) => Action::Allow,
        Says::KeyFar if value.zero_x => Action::Ask,
        Says::KeyFar => Action::Block,
        Says::Nothing => match inherited {
            Some(action) => action,
            None if value.zero_x || scan.field == Field::TransactionHash => Action::Allow,
            None => Action::Ask,
        },
    };
    (action, false)
}

/// Mostly zeros: a padded number or address, no key.
fn is_plain_number(text: &str) -> bool {
    text.bytes().filter(|&b| b == b'0').count() > 20
}

fn decode(text: &str) -> Vec<u8> {
    let digit = |b: u8| (b as char).to_digit(16).unwrap_or(0) as u8;
    text.as_bytes()
        .chunks_exact(2)
        .map(|two| match two {
            [high, low] => digit(*high) << 4 | digit(*low),
            _ => 0,
        })
        .collect()
}
