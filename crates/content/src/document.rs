//! A TOML text whose every entry still knows its place, so that a mistake found later, by any rule, can
//! name file and line. It knows TOML and nothing of what the entries mean.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    place::{Place, SourceFile},
    report::{Report, Rule},
};

/// A parsed TOML text: a whole file, or the front matter of an article.
#[derive(Clone, Debug)]
pub struct Document {
    file: Arc<SourceFile>,
    root: Node,
}

/// An entry of a document, or, where the document has no such entry, the nearest one above it.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    document: &'a Document,
    node: Option<&'a Node>,
    at: usize,
}

/// A value and where it begins in the file, in bytes.
#[derive(Clone, Debug)]
struct Node {
    at: usize,
    value: Value,
}

#[derive(Clone, Debug)]
enum Value {
    /// Key to where the key stands, and its value.
    Table(BTreeMap<String, (usize, Node)>),
    List(Vec<Node>),
    /// Text, number or truth; dates as the text they are written as.
    Plain(serde_json::Value),
}

impl Document {
    /// Parses the part of the file in `range`; what is wrong with it goes to the report.
    pub fn parse(file: &Arc<SourceFile>, range: Range<usize>, report: &mut Report) -> Option<Self> {
        let text = file.text.get(range.clone())?;
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut last_line = 0;
        for error in &errors {
            let at = error.span().map_or(range.start, |it| range.start + it.start);
            let place = file.place(at);
            // One slip often breaks all that follows on its line; the first message is the useful one.
            if place.line != last_line {
                last_line = place.line;
                let next = "mend the TOML; texts stand in quotes, lists in [ ]";
                report.add(Rule::Syntax, place, one_line(error.message()), next);
            }
        }
        errors.is_empty().then(|| Document {
            file: file.clone(),
            root: Node { at: range.start, value: table(root.get_ref(), range.start) },
        })
    }

    /// The whole document.
    pub fn root(&self) -> Spot<'_> {
        Spot { document: self, node: Some(&self.root), at: self.root.at }
    }

    /// The file it was read from.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// Reports the entries of the top level that `known` does not list.
    pub fn only(&self, known: &[&str], report: &mut Report) {
        let Value::Table(entries) = &self.root.value else { return };
        for (key, (at, _)) in entries {
            if !known.contains(&key.as_str()) {
                let next = format!("use one of {}", known.join(", "));
                report.add(Rule::Shape, self.file.place(*at), format!("unknown entry `{key}`"), next);
            }
        }
    }
}

impl<'a> Spot<'a> {
    /// The entry of that key.
    pub fn key(self, key: &str) -> Spot<'a> {
        match self.node.map(|it| &it.value) {
            Some(Value::Table(entries)) => match entries.get(key) {
                // A key's own place is better than its value's: a long value may begin lines below.
                Some((at, node)) => Spot { node: Some(node), at: *at, ..self },
                None => Spot { node: None, ..self },
            },
            _ => Spot { node: None, ..self },
        }
    }

    /// The item of that position.
    pub fn nth(self, position: usize) -> Spot<'a> {
        match self.node.map(|it| &it.value) {
            Some(Value::List(items)) => match items.get(position) {
                Some(node) => Spot { node: Some(node), at: node.at, ..self },
                None => Spot { node: None, ..self },
            },
            _ => Spot { node: None, ..self },
        }
    }

    /// The items of a list; none when it is not there. Anything but a list is reported.
    pub fn items(self, report: &mut Report) -> Vec<Spot<'a>> {
        match self.node.map(|it| &it.value) {
            None => Vec::new(),
            Some(Value::List(items)) => (0..items.len()).map(|it| self.nth(it)).collect(),
            Some(_) => {
                let next = "write [ … ], or [[…]] above each table";
                report.add(Rule::Shape, self.place(), "a list is wanted here", next);
                Vec::new()
            }
        }
    }

    /// The keys of a table, in their order; none of anything else.
    pub fn keys(self) -> impl Iterator<Item = &'a str> {
        let entries = match self.node.map(|it| &it.value) {
            Some(Value::Table(entries)) => Some(entries),
            _ => None,
        };
        entries.into_iter().flat_map(|it| it.keys().map(String::as_str))
    }

    /// True when the document has this entry.
    pub fn exists(self) -> bool {
        self.node.is_some()
    }

    /// Where it stands.
    pub fn place(self) -> Place {
        self.document.file.place(self.at)
    }

    /// The entry as `T`; what does not fit goes to the report, at the very entry that does not.
    pub fn read<T: DeserializeOwned>(self, report: &mut Report) -> Option<T> {
        let json = json(self.node?);
        match serde_path_to_error::deserialize::<_, T>(json) {
            Ok(value) => Some(value),
            Err(error) => {
                let mut spot = self;
                for segment in error.path() {
                    spot = match segment {
                        Segment::Seq { index } => spot.nth(*index),
                        Segment::Map { key } => spot.key(key),
                        _ => spot,
                    };
                }
                let text = one_line(&error.inner().to_string());
                // An unknown entry is reported for the table that holds it; its name says which one.
                if let Some(name) =
                    text.strip_prefix("unknown field `").and_then(|it| it.split('`').next())
                {
                    spot = spot.key(name);
                }
                let next = "compare with the description of the file's entries";
                report.add(Rule::Shape, spot.place(), text, next);
                None
            }
        }
    }
}

fn one_line(message: &str) -> String {
    message.split('\n').map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ")
}

fn table(table: &DeTable<'_>, offset: usize) -> Value {
    let entries = table.iter().map(|(key, value)| {
        (key.get_ref().to_string(), (offset + key.span().start, node(value, offset)))
    });
    Value::Table(entries.collect())
}

fn node(value: &Spanned<DeValue<'_>>, offset: usize) -> Node {
    let at = offset + value.span().start;
    let value = match value.get_ref() {
        DeValue::Table(it) => table(it, offset),
        DeValue::Array(items) => Value::List(items.iter().map(|it| node(it, offset)).collect()),
        DeValue::String(text) => Value::Plain(text.to_string().into()),
        DeValue::Boolean(it) => Value::Plain((*it).into()),
        DeValue::Datetime(it) => Value::Plain(it.to_string().into()),
        DeValue::Integer(it) => {
            Value::Plain(i64::from_str_radix(it.as_str(), it.radix()).unwrap_or(i64::MAX).into())
        }
        DeValue::Float(it) => Value::Plain(it.as_str().parse::<f64>().unwrap_or(f64::NAN).into()),
    };
    Node { at, value }
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Plain(value) => value.clone(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Table(entries) => entries
            .iter()
            .map(|(key, (_, value))| (key.clone(), json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Row {
        day: String,
        #[serde(default)]
        tags: Vec<String>,
    }

    fn read(text: &str) -> (Option<Row>, String) {
        let file = Arc::new(SourceFile::new("x.toml", text));
        let mut report = Report::default();
        let row = Document::parse(&file, 0..text.len(), &mut report)
            .and_then(|it| it.root().key("row").nth(0).read(&mut report));
        let first = report.mistakes().first().map(|it| format!("{} {}", it.place, it.text));
        (row, first.unwrap_or_default())
    }

    #[test]
    fn dates_are_read_as_text() {
        let (row, _) = read("[[row]]\nday = 2026-11-20\ntags = [\"a\"]");
        assert_eq!(row, Some(Row { day: "2026-11-20".into(), tags: vec!["a".into()] }));
    }

    #[test]
    fn mistakes_name_the_very_entry() {
        for (text, expected) in [
            (
                "[[row]]\nday = 2026-11-20\ntags = [\n \"a\",\n 3]",
                "x.toml:5:2 invalid type: integer `3`",
            ),
            ("[[row]]\nday = \"x\"\n\ntag = [\"a\"]", "x.toml:4:1 unknown field `tag`"),
            ("\n[[row]]\ntags = []", "x.toml:2:1 missing field `day`"),
            ("\n\nrow = [", "x.toml:3:8"),
        ] {
            let (row, found) = read(text);
            assert!(
                row.is_none() && found.starts_with(expected),
                "{text:?}: {found:?} != {expected:?}"
            );
        }
    }
}
