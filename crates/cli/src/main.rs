//! The `wallet-help` command. Here the call is read and the exit code decided: 0 when all is well, 1 when
//! the data is wrong, 2 when the call is wrong.

mod agent;
mod contact;
mod fault;
mod guard;
mod kb;
mod lines;
mod output;
mod progress;
mod report;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use fault::Fault;
use output::Output;

/// Help for wallets: build and check knowledge, search it, and run the support API.
#[derive(Parser)]
#[command(
    name = "wallet-help",
    version,
    propagate_version = true,
    after_help = "Example: wallet-help kb build knowledge --out dist/knowledge\n\n\
                  Exit codes: 0 all is well, 1 the data is wrong, 2 the call is wrong."
)]
struct Call {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Work on knowledge: build, check, import, search, measure, sign, learn.
    #[command(subcommand, after_help = "Example: wallet-help kb check knowledge")]
    Kb(kb::Command),
    /// Find secrets that must never leave a page.
    #[command(subcommand, after_help = "Example: wallet-help guard scan --jsonl < messages.jsonl")]
    Guard(guard::Command),
    /// Tell whether somebody is really support.
    #[command(
        subcommand,
        after_help = "Example: wallet-help contact check \"@HarbourHelp\" --knowledge knowledge"
    )]
    Contact(contact::Command),
    /// Manage the accounts of those who answer.
    #[command(
        subcommand,
        after_help = "Example: wallet-help agent add ann --database sqlite://support.db"
    )]
    Agent(agent::Command),
    /// Show the team's numbers.
    Report(report::Args),
    /// Run the support API.
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let call = match Call::try_parse() {
        Ok(call) => call,
        Err(error) => {
            // Help and version are asked for, everything else is a call that cannot be understood.
            let asked = !error.use_stderr();
            let _ = error.print();
            return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let mut output = Output::standard();
    let done = match call.command {
        Command::Kb(command) => kb::run(command, &mut output),
        Command::Guard(command) => guard::run(&command, &mut output),
        Command::Agent(command) => agent::run(&command, &mut output),
        Command::Contact(command) => contact::run(&command, &mut output),
        Command::Report(args) => report::run(&args, &mut output),
        Command::Serve(args) => serve::run(args, &mut output),
    };
    match done.and_then(|()| output.finish()) {
        Ok(()) | Err(Fault::ReaderGone) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = output.finish();
            fault.tell();
            ExitCode::from(fault.code())
        }
    }
}
