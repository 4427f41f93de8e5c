//! `kb key`: the key that signs bundles.

use std::path::PathBuf;

use clap::Subcommand;
use help_content::bundle::SigningKey;

use crate::{fault::Fault, output::Output};

#[derive(Subcommand)]
pub enum Command {
    /// Make a new key. Keep the file secret; put the printed public half on the element.
    #[command(after_help = "Example: wallet-help kb key new --out knowledge-key.pem\n\n\
        The file is PKCS #8 PEM with an Ed25519 key, readable by its owner only. Never commit it.")]
    New {
        /// The file to write; an existing one is never replaced.
        #[arg(long, value_name = "FILE", default_value = "knowledge-key.pem")]
        out: PathBuf,
    },
    /// Print the public half of a key.
    #[command(after_help = "Example: wallet-help kb key show knowledge-key.pem")]
    Show {
        /// The key's file.
        key: PathBuf,
    },
}

/// Runs it.
pub fn run(command: &Command, output: &mut Output) -> Result<(), Fault> {
    match command {
        Command::New { out } => {
            let key = SigningKey::generate()?;
            key.write_new(out)?;
            output
                .line(format_args!("secret key in {}: keep it out of the repository", out.display()))?;
            output.line(format_args!("knowledge-key=\"{}\"", key.public()))?;
            output.line(format_args!(
                "next: `wallet-help kb build DIR --out DIR --sign {}`",
                out.display()
            ))
        }
        Command::Show { key } => {
            let key = SigningKey::read(key)?;
            output.line(format_args!("{}", key.public()))
        }
    }
}
