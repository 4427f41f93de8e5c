//! What a language needs when an index is built: its stemmer and its stop words.

use std::collections::HashSet;

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::{self, Kind};

/// Words on common stop lists that tell questions apart: who asks "why" wants another article than who
/// asks "how", and "not" is the whole difference between two of them.
const KEPT: &[&str] = &[
    "not",
    "no",
    "nor",
    "why",
    "how",
    "what",
    "when",
    "where",
    "who",
    "which",
    "before",
    "after",
    "again",
    "more",
    "most",
    "other",
    "off",
    "out",
    "up",
    "down",
    "over",
    "own",
    "same",
    "below",
    "above",
    "between",
    "against",
    "cant",
    "dont",
    "isnt",
    "wasnt",
    "didnt",
    "doesnt",
    "cannot",
    "wont",
    "couldnt",
    "不",
    "没",
    "未",
    "无",
    "没有",
    "为什么",
    "怎么",
    "怎样",
    "如何",
    "什么",
    "哪",
    "哪里",
    "多少",
    "几",
    "何时",
];

/// Common in short questions to a help desk, and said about anything.
const ADDED: &[&str] = &["im", "ive", "id", "could", "would", "please", "hi", "hello", "thanks"];

/// A language's rules.
pub(super) struct Language {
    /// BCP 47.
    pub tag: String,
    stemmer: Option<Stemmer>,
    stop: HashSet<String>,
}

impl Language {
    pub fn new(tag: &str) -> Self {
        let primary = help_core::lang::primary(tag).to_ascii_lowercase();
        let mut stop = HashSet::new();
        let listed = stop_words::lookup(&primary).unwrap_or_default();
        let added = if primary == "en" { ADDED } else { &[] };
        for word in listed.iter().chain(added) {
            let mut folded = String::new();
            text::each(word, |token, _, _| folded.push_str(token));
            stop.insert(folded);
        }
        for word in KEPT {
            stop.remove(*word);
        }
        Language { tag: tag.to_owned(), stemmer: algorithm(&primary).map(Stemmer::create), stop }
    }

    /// What a word is counted as; signs stand for themselves.
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.as_ref().map_or_else(|| word.to_owned(), |it| it.stem(word).into_owned())
    }

    /// The stop words as they are written.
    pub fn stop_words(&self) -> impl Iterator<Item = &str> {
        self.stop.iter().map(String::as_str)
    }

    /// True for a stop word, for a character that is one, and for a pair of such characters.
    pub fn is_stop(&self, text: &str, kind: Kind) -> bool {
        self.stop.contains(text)
            || kind == Kind::Sign && text.chars().all(|it| self.stop.contains(it.to_string().as_str()))
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
