//! `wallet-help guard`: the secret guard on the command line.

use std::io::{self, BufRead, Read};

use clap::Subcommand;
use help_guard::{Finding, Known, Lists, Report};
use serde::{Deserialize, Serialize};

use crate::{fault::Fault, output::Output};

#[derive(Subcommand)]
pub enum Command {
    /// Find recovery phrases, keys, card numbers, codes and passwords in a text.
    #[command(after_help = "Examples:\n  \
        wallet-help guard scan --jsonl < messages.jsonl > findings.jsonl\n  \
        echo 'my pin is 4821' | wallet-help guard scan\n\n\
        With --jsonl each line {\"text\": …} gives one line {\"action\": \"block|ask|allow\", \"findings\": \n\
        [{\"kind\", \"start\", \"end\"}]}, offsets in Unicode scalar values. Without it the text is shown with \n\
        each finding marked.")]
    Scan {
        /// Read one JSON object a line and write one a line.
        #[arg(long)]
        jsonl: bool,
    },
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    action: &'a str,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    kind: &'a str,
    start: usize,
    end: usize,
}

/// Runs it.
pub fn run(command: &Command, output: &mut Output) -> Result<(), Fault> {
    let Command::Scan { jsonl } = command;
    let lists = Lists::embedded();
    if *jsonl { lines(&lists, output) } else { whole(&lists, output) }
}

fn scan(text: &str, lists: &Lists) -> Report {
    help_guard::scan(text, lists, &Known::default(), help_guard::Field::Text)
}

fn lines(lists: &Lists, output: &mut Output) -> Result<(), Fault> {
    for (at, line) in io::stdin().lock().lines().enumerate() {
        // The line itself is never repeated: it may hold a secret.
        let wrong = |why: &str| Fault::data(format!("line {}: {why}; write {{\"text\": …}}", at + 1));
        let line = line.map_err(|_| wrong("the text is not UTF-8"))?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line =
            serde_json::from_str(&line).map_err(|_| wrong("this is no object with a `text`"))?;
        let report = scan(&line.text, lists);
        let found = |it: &Finding| Found { kind: it.kind.as_str(), start: it.start, end: it.end };
        let answer = Answer {
            action: report.action.as_str(),
            findings: report.findings.iter().map(found).collect(),
        };
        output.line(format_args!("{}", serde_json::to_string(&answer).unwrap_or_default()))?;
    }
    Ok(())
}

fn whole(lists: &Lists, output: &mut Output) -> Result<(), Fault> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Fault::data("the text is not UTF-8; convert it first"))?;
    let report = scan(&text, lists);
    output.line(format_args!("{}", marked(text.trim_end_matches('\n'), &report.findings)))?;
    for found in &report.findings {
        output.line(format_args!(
            "{} {} at {}..{}",
            found.action.as_str(),
            found.kind.as_str(),
            found.start,
            found.end
        ))?;
    }
    output.line(format_args!("{}", report.action.as_str()))
}

/// The text with each finding between `⟦kind:` and `⟧`.
fn marked(text: &str, findings: &[Finding]) -> String {
    let mut out = String::new();
    let length = text.chars().count();
    for (at, letter) in text.chars().map(Some).chain([None]).enumerate() {
        for _ in findings.iter().filter(|it| it.end.min(length) == at) {
            out.push('⟧');
        }
        for found in findings.iter().filter(|it| it.start == at) {
            out.push('⟦');
            out.push_str(found.kind.as_str());
            out.push_str(": ");
        }
        out.extend(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_guard::{Action, Kind};

    #[test]
    fn findings_are_marked_where_they_stand() {
        let found =
            |start, end| Finding { kind: Kind::Pin, action: Action::Block, start, end, certain: false };
        for (findings, expected) in [
            (vec![], "密码 4821"),
            (vec![found(3, 7)], "密码 ⟦pin: 4821⟧"),
            (vec![found(0, 2), found(3, 7)], "⟦pin: 密码⟧ ⟦pin: 4821⟧"),
            (vec![found(3, 99)], "密码 ⟦pin: 4821⟧"),
        ] {
            assert_eq!(marked("密码 4821", &findings), expected);
        }
    }
}
