//! A Zendesk Help Center as its API gives it: `GET /api/v2/help_center/articles.json`, one page or
//! several joined, with or without its `sections` and `categories`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use help_core::article::{Image, Link};
use serde::{Deserialize, de::DeserializeOwned};

use super::{Row, folder::paths, html, topics::slug};
use crate::{
    failure::Failure,
    knowledge::texts::is_tag,
    markdown::{Finding, Refusal, Resolve, What, write},
};

/// Bodies beyond this are no help articles, and would take long to parse.
const BODY_MAX: usize = 1 << 20;

#[derive(Default, Deserialize)]
struct Export {
    #[serde(default)]
    articles: Vec<Article>,
    #[serde(default)]
    sections: Vec<Section>,
    #[serde(default)]
    categories: Vec<Category>,
}

#[derive(Deserialize)]
struct Article {
    id: u64,
    title: String,
    body: Option<String>,
    locale: Option<String>,
    section_id: Option<u64>,
    #[serde(default)]
    draft: bool,
    updated_at: Option<String>,
    edited_at: Option<String>,
}

#[derive(Deserialize)]
struct Section {
    id: u64,
    name: String,
    category_id: Option<u64>,
}

#[derive(Deserialize)]
struct Category {
    id: u64,
    name: String,
}

/// Reads a file, or every JSON file of a folder.
pub(crate) fn read(
    path: &Path,
    lang: &str,
    dropped: &mut Vec<(String, String)>,
) -> Result<Vec<Row>, Failure> {
    let mut export = Export::default();
    for file in files(path)? {
        let page = page(&file)?;
        export.articles.extend(page.articles);
        export.sections.extend(page.sections);
        export.categories.extend(page.categories);
    }
    let mut rows = Vec::new();
    let mut bodies = Vec::new();
    let mut seen = BTreeSet::new();
    for article in &export.articles {
        let id = article.id.to_string();
        let tag = article
            .locale
            .as_deref()
            .map(tag)
            .filter(|it| is_tag(it))
            .unwrap_or_else(|| lang.to_owned());
        let body = article.body.as_deref().unwrap_or_default();
        let why = if article.draft {
            Some("a draft")
        } else if article.title.trim().is_empty() {
            Some("it has no title")
        } else if body.len() > BODY_MAX {
            Some("its body is longer than 1 MB")
        } else if !seen.insert((tag.clone(), article.id)) {
            Some("it came twice")
        } else {
            None
        };
        if let Some(why) = why {
            dropped.push((id, why.into()));
            continue;
        }
        let category = category(&export, article.section_id);
        let updated = article.edited_at.as_ref().or(article.updated_at.as_ref());
        rows.push(Row {
            path: Some(format!("{}/{}", slug(&category), slug(&article.title))),
            id,
            lang: tag,
            title: article.title.split_whitespace().collect::<Vec<_>>().join(" "),
            category,
            updated: updated.and_then(|it| it.get(..10)).map(str::to_owned),
            ..Row::default()
        });
        bodies.push(body);
    }
    let paths = paths(&rows);
    let places: BTreeMap<(String, String), String> = rows
        .iter()
        .zip(&paths)
        .map(|(row, path)| ((row.lang.clone(), row.id.clone()), path.clone()))
        .collect();
    for ((row, body), path) in rows.iter_mut().zip(bodies).zip(&paths) {
        let siblings = Siblings { lang: &row.lang, own: path, places: &places };
        row.body = convert(&row.id, body, &siblings, dropped);
        row.path = Some(path.clone());
    }
    Ok(rows)
}

fn files(path: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| Failure::file(path, error))?;
    let mut files: Vec<_> = entries.flatten().map(|it| it.path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")));
    files.sort();
    Ok(files)
}

/// A page with its members, or a plain list of articles.
fn page(path: &Path) -> Result<Export, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
    if text.trim_start().starts_with('[') {
        return Ok(Export { articles: parse(path, &text)?, ..Export::default() });
    }
    parse(path, &text)
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Row {
        path: path.into(),
        line: error.line(),
        why: error.to_string(),
        next: "export the articles with the Help Center API, as articles.json",
    })
}

/// `en-us` as `en-US`, `zh-cn` as `zh-CN`: tags are compared by meaning, but folders are named by them.
fn tag(locale: &str) -> String {
    let mut parts = locale.split(['-', '_']);
    let mut out = parts.next().unwrap_or_default().to_lowercase();
    for part in parts {
        out.push('-');
        match part.len() {
            2 => out.push_str(&part.to_uppercase()),
            4 => {
                let (first, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
                out.push_str(&first.to_uppercase());
                out.push_str(&rest.to_lowercase());
            }
            _ => out.push_str(&part.to_lowercase()),
        }
    }
    out
}

fn category(export: &Export, section: Option<u64>) -> String {
    let section = section.and_then(|id| export.sections.iter().find(|it| it.id == id));
    let category = section
        .and_then(|it| it.category_id)
        .and_then(|id| export.categories.iter().find(|it| it.id == id));
    // Sections are what people chose from; a category holds several of them.
    section
        .map(|it| &it.name)
        .or(category.map(|it| &it.name))
        .cloned()
        .unwrap_or_else(|| "General".into())
}

fn convert(
    id: &str,
    body: &str,
    siblings: &Siblings<'_>,
    dropped: &mut Vec<(String, String)>,
) -> String {
    let reading = html::read(body, siblings);
    for Finding { what, .. } in &reading.findings {
        let told = match what {
            What::Html(tag) => format!("the element {tag}"),
            What::Link(dest, Refusal::Picture | Refusal::NoText) if dest.is_empty() => continue,
            What::Link(dest, why) => format!("the link or picture {dest}: {why}"),
            What::Upgraded(dest) => format!("http in {dest}: it is opened over https"),
            What::Deep => "frames of lists and quotes that stood too deep".into(),
            What::Wide => "the last columns of a wide table".into(),
            What::Marks(_) | What::NoAlt(_) => continue,
        };
        dropped.push((id.to_owned(), told));
    }
    let to = |link: &Link| match link {
        Link::Article(other) => siblings.path_to(other).unwrap_or_default(),
        other => write::destination(other).unwrap_or_default(),
    };
    write::write(&reading.blocks, &to, siblings)
}

/// The other articles of the export, as links name them.
struct Siblings<'a> {
    lang: &'a str,
    own: &'a str,
    places: &'a BTreeMap<(String, String), String>,
}

impl Siblings<'_> {
    /// The path from this article's file to another's.
    fn path_to(&self, id: &str) -> Option<String> {
        let path = self.places.get(&(self.lang.to_owned(), id.to_owned()))?;
        let up = "../".repeat(self.own.matches('/').count());
        Some(format!("{up}{path}"))
    }
}

impl Resolve for Siblings<'_> {
    fn article(&self, path: &str) -> Option<String> {
        let own = path.trim_start_matches("../");
        self.places
            .iter()
            .find(|((lang, _), it)| lang == self.lang && *it == own)
            .map(|((_, id), _)| id.clone())
    }

    fn home(&self, dest: &str) -> Option<String> {
        // …/hc/<locale>/articles/<id>-<Title>, on whatever host the Help Center has.
        let (_, rest) = dest.split_once("/hc/")?;
        let (_, rest) = rest.split_once("articles/")?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let known = self.places.contains_key(&(self.lang.to_owned(), digits.clone()));
        known.then_some(digits)
    }

    fn topic(&self, _: &str) -> bool {
        false
    }

    fn image(&self, _: &str) -> Result<Image, Refusal> {
        Err(Refusal::Picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_become_tags() {
        for (locale, expected) in [
            ("en-us", "en-US"),
            ("zh-cn", "zh-CN"),
            ("zh-hans", "zh-Hans"),
            ("de", "de"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(tag(locale), expected);
        }
    }
}
