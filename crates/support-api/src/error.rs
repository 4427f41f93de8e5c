//! Why the service cannot start, in words for the operator: what is wrong and what to do.

use std::{io, path::PathBuf};

/// Why the service cannot start or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {}", listen_advice(source))]
    Listen {
        /// As configured.
        address: String,
        /// Why.
        source: io::Error,
    },
    /// An origin that no browser would send.
    #[error(
        "`{0}` is no origin: write scheme, host and, unless usual, port, such as https://wallet.example, \
         without a path or a slash at the end"
    )]
    Origin(String),
    /// The database's address is not understood.
    #[error("`{0}` names no database: write sqlite://PATH, such as sqlite://support.db")]
    DatabaseAddress(String),
    /// The database cannot be opened.
    #[error(
        "cannot open the database {path}: {source}. Check that its folder exists and that this user may \
         write there"
    )]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// The file is a database of something else.
    #[error("{0} is the database of another program; name another file")]
    ForeignDatabase(PathBuf),
    /// The database was written by a newer version.
    #[error(
        "the database {path} has version {found}, and this program knows versions up to {known}; start \
         the newer program that wrote it"
    )]
    NewerDatabase {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The folder for files cannot be used.
    #[error("cannot use the folder for files {path}: {source}. Name a folder this user may write to")]
    Files {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file of keys that vouch for people cannot be used.
    #[error(
        "cannot use the identity keys in {path}: {reason}. Write a JWK set whose keys each have kid, alg, kty, \
         iss and aud"
    )]
    IdentityKeys {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The folder of pages cannot be read.
    #[error("cannot read the folder of pages {path}: {source}")]
    Static {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A text that is not fit for a header.
    #[error("the policy of the pages cannot be sent as a header: {0}")]
    Policy(String),
    /// There is no bundle.
    #[error(
        "there is no manifest.json in {0}: build the bundle with `wallet-help kb build KNOWLEDGE --out {0}`"
    )]
    NoBundle(PathBuf),
    /// A file of the bundle cannot be read.
    #[error("cannot read {path} of the bundle: {reason}. Build the bundle again")]
    Bundle {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The bundle was written by a newer version.
    #[error(
        "the bundle in {path} has format {found}, and this program reads formats up to {known}; update \
         this program, or build the bundle with its own `wallet-help kb build`"
    )]
    NewerBundle {
        /// The folder.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// The system gives no random numbers or no signals.
    #[error("the system refuses {what}: {reason}")]
    System {
        /// What was asked for.
        what: &'static str,
        /// Why.
        reason: String,
    },
}

fn listen_advice(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::AddrInUse => {
            "another program listens there already; stop it or choose another port".into()
        }
        io::ErrorKind::PermissionDenied => {
            "this user may not use that port; choose one above 1023".into()
        }
        io::ErrorKind::AddrNotAvailable => {
            "this machine has no such address; 127.0.0.1 is always there".into()
        }
        io::ErrorKind::InvalidInput => "write HOST:PORT, such as 127.0.0.1:8787".into(),
        _ => source.to_string(),
    }
}
