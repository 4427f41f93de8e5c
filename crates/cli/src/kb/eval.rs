//! `kb eval`: how well a bundle answers labelled questions.

use std::{collections::BTreeMap, path::PathBuf};

use help_search::Index;
use serde::Serialize;

use super::question::Row;
use crate::{fault::Fault, lines, output::Output};

/// How many hits are looked at: MRR@10.
const DEPTH: usize = 10;

/// Measure how well a bundle answers labelled questions: hit@1, hit@3 and MRR@10.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    wallet-help kb eval --kb dist/knowledge --queries questions.jsonl\n\n\
    Each line is {\"text\": …, \"article\": …}; `query` for `text` and `articles` or `intents`, lists of \n\
    ids, are understood too, and `lang` and `context` where they differ. Rows without an article are \n\
    questions that nothing answers: for them it is counted how often the search was sure all the same.")]
pub struct Args {
    /// The bundle: the folder that `kb build` wrote.
    #[arg(long, value_name = "BUNDLE")]
    kb: PathBuf,
    /// The labelled questions.
    #[arg(long, value_name = "FILE.jsonl")]
    queries: PathBuf,
    /// The language of rows that do not say theirs; the bundle's first unless given.
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Print one JSON object instead of a table.
    #[arg(long)]
    json: bool,
    /// List the questions whose first hit is wrong, with what was found.
    #[arg(long, conflicts_with = "json")]
    misses: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
struct Score {
    questions: usize,
    #[serde(rename = "hit@1")]
    first: f64,
    #[serde(rename = "hit@3")]
    third: f64,
    #[serde(rename = "mrr@10")]
    reciprocal: f64,
    /// Of the questions that nothing answers: how many there are, and how many the search was sure of.
    out_of_scope: usize,
    sure_out_of_scope: usize,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let bundle = help_content::open(&args.kb)?;
    let rows = lines::read::<Row>(&args.queries)?;
    if rows.is_empty() {
        return Err(Fault::data(format!("{}: there are no questions", args.queries.display())));
    }
    let usual = match &args.lang {
        Some(tag) => bundle.language(tag)?.tag.clone(),
        None => bundle.manifest.languages.first().map(|it| it.tag.clone()).unwrap_or_default(),
    };
    let mut indexes: BTreeMap<String, Index> = BTreeMap::new();
    let mut score = Score::default();
    let mut unknown = 0;
    for (_, row) in &rows {
        let tag = match row.lang.as_deref().filter(|_| args.lang.is_none()) {
            Some(tag) => bundle.language(tag).map_or(usual.clone(), |it| it.tag.clone()),
            None => usual.clone(),
        };
        if !indexes.contains_key(&tag) {
            indexes.insert(tag.clone(), bundle.index(&tag)?);
        }
        let Some(index) = indexes.get(&tag) else { continue };
        let results = index.search(row.text(), &row.context, DEPTH);
        let ids: Vec<&str> =
            results.hits.iter().filter_map(|it| index.article(it.article)).map(|it| it.id).collect();
        if row.answers().next().is_none() {
            score.out_of_scope += 1;
            score.sure_out_of_scope += usize::from(results.confident);
            continue;
        }
        unknown += usize::from(!row.answers().any(|id| index.find(id).is_some()));
        score.add(ids.iter().position(|id| row.answers().any(|it| it == *id)));
        if args.misses && !ids.first().is_some_and(|id| row.answers().any(|it| it == *id)) {
            let wanted: Vec<_> = row.answers().collect();
            let found = ids.iter().take(3).copied().collect::<Vec<_>>().join(" ");
            output.line(format_args!(
                "{}\n    wanted {}, found {found}",
                row.text(),
                wanted.join(" ")
            ))?;
        }
    }
    let score = score.mean();
    if args.json {
        output.line(format_args!("{}", serde_json::to_string(&score).unwrap_or_default()))?;
    } else {
        output.line(format_args!("questions  {}", score.questions))?;
        output.line(format_args!("hit@1      {:.1} %", score.first * 100.0))?;
        output.line(format_args!("hit@3      {:.1} %", score.third * 100.0))?;
        output.line(format_args!("MRR@10     {:.3}", score.reciprocal))?;
        if score.out_of_scope > 0 {
            let (sure, all) = (score.sure_out_of_scope, score.out_of_scope);
            output.line(format_args!("sure of {sure} of {all} questions that nothing answers"))?;
        }
    }
    if unknown > 0 {
        let text = format!("{unknown} questions name articles that the bundle does not have");
        return Err(Fault::data(format!("{text}; compare their ids with `kb search`")));
    }
    Ok(())
}

impl Score {
    fn add(&mut self, rank: Option<usize>) {
        self.questions += 1;
        if let Some(rank) = rank {
            self.first += f64::from(u8::from(rank < 1));
            self.third += f64::from(u8::from(rank < 3));
            self.reciprocal += 1.0 / (rank + 1) as f64;
        }
    }

    fn mean(self) -> Self {
        let all = self.questions.max(1) as f64;
        Score {
            first: self.first / all,
            third: self.third / all,
            reciprocal: self.reciprocal / all,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_become_means() {
        let mut score = Score::default();
        for rank in [Some(0), Some(1), Some(9), None] {
            score.add(rank);
        }
        let mean = score.mean();
        assert_eq!((mean.questions, mean.first, mean.third), (4, 0.25, 0.5));
        assert!((mean.reciprocal - (1.0 + 0.5 + 0.1) / 4.0).abs() < 1e-9);
    }
}
