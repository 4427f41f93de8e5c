//! GRD-3: text that people wrote for people is hardly ever stopped.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

mod support;

use help_guard::{Action, Kind};
use std::{fs, path::Path};
use support::{plain, rows};

#[derive(Default)]
struct Count {
    paragraphs: usize,
    asked: usize,
    blocked: usize,
    phrases_or_keys: usize,
}

impl Count {
    fn add(&mut self, source: &str, text: &str) {
        for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            self.paragraphs += 1;
            let report = plain(paragraph);
            if report.action == Action::Allow {
                continue;
            }
            println!(
                "{} {source}: {:?} {:?}",
                report.action.as_str(),
                report.findings,
                paragraph.chars().take(300).collect::<String>()
            );
            self.asked += usize::from(report.action == Action::Ask);
            self.blocked += usize::from(report.action == Action::Block);
            let digits = [Kind::Card, Kind::CardCode, Kind::OneTimeCode, Kind::Password, Kind::Pin];
            self.phrases_or_keys += report
                .findings
                .iter()
                .filter(|f| f.action == Action::Block && !digits.contains(&f.kind))
                .count();
        }
    }

    fn check(&self, title: &str) {
        let share = |n: usize| n as f64 * 100.0 / self.paragraphs.max(1) as f64;
        println!(
            "{title}: {} paragraphs, {} blocked ({:.3} %), {} asked ({:.3} %)",
            self.paragraphs,
            self.blocked,
            share(self.blocked),
            self.asked,
            share(self.asked)
        );
        assert_eq!(self.phrases_or_keys, 0, "phrases and keys blocked in prose");
        assert!(share(self.blocked) <= 0.05 && share(self.asked) <= 0.2);
    }
}

#[test]
fn articles_in_all_languages() {
    let mut count = Count::default();
    for file in ["bitbox", "bitcoin-org", "unstoppable"] {
        for row in rows(&format!("articles/{file}.jsonl")).unwrap_or_default() {
            let source = row["id"].as_str().unwrap_or_default();
            count.add(source, row["title"].as_str().unwrap_or_default());
            count.add(source, row["body_markdown"].as_str().unwrap_or_default());
        }
    }
    if count.paragraphs > 0 {
        count.check("articles");
    }
}

#[test]
fn questions_and_error_messages() {
    let mut count = Count::default();
    for file in [
        "questions/banking77-train",
        "questions/banking77-test-even",
        "questions/clinc150-out-of-scope-even",
    ] {
        for row in rows(&format!("{file}.jsonl")).unwrap_or_default() {
            count.add(file, row["text"].as_str().unwrap_or_default());
        }
    }
    for row in rows("errors/errors.jsonl").unwrap_or_default() {
        for text in row.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_str()) {
            count.add("errors", text);
        }
    }
    if count.paragraphs > 0 {
        count.check("questions and errors");
    }
}

/// The strings of a TOML text.
fn quoted(toml: &str) -> impl Iterator<Item = &str> {
    toml.split('"').skip(1).step_by(2)
}

/// Every text of our own knowledge, without exception.
#[test]
fn own_knowledge() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge"));
    let mut count = Count::default();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let text = || fs::read_to_string(&path).unwrap();
            if name.ends_with(".md") {
                let text = text();
                let (front, body) = text.rsplit_once("\n+++\n").unwrap_or(("", &text));
                quoted(front).for_each(|text| count.add(name, text));
                count.add(name, body);
            } else if name.ends_with(".toml") {
                quoted(&text()).for_each(|text| count.add(name, text));
            }
        }
    }
    assert!(count.paragraphs > 0, "the knowledge folder is empty");
    count.check("knowledge");
}
