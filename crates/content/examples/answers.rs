//! Answers lines of questions over lines of articles, for side-by-side benchmarks:
//! `answers --articles FILE --queries FILE [--language en] [--limit 3] [--index OUT]
//! [--vectors FILE --tokenizer FILE]`.
//! The first line printed holds the times; then one line a question, in order.

use std::{collections::HashMap, error::Error, fs, io::Write, path::Path, time::Instant};

use help_content::WordVectors;
use help_core::{Context, context::ErrorContext};
use help_search::{
    Index,
    build::{Builder, Source},
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut given: HashMap<String, String> = HashMap::new();
    let mut words = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        given.insert(name, value);
    }
    let get = |name: &str| given.get(name).map(String::as_str);
    let articles = rows(get("--articles").ok_or("--articles FILE is missing")?)?;
    let queries = rows(get("--queries").ok_or("--queries FILE is missing")?)?;
    let limit = get("--limit").unwrap_or("3").parse()?;

    let vectors = match (get("--vectors"), get("--tokenizer")) {
        (Some(table), Some(tokenizer)) => {
            Some(WordVectors::open(Path::new(table), Path::new(tokenizer))?)
        }
        _ => None,
    };
    let start = Instant::now();
    let mut builder = Builder::new(get("--language").unwrap_or("en"));
    for row in &articles {
        let questions = texts(row, "questions");
        builder.add(Source {
            id: text(row, "id"),
            title: text(row, "title"),
            questions: &questions,
            headings: &texts(row, "headings"),
            body: text(row, "body"),
            ..Source::default()
        });
    }
    let bytes = builder.finish_with(vectors.as_ref().map(|it| it as _));
    let built = start.elapsed();
    if let Some(path) = get("--index") {
        fs::write(path, &bytes)?;
    }
    let (size, start) = (bytes.len(), Instant::now());
    let index = Index::open(bytes)?;
    let opened = start.elapsed();

    let mut lines = Vec::new();
    let mut times = Vec::new();
    for row in &queries {
        let error = row["error"].as_str().map(str::to_owned);
        let error = error.map(|it| ErrorContext { code: None, message: Some(it) });
        let context = Context { error, ..Context::default() };
        // The best of five, so that what else runs on the machine does not count.
        let mut best = f64::INFINITY;
        for _ in 0..5 {
            let start = Instant::now();
            index.search(text(row, "text"), &context, limit);
            best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.push(best);
        let found = index.search(text(row, "text"), &context, limit);
        let ids: Vec<&str> =
            found.hits.iter().filter_map(|it| index.article(it.article)).map(|it| it.id).collect();
        lines
            .push(json!({ "hits": ids, "confidence": found.confidence, "confident": found.confident }));
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}",
        json!({ "bytes": size, "build_ms": built.as_secs_f64() * 1000.0, "open_ms": opened.as_secs_f64() * 1000.0,
            "p50_ms": at(0.5), "p95_ms": at(0.95) })
    )?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn rows(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}

fn texts(row: &Value, name: &str) -> Vec<String> {
    let rows = row[name].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect()
}
