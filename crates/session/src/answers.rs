//! Which answers fit: those for the context, and those for a question.

use std::ops::Range;

use help_core::{article::Article, context::Member, manifest::Fit};

use crate::{effect::Effect, load::Load, session::Session};

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The article's id.
    pub id: String,
    /// Its title in the present language.
    pub title: String,
    /// Its topic's id.
    pub topic: String,
    /// Waiting costs money.
    pub urgent: bool,
    /// Ranges of characters of the title that the question named.
    pub marks: Vec<Range<u32>>,
}

/// What a question found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Best first.
    pub answers: Vec<Answer>,
    /// False when probably no article answers the question.
    pub confident: bool,
    /// The topic that the words speak of.
    pub topic: Option<String>,
}

/// The answer that leads the home screen because the host told of an error.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead<'a> {
    /// The article's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text, as far as it is here.
    pub article: Load<&'a Article>,
}

const LISTED: usize = 8;
const ALSO: usize = 3;

impl Session {
    /// The person types a question; the results are there at once.
    pub fn ask(&mut self, query: &str) -> Vec<Effect> {
        self.query = query.to_owned();
        self.note_question();
        self.search_again();
        self.needs()
    }

    /// What was typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What the question found; `Loading` while the index is on its way.
    pub fn found(&self) -> Load<&Found> {
        match &self.index {
            Load::Ready(_) => Load::Ready(&self.found),
            Load::Failed(failure) => Load::Failed(*failure),
            Load::Absent | Load::Loading => Load::Loading,
        }
    }

    pub(crate) fn search_again(&mut self) {
        self.found = match self.index.ready() {
            Some(_) if !self.query.trim().is_empty() => self.search(&self.query, LISTED),
            _ => Found::default(),
        };
    }

    fn search(&self, query: &str, limit: usize) -> Found {
        let Some(index) = self.index.ready() else {
            return Found::default();
        };
        let results = index.search(query, &self.context, limit);
        let answers = results.hits.into_iter().filter_map(|hit| {
            let entry = index.article(hit.article)?;
            Some(Answer {
                id: entry.id.to_owned(),
                title: entry.title.to_owned(),
                topic: entry.topic.to_owned(),
                urgent: entry.urgent,
                marks: hit.marks,
            })
        });
        Found { answers: answers.collect(), confident: results.confident, topic: results.topic }
    }

    /// Answers for the context, best first: the articles that name the error or the screen, and, when
    /// none names the error, those that the words of its message find.
    pub fn answers_here(&self) -> Vec<Answer> {
        let fitting: Vec<(Fit, Answer)> = self
            .manifest
            .ready()
            .map(|it| it.fitting(&self.context))
            .unwrap_or_default()
            .into_iter()
            .filter(|(_, entry)| entry.bodies.contains_key(self.language()))
            .map(|(fit, entry)| {
                let answer = Answer {
                    id: entry.id.clone(),
                    title: entry.title.get(self.language()).to_owned(),
                    topic: entry.topic.clone(),
                    urgent: entry.urgent,
                    marks: Vec::new(),
                };
                (fit, answer)
            })
            .collect();
        let named = fitting.iter().any(|(fit, _)| *fit == Fit::Error);
        let message = self.context.get(Member::ErrorMessage).filter(|_| !named);
        let by_words = message.map(|it| self.search(it, ALSO)).filter(|it| it.confident);
        let mut answers = by_words.map(|it| it.answers).unwrap_or_default();
        for (_, answer) in fitting {
            if !answers.iter().any(|it| it.id == answer.id) {
                answers.push(Answer { marks: Vec::new(), ..answer });
            }
        }
        answers
    }

    /// The id of the answer that leads: only when the host told of an error.
    pub(crate) fn lead_id(&self) -> Option<String> {
        self.has_error().then(|| self.answers_here().into_iter().next())?.map(|it| it.id)
    }

    fn has_error(&self) -> bool {
        self.context.get(Member::ErrorCode).or(self.context.get(Member::ErrorMessage)).is_some()
    }

    /// The answer that leads the home screen.
    pub fn lead(&self) -> Option<Lead<'_>> {
        let first = self.has_error().then(|| self.answers_here().into_iter().next())??;
        Some(Lead { article: self.article(&first.id), id: first.id, title: first.title })
    }

    /// The short list below: what else helps here.
    pub fn also_here(&self) -> Vec<Answer> {
        let skip = usize::from(self.has_error());
        self.answers_here().into_iter().skip(skip).take(ALSO).collect()
    }

    /// The articles of a topic, in the order of the knowledge; `Loading` while the index is on its way.
    pub fn topic_articles(&self, topic: &str) -> Load<Vec<Answer>> {
        self.index.map(|index| {
            (0..index.len() as u32)
                .filter_map(|n| index.article(n))
                .filter(|entry| entry.topic == topic)
                .map(|entry| Answer {
                    id: entry.id.to_owned(),
                    title: entry.title.to_owned(),
                    topic: entry.topic.to_owned(),
                    urgent: entry.urgent,
                    marks: Vec::new(),
                })
                .collect()
        })
    }

    /// The title of an article in the present language, when it is known.
    pub fn title_of(&self, id: &str) -> Option<&str> {
        let indexed = self.index.ready().and_then(|index| index.article(index.find(id)?));
        indexed.map(|entry| entry.title).or_else(|| {
            let entry = self.manifest.ready()?.entries.iter().find(|entry| entry.id == id)?;
            Some(entry.title.get(self.language()))
        })
    }
}
