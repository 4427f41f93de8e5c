//! An opened index: its articles, its vocabulary and who uses it. It knows the meaning of the sections,
//! not the ranking.

use crate::{
    format::{File, OpenError, Section},
    table::{self, Numbers, Rows},
};

/// Steps of a stored weight in one natural logarithm.
pub(crate) const WEIGHT_STEPS: f32 = 12.0;
/// Set in a stored weight when the stem is a stop word.
pub(crate) const STOP: u32 = 0x80;
/// Steps of a stored article length in one mean length.
pub(crate) const LENGTH_STEPS: f32 = 16.0;

/// An opened search index of one language. Holds the file's bytes and reads them in place.
#[derive(Clone, Debug)]
pub struct Index {
    pub(crate) file: File,
    pub(crate) counts: Counts,
}

/// The section `Counts`: six numbers of four bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Articles.
    pub articles: usize,
    /// Texts that are the title of some article.
    pub titles: usize,
    /// Texts that are stored: titles, questions, headings.
    pub texts: usize,
    /// Texts and pieces of bodies.
    pub units: usize,
    /// Stems of words; the numbers after them are signs.
    pub stems: usize,
    /// What a word of an article usually adds to its score there, against what it says, in thousandths.
    pub usual: usize,
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
    /// Checks magic, version, checksum and bounds. Nothing is rebuilt; the time taken is that of the
    /// checksum.
    pub fn open(bytes: Vec<u8>) -> Result<Index, OpenError> {
        let file = File::open(bytes)?;
        let section = file.section(Section::Counts);
        let number = |n: usize| table::u32_at(section, n * 4).map(|it| it as usize);
        let counts = (|| {
            Some(Counts {
                articles: number(0)?,
                titles: number(1)?,
                texts: number(2)?,
                units: number(3)?,
                stems: number(4)?,
                usual: number(5)?,
            })
        })()
        .ok_or(OpenError::Damaged)?;
        let index = Index { file, counts };
        // What search allocates by must be what is really there.
        let fits = index.rows(Section::Ids).len() == counts.articles
            && index.rows(Section::Owners).len() == counts.units
            && index.rows(Section::Texts).len() == counts.texts
            && counts.stems <= index.rows(Section::Postings).len()
            && counts.titles <= counts.texts
            && counts.texts <= counts.units;
        if fits { Ok(index) } else { Err(OpenError::Damaged) }
    }

    /// The language's tag (BCP 47).
    pub fn language(&self) -> &str {
        std::str::from_utf8(self.file.section(Section::Language)).unwrap_or_default()
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.counts.articles
    }

    /// True when there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article of that number, counted from 0 in the order in which they were added.
    pub fn article(&self, n: u32) -> Option<Entry<'_>> {
        let at = n as usize;
        let topic = self.numbers(Section::TopicOf).get(at)?;
        let title = self.numbers(Section::TitleOf).get(at)?;
        Some(Entry {
            id: self.rows(Section::Ids).text(at)?,
            title: self.rows(Section::Texts).text(title as usize)?,
            topic: self.rows(Section::Topics).text(topic as usize)?,
            body: self.numbers(Section::BodyOf).get(at)?,
            urgent: self.numbers(Section::Flags).get(at)? & 1 == 1,
        })
    }

    /// The number of the article with that id.
    pub fn find(&self, id: &str) -> Option<u32> {
        let at = self.rows(Section::Ids).from(0).position(|it| it == id.as_bytes())?;
        Some(at as u32)
    }

    pub(crate) fn rows(&self, section: Section) -> Rows<'_> {
        Rows::new(self.file.section(section))
    }

    pub(crate) fn numbers(&self, section: Section) -> Numbers<'_> {
        Numbers::new(self.file.section(section))
    }

    /// The stem of a word of the vocabulary.
    pub(crate) fn stem(&self, word: usize) -> Option<u32> {
        self.numbers(Section::WordStem).get(word)
    }

    /// How much a stem says about which article is meant, in natural logarithms, and whether it is a
    /// stop word.
    pub(crate) fn weight(&self, stem: u32) -> (f32, bool) {
        let stored = self.numbers(Section::Weights).get(stem as usize).unwrap_or(0);
        ((stored & !STOP) as f32 / WEIGHT_STEPS, stored & STOP != 0)
    }
}
