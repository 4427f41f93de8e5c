//! An opened index: its articles by number and by id. It knows the sections' meaning, not the ranking.

use crate::format::{self, File, OpenError, Section, Strings};

/// Bytes of an article's record: topic, body, flags.
pub(crate) const RECORD: usize = 7;

/// An opened search index of one language. Holds the file's bytes and reads them in place.
#[derive(Clone, Debug)]
pub struct Index {
    pub(crate) file: File,
}

/// What the index knows of an article without its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The article's id: `withdraw/wrong-network`.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its topic's id.
    pub topic: &'a str,
    /// Position in the language's `bodies` of the manifest.
    pub body: u32,
    /// Waiting costs money.
    pub urgent: bool,
}

impl Index {
    /// Checks magic, version, checksum and bounds. Nothing is rebuilt.
    pub fn open(bytes: Vec<u8>) -> Result<Index, OpenError> {
        Ok(Index { file: File::open(bytes)? })
    }

    /// The language's tag (BCP 47).
    pub fn language(&self) -> &str {
        std::str::from_utf8(self.file.section(Section::Language)).unwrap_or_default()
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.file.section(Section::Articles).len() / RECORD
    }

    /// True when there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article of that number, counted from 0 in the order in which they were added.
    pub fn article(&self, n: u32) -> Option<Entry<'_>> {
        let at = n as usize;
        let record = self.file.section(Section::Articles).get(at * RECORD..(at + 1) * RECORD)?;
        let topic = usize::from(format::u16_at(record, 0)?);
        Some(Entry {
            id: self.strings(Section::Ids).get(at)?,
            title: self.strings(Section::Titles).get(at)?,
            topic: self.strings(Section::Topics).get(topic)?,
            body: format::u32_at(record, 2)?,
            urgent: record.get(6)? & 1 == 1,
        })
    }

    /// The number of the article with that id.
    pub fn find(&self, id: &str) -> Option<u32> {
        let ids = self.strings(Section::Ids);
        (0..self.len()).find(|n| ids.get(*n) == Some(id)).map(|n| n as u32)
    }

    pub(crate) fn strings(&self, section: Section) -> Strings<'_> {
        Strings(self.file.section(section))
    }
}
