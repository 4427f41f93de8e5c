//! Keys in base58: WIF, extended keys (BIP 32), Solana key pairs, XRP seeds, whole or broken.

use super::{
    context::Says,
    curve::{Budget, Pair},
};
use crate::{
    pieces::{Piece, grow, joined},
    report::{Action, Kind},
    scan::{Found, Scan},
};
use help_core::address::base58::{BITCOIN, RIPPLE, decode, payload};

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>, budget: &mut Budget) {
    let mut at = 0;
    while at < scan.pieces.len() {
        at += one(scan, found, budget, at).unwrap_or(1);
    }
}

/// Looks for a key that begins with this piece; answers how many pieces it took.
fn one(scan: &Scan<'_>, found: &mut Found<'_>, budget: &mut Budget, first: usize) -> Option<usize> {
    let piece = scan.pieces.get(first)?;
    let start = piece.start;
    // Words of a sentence are lower case; the first part of a broken key hardly ever is.
    let is_plain = |p: &Piece| p.digits == 0 && p.upper == 0;
    let plain = is_plain(piece) && scan.pieces.get(first + 1).is_none_or(is_plain);
    if plain && piece.len() < 20 && !is_extended(&joined(scan.text, start, start + 4)) {
        return None;
    }
    let mut verdict = None;
    let count = grow(
        scan.text,
        scan.pieces,
        first,
        125,
        |p| p.beyond_base58 == 0 && (p.len() > 1 || p.start > start + 40),
        |count, len| {
            if !wanted(len) {
                return false;
            }
            let end = scan.pieces.get(first + count - 1).map_or(start, |p| p.end);
            verdict = judge(scan, (start, end), count, budget);
            verdict.is_some()
        },
    );
    if let (Some(count), Some((kind, action, certain))) = (count, verdict) {
        let end = scan.pieces.get(first + count - 1).map_or(start, |p| p.end);
        if action > Action::Allow {
            found.add(kind, action, (start, end), certain);
        }
        return Some(count);
    }
    extended_with_mistakes(scan, found, first)
}

/// XRP seeds 29 and 31, WIF 51 and 52, BIP 38 58, 64 bytes 86 to 88, extended keys 111 and 112.
fn wanted(len: usize) -> bool {
    matches!(len, 29 | 31 | 51 | 52 | 58 | 86..=88 | 111 | 112)
}

type Verdict = (Kind, Action, bool);

fn judge(
    scan: &Scan<'_>,
    (start, end): (usize, usize),
    count: usize,
    budget: &mut Budget,
) -> Option<Verdict> {
    let value = joined(scan.text, start, end);
    let mixed = value.bytes().any(|b| b.is_ascii_digit())
        && value.bytes().any(|b| b.is_ascii_uppercase())
        && value.bytes().any(|b| b.is_ascii_lowercase());
    if !mixed {
        return None;
    }
    match value.len() {
        29 | 31 if value.starts_with('s') => {
            checked(&value, RIPPLE).map(|_| (Kind::PrivateKey, Action::Block, true))
        }
        51 | 52 => wif(scan, &value, (start, end), count),
        58 if value.starts_with("6P") => {
            checked(&value, BITCOIN).map(|_| (Kind::Keystore, Action::Block, true))
        }
        86..=88 => pair(scan, &value, (start, end), count, budget),
        111 | 112 if is_extended(&value) => {
            let certain = checked(&value, BITCOIN).is_some_and(|bytes| bytes.len() == 78);
            (certain || count == 1).then_some((Kind::ExtendedKey, Action::Block, certain))
        }
        _ => None,
    }
}

/// Wallet import format: a version byte, 32 bytes, maybe a 1, and four bytes of checksum.
fn wif(scan: &Scan<'_>, value: &str, place: (usize, usize), count: usize) -> Option<Verdict> {
    let long = checked(value, BITCOIN).map(|bytes| bytes.len());
    if matches!(long, Some(33 | 34)) {
        return Some((Kind::PrivateKey, Action::Block, true));
    }
    // One wrong letter: no checksum to prove it, but nothing else looks like this.
    if count == 1 && value.starts_with(['5', 'K', 'L', '9', 'c']) {
        let action = match scan.says(place.0, place.1) {
            Says::Hash => return None,
            Says::Key | Says::KeyFar => Action::Block,
            Says::Nothing => Action::Ask,
        };
        return Some((Kind::PrivateKey, action, false));
    }
    None
}

fn pair(
    scan: &Scan<'_>,
    value: &str,
    (start, end): (usize, usize),
    count: usize,
    budget: &mut Budget,
) -> Option<Verdict> {
    if scan.is_known(start, end) {
        return None;
    }
    let bytes: [u8; 64] = decode(value, BITCOIN).ok()?.try_into().ok()?;
    let (said, pair) = (scan.says(start, end), budget.pair(&bytes));
    match (pair, said) {
        (Pair::Derived, _) => Some((Kind::PrivateKey, Action::Block, true)),
        (_, Says::Key) => Some((Kind::PrivateKey, Action::Block, false)),
        (Pair::Likely, Says::Nothing | Says::KeyFar) if count == 1 => {
            Some((Kind::PrivateKey, Action::Ask, false))
        }
        (Pair::Other, Says::KeyFar) if count == 1 => Some((Kind::PrivateKey, Action::Ask, false)),
        // Taken as a whole, so that no part of it is looked at again.
        _ if count == 1 => Some((Kind::PrivateKey, Action::Allow, false)),
        _ => None,
    }
}

/// The prefixes of private keys in BIP 32 and SLIP 132.
fn is_extended(value: &str) -> bool {
    let prefix = value.as_bytes().get(..4).unwrap_or_default();
    matches!(
        prefix,
        [
            b'x' | b'y' | b'z' | b't' | b'u' | b'v' | b'X' | b'Y' | b'Z' | b'T' | b'U' | b'V',
            b'p',
            b'r',
            b'v'
        ]
    ) || prefix == b"Ltpv"
        || prefix == b"Mtpv"
        || prefix == b"dgpv"
}

/// An extended key with a letter too many, too few or wrong.
fn extended_with_mistakes(scan: &Scan<'_>, found: &mut Found<'_>, first: usize) -> Option<usize> {
    let piece = scan.pieces.get(first)?;
    if piece.len() < 4 || !is_extended(&joined(scan.text, piece.start, piece.start + 4)) {
        return None;
    }
    let rest = scan.pieces.get(first..)?;
    let mut end = piece.end;
    let (mut len, mut count) = (piece.len(), 1);
    for two in rest.windows(2) {
        let [left, right] = two else { break };
        let part = right.is_value() || (right.digits > 0 && right.letters() > 0 && right.len() >= 3);
        if len >= 111 || !part || !crate::pieces::touch(scan.text, left, right) {
            break;
        }
        (end, len, count) = (right.end, len + right.len(), count + 1);
    }
    if !(60..=140).contains(&len) {
        return None;
    }
    found.add(Kind::ExtendedKey, Action::Block, (piece.start, end), false);
    Some(count)
}

/// Base58Check: the payload, when the last four bytes are its double SHA-256.
fn checked(value: &str, alphabet: &[u8; 58]) -> Option<Vec<u8>> {
    payload(decode(value, alphabet).ok()?).ok()
}
