//! What the tests share: reading the corpora beside the workspace, and tables by class.
#![allow(dead_code, clippy::unwrap_used)]

use help_guard::{Action, Field, Known, Lists, Report, scan};
use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock};

pub static LISTS: LazyLock<Lists> = LazyLock::new(Lists::embedded);

pub fn plain(text: &str) -> Report {
    scan(text, &LISTS, &Known::default(), Field::Text)
}

/// A file of the shared data, or `None` with a message when it is not on this machine.
pub fn data(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

pub fn rows(path: &str) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(data(path)?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Counts of verdicts, by class.
#[derive(Default)]
pub struct Table(BTreeMap<String, [usize; 3]>);

impl Table {
    pub fn add(&mut self, class: &str, action: Action) {
        self.0.entry(class.to_owned()).or_default()[action as usize] += 1;
    }

    pub fn of(&self, test: impl Fn(&str) -> bool) -> Share {
        let mut sum = [0; 3];
        for (_, counts) in self.0.iter().filter(|(class, _)| test(class)) {
            for (sum, count) in sum.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        Share(sum)
    }

    pub fn print(&self, title: &str) {
        println!(
            "\n{title}\n| class | rows | blocked | asked | allowed |\n| --- | --- | --- | --- | --- |"
        );
        for (class, [allow, ask, block]) in &self.0 {
            println!("| {class} | {} | {block} | {ask} | {allow} |", allow + ask + block);
        }
    }
}

pub struct Share([usize; 3]);

impl Share {
    fn all(&self) -> f64 {
        self.0.iter().sum::<usize>() as f64
    }

    /// Percent blocked.
    pub fn blocked(&self) -> f64 {
        self.0[2] as f64 * 100.0 / self.all()
    }

    /// Percent blocked or asked.
    pub fn stopped(&self) -> f64 {
        (self.0[1] + self.0[2]) as f64 * 100.0 / self.all()
    }

    pub fn asked(&self) -> f64 {
        self.0[1] as f64 * 100.0 / self.all()
    }
}

/// Whether the findings cover every letter of a span of the text.
pub fn covers(text: &str, span: &str, report: &Report) -> bool {
    let Some(byte) = text.find(span) else { return false };
    let from = text[..byte].chars().count();
    span.chars()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
        .all(|(at, _)| report.findings.iter().any(|f| f.start <= from + at && from + at < f.end))
}
