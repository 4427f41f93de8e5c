//! `wallet-help kb`: everything about knowledge.

mod build;
mod check;
mod question;
mod search;

use clap::Subcommand;

use crate::{fault::Fault, output::Output};

#[derive(Subcommand)]
pub enum Command {
    /// Make the bundle that a browser loads.
    Build(build::Args),
    /// Report every mistake with file and line.
    Check(check::Args),
    /// Ask a bundle, as the widget would.
    Search(search::Args),
}

/// Runs the command.
pub fn run(command: Command, output: &mut Output) -> Result<(), Fault> {
    match command {
        Command::Build(args) => build::run(&args, output),
        Command::Check(args) => check::run(&args, output),
        Command::Search(args) => search::run(&args, output),
    }
}
