//! Front matter in YAML, as most makers of static pages write it, read into the same few values that
//! TOML front matter has.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, Yaml};

/// A value of front matter; anything deeper is left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    One(String),
    Many(Vec<String>),
    /// A table, or a list of such.
    Deep,
}

impl Value {
    /// As one text; the first of a list.
    pub fn one(&self) -> Option<&str> {
        match self {
            Value::One(text) => Some(text),
            Value::Many(texts) => texts.first().map(String::as_str),
            Value::Deep => None,
        }
    }

    /// As a list; a single text is a list of one.
    pub fn many(&self) -> Vec<String> {
        match self {
            Value::One(text) => vec![text.clone()],
            Value::Many(texts) => texts.clone(),
            Value::Deep => Vec::new(),
        }
    }
}

/// The entries of a YAML table; what is wrong with it otherwise, and on which line of the text.
pub(crate) fn read(text: &str) -> Result<BTreeMap<String, Value>, (usize, String)> {
    let documents = Yaml::load_from_str(text)
        .map_err(|error| (error.marker().line().max(1), error.info().to_owned()))?;
    let Some(first) = documents.first() else { return Ok(BTreeMap::new()) };
    if first.is_null() {
        return Ok(BTreeMap::new());
    }
    let Some(table) = first.as_mapping() else { return Err((1, "this is no table".into())) };
    let mut entries = BTreeMap::new();
    for (key, value) in table {
        if let Some(key) = plain(key) {
            entries.insert(key, convert(value));
        }
    }
    Ok(entries)
}

fn convert(value: &Yaml<'_>) -> Value {
    match value.as_sequence() {
        Some(items) => {
            let texts: Vec<_> = items.iter().filter_map(plain).collect();
            if texts.len() == items.len() { Value::Many(texts) } else { Value::Deep }
        }
        None if value.is_null() => Value::Many(Vec::new()),
        None => plain(value).map_or(Value::Deep, Value::One),
    }
}

/// A scalar as it would be typed.
fn plain(value: &Yaml<'_>) -> Option<String> {
    value
        .as_str()
        .map(str::to_owned)
        .or_else(|| value.as_integer().map(|it| it.to_string()))
        .or_else(|| value.as_bool().map(|it| it.to_string()))
        .or_else(|| value.as_floating_point().map(|it| it.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_becomes_plain_values() {
        let read = read(
            "title: \"A: b\"\ndate: 2026-11-20\ntags: [x, 2]\ndraft: true\nmenu:\n  a: 1\nempty:\n",
        )
        .unwrap();
        let one = |text: &str| Value::One(text.into());
        for (key, expected) in [
            ("title", one("A: b")),
            ("date", one("2026-11-20")),
            ("tags", Value::Many(vec!["x".into(), "2".into()])),
            ("draft", one("true")),
            ("menu", Value::Deep),
            ("empty", Value::Many(vec![])),
        ] {
            assert_eq!(read.get(key), Some(&expected), "{key}");
        }
    }

    #[test]
    fn broken_yaml_names_its_line() {
        assert_eq!(read("a: 1\nb: [").unwrap_err().0, 3);
        assert_eq!(read("- a").unwrap_err().0, 1);
    }
}
