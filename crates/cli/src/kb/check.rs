//! `kb check`: every mistake of a knowledge folder, with file and line.

use std::path::PathBuf;

use help_content::{Checks, check_with};

use crate::{fault::Fault, output::Output, progress::Progress};

/// Report every mistake with file and line. Exits 1 when there are errors.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  wallet-help kb check knowledge\n  wallet-help kb check knowledge --strict\n\n\
    Each mistake is one line `FILE:LINE:COLUMN: error[CODE]: …`, and one with what to do next."
)]
pub struct Args {
    /// The knowledge folder.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Let warnings count as errors.
    #[arg(long)]
    strict: bool,
    /// Do not ask the search every title and question: with thousands of articles that takes minutes.
    #[arg(long)]
    quick: bool,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let progress = Progress::new("asking");
    let tell = |part: &str, done: usize, all: usize| progress.at(part, done, all);
    let report = check_with(&args.dir, Checks { quick: args.quick, progress: Some(&tell) })?;
    drop(progress);
    output.line(format_args!("{report}"))?;
    let (errors, warnings) = report.counts();
    if errors > 0 || args.strict && warnings > 0 { Err(Fault::Told) } else { Ok(()) }
}
