//! The file around an index: magic, version, checksum and sections. It knows where sections lie (see
//! FORMAT.md), not what they mean.

use std::fmt;

use xxhash_rust::xxh64::xxh64;

use crate::table::{u16_at, u32_at};

/// The first bytes of every index.
const MAGIC: [u8; 4] = *b"WHSI";
/// The version this code writes and reads.
pub(crate) const VERSION: u16 = 1;
/// Magic, version, number of sections, checksum.
const HEADER: usize = 16;

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
    /// Written by an older version whose format is no longer read.
    Older {
        /// Version of the file.
        found: u16,
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
            OpenError::Older { found } => write!(
                out,
                "the search index has the old format {found}; build it anew with `wallet-help kb build`"
            ),
            OpenError::Damaged => {
                out.write_str("the search index is damaged; fetch it again or build it anew")
            }
        }
    }
}

impl std::error::Error for OpenError {}

/// The sections of an index, in file order. FORMAT.md describes each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Section {
    Language,
    Counts,
    Topics,
    Ids,
    TopicOf,
    BodyOf,
    Flags,
    TitleOf,
    Lengths,
    Texts,
    Owners,
    Words,
    WordStem,
    Endings,
    Signs,
    Weights,
    Postings,
    Variants,
    VariantOf,
    Readings,
    ReadingOf,
    Syllables,
    Screens,
    ScreenArticles,
    Errors,
    ErrorArticles,
    // These two are there or not.
    Common,
    Near,
}

/// How many sections every file has.
const ALWAYS: usize = Section::ErrorArticles as usize + 1;
/// How many sections this code knows; more are passed over.
pub(crate) const SECTIONS: usize = Section::Near as usize + 1;

/// The checksum's seed: it covers what stands before the checksum too.
fn seed(sections: usize) -> u64 {
    u64::from(VERSION) | (sections.saturating_sub(ALWAYS) as u64) << 16
}

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
        if found < VERSION {
            return Err(OpenError::Older { found });
        }
        let count = usize::from(u16_at(&bytes, 6).ok_or(OpenError::Damaged)?);
        let body = bytes.get(HEADER..).ok_or(OpenError::Damaged)?;
        let sum = bytes.get(8..HEADER).and_then(|it| it.try_into().ok()).map(u64::from_le_bytes);
        if count < ALWAYS || sum != Some(xxh64(body, seed(count))) {
            return Err(OpenError::Damaged);
        }
        let mut at = [(0, 0); SECTIONS];
        let mut start = HEADER + 4 * count;
        for (n, range) in at.iter_mut().enumerate().take(count) {
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

/// Joins sections, given in any order, into a file; the ones not given are empty.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn write(given: Vec<(Section, Vec<u8>)>) -> Vec<u8> {
    let mut sections: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS];
    for (section, bytes) in given {
        if let Some(slot) = sections.get_mut(section as usize) {
            *slot = bytes;
        }
    }
    if sections.iter().skip(ALWAYS).all(Vec::is_empty) {
        sections.truncate(ALWAYS);
    }
    let count = sections.len();
    let mut body = Vec::new();
    let mut end = HEADER + 4 * count;
    for section in &sections {
        end += section.len();
        body.extend_from_slice(&(end as u32).to_le_bytes());
    }
    body.extend(sections.into_iter().flatten());
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&(count as u16).to_le_bytes());
    out.extend_from_slice(&xxh64(&body, seed(count)).to_le_bytes());
    out.extend_from_slice(&body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_names_the_next_step() {
        let good = write(vec![(Section::Language, b"en".to_vec())]);
        assert!(File::open(good.clone()).is_ok());
        let mut newer = good.clone();
        newer[4] = 9;
        let mut older = good.clone();
        older[4] = 0;
        let mut changed = good.clone();
        *changed.last_mut().unwrap() ^= 1;
        for (bytes, expected) in [
            (Vec::new(), OpenError::NotAnIndex),
            (b"PK\x03\x04".to_vec(), OpenError::NotAnIndex),
            (newer, OpenError::Newer { found: 9, known: VERSION }),
            (older, OpenError::Older { found: 0 }),
            (changed, OpenError::Damaged),
            (good[..good.len() - 1].to_vec(), OpenError::Damaged),
            (good[..7].to_vec(), OpenError::Damaged),
        ] {
            let error = File::open(bytes).unwrap_err();
            assert_eq!(error, expected);
            assert!(error.to_string().contains("build"), "{error}");
        }
    }
}
