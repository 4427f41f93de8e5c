//! The rules over a whole knowledge folder: what no single file can know of itself.

mod compete;
mod explore;
mod languages;
mod reach;
mod usage;

use std::path::Path;

use crate::{
    bundle::Progress,
    compile,
    failure::Failure,
    knowledge::{self, Knowledge},
    report::Report,
};

/// How a folder is checked.
#[derive(Clone, Copy, Default)]
pub struct Checks<'a> {
    /// Leave out asking the search engine every title and question, which takes some milliseconds each
    /// among thousands of articles.
    pub quick: bool,
    /// Told how many articles of a language have been asked for.
    pub progress: Option<Progress<'a>>,
}

/// Finds every mistake in a knowledge folder.
///
/// # Errors
/// When `dir` is no folder. Mistakes inside it are no failure; they stand in the report.
pub fn check(dir: &Path) -> Result<Report, Failure> {
    check_with(dir, Checks::default())
}

/// The same, with a choice of how.
///
/// # Errors
/// When `dir` is no folder.
pub fn check_with(dir: &Path, checks: Checks<'_>) -> Result<Report, Failure> {
    let mut report = Report::default();
    if let Some(knowledge) = knowledge::load(dir, &mut report)? {
        let compilation = compile::compile(&knowledge, &mut report);
        flow_rules(&knowledge, &mut report);
        languages::check(&knowledge, &mut report);
        usage::check(&knowledge, &mut report);
        compete::check(&knowledge, &compilation, checks, &mut report);
    }
    report.sort();
    Ok(report)
}

/// The rules over forms, and over what an article says in its languages, without which no bundle makes sense.
pub(crate) fn flow_rules(knowledge: &Knowledge, report: &mut Report) {
    for flow in &knowledge.flows {
        reach::check(flow, knowledge.settings.languages.first().map_or("", String::as_str), report);
    }
    languages::agree(knowledge, report);
}
