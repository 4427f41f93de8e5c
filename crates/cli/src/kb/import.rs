//! `kb import`: articles from elsewhere become a knowledge folder.

use std::path::PathBuf;

use clap::ValueEnum;
use help_content::import::{Kind, import};

use crate::{fault::Fault, output::Output};

/// Turn articles from elsewhere into a knowledge folder. Lists what could not be kept.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    wallet-help kb import --from jsonl articles.jsonl --out knowledge\n  \
    wallet-help kb import --from markdown docs --out knowledge\n  \
    wallet-help kb import --from zendesk export.json --out knowledge\n\n\
    jsonl     one object a line: id, lang, title, body_markdown, category, questions\n\
    markdown  a folder of .md files with TOML (+++), YAML (---) or no front matter; folders named \n          \
    after a language hold that language\n\
    zendesk   the Help Center API's articles.json, or a folder of its pages, with HTML bodies")]
pub struct Args {
    /// What kind of source it is.
    #[arg(long, value_name = "KIND")]
    from: From,
    /// The file or folder to read.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The knowledge folder to make.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The language of articles that do not say theirs.
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum From {
    Jsonl,
    Markdown,
    Zendesk,
}

/// Runs it.
pub fn run(args: &Args, output: &mut Output) -> Result<(), Fault> {
    if !help_content::knowledge::texts::is_tag(&args.lang) {
        return Err(Fault::call(format!(
            "--lang {:?} is no language tag; write one such as en or zh-CN",
            args.lang
        )));
    }
    let kind = match args.from {
        From::Jsonl => Kind::Jsonl,
        From::Markdown => Kind::Markdown,
        From::Zendesk => Kind::Zendesk,
    };
    let imported = import(kind, &args.path, &args.out, &args.lang)?;
    for (article, what) in &imported.dropped {
        output.line(format_args!("not kept: {article}: {what}"))?;
    }
    output.line(format_args!(
        "{} articles in {} ({}), {} topics, {} things not kept, in {}",
        imported.articles,
        if imported.languages.len() == 1 { "one language" } else { "several languages" },
        imported.languages.join(", "),
        imported.topics.len(),
        imported.dropped.len(),
        args.out.display()
    ))?;
    output.line(format_args!("next: `wallet-help kb check {}`", args.out.display()))
}
