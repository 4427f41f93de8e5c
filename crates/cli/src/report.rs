//! `wallet-help report`: numbers for the team, and what `kb learn` can learn from.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use help_support_api::numbers::{self, Numbers, NumbersError, TopicNumbers};
use serde::Serialize;

use crate::{fault::Fault, output::Output};

/// Articles and questions that are listed.
const LINES: usize = 10;

/// Numbers for the team: reports, replies, solutions, articles, questions without an answer.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help report --database sqlite://support.db\n  \
    wallet-help report --database sqlite://support.db --from 2026-11-01 --to 2026-11-30 --csv > november.csv\n  \
    wallet-help report --database sqlite://support.db --learn solved.jsonl\n  \
    wallet-help kb learn knowledge --queries solved.jsonl\n\n\
    The last four weeks are counted unless days are named (UTC, both included). Nothing that a person wrote \n\
    in a report is in it. Cells of the CSV that a spreadsheet would take for a formula begin with '.")]
pub struct Args {
    /// The database of the support API.
    #[arg(long, value_name = "sqlite://PATH")]
    database: String,
    /// The first day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<String>,
    /// The last day; today unless named.
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<String>,
    /// Print CSV, for a spreadsheet.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Write the questions that an article answered, one JSON object a line, for `kb learn --queries`.
    #[arg(long, value_name = "FILE.jsonl")]
    learn: Option<PathBuf>,
}

/// What `kb learn` reads.
#[derive(Serialize)]
struct Lesson<'a> {
    text: &'a str,
    article: &'a str,
    lang: &'a str,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .build()
        .map_err(|error| Fault::call(format!("the system gives no threads: {error}")))?;
    let reading = numbers::read(&args.database, args.from.as_deref(), args.to.as_deref());
    let numbers = runtime.block_on(reading).map_err(|error: NumbersError| Fault::call(error))?;
    if let Some(path) = &args.learn {
        let written = learn(&numbers, path)
            .map_err(|error| Fault::call(format!("{}: {error}; check the path", path.display())))?;
        output.line(format_args!("{written} questions written to {}", path.display()))?;
        return output
            .line(format_args!("next: wallet-help kb learn KNOWLEDGE --queries {}", path.display()));
    }
    if args.csv {
        return output.line(format_args!("{}", numbers::csv(&numbers).trim_end()));
    }
    if args.json {
        let json = serde_json::to_string_pretty(&numbers).unwrap_or_default();
        return output.line(format_args!("{json}"));
    }
    tell(&numbers, output)
}

fn learn(numbers: &Numbers, path: &Path) -> std::io::Result<usize> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut written = 0;
    for it in numbers.lessons() {
        let Some(article) = &it.article else { continue };
        serde_json::to_writer(&mut file, &Lesson { text: &it.text, article, lang: &it.lang })?;
        file.write_all(b"\n")?;
        written += 1;
    }
    file.flush()?;
    Ok(written)
}

fn tell(numbers: &Numbers, output: &mut Output) -> Result<(), Fault> {
    output.line(format_args!("{} to {} (UTC)\n", numbers.from, numbers.to))?;
    output.line(format_args!(
        "{:<16}{:>8}{:>9}{:>13}{:>8}{:>13}{:>10}{:>11}{:>8}",
        "topic",
        "reports",
        "replied",
        "first reply",
        "solved",
        "solution",
        "reopened",
        "escalated",
        "stars"
    ))?;
    for topic in numbers.topics.iter().chain([&numbers.all]) {
        line(topic, output)?;
    }
    if let Some(share) = numbers.without_report() {
        let share = share * 100.0;
        output.line(format_args!(
            "\nsolved without a report: {share:.0} % ({} votes that an article helped, {} reports)",
            numbers.helped, numbers.all.reports
        ))?;
    }
    if !numbers.articles.is_empty() {
        output.line(format_args!("\narticles, most complaints first (helped, did not)"))?;
    }
    for it in numbers.articles.iter().take(LINES) {
        output
            .line(format_args!("  {} [{}] {} {}", it.article, it.language, it.helped, it.not_helped))?;
    }
    let unanswered: Vec<_> = numbers.unanswered().take(LINES).collect();
    let (asked, open) = numbers.asked();
    if asked > 0 {
        output.line(format_args!("\nasked and not answered: {open} of {asked}"))?;
    }
    for it in unanswered {
        output.line(format_args!("  {}× {} [{}]", it.count, it.text, it.lang))?;
    }
    Ok(())
}

fn line(it: &TopicNumbers, output: &mut Output) -> Result<(), Fault> {
    let minutes = |it: Option<u64>| it.map_or("–".into(), |it| format!("{it} min"));
    let stars = it.stars.map_or("–".into(), |it| format!("{it:.1}"));
    let topic = if it.topic.is_empty() { "all" } else { &it.topic };
    output.line(format_args!(
        "{topic:<16}{:>8}{:>9}{:>13}{:>8}{:>13}{:>10}{:>11}{stars:>8}",
        it.reports,
        it.replied,
        minutes(it.first_reply),
        it.solved,
        minutes(it.solution),
        it.reopened,
        it.escalated,
    ))
}
