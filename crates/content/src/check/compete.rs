//! Whether people find the right article: by its own title, and without two articles claiming one question.
//! It asks the same search engine that answers them.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use help_core::Context;
use help_search::Index;

use super::Checks;
use crate::{
    bundle::index_of,
    compile::{Compilation, CompiledLanguage},
    knowledge::{Knowledge, article::ArticleSource},
    report::{Report, Rule},
};

/// How far down an article may stand when its own title is typed.
const TITLE_WITHIN: usize = 3;
/// How much better another article must fit a question before it counts as claiming it.
const CLEARLY: f32 = 1.15;

/// The rules over what is found.
pub fn check(
    knowledge: &Knowledge,
    compilation: &Compilation,
    checks: Checks<'_>,
    report: &mut Report,
) {
    for language in &compilation.languages {
        same_words(knowledge, language, report);
        if checks.quick {
            continue;
        }
        // An index that we wrote ourselves opens; were it not to, the build would say so.
        let Ok(index) = Index::open(index_of(knowledge, language, &[])) else { continue };
        let done = AtomicUsize::new(0);
        let all = language.articles.len();
        let tell = || {
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(progress) = checks.progress {
                progress(&language.tag, done, all);
            }
        };
        let sources: Vec<_> = sources(knowledge, language).zip(0u32..).collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let part = sources.len().div_ceil(threads).max(1);
        // Every question is asked once, which takes seconds for thousands of articles.
        std::thread::scope(|scope| {
            let (index, tell) = (&index, &tell);
            let asked: Vec<_> = sources
                .chunks(part)
                .map(|it| scope.spawn(move || by_search(it, index, tell)))
                .collect();
            for found in asked.into_iter().filter_map(|it| it.join().ok()) {
                report.absorb(found);
            }
        });
    }
}

/// The very same question in two articles.
fn same_words(knowledge: &Knowledge, language: &CompiledLanguage, report: &mut Report) {
    let mut first: BTreeMap<String, &ArticleSource> = BTreeMap::new();
    for source in sources(knowledge, language) {
        let asked = source.front.questions.iter().enumerate().map(|(at, text)| (Some(at), text));
        for (at, text) in std::iter::once((None, &source.front.title)).chain(asked) {
            let key = fold(text);
            if key.is_empty() {
                continue;
            }
            match first.get(&key) {
                Some(other) if other.id != source.id => {
                    let text = format!("`{}` answers the same question: {text}", other.id);
                    let next = "leave the question to one of the two, or make one article of them";
                    report.add(Rule::Competing, place(source, at), text, next);
                }
                Some(_) => {}
                None => {
                    first.insert(key, source);
                }
            }
        }
    }
}

/// Asks the titles and questions of these articles, given with their numbers in the index.
fn by_search(sources: &[(&ArticleSource, u32)], index: &Index, tell: &dyn Fn()) -> Report {
    let mut report = Report::default();
    for &(source, number) in sources {
        let found = index.search(&source.front.title, &Context::default(), TITLE_WITHIN);
        if !found.hits.iter().any(|hit| hit.article == number) {
            let before = found.hits.first().and_then(|hit| index.article(hit.article));
            let text = match before {
                Some(other) => {
                    format!("typing the title finds `{}` and others before this article", other.id)
                }
                None => "typing the title finds nothing".into(),
            };
            let next = "use words that say what sets it apart";
            report.add(Rule::Unfindable, place(source, None), text, next);
        }
        for (at, question) in source.front.questions.iter().enumerate() {
            let found = index.search(question, &Context::default(), 5);
            let own = found.hits.iter().find(|hit| hit.article == number).map_or(0.0, |hit| hit.score);
            let Some(top) = found.hits.first().filter(|top| top.score > own * CLEARLY) else {
                continue;
            };
            let Some(other) = index.article(top.article) else { continue };
            let text = format!("asking this finds `{}` first", other.id);
            let next = "move the question there, or tell the two apart by their titles";
            report.add(Rule::Competing, place(source, Some(at)), text, next);
        }
        tell();
    }
    report
}

/// The articles in the order of the index.
fn sources<'a>(
    knowledge: &'a Knowledge,
    language: &'a CompiledLanguage,
) -> impl Iterator<Item = &'a ArticleSource> {
    language.articles.iter().filter_map(|it| knowledge.articles.get(it.source))
}

fn place(source: &ArticleSource, question: Option<usize>) -> crate::place::Place {
    match question {
        Some(at) => source.document.root().key("questions").nth(at).place(),
        None => source.document.root().key("title").place(),
    }
}

/// Letters and digits only, in lower case: what is the same question but for its dress.
fn fold(text: &str) -> String {
    text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}
