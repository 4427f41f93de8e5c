//! Keys in bech32 (BIP 173): Nostr, Sui, age, Cardano, whole or broken.

use crate::{
    pieces::{grow, joined, touch},
    report::{Action, Kind},
    scan::{Found, Scan},
};
use help_core::address::bech32::{BECH32, BECH32M, sum};

/// Human-readable parts of private keys, and the length of the whole (0 when it varies).
const SECRET: [(&str, usize); 8] = [
    ("nsec1", 63),
    ("suiprivkey1", 70),
    ("age-secret-key-1", 74),
    ("ed25519_sk1", 0),
    ("ed25519e_sk1", 0),
    ("xprv1", 0),
    ("root_xsk1", 0),
    ("addr_xsk1", 0),
];

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    let mut at = 0;
    while at < scan.pieces.len() {
        at += one(scan, found, at).unwrap_or(1);
    }
}

fn one(scan: &Scan<'_>, found: &mut Found<'_>, first: usize) -> Option<usize> {
    let piece = scan.pieces.get(first)?;
    if !matches!(scan.text.low(piece.start), 'n' | 's' | 'a' | 'e' | 'x' | 'r') {
        return None;
    }
    for (prefix, whole) in SECRET {
        let bare: String = prefix.chars().filter(char::is_ascii_alphanumeric).collect();
        if !begins_with(scan, first, &bare) {
            continue;
        }
        if whole > 0 {
            // Without the marks of the prefix, which a piece does not hold.
            let length = whole - (prefix.len() - bare.len());
            let exact = grow(scan.text, scan.pieces, first, length, |_| true, |_, len| len == length);
            if let Some(count) = exact {
                let end = scan.pieces.get(first + count - 1)?.end;
                let value = joined(scan.text, piece.start, end).to_ascii_lowercase();
                let data = value.get(bare.len()..)?;
                let proven = verify(prefix.strip_suffix('1')?, data);
                if proven || count == 1 || random(data) {
                    found.add(Kind::PrivateKey, Action::Block, (piece.start, end), proven);
                    return Some(count);
                }
            }
        }
        // Of another length: cut off, or with a letter too many.
        let (count, len, end) = follow(scan, first);
        if len >= 50 {
            found.add(Kind::PrivateKey, Action::Block, (piece.start, end), false);
            return Some(count);
        }
    }
    None
}

fn begins_with(scan: &Scan<'_>, first: usize, prefix: &str) -> bool {
    let mut wanted = prefix.chars();
    let mut last = None;
    for piece in scan.pieces.get(first..).unwrap_or_default() {
        if last.is_some_and(|last| !touch(scan.text, last, piece)) {
            return false;
        }
        for at in piece.start..piece.end {
            match wanted.next() {
                Some(c) if c != scan.text.low(at) => return false,
                Some(_) => {}
                None => return true,
            }
        }
        last = Some(piece);
    }
    false
}

/// The pieces that go on like a key: letters and digits mixed.
fn follow(scan: &Scan<'_>, first: usize) -> (usize, usize, usize) {
    let (mut count, mut len, mut end) = (0, 0, 0);
    let mut last = None;
    for piece in scan.pieces.get(first..).unwrap_or_default() {
        let part = count == 0 || (piece.digits > 0 && piece.letters() > 0);
        if !part || len >= 110 || last.is_some_and(|last| !touch(scan.text, last, piece)) {
            break;
        }
        (count, len, end) = (count + 1, len + piece.len(), piece.end);
        last = Some(piece);
    }
    (count, len, end)
}

fn random(data: &str) -> bool {
    data.bytes().filter(u8::is_ascii_digit).count() >= 6
}

fn verify(human: &str, data: &str) -> bool {
    sum(human, data).is_ok_and(|(sum, _)| matches!(sum, BECH32 | BECH32M))
}
