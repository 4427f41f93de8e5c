//! `kb schema`: what knowledge files may hold, for editors and other programs.

use clap::ValueEnum;

use crate::{fault::Fault, output::Output};

/// Print the JSON Schema of a kind of knowledge file.
#[derive(clap::Args)]
#[command(after_help = "Example: wallet-help kb schema flow > knowledge/flow.schema.json\n\n\
    Editors that know TOML check a form while it is written when its first line is\n\
    `#:schema ../flow.schema.json`.")]
pub struct Args {
    /// Which files.
    #[arg(value_name = "KIND")]
    kind: Kind,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// The guided forms, flows/*.toml.
    Flow,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let schema = match args.kind {
        Kind::Flow => help_content::flow_schema(),
    };
    output.line(format_args!("{schema:#}"))?;
    Ok(())
}
