//! Writes an index from articles. It knows stems and field weights; readers need neither.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    format::{self, push_varint},
    text::{self, Kind},
};

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
    /// Everything else a reader sees.
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
    language: String,
    stemmer: Option<Stemmer>,
    ids: Vec<String>,
    titles: Vec<String>,
    topics: Vec<String>,
    records: Vec<u8>,
    words: BTreeMap<String, String>,
    postings: BTreeMap<String, BTreeMap<u32, f32>>,
    lengths: Vec<f32>,
}

impl Builder {
    /// An empty index of that language, a BCP 47 tag.
    pub fn new(language: &str) -> Self {
        Builder {
            language: language.to_owned(),
            stemmer: algorithm(help_core::lang::primary(language)).map(Stemmer::create),
            ids: Vec::new(),
            titles: Vec::new(),
            topics: Vec::new(),
            records: Vec::new(),
            words: BTreeMap::new(),
            postings: BTreeMap::new(),
            lengths: Vec::new(),
        }
    }

    /// Adds an article; its number is the count of those before.
    pub fn add(&mut self, source: Source<'_>) {
        let topic = self.topics.iter().position(|it| it == source.topic).unwrap_or_else(|| {
            self.topics.push(source.topic.to_owned());
            self.topics.len() - 1
        });
        self.records.extend_from_slice(&(topic as u16).to_le_bytes());
        self.records.extend_from_slice(&source.body_file.to_le_bytes());
        self.records.push(u8::from(source.urgent));
        self.ids.push(source.id.to_owned());
        self.titles.push(source.title.to_owned());
        self.lengths.push(0.0);
        self.field(source.title, 2.0);
        for text in source.questions {
            self.field(text, 1.5);
        }
        for text in source.headings {
            self.field(text, 1.0);
        }
        self.field(source.body, 0.5);
    }

    fn field(&mut self, text: &str, weight: f32) {
        let article = (self.lengths.len() - 1) as u32;
        let mut previous = None;
        for token in text::tokens(text) {
            if token.kind == Kind::Sign {
                if let Some((end, before)) = previous.take()
                    && end == token.range.start
                {
                    self.term(article, format!("{before}{}", token.text), weight);
                }
                previous = Some((token.range.end, token.text.clone()));
                self.term(article, token.text, weight * 0.3);
            } else {
                self.term(article, token.text, weight);
            }
        }
    }

    fn term(&mut self, article: u32, word: String, weight: f32) {
        let stem = self.stemmer.as_ref().map_or(word.clone(), |it| it.stem(&word).into_owned());
        *self.postings.entry(stem.clone()).or_default().entry(article).or_default() += weight;
        self.words.insert(word, stem);
        if let Some(length) = self.lengths.last_mut() {
            *length += weight;
        }
    }

    /// The index's bytes.
    pub fn finish(self) -> Vec<u8> {
        let mean = self.lengths.iter().sum::<f32>() / self.lengths.len().max(1) as f32;
        let (mut at, mut postings) = (Vec::new(), Vec::new());
        let mut numbers = BTreeMap::new();
        for (number, (stem, articles)) in self.postings.iter().enumerate() {
            numbers.insert(stem.as_str(), number as u32);
            at.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            push_varint(&mut postings, articles.len() as u32);
            let mut before = 0;
            for (article, count) in articles {
                push_varint(&mut postings, article - before);
                before = *article;
                let length = self.lengths.get(*article as usize).copied().unwrap_or(mean) / mean;
                postings.push((count / (count + 1.2 * (0.25 + 0.75 * length)) * 255.0) as u8);
            }
        }
        let mut stems = Vec::new();
        for stem in self.words.values() {
            let number = numbers.get(stem.as_str()).copied().unwrap_or_default();
            stems.extend_from_slice(&number.to_le_bytes());
        }
        format::write([
            self.language.into_bytes(),
            format::strings(self.topics.iter().map(String::as_str)),
            format::strings(self.ids.iter().map(String::as_str)),
            format::strings(self.titles.iter().map(String::as_str)),
            self.records,
            format::strings(self.words.keys().map(String::as_str)),
            stems,
            at,
            postings,
        ])
    }
}

/// The Snowball algorithm of a language.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
