//! The developer commands of this workspace: reads the command line and hands over to one module a command.

mod bench;
mod demo;
mod dist;
mod files;
mod mutants;
mod project;
mod run;
mod setup;
mod size;
mod test;

use std::process::ExitCode;

use anyhow::{Context, bail};
use lexopt::prelude::*;

use project::Project;

const HELP: &str = "\
Developer commands of wallet-help

Usage: cargo xtask COMMAND

  setup             install what building and testing needs, and say what it does
  demo [--port N]   set up, build, and serve the demo wallet on http://127.0.0.1:8787/
  test              set up and run every check; the last line is `N passed, N failed`
  browser [FILTER]  build, and run only the browser tests whose name holds the filter
  dist              build the widget, the demo pages, the command and the knowledge into dist/
  size              print what the widget weighs; fails past the budget (needs dist)
  bench NAME [ARG]  run the benchmark in bench/NAME; without a name, list them

Example: cargo xtask demo --port 9000
";

fn main() -> ExitCode {
    match command() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> anyhow::Result<ExitCode> {
    let mut args = lexopt::Parser::from_env();
    let name = match args.next()? {
        Some(Value(name)) => name.string()?,
        Some(Short('h') | Long("help")) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    let project = Project::find()?;
    match name.as_str() {
        "help" => print!("{HELP}"),
        "setup" => {
            no_more(&mut args)?;
            setup::everything(&project)?;
        }
        "demo" => {
            let mut port = demo::PORT;
            while let Some(arg) = args.next()? {
                match arg {
                    Long("port") => port = args.value()?.parse().context("--port wants a number")?,
                    other => return Err(other.unexpected().into()),
                }
            }
            demo::run(&project, port)?;
        }
        // Started by `demo` beside the server; see there.
        "announce" => demo::announce(args.value()?.parse()?),
        "test" => {
            no_more(&mut args)?;
            return Ok(if test::run(&project) { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "browser" => {
            let filters = args.raw_args()?.collect::<Vec<_>>();
            return Ok(if test::browser(&project, &filters)? {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        "dist" => {
            no_more(&mut args)?;
            setup::for_building(&project)?;
            dist::build(&project)?;
        }
        "size" => {
            no_more(&mut args)?;
            size::run(&project)?;
        }
        "bench" => {
            let rest = args.raw_args()?.collect::<Vec<_>>();
            bench::run(&project, &rest)?;
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
    Ok(ExitCode::SUCCESS)
}

fn no_more(args: &mut lexopt::Parser) -> anyhow::Result<()> {
    match args.next()? {
        None => Ok(()),
        Some(arg) => Err(arg.unexpected().into()),
    }
}
