//! Writes an index from articles. It knows stems, stop words and Chinese readings; readers of the index
//! need none of them.

mod han;
mod language;
mod near;
mod statistics;
mod units;

use std::collections::BTreeMap;

use crate::{
    format::{self, Section},
    table::write,
};
use language::Language;
pub use near::Vectors;
use units::Units;

/// An article as the builder takes it; texts are plain, without marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its topic's id.
    pub topic: &'a str,
    /// Other ways to ask it.
    pub questions: &'a [String],
    /// Its headings.
    pub headings: &'a [String],
    /// Everything else a reader sees; lines are looked at one by one.
    pub body: &'a str,
    /// Screens on which it helps.
    pub screens: &'a [String],
    /// Error codes and patterns for error texts.
    pub errors: &'a [String],
    /// Waiting costs money.
    pub urgent: bool,
    /// Position in the language's `bodies` of the manifest.
    pub body_file: u32,
}

/// Gathers articles of one language and writes their index: the same articles, the same bytes.
pub struct Builder {
    language: Language,
    ids: Vec<String>,
    topics: Vec<String>,
    topic_of: Vec<u32>,
    body_of: Vec<u32>,
    flags: Vec<u32>,
    units: Units,
    screens: BTreeMap<String, Vec<u32>>,
    errors: BTreeMap<String, Vec<u32>>,
}

impl Builder {
    /// An empty index of that language, a BCP 47 tag.
    pub fn new(language: &str) -> Self {
        Builder {
            language: Language::new(language),
            ids: Vec::new(),
            topics: Vec::new(),
            topic_of: Vec::new(),
            body_of: Vec::new(),
            flags: Vec::new(),
            units: Units::default(),
            screens: BTreeMap::new(),
            errors: BTreeMap::new(),
        }
    }

    /// Adds an article; its number is the count of those before.
    pub fn add(&mut self, source: Source<'_>) {
        let article = self.ids.len() as u32;
        let topic = self.topics.iter().position(|it| it == source.topic).unwrap_or_else(|| {
            self.topics.push(source.topic.to_owned());
            self.topics.len() - 1
        });
        self.ids.push(source.id.to_owned());
        self.topic_of.push(topic as u32);
        self.body_of.push(source.body_file);
        self.flags.push(u32::from(source.urgent));
        self.units.add(&source);
        for (given, known) in [(source.screens, &mut self.screens), (source.errors, &mut self.errors)] {
            for name in given {
                let articles = known.entry(name.trim().to_owned()).or_default();
                if articles.last() != Some(&article) {
                    articles.push(article);
                }
            }
        }
    }

    /// The index's bytes.
    pub fn finish(self) -> Vec<u8> {
        self.finish_with(None)
    }

    /// The index's bytes, with what words mean worked in: questions then also find articles that say the same
    /// in other words. For a language written without blanks nothing is added.
    pub fn finish_with(self, vectors: Option<&dyn Vectors>) -> Vec<u8> {
        let laid = self.units.lay_out();
        let simplifier = han::Simplifier::new(laid.texts.iter().chain(&laid.pieces));
        let found = statistics::gather(&self.language, &simplifier, &laid);
        let han = simplifier.tables(&found.signs.iter().flat_map(|it| it.chars()).collect());
        let (common, near) = vectors.map(|it| near::work_in(it, &found, &laid)).unwrap_or_default();
        let counts = [
            self.ids.len(),
            laid.titles,
            laid.texts.len(),
            laid.owners.len(),
            found.stems,
            found.usual,
        ];
        let lists = |lists: &[Vec<u32>]| {
            write::rows(
                &lists.iter().map(|it| write::ascending(it.iter().copied())).collect::<Vec<_>>(),
            )
        };
        let owners: Vec<Vec<u8>> =
            laid.owners.iter().map(|used| write::flagged(used.iter().copied())).collect();
        let keys = |map: &BTreeMap<String, Vec<u32>>| write::rows(&map.keys().collect::<Vec<_>>());
        let values =
            |map: &BTreeMap<String, Vec<u32>>| lists(&map.values().cloned().collect::<Vec<_>>());
        format::write(vec![
            (Section::Language, self.language.tag.clone().into_bytes()),
            (Section::Counts, counts.iter().flat_map(|it| (*it as u32).to_le_bytes()).collect()),
            (Section::Topics, write::rows(&self.topics)),
            (Section::Ids, write::rows(&self.ids)),
            (Section::TopicOf, write::numbers(&self.topic_of)),
            (Section::BodyOf, write::numbers(&self.body_of)),
            (Section::Flags, write::numbers(&self.flags)),
            (Section::TitleOf, write::numbers(&laid.title_of)),
            (Section::Lengths, write::numbers(&found.lengths)),
            (Section::Texts, write::rows(&laid.texts)),
            (Section::Owners, write::rows(&owners)),
            (Section::Words, write::rows(&found.words)),
            (Section::WordStem, write::numbers(&found.word_stem)),
            (Section::Endings, write::rows(&found.endings)),
            (Section::Signs, write::rows(&found.signs)),
            (Section::Weights, write::numbers(&found.weights)),
            (Section::Postings, lists(&found.postings)),
            (Section::Variants, write::numbers(&han.variants)),
            (Section::VariantOf, write::numbers(&han.variant_of)),
            (Section::Readings, write::numbers(&han.readings)),
            (Section::ReadingOf, write::numbers(&han.reading_of)),
            (Section::Syllables, write::rows(&han.syllables)),
            (Section::Screens, keys(&self.screens)),
            (Section::ScreenArticles, values(&self.screens)),
            (Section::Errors, keys(&self.errors)),
            (Section::ErrorArticles, values(&self.errors)),
            (Section::Common, common),
            (Section::Near, near),
        ])
    }
}
