//! Values of no known shape that a sentence names a private key: odd formats, typing mistakes.

use super::context::Says;
use crate::{
    lexicon::Class,
    pieces::{Piece, joined, touch},
    report::{Action, Kind},
    scan::{Found, Scan},
};

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(piece) = scan.pieces.get(at) {
        let (count, end) = value(scan, at);
        at += count;
        let len =
            scan.pieces.get(at - count..at).unwrap_or_default().iter().map(Piece::len).sum::<usize>();
        if len < 28 || count == 1 && !piece.is_value() || is_public(scan, piece, len) {
            continue;
        }
        if scan.says(piece.start, end) == Says::Key && is_named(scan, piece.start, end) {
            found.add(Kind::PrivateKey, Action::Block, (piece.start, end), false);
        }
    }
}

/// A random-looking piece, with the random-looking ones that touch it.
fn value(scan: &Scan<'_>, first: usize) -> (usize, usize) {
    let Some(piece) = scan.pieces.get(first) else { return (1, 0) };
    let (mut count, mut end, mut last) = (1, piece.end, piece);
    if piece.digits == 0 || piece.letters() == 0 {
        return (1, end);
    }
    for next in scan.pieces.get(first + 1..).unwrap_or_default() {
        let alike = next.len() >= 2 && next.digits > 0 && (next.letters() > 0 || next.len() <= 8);
        if !alike || count >= 40 || !touch(scan.text, last, next) {
            break;
        }
        (count, end, last) = (count + 1, next.end, next);
    }
    (count, end)
}

/// A strong name ("private key", 私钥) within reach, not just "key" or "secret".
fn is_named(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let named = |label: &crate::lexicon::Label| {
        label.is(Class::Key) && (label.end - label.start > 6 || !scan.text.low(label.start).is_ascii())
    };
    scan.before(start, 60).any(named) || scan.after(end, 24).any(named)
}

/// Addresses and public keys by their shape.
fn is_public(scan: &Scan<'_>, piece: &Piece, len: usize) -> bool {
    let value = joined(scan.text, piece.start, piece.end);
    let low = value.to_ascii_lowercase();
    let hex = |from: usize| value.get(from..).is_some_and(|v| v.bytes().all(|b| b.is_ascii_hexdigit()));
    (low.starts_with("0x") && len == 42 && hex(2))
        || ((low.starts_with("02") || low.starts_with("03")) && len == 66 && hex(0))
        || (low.starts_with("04") && len == 130 && hex(0))
        || (len <= 36 && value.starts_with(['1', '3', 'T', 'D', 'r', 'L', 'M', 'A', 'X', 'Q']))
        || (len == 32 && hex(0) && scan.text.key(piece.end) == '-')
        || low.get(1..4) == Some("pub")
        || [
            "bc1", "tb1", "ltc1", "addr1", "cosmos1", "osmo1", "npub1", "stake1", "bnb1", "inj1",
            "erd1",
        ]
        .iter()
        .any(|prefix| low.starts_with(prefix))
        || (value.starts_with('G') && len == 56)
}
