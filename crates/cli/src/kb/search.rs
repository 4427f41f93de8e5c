//! `kb search`: asks a bundle what the widget would answer.

use std::{fs, path::PathBuf};

use help_content::Bundle;
use help_core::Context;
use help_search::{Index, Results};
use serde::Serialize;

use super::question::Row;
use crate::{fault::Fault, lines, output::Output};

/// Ask a bundle, as the widget would. Prints score, id and title, best first.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help kb search --kb dist/knowledge --lang en \"withdrawal not arrived\"\n  \
    wallet-help kb search --kb dist/knowledge --lang zh-CN --context context.json 提现失败\n  \
    wallet-help kb search --kb dist/knowledge --lang en --queries questions.jsonl > hits.jsonl\n\n\
    A file of queries holds one JSON object a line with `text` or `query`, and may hold `context`. \n\
    The answer is one line a query, in order: {\"query\", \"hits\": [{\"id\", \"score\"}], \"confident\"}.")]
pub struct Args {
    /// The bundle: the folder that `kb build` wrote.
    #[arg(long, value_name = "BUNDLE")]
    kb: PathBuf,
    /// The language to ask in.
    #[arg(long, value_name = "TAG")]
    lang: String,
    /// What the host knows: a JSON file with screen, error, asset, network and so on.
    #[arg(long, value_name = "FILE")]
    context: Option<PathBuf>,
    /// How many hits.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    top: u16,
    /// Ask every row of this file instead; `-` reads the standard input.
    #[arg(long, value_name = "FILE.jsonl", conflicts_with_all = ["query", "explain"])]
    queries: Option<PathBuf>,
    /// Show what each part of the query gave each hit.
    #[arg(long)]
    explain: bool,
    /// The question.
    #[arg(required_unless_present_any = ["queries", "context"])]
    query: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    query: &'a str,
    hits: Vec<Found<'a>>,
    confident: bool,
}

#[derive(Serialize)]
struct Found<'a> {
    id: &'a str,
    score: f32,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let bundle = help_content::open(&args.kb)?;
    let index = bundle.index(&args.lang)?;
    let context = args.context.as_ref().map(read_context).transpose()?.unwrap_or_default();
    let top = usize::from(args.top);
    match &args.queries {
        Some(path) => {
            for (_, row) in lines::read::<Row>(path)? {
                let context = if row.context == Context::default() { &context } else { &row.context };
                let results = index.search(row.text(), context, top);
                let line = Line {
                    query: row.text(),
                    hits: found(&index, &results),
                    confident: results.confident,
                };
                output.line(format_args!("{}", serde_json::to_string(&line).unwrap_or_default()))?;
            }
            Ok(())
        }
        None => one(args, &bundle, &index, &context, top, output),
    }
}

fn one(
    args: &Args,
    bundle: &Bundle,
    index: &Index,
    context: &Context,
    top: usize,
    output: &mut Output,
) -> Result<(), Fault> {
    let query = args.query.as_deref().unwrap_or_default();
    if *context != Context::default() {
        for (fit, entry) in bundle.manifest.fitting(context).into_iter().take(top) {
            let why = match fit {
                help_core::manifest::Fit::Error => "error",
                help_core::manifest::Fit::Screen => "screen",
            };
            output.line(format_args!("{why:>8}  {}  {}", entry.id, entry.title.get(&args.lang)))?;
        }
    }
    let results = index.search(query, context, top);
    for hit in &results.hits {
        let Some(entry) = index.article(hit.article) else { continue };
        output.line(format_args!("{:8.3}  {}  {}", hit.score, entry.id, entry.title))?;
        if args.explain {
            for (part, score) in index.explain(query, context, hit.article) {
                output.line(format_args!("          {score:8.3}  {part}"))?;
            }
        }
    }
    if !query.trim().is_empty() {
        let sure = if results.confident { "confident" } else { "not confident" };
        output.line(format_args!("{} hits, {sure}", results.hits.len()))?;
    }
    Ok(())
}

fn found<'a>(index: &'a Index, results: &Results) -> Vec<Found<'a>> {
    results
        .hits
        .iter()
        .filter_map(|hit| Some(Found { id: index.article(hit.article)?.id, score: hit.score }))
        .collect()
}

fn read_context(path: &PathBuf) -> Result<Context, Fault> {
    let shown = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Fault::call(format!("{shown}: {error}; check the path")))?;
    serde_json::from_str(&text).map_err(|error| {
        Fault::data(format!(
            "{shown}: {error}; a context is {{\"screen\": …, \"error\": {{\"code\", \"message\"}}, …}}"
        ))
    })
}
