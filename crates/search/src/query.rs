//! Ranks articles for a query and a context.

use std::ops::Range;

use help_core::Context;

use crate::{
    format::{self, Section, varint},
    index::Index,
    text::{self, Kind, Token},
};

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// The first hit probably answers the question.
    pub confident: bool,
    /// How probable that is, 0 to 1.
    pub confidence: f32,
    /// The id of the topic that the question is probably about.
    pub topic: Option<String>,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's number.
    pub article: u32,
    /// Higher is better; comparable within one search only.
    pub score: f32,
    /// What of the title matched, in characters.
    pub marks: Vec<Range<u32>>,
}

impl Index {
    /// The articles that answer the query in that context, best first, at most `limit`.
    pub fn search(&self, query: &str, context: &Context, limit: usize) -> Results {
        let _ = context;
        let mut scores = vec![0f32; self.len()];
        let tokens = text::tokens(query);
        let mut best = 0.0;
        for (text, weight, prefix) in terms(&tokens) {
            best += weight * self.score_term(&text, weight, prefix, &mut scores);
        }
        let mut hits: Vec<Hit> = scores
            .iter()
            .enumerate()
            .filter(|(_, score)| **score > 0.0)
            .map(|(n, score)| Hit { article: n as u32, score: *score, marks: Vec::new() })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        hits.truncate(limit);
        for hit in &mut hits {
            hit.marks = self.article(hit.article).map_or(Vec::new(), |it| marks(it.title, &tokens));
        }
        let top = hits.first().map_or(0.0, |hit| hit.score);
        let confidence = if best > 0.0 { (top / best).clamp(0.0, 1.0) } else { 0.0 };
        let topic = hits.first().and_then(|it| self.article(it.article)).map(|it| it.topic.to_owned());
        Results { hits, confident: confidence > 0.35, confidence, topic }
    }

    /// What each part of the query gave an article, in the ranking's own units.
    pub fn explain(&self, query: &str, context: &Context, article: u32) -> Vec<(String, f32)> {
        let _ = context;
        terms(&text::tokens(query))
            .into_iter()
            .map(|(text, weight, prefix)| {
                let mut scores = vec![0f32; self.len()];
                self.score_term(&text, weight, prefix, &mut scores);
                (text, scores.get(article as usize).copied().unwrap_or_default())
            })
            .collect()
    }

    /// Adds a term's share to the scores; the most that it could have given.
    fn score_term(&self, text: &str, weight: f32, prefix: bool, scores: &mut [f32]) -> f32 {
        let words = self.strings(Section::Words);
        let (mut low, mut high) = (0, words.len());
        while low < high {
            let middle = (low + high) / 2;
            if words.get(middle).is_some_and(|it| it < text) { low = middle + 1 } else { high = middle }
        }
        let mut most = 0f32;
        let mut seen = Vec::new();
        for n in low..words.len() {
            let Some(word) = words.get(n) else { break };
            if !(word == text || prefix && word.starts_with(text)) || seen.len() >= 32 {
                break;
            }
            let Some(stem) = format::u32_at(self.file.section(Section::Stems), n * 4) else { break };
            if seen.contains(&stem) {
                continue;
            }
            seen.push(stem);
            let share = if word == text { weight } else { weight * 0.5 };
            let idf = self.each_posting(stem, |idf, article, part| {
                if let Some(score) = scores.get_mut(article) {
                    *score += share * idf * part;
                }
            });
            most = most.max(idf);
        }
        if most == 0.0 { (1.0 + self.len() as f32).ln() } else { most }
    }

    fn each_posting(&self, stem: u32, mut take: impl FnMut(f32, usize, f32)) -> f32 {
        let at = format::u32_at(self.file.section(Section::PostingsAt), stem as usize * 4);
        let Some(mut rest) = at.and_then(|at| self.file.section(Section::Postings).get(at as usize..))
        else {
            return 0.0;
        };
        let Some(count) = varint(&mut rest) else { return 0.0 };
        let (all, some) = (self.len() as f32, count as f32);
        let idf = (1.0 + (all - some + 0.5).max(0.0) / (some + 0.5)).ln();
        let mut article = 0usize;
        for _ in 0..count {
            let Some(gap) = varint(&mut rest) else { break };
            let Some((part, more)) = rest.split_first() else { break };
            rest = more;
            article = article.saturating_add(gap as usize);
            take(idf, article, f32::from(*part) / 255.0);
        }
        idf
    }
}

/// The words, characters and character pairs of a query, with their weight, and whether more letters
/// may follow.
fn terms(tokens: &[Token]) -> Vec<(String, f32, bool)> {
    let mut out: Vec<(String, f32, bool)> = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let last = n + 1 == tokens.len();
        match token.kind {
            Kind::Word => out.push((token.text.clone(), 1.0, last)),
            Kind::Sign => {
                out.push((token.text.clone(), 0.3, false));
                let next = tokens.get(n + 1);
                if let Some(next) = next
                    && next.kind == Kind::Sign
                    && next.range.start == token.range.end
                {
                    out.push((format!("{}{}", token.text, next.text), 1.0, false));
                }
            }
        }
    }
    out
}

/// The tokens of a text that a query's tokens name or begin.
pub(crate) fn marks(text: &str, query: &[Token]) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    for token in text::tokens(text) {
        let named = query.iter().enumerate().any(|(n, it)| {
            it.text == token.text || n + 1 == query.len() && token.text.starts_with(&it.text)
        });
        match out.last_mut() {
            Some(before) if named && before.end == token.range.start => before.end = token.range.end,
            _ if named => out.push(token.range),
            _ => {}
        }
    }
    out
}
