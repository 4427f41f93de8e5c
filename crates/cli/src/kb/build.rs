//! `kb build`: a knowledge folder becomes a bundle.

use std::path::PathBuf;

use help_content::{Gain, Options, WordVectors, bundle::SigningKey};

use crate::{fault::Fault, output::Output, progress::Progress};

/// Make the bundle that a browser loads: a manifest, and per language an index, article texts and forms.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help kb build knowledge --out dist/knowledge\n  \
    wallet-help kb build knowledge --out dist/knowledge --sign key.pem\n  \
    wallet-help kb build knowledge --out dist/knowledge --vectors words.safetensors\n\n\
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
    /// Word vectors (safetensors) to work into the index: it grows, and questions also find answers that
    /// say the same in other words. Kept only where they help on questions of this knowledge.
    #[arg(long, value_name = "FILE")]
    vectors: Option<PathBuf>,
    /// The vectors' tokenizer.
    #[arg(long, value_name = "FILE", requires = "vectors")]
    tokenizer: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    let key = args.sign.as_deref().map(SigningKey::read).transpose()?;
    let vectors = args.vectors.as_deref().map(|table| match &args.tokenizer {
        Some(tokenizer) => WordVectors::open(table, tokenizer),
        None => WordVectors::open(table, &table.with_file_name("tokenizer.json")),
    });
    let vectors = vectors.transpose()?;
    let progress = Progress::new("building");
    let tell = |part: &str, done: usize, all: usize| progress.at(part, done, all);
    let options = Options {
        sign: key.as_ref(),
        vectors: vectors.as_ref().map(|it| it as _),
        progress: Some(&tell),
    };
    let summary = help_content::build(&args.dir, &args.out, options)?;
    drop(progress);

    for (tag, articles) in &summary.languages {
        output.line(format_args!("{tag}: {articles} articles"))?;
    }
    for gain in &summary.gains {
        say(gain, output)?;
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

/// What word vectors did, beside what it would be without them.
fn say(gain: &Gain, output: &mut Output) -> Result<(), Fault> {
    let tag = &gain.language;
    if gain.questions == 0 && !gain.kept() {
        return output
            .line(format_args!("{tag}: word vectors say nothing here; the index is as without them"));
    }
    let share = |count: usize| 100.0 * count as f64 / gain.questions.max(1) as f64;
    let ([first, first_with], [third, third_with]) = (gain.first, gain.third);
    let (first, first_with, third, third_with) =
        (share(first), share(first_with), share(third), share(third_with));
    let verdict = if gain.kept() { "" } else { "; they do not help and were left out" };
    output.line(format_args!(
        "{tag}: {} questions held out find their article first {first:.1} %, with word vectors {first_with:.1} %, \
         within three {third:.1} and {third_with:.1} %; index {} and {} KB{verdict}",
        gain.questions,
        gain.bytes_without.div_ceil(1024),
        gain.bytes_with.div_ceil(1024),
    ))
}
