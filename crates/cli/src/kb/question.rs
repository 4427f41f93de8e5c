//! A row of a file of questions, labelled or not.

use serde::Deserialize;

/// A question, in the ways such files write it.
#[derive(Debug, Deserialize)]
pub struct Row {
    #[serde(alias = "query")]
    text: String,
    /// The language, when the file says it.
    pub lang: Option<String>,
    /// What the host knows at that moment.
    #[serde(default)]
    pub context: help_core::Context,
    article: Option<String>,
    #[serde(default, alias = "intents", alias = "accept")]
    articles: Vec<String>,
}

impl Row {
    /// What was asked.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Ids of the articles that answer it.
    pub fn answers(&self) -> impl Iterator<Item = &str> {
        self.article.iter().chain(&self.articles).map(String::as_str)
    }
}
