//! Finds out what word vectors are worth for this very knowledge: one way to ask is held out of each article,
//! and asked with them and without. Where they do not help they are left out.

use help_core::Context;
use help_search::{Index, build::Vectors};

use super::build::builder_of;
use crate::{compile::CompiledLanguage, knowledge::Knowledge};

/// How many questions are asked at most.
const QUESTIONS: usize = 500;

/// What word vectors did for a language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gain {
    /// BCP 47.
    pub language: String,
    /// How many questions were held out and asked.
    pub questions: usize,
    /// Of these, how many found their article first, without and with vectors.
    pub first: [usize; 2],
    /// The same among the first three.
    pub third: [usize; 2],
    /// The index in bytes without them.
    pub bytes_without: usize,
    /// The index in bytes as it was written.
    pub bytes_with: usize,
}

impl Gain {
    /// They are in the index.
    pub fn kept(&self) -> bool {
        self.bytes_with > self.bytes_without
    }
}

/// Asks, and makes the index with vectors; none where they would make answers worse or tell nothing.
pub(super) fn measure(
    knowledge: &Knowledge,
    language: &CompiledLanguage,
    places: &[u32],
    vectors: &dyn Vectors,
    bytes: usize,
) -> (Gain, Option<Vec<u8>>) {
    let tag = language.tag.clone();
    let mut gain = Gain { language: tag, bytes_without: bytes, bytes_with: bytes, ..Gain::default() };
    let better = builder_of(knowledge, language, places, &|it| it).finish_with(Some(vectors));
    if better.len() <= bytes {
        return (gain, None);
    }
    let fewer = || builder_of(knowledge, language, places, &|it| held_out(it).map_or(it, |it| it.1));
    let questions: Vec<(&str, &str)> = language
        .articles
        .iter()
        .filter_map(|it| {
            let source = knowledge.articles.get(it.source)?;
            Some((it.article.id.as_str(), held_out(&source.front.questions)?.0))
        })
        .collect();
    let every = questions.len().div_ceil(QUESTIONS).max(1);
    let both = [fewer().finish(), fewer().finish_with(Some(vectors))];
    for (n, index) in both.into_iter().enumerate() {
        let Ok(index) = Index::open(index) else { continue };
        gain.questions = 0;
        for (id, question) in questions.iter().step_by(every) {
            let hits = index.search(question, &Context::default(), 3).hits;
            let at =
                hits.iter().position(|it| index.article(it.article).is_some_and(|it| it.id == *id));
            gain.questions += 1;
            if let (Some(first), Some(third)) = (gain.first.get_mut(n), gain.third.get_mut(n)) {
                *first += usize::from(at == Some(0));
                *third += usize::from(at.is_some());
            }
        }
    }
    let [first, first_with] = gain.first;
    let [third, third_with] = gain.third;
    let worse = first_with < first || first_with + third_with < first + third;
    (gain, (!worse).then_some(better))
}

/// The way to ask that is held out, and the others; none where no other would be left.
fn held_out(questions: &[String]) -> Option<(&str, &[String])> {
    let (last, others) = questions.split_last()?;
    (!others.is_empty()).then_some((last, others))
}
