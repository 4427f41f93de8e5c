//! The rules over a whole knowledge folder: what no single file can know of itself.

mod compete;
mod languages;
mod reach;
mod usage;

use std::path::Path;

use crate::{
    compile,
    failure::Failure,
    knowledge::{self, Knowledge},
    report::Report,
};

/// Finds every mistake in a knowledge folder.
///
/// # Errors
/// When `dir` is no folder. Mistakes inside it are no failure; they stand in the report.
pub fn check(dir: &Path) -> Result<Report, Failure> {
    let mut report = Report::default();
    if let Some(knowledge) = knowledge::load(dir, &mut report)? {
        let compilation = compile::compile(&knowledge, &mut report);
        flow_rules(&knowledge, &mut report);
        languages::check(&knowledge, &mut report);
        usage::check(&knowledge, &mut report);
        compete::check(&knowledge, &compilation, &mut report);
    }
    report.sort();
    Ok(report)
}

/// The rules over forms, and over what an article says in its languages, without which no bundle makes sense.
pub(crate) fn flow_rules(knowledge: &Knowledge, report: &mut Report) {
    for flow in &knowledge.flows {
        reach::check(flow, report);
    }
    languages::agree(knowledge, report);
}
