//! The file around an index: magic, version, checksum, sections, and the number and string tables in
//! them. It knows how bytes lie (see FORMAT.md), not what they mean; no bytes can make it panic.

use std::fmt;

use xxhash_rust::xxh64::xxh64;

/// The first bytes of every index.
pub(crate) const MAGIC: [u8; 4] = *b"WHSI";
/// The version this code writes and reads.
pub(crate) const VERSION: u16 = 1;
/// Magic, version, number of sections, checksum.
const HEADER: usize = 16;
/// Strings of a table between two stored positions.
pub(crate) const BLOCK: usize = 16;

/// Why bytes are not an index that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Not an index at all.
    NotAnIndex,
    /// Written by a newer version.
    Newer {
        /// Version of the file.
        found: u16,
        /// The newest version that can be read here.
        known: u16,
    },
    /// Cut short, changed on the way, or inconsistent.
    Damaged,
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotAnIndex => out
                .write_str("these bytes are not a search index; build one with `wallet-help kb build`"),
            OpenError::Newer { found, known } => write!(
                out,
                "the search index has format {found}, this program reads up to {known}; \
                 update the program or build the index with the same version"
            ),
            OpenError::Damaged => {
                out.write_str("the search index is damaged; fetch it again or build it anew")
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// The sections of an index, in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Section {
    Language,
    Topics,
    Ids,
    Titles,
    Articles,
    Words,
    Stems,
    PostingsAt,
    Postings,
}

/// How many sections this version has.
pub(crate) const SECTIONS: usize = Section::Postings as usize + 1;

/// A checked file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    bytes: Vec<u8>,
    at: [(usize, usize); SECTIONS],
}

impl File {
    pub fn open(bytes: Vec<u8>) -> Result<File, OpenError> {
        if bytes.get(..4) != Some(&MAGIC) {
            return Err(OpenError::NotAnIndex);
        }
        let found = u16_at(&bytes, 4).ok_or(OpenError::Damaged)?;
        if found > VERSION {
            return Err(OpenError::Newer { found, known: VERSION });
        }
        let count = usize::from(u16_at(&bytes, 6).ok_or(OpenError::Damaged)?);
        let body = bytes.get(HEADER..).ok_or(OpenError::Damaged)?;
        let sum = bytes.get(8..16).and_then(|it| it.try_into().ok()).map(u64::from_le_bytes);
        if found != VERSION || count != SECTIONS || sum != Some(xxh64(body, u64::from(found))) {
            return Err(OpenError::Damaged);
        }
        let mut at = [(0, 0); SECTIONS];
        let mut start = HEADER + 4 * SECTIONS;
        for (n, range) in at.iter_mut().enumerate() {
            let end = u32_at(&bytes, HEADER + 4 * n).ok_or(OpenError::Damaged)? as usize;
            if end < start || end > bytes.len() {
                return Err(OpenError::Damaged);
            }
            *range = (start, end);
            start = end;
        }
        Ok(File { bytes, at })
    }

    /// The bytes of a section.
    pub fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.at.get(section as usize).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }
}

/// Joins sections into a file.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn write(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut end = HEADER + 4 * SECTIONS;
    for section in &sections {
        end += section.len();
        body.extend_from_slice(&(end as u32).to_le_bytes());
    }
    for section in &sections {
        body.extend_from_slice(section);
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(SECTIONS as u16).to_le_bytes());
    out.extend_from_slice(&xxh64(&body, u64::from(VERSION)).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Reads an unsigned LEB128 number of at most 32 bits and moves on.
pub(crate) fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(not(target_family = "wasm"))]
pub(crate) fn push_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A table of strings: their number, the position of every [`BLOCK`]th, then each with its length.
#[derive(Clone, Copy)]
pub(crate) struct Strings<'a>(pub &'a [u8]);

impl<'a> Strings<'a> {
    pub fn len(self) -> usize {
        u32_at(self.0, 0).unwrap_or(0) as usize
    }

    pub fn get(self, n: usize) -> Option<&'a str> {
        if n >= self.len() {
            return None;
        }
        let blocks = self.len().div_ceil(BLOCK);
        let at = u32_at(self.0, 4 + 4 * (n / BLOCK))? as usize;
        let mut rest = self.0.get(4 + 4 * blocks..)?.get(at..)?;
        for _ in 0..n % BLOCK {
            let length = varint(&mut rest)? as usize;
            rest = rest.get(length..)?;
        }
        let length = varint(&mut rest)? as usize;
        std::str::from_utf8(rest.get(..length)?).ok()
    }
}

#[cfg(not(target_family = "wasm"))]
pub(crate) fn strings<'a>(rows: impl ExactSizeIterator<Item = &'a str>) -> Vec<u8> {
    let mut out = (rows.len() as u32).to_le_bytes().to_vec();
    let mut body = Vec::new();
    for (n, row) in rows.enumerate() {
        if n % BLOCK == 0 {
            out.extend_from_slice(&(body.len() as u32).to_le_bytes());
        }
        push_varint(&mut body, row.len() as u32);
        body.extend_from_slice(row.as_bytes());
    }
    out.extend_from_slice(&body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_strings_come_back() {
        for value in [0, 1, 127, 128, 16_384, u32::MAX] {
            let mut out = Vec::new();
            push_varint(&mut out, value);
            assert_eq!(varint(&mut out.as_slice()), Some(value));
        }
        assert_eq!(varint(&mut [0x80u8].as_slice()), None);
        let rows: Vec<String> = (0..40).map(|n| "x".repeat(n * 7)).collect();
        let table = strings(rows.iter().map(String::as_str));
        let table = Strings(&table);
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(table.get(n), Some(row.as_str()));
        }
        assert_eq!(table.get(40), None);
    }
}
