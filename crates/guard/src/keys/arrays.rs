//! Keys written as lists of byte values, as Solana's command line keeps them in files.

use super::{
    context::Says,
    curve::{Budget, Pair},
};
use crate::{
    report::{Action, Kind},
    scan::{Found, Scan},
};

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>, budget: &mut Budget) {
    let mut first = 0;
    while first < scan.pieces.len() {
        let bytes = row(scan, first);
        let last = first + bytes.len().max(1);
        let start = scan.pieces.get(first).map_or(0, |piece| piece.start);
        let end = scan.pieces.get(last - 1).map_or(start, |piece| piece.end);
        if let Some((action, certain)) = judge(scan, &bytes, (start, end), budget) {
            let open = usize::from(scan.text.before(start) == '[');
            let close = usize::from(scan.text.key(end) == ']');
            found.add(Kind::PrivateKey, action, (start - open, end + close), certain);
        }
        first = last;
    }
}

/// The numbers from 0 to 255 that follow one another with nothing but commas between.
fn row(scan: &Scan<'_>, first: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last_end = None;
    for piece in scan.pieces.get(first..).unwrap_or_default() {
        if !piece.is_number() || piece.len() > 3 {
            break;
        }
        let close = last_end.is_none_or(|end| {
            let between = scan.text.glyphs.get(end..piece.start).unwrap_or_default();
            between.len() <= 6 && between.iter().all(|g| matches!(g.key, ',' | ' ' | '\n' | ';'))
        });
        let value = (piece.start..piece.end)
            .filter_map(|at| scan.text.key(at).to_digit(10))
            .fold(0, |sum, digit| sum * 10 + digit);
        let (true, Ok(byte)) = (close, u8::try_from(value)) else { break };
        bytes.push(byte);
        last_end = Some(piece.end);
    }
    bytes
}

fn judge(
    scan: &Scan<'_>,
    bytes: &[u8],
    (start, end): (usize, usize),
    budget: &mut Budget,
) -> Option<(Action, bool)> {
    if !(bytes.len() == 64 || bytes.len() == 32) {
        return None;
    }
    if let Ok(pair) = <[u8; 64]>::try_from(bytes)
        && budget.pair(&pair) == Pair::Derived
    {
        return Some((Action::Block, true));
    }
    match scan.says(start, end) {
        Says::Hash => None,
        Says::Key | Says::KeyFar => Some((Action::Block, false)),
        Says::Nothing if bytes.len() == 64 => Some((Action::Ask, false)),
        Says::Nothing => None,
    }
}
