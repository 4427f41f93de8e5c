//! `wallet-help agent`: the accounts of those who answer.

use std::io::{self, IsTerminal, Read};

use clap::Subcommand;
use help_support_api::accounts::{AccountError, Accounts, PASSWORD_MIN};

use crate::{fault::Fault, output::Output};

/// A password longer than this is no password but a file that was piped in by mistake.
const INPUT_MAX: u64 = 4096;

#[derive(Subcommand)]
pub enum Command {
    /// Add an account; asks for its password.
    #[command(after_help = "Examples:\n  \
        wallet-help agent add ann --database sqlite://support.db\n  \
        wallet-help agent add ann --shown \"Ann Lee\" --database sqlite://support.db < password.txt\n\n\
        On a terminal the password is asked for twice; elsewhere it is the first line of the standard input. \n\
        Whoever has an account signs in at /agent of the running service. People read the first word of the \n\
        shown name.")]
    Add {
        /// What somebody signs in with: a to z, 0 to 9, `.`, `_` and `-`.
        name: String,
        /// The name that people read; the account's unless given.
        #[arg(long, value_name = "NAME")]
        shown: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Show every account.
    #[command(after_help = "Example: wallet-help agent list --database sqlite://support.db")]
    List(Place),
    /// Give an account another password, and sign it out everywhere.
    #[command(after_help = "Example: wallet-help agent password ann --database sqlite://support.db")]
    Password {
        /// The account.
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Let nobody sign in with an account any more. Another password enables it again.
    #[command(after_help = "Example: wallet-help agent disable ann --database sqlite://support.db")]
    Disable {
        /// The account.
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(clap::Args)]
pub struct Place {
    /// The database of the support API.
    #[arg(long, value_name = "sqlite://PATH")]
    database: String,
}

/// Runs it.
pub fn run(command: &Command, output: &mut Output) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .build()
        .map_err(|error| Fault::call(format!("the system gives no threads: {error}")))?;
    match command {
        Command::Add { name, shown, place } => {
            let accounts = open(place)?;
            let password = password()?;
            let shown = shown.as_deref().unwrap_or(name);
            runtime.block_on(accounts.add(name, shown, &password)).map_err(fault)?;
            output.line(format_args!("added `{name}`; sign in at /agent of the running service"))
        }
        Command::Password { name, place } => {
            let accounts = open(place)?;
            let password = password()?;
            runtime.block_on(accounts.change_password(name, &password)).map_err(fault)?;
            output.line(format_args!("`{name}` has another password and is signed out everywhere"))
        }
        Command::Disable { name, place } => {
            runtime.block_on(open(place)?.disable(name)).map_err(fault)?;
            output.line(format_args!("nobody signs in with `{name}` any more"))
        }
        Command::List(place) => {
            for account in runtime.block_on(open(place)?.list()).map_err(fault)? {
                let state = if account.disabled { "\tdisabled" } else { "" };
                output.line(format_args!("{}\t{}{state}", account.name, account.shown))?;
            }
            Ok(())
        }
    }
}

fn open(place: &Place) -> Result<Accounts, Fault> {
    Accounts::open(&place.database).map_err(fault)
}

/// The password: asked for twice on a terminal, else the first line of the standard input.
fn password() -> Result<String, Fault> {
    if !io::stdin().is_terminal() {
        let mut text = String::new();
        let read = io::stdin().lock().take(INPUT_MAX).read_to_string(&mut text);
        read.map_err(|_| Fault::call("the password on the standard input is not UTF-8"))?;
        let line = text.lines().next().unwrap_or_default();
        return Ok(line.to_owned());
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map_err(|error| Fault::call(format!("the password cannot be read: {error}")))
    };
    let first = ask(&format!("Password, at least {PASSWORD_MIN} characters: "))?;
    if first == ask("The same again: ")? {
        Ok(first)
    } else {
        Err(Fault::call("the two differ; run the command again"))
    }
}

fn fault(error: AccountError) -> Fault {
    Fault::call(error)
}
