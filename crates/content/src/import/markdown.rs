//! A folder of Markdown files, as makers of static pages and wikis keep them. Relative links go on
//! working, because every file keeps its place.

use std::{collections::BTreeMap, fs, path::Path};

use help_core::time;

use super::{
    Row, jsonl,
    yaml::{self, Value},
};
use crate::{
    failure::Failure,
    knowledge::{
        article::{NoFront, Parts, split},
        folder::Folder,
        texts::is_tag,
    },
};

/// Entries of front matter that are understood, under the names that others use.
const TITLE: [&str; 1] = ["title"];
const TOPIC: [&str; 4] = ["topic", "category", "categories", "section"];
const QUESTIONS: [&str; 2] = ["questions", "also_asked"];
const UPDATED: [&str; 5] = ["updated", "lastmod", "last_modified_at", "last_updated", "date"];
const OTHERS: [&str; 7] = ["id", "screens", "errors", "urgent", "lang", "draft", "published"];

/// Reads the folder. Folders named after a language hold that language; other files are in `lang`.
pub(crate) fn read(
    root: &Path,
    lang: &str,
    dropped: &mut Vec<(String, String)>,
) -> Result<Vec<Row>, Failure> {
    let folder = Folder::open(root).map_err(|_| Failure::NoSource(root.into()))?;
    let mut rows = Vec::new();
    for path in folder.list("", ".md") {
        let whole = root.join(&path);
        let text = fs::read_to_string(&whole).map_err(|error| Failure::file(&whole, error))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let (tag, inner) = match path.split_once('/') {
            Some((first, rest)) if is_tag(first) && (first.contains('-') || first.len() == 2) => {
                (first, rest)
            }
            _ => (lang, path.as_str()),
        };
        // A readme tells how the folder is kept; it answers nobody's question.
        if inner.eq_ignore_ascii_case("readme.md") {
            dropped.push((path.clone(), "a readme is no article".into()));
            continue;
        }
        let (front, body) = front(&whole, text)?;
        if let Some(row) = row(tag, inner, &front, body, dropped) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Front matter in TOML or YAML, and the rest.
fn front<'a>(path: &Path, text: &'a str) -> Result<(BTreeMap<String, Value>, &'a str), Failure> {
    let wrong = |line: usize, why: String| Failure::Row {
        path: path.into(),
        line,
        why,
        next: "mend the front matter",
    };
    match split(text) {
        Ok(Parts { front, body }) => {
            let table: toml::Table = toml::from_str(&text[front])
                .map_err(|error| wrong(2, error.message().split('\n').collect::<Vec<_>>().join(" ")))?;
            Ok((table.into_iter().map(|(key, value)| (key, from_toml(value))).collect(), &text[body]))
        }
        Err(NoFront(..)) if text.starts_with("---\n") || text.starts_with("---\r\n") => {
            let start = text.find('\n').map_or(text.len(), |it| it + 1);
            let mut at = start;
            for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
                if ["---", "..."].contains(&line.trim_end()) {
                    let front =
                        yaml::read(&text[start..at]).map_err(|(line, why)| wrong(line + 1, why))?;
                    return Ok((front, &text[at + line.len()..]));
                }
                at += line.len();
            }
            // A rule on the first line, and no front matter.
            Ok((BTreeMap::new(), text))
        }
        Err(NoFront(why, _)) if text.starts_with("+++") => Err(wrong(1, why.into())),
        Err(_) => Ok((BTreeMap::new(), text)),
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::One(text),
        toml::Value::Array(items) => {
            let texts: Vec<_> = items.iter().filter_map(|it| it.as_str()).map(str::to_owned).collect();
            if texts.len() == items.len() { Value::Many(texts) } else { Value::Deep }
        }
        toml::Value::Table(_) => Value::Deep,
        other => Value::One(other.to_string()),
    }
}

fn row(
    lang: &str,
    path: &str,
    front: &BTreeMap<String, Value>,
    body: &str,
    dropped: &mut Vec<(String, String)>,
) -> Option<Row> {
    let stem = path.trim_end_matches(".md");
    let any = |names: &[&str]| names.iter().find_map(|it| front.get(*it));
    let one = |names: &[&str]| any(names).and_then(Value::one).map(str::to_owned);
    let many = |names: &[&str]| any(names).map(Value::many).unwrap_or_default();
    let id = one(&["id"]).unwrap_or_else(|| stem.to_owned());
    if one(&["draft"]).as_deref() == Some("true") || one(&["published"]).as_deref() == Some("false") {
        dropped.push((id, "a draft".into()));
        return None;
    }
    let known = [&TITLE[..], &TOPIC, &QUESTIONS, &UPDATED, &OTHERS].concat();
    let unknown: Vec<_> =
        front.keys().filter(|it| !known.contains(&it.as_str())).map(String::as_str).collect();
    if !unknown.is_empty() {
        dropped.push((id.clone(), format!("front matter: {}", unknown.join(", "))));
    }
    let heading = || {
        let line = body.lines().find(|it| it.starts_with("# "))?;
        Some(line.trim_start_matches('#').trim().trim_end_matches('#').trim().to_owned())
    };
    let name = stem.rsplit('/').next().unwrap_or(stem).replace(['-', '_'], " ");
    let first_folder = || stem.split_once('/').map(|(first, _)| first.replace(['-', '_'], " "));
    Some(Row {
        title: one(&TITLE).or_else(heading).filter(|it| !it.is_empty()).unwrap_or(name),
        category: one(&TOPIC).or_else(first_folder).unwrap_or_else(|| "General".into()),
        body: body.to_owned(),
        questions: jsonl::distinct(many(&QUESTIONS)),
        screens: many(&["screens"]),
        errors: many(&["errors"]),
        urgent: one(&["urgent"]).as_deref() == Some("true"),
        updated: one(&UPDATED)
            .and_then(|it| it.get(..10).map(str::to_owned))
            .filter(|it| time::is_date(it)),
        lang: one(&["lang"]).filter(|it| is_tag(it)).unwrap_or_else(|| lang.to_owned()),
        path: Some(path.to_owned()),
        id,
    })
}
