//! Which articles help next: those it links to, those that link to it, its topic, and shared rare words.

use std::collections::{BTreeMap, BTreeSet};

use crate::compile::Compiled;

/// How many are kept.
const KEPT: usize = 4;
/// Words in more articles than this tell nothing, and would make the work grow with the square.
const COMMON: usize = 60;

/// Fills [`help_core::article::Article::related`] of every article. `questions` gives an article's other
/// ways to ask.
pub fn relate<'a>(articles: &mut [Compiled], questions: impl Fn(&Compiled) -> &'a [String]) {
    let words: Vec<BTreeSet<String>> = articles
        .iter()
        .map(|it| {
            let asked = questions(it).iter().map(String::as_str);
            std::iter::once(it.article.title.as_str()).chain(asked).flat_map(words).collect()
        })
        .collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, words) in words.iter().enumerate() {
        for word in words {
            holders.entry(word).or_default().push(at);
        }
    }
    let places: BTreeMap<&str, usize> =
        articles.iter().enumerate().map(|(at, it)| (it.article.id.as_str(), at)).collect();
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); articles.len()];
    for (at, article) in articles.iter().enumerate() {
        for other in article.links.iter().filter_map(|id| places.get(id.as_str())) {
            linked.get_mut(*other).into_iter().for_each(|it| it.push(at));
        }
    }

    let all = articles.len() as f32;
    let mut chosen = Vec::with_capacity(articles.len());
    for (at, article) in articles.iter().enumerate() {
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        for word in words.get(at).into_iter().flatten() {
            let Some(others) = holders.get(word.as_str()).filter(|it| it.len() <= COMMON) else {
                continue;
            };
            let rarity = (all / others.len() as f32).ln().max(0.0);
            for other in others {
                *scores.entry(*other).or_default() += rarity;
            }
        }
        let mine = words.get(at).map_or(1, |it| it.len().max(1)) as f32;
        for (other, score) in &mut scores {
            let theirs = words.get(*other).map_or(1, |it| it.len().max(1)) as f32;
            *score /= (mine * theirs).sqrt();
        }
        // A link is the author's own word for it; what they wrote outweighs what words suggest.
        for other in article.links.iter().filter_map(|id| places.get(id.as_str())) {
            *scores.entry(*other).or_default() += 2.0;
        }
        for other in linked.get(at).into_iter().flatten() {
            *scores.entry(*other).or_default() += 1.0;
        }
        scores.remove(&at);
        let mut ranked: Vec<(f32, &str)> = scores
            .into_iter()
            .filter_map(|(other, score)| {
                let other = &articles.get(other)?.article;
                let near = if other.topic == article.article.topic { 0.5 } else { 0.0 };
                Some((score + near, other.id.as_str()))
            })
            .filter(|(score, _)| *score >= 0.6)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        chosen.push(ranked.into_iter().take(KEPT).map(|(_, id)| id.to_owned()).collect::<Vec<_>>());
    }
    for (article, related) in articles.iter_mut().zip(chosen) {
        article.article.related = related;
    }
}

/// Words of letters and digits in lower case; pairs of characters where a script has no blanks.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut out = Vec::new();
    for run in lower.split(|it: char| !it.is_alphanumeric()) {
        let letters: Vec<char> = run.chars().collect();
        if letters.iter().any(|it| *it >= '\u{2E80}') {
            out.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if letters.len() > 2 {
            out.push(run.to_owned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_core::article::Article;

    fn article(id: &str, topic: &str, title: &str, links: &[&str]) -> Compiled {
        Compiled {
            article: Article {
                id: id.into(),
                topic: topic.into(),
                title: title.into(),
                ..Article::default()
            },
            source: 0,
            headings: vec![],
            body: String::new(),
            links: links.iter().map(|it| (*it).into()).collect(),
        }
    }

    #[test]
    fn links_come_before_words_and_strangers_never() {
        let mut articles = [
            article("pending", "withdraw", "My withdrawal is pending", &["hash"]),
            article("failed", "withdraw", "My withdrawal failed", &[]),
            article("hash", "deposit", "Find the transaction hash", &[]),
            article("card", "pay", "Block a lost card", &[]),
        ];
        relate(&mut articles, |_| &[]);
        let of = |at: usize| articles[at].article.related.join(" ");
        assert_eq!(of(0), "hash failed");
        assert_eq!(of(2), "pending");
        assert_eq!(of(3), "");
    }
}
