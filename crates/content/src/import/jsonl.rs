//! Rows of JSON, one article a line.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use serde::Deserialize;

use super::Row;
use crate::{failure::Failure, knowledge::texts::is_tag};

#[derive(Deserialize)]
struct Line {
    id: String,
    lang: Option<String>,
    title: String,
    #[serde(alias = "body")]
    body_markdown: String,
    category: Option<String>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    screens: Vec<String>,
    #[serde(default)]
    errors: Vec<String>,
    #[serde(default)]
    urgent: bool,
    updated: Option<String>,
}

/// Reads the file; other members of the rows (tags, addresses, origins) have no place in an article.
pub(crate) fn read(path: &Path, lang: &str) -> Result<Vec<Row>, Failure> {
    let file = File::open(path).map_err(|error| Failure::file(path, error))?;
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let wrong = |why: String, next| Failure::Row { path: path.into(), line: at + 1, why, next };
        let line = line.map_err(|error| wrong(error.to_string(), "save the file as UTF-8"))?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line).map_err(|error| {
            wrong(
                error.to_string(),
                "write {\"id\", \"lang\", \"title\", \"body_markdown\", \"category\"} on each line",
            )
        })?;
        let lang = line.lang.unwrap_or_else(|| lang.to_owned());
        if !is_tag(&lang) {
            return Err(wrong(
                format!("{lang:?} is no language tag"),
                "write a BCP 47 tag such as en or zh-CN",
            ));
        }
        if line.id.trim().is_empty() || line.title.trim().is_empty() {
            return Err(wrong("the id or the title is empty".into(), "write both"));
        }
        if !seen.insert((lang.clone(), line.id.clone())) {
            return Err(wrong(
                format!("the id {:?} was there before in {lang}", line.id),
                "keep one of the two",
            ));
        }
        rows.push(Row {
            id: line.id,
            lang,
            title: line.title.split_whitespace().collect::<Vec<_>>().join(" "),
            category: line
                .category
                .filter(|it| !it.trim().is_empty())
                .unwrap_or_else(|| "General".into()),
            body: line.body_markdown,
            questions: distinct(line.questions),
            screens: line.screens,
            errors: line.errors,
            urgent: line.urgent,
            updated: line.updated,
            path: None,
        });
    }
    Ok(rows)
}

/// Without empty and repeated ones.
pub(crate) fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.into_iter().filter(|it| !it.trim().is_empty() && seen.insert(it.clone())).collect()
}
