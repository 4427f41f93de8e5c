//! `kb learn`: shows, as a diff, which ways to ask an article could learn, and writes what is accepted.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    path::PathBuf,
};

use help_content::learn::{Limits, Proposal, Solved, learn};
use help_guard::{Action, Field, Known, Lists, scan};
use serde::Deserialize;
use similar::TextDiff;

use crate::{fault::Fault, lines, output::Output};

/// Propose other ways to ask, from questions that were solved. Shows a diff and asks before it writes.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help kb learn knowledge --queries solved.jsonl\n  \
    wallet-help kb learn knowledge --queries solved.jsonl --yes\n\n\
    Each line is {\"text\": …, \"article\": …}, with `lang` where it is known: the question a person asked \n\
    and the article that solved it. Texts that hold secrets are never proposed. On a terminal each diff \n\
    is asked about, whole or question by question; elsewhere it is only shown, unless --yes is given.")]
pub struct Args {
    /// The knowledge folder.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// The solved questions.
    #[arg(long, value_name = "FILE.jsonl")]
    queries: PathBuf,
    /// New ways to ask for one article, at most.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    most: u16,
    /// How often something like it must have been asked.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    least: u16,
    /// Accept everything.
    #[arg(long)]
    yes: bool,
}

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "query")]
    text: String,
    article: String,
    lang: Option<String>,
}

/// What the author says to a diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    /// Question by question.
    Each,
    All,
    Quit,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let lists = Lists::embedded();
    let mut secret = 0;
    let mut solved = Vec::new();
    for (_, row) in lines::read::<Row>(&args.queries)? {
        // What may be a secret is no example, whoever exported it.
        if scan(&row.text, &lists, &Known::default(), Field::Text).action == Action::Allow {
            solved.push(Solved { text: row.text, article: row.article, lang: row.lang });
        } else {
            secret += 1;
        }
    }
    let limits = Limits { per_article: args.most.into(), least: args.least.into() };
    let lesson = learn(&args.dir, &solved, limits)?;
    // Questions may come from the standard input; then nobody can be asked.
    let asking = !args.yes
        && args.queries.as_os_str() != "-"
        && io::stdin().is_terminal()
        && io::stdout().is_terminal();
    let (mut written, mut all) = (0, args.yes);
    for (n, proposal) in lesson.proposals.iter().enumerate() {
        show(proposal, output)?;
        let place = format!("{} of {}", n + 1, lesson.proposals.len());
        let answer = match (all, asking) {
            (true, _) => Answer::Yes,
            (false, true) => ask(&place, output)?,
            (false, false) => Answer::No,
        };
        match answer {
            Answer::Quit => break,
            Answer::No => continue,
            Answer::All => all = true,
            Answer::Yes => {}
            Answer::Each => {
                if let Some(chosen) = each(proposal)? {
                    chosen.accept()?;
                    written += chosen.questions.len();
                }
                continue;
            }
        }
        proposal.accept()?;
        written += proposal.questions.len();
    }
    for (text, why) in &lesson.unused {
        output.line(format_args!("not used: {text}: {why}"))?;
    }
    if secret > 0 {
        output
            .line(format_args!("{secret} questions were passed over because they may hold secrets"))?;
    }
    let proposed: usize = lesson.proposals.iter().map(|it| it.questions.len()).sum();
    output.line(format_args!(
        "{proposed} ways to ask proposed for {} articles, {written} written",
        lesson.proposals.len()
    ))?;
    if written == 0 && proposed > 0 && !asking {
        output
            .line(format_args!("next: run it on a terminal to choose, or with --yes to accept all"))?;
    }
    Ok(())
}

fn show(proposal: &Proposal, output: &mut Output) -> Result<(), Fault> {
    let diff = TextDiff::from_lines(proposal.before.as_str(), proposal.after.as_str());
    let name = proposal.path.display().to_string();
    output.line(format_args!("{}", diff.unified_diff().context_radius(2).header(&name, &name)))?;
    let (count, missed) = (proposal.questions.len(), proposal.missed);
    output.line(format_args!("{count} new ways to ask; {missed} of them find another article so far\n"))
}

fn ask(place: &str, output: &mut Output) -> Result<Answer, Fault> {
    output.finish()?;
    loop {
        let Some(said) = prompt(&format!("{place}: accept? [y]es [n]o [e]ach [a]ll [q]uit: "))? else {
            return Ok(Answer::Quit);
        };
        match said.as_str() {
            "y" | "yes" => return Ok(Answer::Yes),
            "n" | "no" | "" => return Ok(Answer::No),
            "e" | "each" => return Ok(Answer::Each),
            "a" | "all" => return Ok(Answer::All),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => {}
        }
    }
}

/// What is left of a proposal when each of its questions was asked about.
fn each(proposal: &Proposal) -> Result<Option<Proposal>, Fault> {
    let mut wanted = Vec::new();
    for question in &proposal.questions {
        let said = prompt(&format!("  + \"{question}\"  [y]es [n]o: "))?;
        if said.is_some_and(|it| it == "y" || it == "yes") {
            wanted.push(question.as_str());
        }
    }
    Ok(proposal.only(|it| wanted.contains(&it)))
}

/// What was typed, in lower case; `None` at the end of the input.
fn prompt(text: &str) -> Result<Option<String>, Fault> {
    let mut out = io::stdout();
    write!(out, "{text}")?;
    out.flush()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_lowercase()))
}
