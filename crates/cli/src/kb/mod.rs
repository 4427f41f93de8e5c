//! `wallet-help kb`: everything about knowledge.

mod build;
mod check;
mod eval;
mod import;
mod key;
mod learn;
mod question;
mod schema;
mod search;

use clap::Subcommand;

use crate::{fault::Fault, output::Output};

#[derive(Subcommand)]
pub enum Command {
    /// Make the bundle that a browser loads.
    Build(build::Args),
    /// Report every mistake with file and line.
    Check(check::Args),
    /// Turn articles from elsewhere into a knowledge folder.
    Import(import::Args),
    /// Ask a bundle, as the widget would.
    Search(search::Args),
    /// Measure how well a bundle answers labelled questions.
    Eval(eval::Args),
    /// Propose other ways to ask, from questions that were solved.
    Learn(learn::Args),
    /// Print the JSON Schema of a kind of knowledge file.
    Schema(schema::Args),
    /// Make and show the key that signs bundles.
    #[command(subcommand, after_help = "Example: wallet-help kb key new --out knowledge-key.pem")]
    Key(key::Command),
}

/// Runs the command.
pub fn run(command: Command, output: &mut Output) -> Result<(), Fault> {
    match command {
        Command::Build(args) => build::run(&args, output),
        Command::Check(args) => check::run(&args, output),
        Command::Import(args) => import::run(&args, output),
        Command::Search(args) => search::run(&args, output),
        Command::Eval(args) => eval::run(&args, output),
        Command::Learn(args) => learn::run(&args, output),
        Command::Schema(args) => schema::run(&args, output),
        Command::Key(command) => key::run(&command, output),
    }
}
