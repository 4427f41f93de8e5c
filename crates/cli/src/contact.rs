//! `wallet-help contact`: tells whether a number, address, link or name is an official channel.

use std::{
    io::{self, BufRead},
    path::{Path, PathBuf},
};

use clap::Subcommand;
use help_content::Report;
use help_core::{
    channel::Channel,
    contact::{self, Checked, Kind, Verdict},
    manifest,
};
use serde::{Deserialize, Serialize};

use crate::{fault::Fault, output::Output};

#[derive(Subcommand)]
pub enum Command {
    /// Compare a phone number, mail address, link or name with the official channels.
    #[command(after_help = "Examples:\n  \
        wallet-help contact check \"+44 20 7946 0123\" --knowledge knowledge\n  \
        wallet-help contact check --jsonl --knowledge dist/knowledge < contacts.jsonl\n\n\
        Exits 0 when the text is an official channel, else 1. With --jsonl each line {\"text\": …} gives one \n\
        line {\"verdict\": \"official|imitates|not_listed\", \"kind\", \"normalised\", \"channel\", \"differences\"}, \n\
        differences as [start, end] in Unicode scalar values, and the command exits 0.")]
    Check(Args),
}

#[derive(clap::Args)]
pub struct Args {
    /// The knowledge folder, or the bundle made of it.
    #[arg(long, value_name = "DIR")]
    knowledge: PathBuf,
    /// Read one JSON object a line and write one a line.
    #[arg(long, conflicts_with = "text")]
    jsonl: bool,
    /// What somebody was given.
    #[arg(required_unless_present = "jsonl", allow_hyphen_values = true)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    verdict: &'a str,
    kind: Option<&'a str>,
    normalised: &'a str,
    channel: Option<&'a str>,
    differences: Vec<(usize, usize)>,
}

/// Runs it.
pub fn run(command: &Command, output: &mut Output) -> Result<(), Fault> {
    let Command::Check(args) = command;
    let channels = channels(&args.knowledge)?;
    if channels.is_empty() {
        return Err(Fault::data("this knowledge names no channels; write them in channels.toml"));
    }
    match &args.text {
        Some(text) => one(text, &channels, output),
        None => lines(&channels, output),
    }
}

/// The channels of a bundle or of a knowledge folder.
fn channels(folder: &Path) -> Result<Vec<Channel>, Fault> {
    if folder.join(manifest::FILE).is_file() {
        return Ok(help_content::open(folder)?.manifest.channels);
    }
    let knowledge = help_content::knowledge::load(folder, &mut Report::default())?;
    knowledge.map(|it| it.channels).ok_or_else(|| {
        Fault::data("this knowledge cannot be read; `wallet-help kb check` names every mistake")
    })
}

fn one(text: &str, channels: &[Channel], output: &mut Output) -> Result<(), Fault> {
    let Some(checked) = contact::check(text, channels) else {
        return Err(Fault::call("there is nothing to compare; give a number, address, link or name"));
    };
    let name = |it: &Channel| format!("{} ({})", it.label.get("en"), it.value);
    match &checked.verdict {
        Verdict::Official(channel) => {
            return output.line(format_args!("official: {}", name(channel)));
        }
        Verdict::Imitates { channel, differences } => {
            output.line(format_args!("imitates an official channel: {}", name(channel)))?;
            output.line(format_args!("what differs: {}", marked(text, differences)))?;
        }
        Verdict::NotListed => {
            output.line(format_args!("not on the list: {}", checked.normalised))?;
        }
    }
    output.line(format_args!(
        "next: do not answer it, and give it no code, password or recovery phrase;"
    ))?;
    output.line(format_args!("the official channels are:"))?;
    for channel in channels {
        output.line(format_args!("  {}", name(channel)))?;
    }
    Err(Fault::Told)
}

fn lines(channels: &[Channel], output: &mut Output) -> Result<(), Fault> {
    for (at, line) in io::stdin().lock().lines().enumerate() {
        let wrong = || Fault::data(format!("line {}: write {{\"text\": …}}", at + 1));
        let line = line.map_err(|_| wrong())?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line).map_err(|_| wrong())?;
        let checked = contact::check(&line.text, channels);
        let answer = serde_json::to_string(&answer(checked.as_ref())).unwrap_or_default();
        output.line(format_args!("{answer}"))?;
    }
    Ok(())
}

fn answer<'a>(checked: Option<&'a Checked<'a>>) -> Answer<'a> {
    let kind = checked.map(|it| match it.kind {
        Kind::Phone => "phone",
        Kind::Email => "email",
        Kind::Link => "link",
        Kind::Name => "name",
    });
    let (verdict, channel, differences) = match checked.map(|it| &it.verdict) {
        Some(Verdict::Official(channel)) => ("official", Some(channel), &[][..]),
        Some(Verdict::Imitates { channel, differences }) => {
            ("imitates", Some(channel), &differences[..])
        }
        Some(Verdict::NotListed) | None => ("not_listed", None, &[][..]),
    };
    Answer {
        verdict,
        kind,
        normalised: checked.map_or("", |it| &it.normalised),
        channel: channel.map(|it| it.id.as_str()),
        differences: differences.iter().map(|it| (it.start, it.end)).collect(),
    }
}

/// The text with what differs between `⟦` and `⟧`, and what cannot be seen as its code point.
fn marked(text: &str, differences: &[std::ops::Range<usize>]) -> String {
    let mut out = String::new();
    for (at, letter) in text.chars().enumerate() {
        if differences.iter().any(|it| it.start == at) {
            out.push('⟦');
        }
        let hidden = !letter.is_ascii() && (letter.is_control() || letter.escape_debug().count() > 1);
        if hidden || letter.is_control() {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
        if differences.iter().any(|it| it.end == at + 1) {
            out.push('⟧');
        }
    }
    out
}
