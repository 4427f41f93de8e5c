//! Proposes other ways to ask, from questions that people asked and the article that solved them. It
//! proposes and writes; accepting is the author's.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use help_core::{Context, lang};
use help_search::Index;
use toml_edit::{Array, DocumentMut, Item, Value};

use crate::{
    bundle::index_of,
    compile::{self, Compilation},
    failure::Failure,
    knowledge::{self, Knowledge, article::ArticleSource},
    report::Report,
};

/// A question and the article that solved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// As it was typed.
    pub text: String,
    /// The article's id.
    pub article: String,
    /// The language's tag, when it is known.
    pub lang: Option<String>,
}

/// What to propose.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// New ways to ask for one article, at most.
    pub per_article: usize,
    /// How often something like it must have been asked.
    pub least: usize,
}

/// New ways to ask for one article in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The article's id.
    pub article: String,
    /// The language's tag.
    pub lang: String,
    /// The article's file.
    pub path: PathBuf,
    /// What to add, the most useful first.
    pub questions: Vec<String>,
    /// How many of them search does not answer with this article yet.
    pub missed: usize,
    /// The file as it is.
    pub before: String,
    /// The file with the questions added.
    pub after: String,
}

/// Proposals, and what could not be used: question and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// In the order of articles.
    pub proposals: Vec<Proposal>,
    /// In the order of the rows.
    pub unused: Vec<(String, &'static str)>,
}

impl Proposal {
    /// The same with some of its questions only; `None` when none of them is left.
    pub fn only(&self, mut wanted: impl FnMut(&str) -> bool) -> Option<Proposal> {
        let kept: Vec<(usize, &String)> =
            self.questions.iter().enumerate().filter(|it| wanted(it.1)).collect();
        // Those that find another article so far come first.
        let missed = kept.iter().filter(|it| it.0 < self.missed).count();
        let questions: Vec<String> = kept.into_iter().map(|it| it.1.clone()).collect();
        if questions.is_empty() {
            return None;
        }
        let after = with_questions(&self.before, &questions)?;
        Some(Proposal { questions, missed, after, ..self.clone() })
    }

    /// Writes the file, if it is still as it was read.
    ///
    /// # Errors
    /// When it was changed meanwhile, or cannot be written.
    pub fn accept(&self) -> Result<(), Failure> {
        let now = fs::read_to_string(&self.path).map_err(|error| Failure::file(&self.path, error))?;
        if now != self.before {
            return Err(Failure::Changed(self.path.clone()));
        }
        fs::write(&self.path, &self.after).map_err(|error| Failure::file(&self.path, error))
    }
}

/// Finds what the knowledge in `dir` can learn from solved questions.
///
/// # Errors
/// When the knowledge cannot be read.
pub fn learn(dir: &Path, solved: &[Solved], limits: Limits) -> Result<Lesson, Failure> {
    let mut report = Report::default();
    let Some(knowledge) = knowledge::load(dir, &mut report)? else {
        report.sort();
        return Err(Failure::Knowledge(report));
    };
    if report.stops_build() {
        report.sort();
        return Err(Failure::Knowledge(report.stopping()));
    }
    let compilation = compile::compile(&knowledge, &mut report);
    let mut lesson = Lesson::default();
    let asked = sort_by_article(&knowledge, solved, &mut lesson);
    for (language, source, texts) in asked {
        let Some(index) = index_for(&knowledge, &compilation, &language) else { continue };
        let Some((questions, missed)) = choose(source, &texts, &index, limits) else { continue };
        let before = source.file().text.clone();
        let Some(after) = with_questions(&before, &questions) else { continue };
        lesson.proposals.push(Proposal {
            article: source.id.clone(),
            lang: language,
            path: dir.join(&source.lang).join(&source.path),
            questions,
            missed,
            before,
            after,
        });
    }
    Ok(lesson)
}

type Asked<'a> = Vec<(String, &'a ArticleSource, Vec<String>)>;

fn sort_by_article<'a>(knowledge: &'a Knowledge, solved: &[Solved], lesson: &mut Lesson) -> Asked<'a> {
    let mut asked: BTreeMap<(String, usize), Vec<String>> = BTreeMap::new();
    for row in solved {
        let text = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = text.chars().count();
        let why = if length < 3 {
            Some("too short to tell anything")
        } else if length > 200 {
            Some("too long: a report, not a question")
        } else {
            None
        };
        let tag = language_of(row, &text, &knowledge.settings.languages);
        let at = knowledge.articles.iter().position(|it| it.id == row.article && it.lang == tag);
        match (why, at) {
            (Some(why), _) => lesson.unused.push((row.text.clone(), why)),
            (None, None) => {
                lesson.unused.push((row.text.clone(), "there is no such article in its language"))
            }
            (None, Some(at)) => asked.entry((tag, at)).or_default().push(text),
        }
    }
    asked
        .into_iter()
        .filter_map(|((tag, at), texts)| Some((tag, knowledge.articles.get(at)?, texts)))
        .collect()
}

/// The language that was said, else the one whose script the text is in.
fn language_of(row: &Solved, text: &str, languages: &[String]) -> String {
    let tags = || languages.iter().map(String::as_str);
    let chinese = text.chars().any(|it| matches!(it, '\u{3400}'..='\u{9FFF}'));
    let wanted = row.lang.as_deref().and_then(|it| lang::nearest(it, tags()));
    wanted
        .or_else(|| chinese.then(|| lang::nearest("zh", tags())).flatten())
        .or_else(|| tags().find(|it| (lang::primary(it) == "zh") == chinese))
        .or_else(|| tags().next())
        .unwrap_or_default()
        .to_owned()
}

fn index_for(knowledge: &Knowledge, compilation: &Compilation, tag: &str) -> Option<Index> {
    let language = compilation.languages.iter().find(|it| it.tag == tag)?;
    Index::open(index_of(knowledge, language, &[])).ok()
}

/// The questions to add, and how many of them are answered wrongly so far. Those that are answered
/// wrongly come first, then those asked most; of two that say the same one is enough.
fn choose(
    source: &ArticleSource,
    texts: &[String],
    index: &Index,
    limits: Limits,
) -> Option<(Vec<String>, usize)> {
    let number = index.find(&source.id)?;
    let own: Vec<BTreeSet<String>> =
        source.front.questions.iter().chain([&source.front.title]).map(|it| words(it)).collect();
    let mut groups: Vec<(BTreeSet<String>, String, usize)> = Vec::new();
    for text in texts {
        let words = words(text);
        match groups.iter_mut().find(|(other, ..)| likeness(other, &words) >= 0.7) {
            Some((_, shown, count)) => {
                *count += 1;
                // The shorter wording is the plainer one.
                if text.chars().count() < shown.chars().count() {
                    *shown = text.clone();
                }
            }
            None => groups.push((words, text.clone(), 1)),
        }
    }
    let mut ranked: Vec<(bool, bool, usize, String)> = groups
        .into_iter()
        .filter(|(words, _, count)| {
            *count >= limits.least && own.iter().all(|it| likeness(it, words) < 0.8)
        })
        .map(|(_, text, count)| {
            let found = index.search(&text, &Context::default(), 1);
            let first = found.hits.first().is_some_and(|it| it.article == number);
            (first, found.confident, count, text)
        })
        .collect();
    ranked.sort_by(|a, b| (a.0, a.1, b.2, &a.3).cmp(&(b.0, b.1, a.2, &b.3)));
    ranked.truncate(limits.per_article);
    let missed = ranked.iter().filter(|it| !it.0).count();
    let questions: Vec<String> = ranked.into_iter().map(|it| it.3).collect();
    (!questions.is_empty()).then_some((questions, missed))
}

/// Words, or pairs of characters where a script has no blanks.
fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let mut out = BTreeSet::new();
    for run in lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let letters: Vec<char> = run.chars().collect();
        if letters.len() > 1 && letters.iter().any(|it| *it >= '\u{2E80}') {
            out.extend(letters.windows(2).map(|it| it.iter().collect::<String>()));
        } else {
            out.insert(run.to_owned());
        }
    }
    out
}

/// Jaccard's coefficient.
fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let both = a.intersection(b).count();
    let any = a.len() + b.len() - both;
    if any == 0 { 1.0 } else { both as f32 / any as f32 }
}

/// The file with the questions added to its front matter; everything else stays as the author wrote it.
fn with_questions(file: &str, questions: &[String]) -> Option<String> {
    let parts = crate::knowledge::article::split(file).ok()?;
    let mut front: DocumentMut = file.get(parts.front.clone())?.parse().ok()?;
    let list =
        front.entry("questions").or_insert(Item::Value(Value::Array(Array::new()))).as_array_mut()?;
    for question in questions {
        list.push(question.as_str());
    }
    // One question a line, as a diff and a reader want it.
    for item in list.iter_mut() {
        let comment =
            item.decor().prefix().and_then(|it| it.as_str()).map(str::trim).unwrap_or_default();
        let prefix = if comment.is_empty() { "\n  ".to_owned() } else { format!("\n  {comment}\n  ") };
        item.decor_mut().set_prefix(prefix);
        item.decor_mut().set_suffix("");
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    let mut text = file.to_owned();
    text.replace_range(parts.front, &front.to_string());
    Some(text)
}
