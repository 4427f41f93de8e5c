//! `kb build`: a knowledge folder becomes a bundle.

use std::path::PathBuf;

use help_content::{Options, bundle::SigningKey};

use crate::{fault::Fault, output::Output, progress::Progress};

/// Make the bundle that a browser loads: a manifest, and per language an index, article texts and forms.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help kb build knowledge --out dist/knowledge\n  \
    wallet-help kb build knowledge --out dist/knowledge --sign key.pem\n\n\
    The folder may be served while it is rebuilt: the manifest changes last. Mistakes that leave a \n\
    bundle to make are counted here and shown by `kb check`.")]
pub struct Args {
    /// The knowledge folder.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Where the bundle goes: a new or empty folder, or one that holds a bundle.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Sign it with this key, as `kb key new` makes it.
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let key = args.sign.as_deref().map(SigningKey::read).transpose()?;
    let progress = Progress::new("building");
    let tell = |part: &str, done: usize, all: usize| progress.at(part, done, all);
    let options = Options { sign: key.as_ref(), progress: Some(&tell) };
    let summary = help_content::build(&args.dir, &args.out, options)?;
    drop(progress);

    for (tag, articles) in &summary.languages {
        output.line(format_args!("{tag}: {articles} articles"))?;
    }
    let bytes: u64 = summary.files.iter().map(|(_, bytes)| bytes).sum();
    output.line(format_args!(
        "{} files, {} KB, version {} in {}",
        summary.files.len(),
        bytes.div_ceil(1024),
        summary.version,
        args.out.display()
    ))?;
    if let Some(key) = &key {
        output.line(format_args!("signed; set knowledge-key=\"{}\" on the element", key.public()))?;
    }
    let (errors, warnings) = summary.report.counts();
    if errors + warnings > 0 {
        let dir = args.dir.display();
        output.line(format_args!(
            "{errors} errors and {warnings} warnings: see `wallet-help kb check {dir}`"
        ))?;
    }
    Ok(())
}
