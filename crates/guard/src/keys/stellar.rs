//! Stellar secret seeds (SEP 23): 56 characters of base32 that begin with S, with a CRC16.

use super::context::Says;
use crate::{
    pieces::{Piece, grow, joined},
    report::{Action, Kind},
    scan::{Found, Scan},
};

const LENGTH: usize = 56;
const VERSION: u8 = 18 << 3;

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(piece) = scan.pieces.get(at) {
        let mut count = None;
        if scan.text.low(piece.start) == 's' {
            let fits = |p: &Piece| p.len() > 1 && (p.upper + p.digits == p.len() || p.upper == 0);
            count = grow(scan.text, scan.pieces, at, LENGTH, fits, |_, len| len == LENGTH);
        }
        if let Some(count) = count {
            let end = scan.pieces.get(at + count - 1).map_or(piece.end, |last| last.end);
            let value = joined(scan.text, piece.start, end).to_ascii_uppercase();
            let proven = verify(&value);
            let action = match (proven, count, scan.says(piece.start, end)) {
                (true, ..) => Action::Block,
                (false, 1, Says::Key | Says::KeyFar) => Action::Block,
                (false, 1, Says::Nothing) if piece.upper >= 20 && piece.digits >= 3 => Action::Ask,
                _ => Action::Allow,
            };
            if action > Action::Allow {
                found.add(Kind::PrivateKey, action, (piece.start, end), proven);
                at += count;
                continue;
            }
        }
        at += 1;
    }
}

fn verify(value: &str) -> bool {
    let mut bytes: Vec<u8> = Vec::with_capacity(35);
    let (mut bits, mut buffer) = (0, 0_u32);
    for c in value.bytes() {
        let digit = match c {
            b'A'..=b'Z' => c - b'A',
            b'2'..=b'7' => c - b'2' + 26,
            _ => return false,
        };
        buffer = buffer << 5 | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits) as u8);
        }
    }
    let Some((payload, sum)) = bytes.split_last_chunk::<2>() else { return false };
    payload.first() == Some(&VERSION) && crc16(payload) == u16::from_le_bytes(*sum)
}

/// CRC-16/XMODEM.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, &byte| {
        (0..8).fold(crc ^ u16::from(byte) << 8, |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 }
        })
    })
}
