//! Articles as files: the front matter read, the body still Markdown.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use help_core::time;

use super::{Names, folder::Folder, settings::Settings, texts};
use crate::{
    document::Document,
    place::SourceFile,
    report::{Report, Rule},
};

/// The longest title, in characters.
pub const TITLE_MAX: usize = 80;
const KEYS: [&str; 8] = ["title", "topic", "questions", "screens", "errors", "urgent", "updated", "id"];

/// One article in one language.
#[derive(Debug)]
pub struct ArticleSource {
    /// Its id, the same in every language.
    pub id: String,
    /// The language's tag.
    pub lang: String,
    /// Relative to the folder of the language: `withdraw/pending.md`.
    pub path: String,
    /// The front matter.
    pub front: Front,
    /// The front matter's places.
    pub document: Document,
    /// Where the Markdown stands in the file, in bytes.
    pub body: Range<usize>,
}

/// The front matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// One problem or question.
    pub title: String,
    /// The topic's id.
    pub topic: String,
    /// Other ways to ask it.
    pub questions: Vec<String>,
    /// Screens on which it helps.
    pub screens: Vec<String>,
    /// Error codes and patterns.
    pub errors: Vec<String>,
    /// Waiting costs money.
    pub urgent: bool,
    /// `YYYY-MM-DD`.
    pub updated: Option<String>,
}

impl ArticleSource {
    /// The file.
    pub fn file(&self) -> &Arc<SourceFile> {
        self.document.file()
    }

    /// The Markdown.
    pub fn markdown(&self) -> &str {
        self.file().text.get(self.body.clone()).unwrap_or_default()
    }
}

/// Reads every article of every language.
pub fn read_all(folder: &Folder, settings: &Settings, report: &mut Report) -> Vec<ArticleSource> {
    let mut articles = Vec::new();
    for lang in &settings.languages {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for path in folder.list(lang, ".md") {
            let Some(file) = folder.read(&format!("{lang}/{path}"), report) else { continue };
            let Some(article) = read(&file, lang, &path, settings, report) else { continue };
            let first = seen.entry(article.id.clone()).or_insert_with(|| path.clone());
            if *first != path {
                let text = format!("the id `{}` is taken by {lang}/{first}", article.id);
                let place = article.document.root().key("id").place();
                report.add(Rule::DuplicateId, place, text, "give one of them another id");
                continue;
            }
            articles.push(article);
        }
    }
    for name in folder.folders().into_iter().filter(|it| texts::is_tag(it)) {
        if !settings.languages.contains(&name)
            && let Some(path) = folder.list(&name, ".md").first()
        {
            let text = format!("nothing reads the folder {name}: knowledge.toml does not list it");
            let place = crate::place::Place::start(&folder.shown(&format!("{name}/{path}")));
            report.add(Rule::Unused, place, text, format!("add {name:?} to `languages`"));
        }
    }
    articles
}

/// Where front matter and body of a file stand, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Between the `+++` lines.
    pub front: Range<usize>,
    /// After them.
    pub body: Range<usize>,
}

/// Why a file has no front matter, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFront(pub &'static str, pub &'static str);

/// Finds the front matter between `+++` lines.
///
/// # Errors
/// What is wrong when there is none.
pub fn split(text: &str) -> Result<Parts, NoFront> {
    let mut lines = text.split_inclusive('\n');
    match lines.next().map(str::trim_end) {
        Some("+++") => {}
        Some("---") => {
            return Err(NoFront(
                "the front matter is YAML",
                "write TOML between +++ lines; `kb import --from markdown` changes a whole folder",
            ));
        }
        _ => {
            return Err(NoFront(
                "there is no front matter",
                "begin the file with +++, title = …, topic = …, +++",
            ));
        }
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in lines {
        if line.trim_end() == "+++" {
            return Ok(Parts { front: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(NoFront("the front matter never ends", "close it with a line +++"))
}

fn read(
    file: &Arc<SourceFile>,
    lang: &str,
    path: &str,
    settings: &Settings,
    report: &mut Report,
) -> Option<ArticleSource> {
    let Parts { front, body } = match split(&file.text) {
        Ok(parts) => parts,
        Err(NoFront(text, next)) => {
            report.add(Rule::FrontMatter, file.place(0), text, next);
            return None;
        }
    };
    let document = Document::parse(file, front, report)?;
    document.only(&KEYS, report);
    let root = document.root();
    let mut wanted = |key: &str, next: &str| -> Option<String> {
        let spot = root.key(key);
        if !spot.exists() {
            report.add(Rule::Shape, file.place(0), format!("the entry `{key}` is missing"), next);
            return None;
        }
        spot.read(report)
    };
    let title = wanted("title", "write title = \"…\": one problem or question");
    let topic = wanted("topic", "write topic = \"…\", an id of knowledge.toml");
    let front = Front {
        title: title?.trim().to_owned(),
        topic: topic?,
        questions: root.key("questions").read(report).unwrap_or_default(),
        screens: root.key("screens").read(report).unwrap_or_default(),
        errors: root.key("errors").read(report).unwrap_or_default(),
        urgent: root.key("urgent").read(report).unwrap_or_default(),
        updated: root.key("updated").read(report),
    };
    let id = root.key("id").read(report).unwrap_or_else(|| path.trim_end_matches(".md").to_owned());
    let article = ArticleSource { id, lang: lang.into(), path: path.into(), front, document, body };
    check(&article, settings, report);
    Some(article)
}

fn check(article: &ArticleSource, settings: &Settings, report: &mut Report) {
    let root = article.document.root();
    let front = &article.front;
    let length = front.title.chars().count();
    if length == 0 || length > TITLE_MAX {
        let text = format!("the title has {length} characters");
        let next = "name one problem in at most 80; move the rest to `questions` or the first sentence";
        report.add(Rule::Title, root.key("title").place(), text, next);
    }
    if !settings.topics.iter().any(|it| it.id == front.topic) {
        let near = Names::nearest(&front.topic, settings.topics.iter().map(|it| &it.id));
        let next = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "use an id of [[topics]] in knowledge.toml, or add the topic there".into(),
        };
        let text = format!("there is no topic `{}`", front.topic);
        report.add(Rule::UnknownTopic, root.key("topic").place(), text, next);
    }
    if article.id.trim().is_empty() || article.id.chars().any(char::is_control) {
        report.add(
            Rule::Shape,
            root.key("id").place(),
            "the id is empty or unreadable",
            "write a plain id",
        );
    }
    if front.updated.as_deref().is_some_and(|it| !time::is_date(it)) {
        report.add(Rule::Time, root.key("updated").place(), "this is no date", "write YYYY-MM-DD");
    }
    for (at, error) in front.errors.iter().enumerate() {
        if !error.chars().any(char::is_alphanumeric) {
            let place = root.key("errors").nth(at).place();
            report.add(Rule::Shape, place, "this fits every error", "write a code, or words between *");
        }
    }
    for (at, question) in front.questions.iter().enumerate() {
        let place = root.key("questions").nth(at).place();
        if question.trim().is_empty() {
            report.add(Rule::Shape, place, "this question is empty", "take it out");
        } else if front.questions.iter().take(at).any(|it| it == question) {
            report.add(Rule::Competing, place, "this question stands here twice", "take one out");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_stands_between_plus_lines() {
        for (text, front, body) in [
            ("+++\na = 1\n+++\nBody", "a = 1\n", "Body"),
            ("+++\r\na = 1\r\n+++\r\n\r\nBody", "a = 1\r\n", "\r\nBody"),
            ("+++\n+++", "", ""),
        ] {
            let parts = split(text).unwrap();
            assert_eq!((&text[parts.front], &text[parts.body]), (front, body), "{text:?}");
        }
        for (text, expected) in [
            ("---\na: 1\n---\n", "YAML"),
            ("# Title", "no front matter"),
            ("", "no front matter"),
            ("+++\na = 1\n", "never ends"),
        ] {
            assert!(split(text).unwrap_err().0.contains(expected), "{text:?}");
        }
    }
}
