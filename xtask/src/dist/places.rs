//! Takes the places in the sources out of the data of a program: where a panic happened is told to nobody (the
//! panic's text might quote what a person wrote), and no path of whoever built it travels.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use wasmparser::{DataKind, Operator, Parser, Payload};

/// A place as `core::panic::Location` lies in memory: address and length of the path, line, column.
const PLACE: usize = 16;
/// Greater numbers are no line or column.
const LINES: u32 = 100_000;
const COLUMNS: u32 = 1_000;
/// An empty text, which may lie at any address but zero.
const NOWHERE: [u8; PLACE] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// A stretch of memory: its first address, and where its bytes lie in the file.
struct Stretch {
    address: u32,
    from: usize,
    to: usize,
}

/// Address and length of a path, and where it begins in the file.
type Paths = BTreeMap<(u32, u32), usize>;

/// The same program without places.
///
/// # Errors
/// When it cannot be read.
pub fn without(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut bytes, stretches, mut paths) = (wasm.to_vec(), stretches(wasm)?, Paths::new());
    for it in &stretches {
        for (at, length) in found(wasm.get(it.from..it.to).unwrap_or_default()) {
            paths.insert((it.address + at as u32, length as u32), it.from + at);
        }
    }
    let mut named = Vec::new();
    for it in &stretches {
        // What lies on a word's edge in memory lies anywhere in the file.
        let mut at = it.from + (it.address.wrapping_neg() % 4) as usize;
        while at + PLACE <= it.to {
            match path_of(&bytes[at..at + PLACE], &paths) {
                Some(path) => {
                    named.push(path);
                    bytes[at..at + PLACE].copy_from_slice(&NOWHERE);
                    at += PLACE;
                }
                None => at += 4,
            }
        }
    }
    for (from, length) in named {
        bytes[from..from + length].fill(0);
    }
    Ok(bytes)
}

fn stretches(wasm: &[u8]) -> Result<Vec<Stretch>> {
    let mut stretches = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::DataSection(section) = payload? else { continue };
        for data in section {
            let data = data?;
            let DataKind::Active { offset_expr, .. } = &data.kind else { continue };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                continue;
            };
            let to = (data.data.as_ptr() as usize - wasm.as_ptr() as usize) + data.data.len();
            let from = to.checked_sub(data.data.len()).context("data lies in the file")?;
            stretches.push(Stretch { address: value.cast_unsigned(), from, to });
        }
    }
    Ok(stretches)
}

/// Where texts that end in `.rs` begin and how long they are. One may follow another without anything between, so
/// each place that could begin one is told.
fn found(data: &[u8]) -> Vec<(usize, usize)> {
    let is_path = |it: &u8| it.is_ascii_alphanumeric() || b"/_-.+".contains(it);
    let mut all = Vec::new();
    for end in (3..=data.len()).filter(|end| data[..*end].ends_with(b".rs")) {
        let longest = data[..end].iter().rev().take_while(|it| is_path(it)).count();
        all.extend((4..=longest).map(|length| (end - length, length)));
    }
    all
}

/// The path of a place, by its first byte in the file and its length; `None` when these bytes are no place.
fn path_of(place: &[u8], paths: &Paths) -> Option<(usize, usize)> {
    let number = |at: usize| place.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes);
    let length = number(4)?;
    let from = paths.get(&(number(0)?, length))?;
    let is_place = number(8)? < LINES && number(12)? < COLUMNS;
    is_place.then_some((*from, length as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_its_path_go_and_the_rest_stays() {
        let mut data = b"keepsrc/a.rssrc/b.rsyes!".to_vec();
        let place = |address: u32, length: u32, line: u32| {
            [address, length, line, 5].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<_>>()
        };
        data.extend(place(1004, 8, 70));
        // Not a place: no path lies there.
        data.extend(place(1000, 4, 70));
        let mut module = wasm_encoder::Module::new();
        let mut section = wasm_encoder::DataSection::new();
        section.active(0, &wasm_encoder::ConstExpr::i32_const(1000), data.iter().copied());
        let mut memories = wasm_encoder::MemorySection::new();
        memories.memory(wasm_encoder::MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        module.section(&memories).section(&section);
        let before = module.finish();
        let after = without(&before).unwrap();
        let text = String::from_utf8_lossy(&after).into_owned();
        assert_eq!(after.len(), before.len());
        assert!(text.contains("keep\0\0\0\0\0\0\0\0src/b.rsyes!"), "{text:?}");
        let all = after.windows(PLACE).filter(|it| *it == NOWHERE).count();
        assert_eq!(all, 1);
        assert!(after.ends_with(&place(1000, 4, 70)));
    }
}
