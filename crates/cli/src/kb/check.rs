//! `kb check`: every mistake of a knowledge folder, with file and line.

use std::path::PathBuf;

use crate::{fault::Fault, output::Output};

/// Report every mistake with file and line. Exits 1 when there are errors.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  wallet-help kb check knowledge\n\n\
    Each mistake is one line `FILE:LINE:COLUMN: error[CODE]: …`, and one with what to do next.")]
pub struct Args {
    /// The knowledge folder.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Let warnings count as errors.
    #[arg(long)]
    strict: bool,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let report = help_content::check(&args.dir)?;
    output.line(format_args!("{report}"))?;
    let (errors, warnings) = report.counts();
    if errors > 0 || args.strict && warnings > 0 { Err(Fault::Told) } else { Ok(()) }
}
