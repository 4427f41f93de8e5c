//! The search people use: ranked hits, whether to trust them, and the topic they point at.

use std::ops::Range;

use help_core::Context;

use crate::{
    asked::Asked,
    index::Index,
    rank::{self, Board},
    trust,
};

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// The first hit probably answers the question. When not, a form is the better offer.
    pub confident: bool,
    /// How probable it is that the first hit answers the question, 0 to 1.
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
    /// The article names the error or the screen of the context.
    pub fits: bool,
}

/// Scores of all articles, and what led to them.
struct Ranking {
    asked: Asked,
    board: Board,
    /// The articles that fit the context.
    fits: Vec<u32>,
    /// The best of them names the error.
    error: bool,
    /// Nothing was typed.
    alone: bool,
    /// By words alone, without what they mean and without the context.
    sure: Vec<f32>,
}

impl Index {
    /// The articles that answer the query in that context, best first, at most `limit`. Without a query
    /// the context alone decides.
    pub fn search(&self, query: &str, context: &Context, limit: usize) -> Results {
        let ranking = self.rank(query, context, &mut |_, _| {});
        let mut best = rank::best(&ranking.board.scores, limit.max(trust::LOOKED_AT));
        let first = best.first().map(|it| it.1 as usize);
        let sure = first.and_then(|it| ranking.sure.get(it)).copied().unwrap_or(0.0);
        let confidence = match (ranking.alone, ranking.error) {
            (true, true) => 1.0,
            (true, false) => 0.0,
            (false, _) => {
                trust::confidence(sure, ranking.asked.full * self.counts.usual as f32 / 1000.0)
            }
        };
        let topic = self.topic(&best);
        best.truncate(limit);
        let hits = best.into_iter().map(|(score, article)| Hit {
            article,
            score,
            marks: self.article(article).map_or(Vec::new(), |it| self.marks(it.title, &ranking.asked)),
            fits: ranking.fits.contains(&article),
        });
        Results { hits: hits.collect(), confident: confidence >= trust::CONFIDENT, confidence, topic }
    }

    /// What each word of the query and each part of the context gave an article, in the ranking's own
    /// units; the sum is the score.
    pub fn explain(&self, query: &str, context: &Context, article: u32) -> Vec<(String, f32)> {
        let mut out: Vec<(String, f32)> = Vec::new();
        let mut before = 0.0;
        self.rank(query, context, &mut |name, scores| {
            let now = scores.get(article as usize).copied().unwrap_or(0.0);
            if now != before {
                out.push((name.to_owned(), now - before));
            }
            before = now;
        });
        out
    }

    fn rank(&self, query: &str, context: &Context, trace: &mut dyn FnMut(&str, &[f32])) -> Ranking {
        let mut asked = self.understand(query);
        let alone = asked.groups.is_empty();
        let mut board = self.board();
        self.score(&asked, &mut board, trace);
        let near = self.add_near(&asked, &mut board);
        trace("meaning", &board.scores);
        self.look_again(&asked, &mut board);
        trace("word order", &board.scores);
        let by_words = board.scores.clone();
        // An answer is trusted for words that stand in it, not for being about something near.
        let mut sure = by_words.clone();
        for (score, near) in sure.iter_mut().zip(near) {
            *score -= near;
        }
        let moment = self.words_of(context, alone);
        self.score(&moment, &mut board, trace);
        if alone {
            asked.extend(moment);
        }
        // A question decides which articles come into question; the moment only orders them.
        let unit = asked.full.max(1.0);
        let mut fits = Vec::new();
        let mut most = (0.0, false);
        for fit in self.fitting(context) {
            let typed = by_words.get(fit.article as usize).is_some_and(|it| *it > 0.0);
            if let Some(score) = board.scores.get_mut(fit.article as usize).filter(|_| alone || typed) {
                *score += fit.share * unit;
                fits.push(fit.article);
                if *score > most.0 {
                    most = (*score, fit.error);
                }
            }
        }
        trace("screen and error", &board.scores);
        if !alone {
            for (score, by_words) in board.scores.iter_mut().zip(&by_words) {
                if *by_words <= 0.0 {
                    *score = 0.0;
                }
            }
        }
        Ranking { asked, board, fits, error: most.1, alone, sure }
    }

    /// The topic that the best articles agree on.
    fn topic(&self, best: &[(f32, u32)]) -> Option<String> {
        let mut topics: Vec<(&str, f32)> = Vec::new();
        let top = best.first()?.0;
        for (score, article) in best.iter().take(trust::LOOKED_AT) {
            let topic = self.article(*article)?.topic;
            let share = (score / top).powi(3);
            match topics.iter_mut().find(|it| it.0 == topic) {
                Some(known) => known.1 += share,
                None => topics.push((topic, share)),
            }
        }
        let all: f32 = topics.iter().map(|it| it.1).sum();
        let (topic, share) = topics.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (share * 2.0 >= all && !topic.is_empty()).then(|| topic.to_owned())
    }
}
