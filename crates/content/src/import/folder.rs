//! Writes imported rows as a knowledge folder: settings, and one file an article.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use help_core::text::Text;
use serde::Serialize;

use super::{
    Row,
    topics::{Topic, bare},
};
use crate::failure::Failure;

#[derive(Serialize)]
struct Settings<'a> {
    name: Text,
    languages: Vec<String>,
    topics: Vec<TopicRow<'a>>,
}

#[derive(Serialize)]
struct TopicRow<'a> {
    id: &'a str,
    icon: &'static str,
    title: &'a Text,
}

#[derive(Serialize)]
struct Front<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    title: &'a str,
    topic: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    questions: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    screens: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    urgent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
}

/// Writes the folder; it appears whole or not at all.
pub(crate) fn write(rows: &[Row], topics: &[Topic], out: &Path) -> Result<(), Failure> {
    let used = fs::read_dir(out).is_ok_and(|mut it| it.next().is_some()) || out.is_file();
    if used {
        return Err(Failure::InUse(out.into()));
    }
    let parent = out.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Failure::file(parent, error))?;
    let stage = tempfile::Builder::new()
        .prefix(".import-")
        .tempdir_in(parent)
        .map_err(|error| Failure::file(parent, error))?;
    let fresh = stage.path().join("new");
    fs::create_dir(&fresh).map_err(|error| Failure::file(&fresh, error))?;

    let languages = super::languages(rows);
    let name = Text(languages.iter().map(|tag| (tag.clone(), "Help".to_owned())).collect());
    let topic_rows = topics.iter().map(|it| TopicRow { id: &it.id, icon: "other", title: &it.title });
    let settings = Settings { name, languages, topics: topic_rows.collect() };
    put(&fresh.join(crate::knowledge::settings::FILE), &toml(&settings))?;

    let paths = paths(rows);
    for (row, path) in rows.iter().zip(&paths) {
        let category = (row.lang.clone(), row.category.clone());
        let topic = topics.iter().find(|it| it.of.contains(&category)).map_or("", |it| it.id.as_str());
        let front = Front {
            id: (path.strip_suffix(".md") != Some(&row.id)).then_some(&row.id),
            title: &row.title,
            topic,
            questions: &row.questions,
            screens: &row.screens,
            errors: &row.errors,
            urgent: row.urgent,
            updated: row.updated.as_deref(),
        };
        let text = format!("+++\n{}+++\n\n{}\n", toml(&front), row.body.trim());
        put(&fresh.join(&row.lang).join(path), &text)?;
    }
    // An empty folder in the way is replaced; anything else was refused above.
    let _ = fs::remove_dir(out);
    fs::rename(&fresh, out).map_err(|error| Failure::file(out, error))
}

/// These types hold texts, lists and tables only, all of which TOML can say.
fn toml(value: &impl Serialize) -> String {
    toml::to_string_pretty(value).unwrap_or_default()
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
    }
    fs::write(path, text).map_err(|error| Failure::file(path, error))
}

/// A path below its language for each row, safe on every file system, none twice even where case does
/// not count.
pub(crate) fn paths(rows: &[Row]) -> Vec<String> {
    let mut taken: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut paths = Vec::with_capacity(rows.len());
    for row in rows {
        let wanted = row.path.clone().unwrap_or_else(|| bare(row));
        let wanted = wanted.strip_suffix(".md").unwrap_or(&wanted);
        let parts: Vec<_> = wanted.split('/').map(safe).filter(|it| !it.is_empty()).collect();
        let stem = if parts.is_empty() { "article".to_owned() } else { parts.join("/") };
        let taken = taken.entry(&row.lang).or_default();
        let mut path = stem.clone();
        let mut number = 2;
        while !taken.insert(path.to_lowercase()) {
            path = format!("{stem}-{number}");
            number += 1;
        }
        paths.push(format!("{path}.md"));
    }
    paths
}

/// Letters, digits, `-`, `_` and dots that are not in front.
fn safe(part: &str) -> String {
    let kept: String = part
        .chars()
        .map(|it| if it.is_alphanumeric() || "-_.".contains(it) { it } else { '-' })
        .take(60)
        .collect();
    kept.trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_paths_that_stay_inside() {
        let row = |id: &str| Row { id: id.into(), lang: "en".into(), ..Row::default() };
        let rows = [
            row("shop/en/a b"),
            row("shop/EN/A b"),
            row("../../etc/passwd"),
            row("/.hidden/x:y"),
            row(".."),
            row("一/二"),
        ];
        assert_eq!(
            paths(&rows),
            [
                "shop/a-b.md",
                "shop/A-b-2.md",
                "etc/passwd.md",
                "hidden/x-y.md",
                "article.md",
                "一/二.md",
            ]
        );
    }
}
