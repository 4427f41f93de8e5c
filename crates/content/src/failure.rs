//! What can go wrong around knowledge and bundles, each with what to do next. Mistakes inside
//! knowledge files are no failures but a [`Report`](crate::Report).

use std::path::PathBuf;

use crate::report::Report;

/// Why a bundle could not be made, opened or imported.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The knowledge has mistakes that leave no bundle to make.
    #[error("{0}\nnothing was written; mend the errors and build again")]
    Knowledge(Report),
    /// A file or folder could not be read or written.
    #[error("{path}: {error}; {next}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
        /// What to do.
        next: &'static str,
    },
    /// A folder was named that is none.
    #[error("{path}: no such folder; name the folder that holds knowledge.toml", path = .0.display())]
    NoFolder(PathBuf),
    /// A file that was edited while a change to it was being considered.
    #[error("{path}: the file was changed meanwhile; run the command again", path = .0.display())]
    Changed(PathBuf),
    /// A source to import that is not there.
    #[error("{path}: no such folder; name the folder of the Markdown files", path = .0.display())]
    NoSource(PathBuf),
    /// The folder for imported articles holds files already.
    #[error("{path}: there are files already; name a new folder, and move over what you want to keep", path = .0.display())]
    InUse(PathBuf),
    /// The output folder holds other things.
    #[error("{path}: the folder holds other files than a bundle; name an empty or a new folder", path = .0.display())]
    Occupied(PathBuf),
    /// A folder was named as a bundle that is none.
    #[error("{path}: not a bundle ({why}); make one with `wallet-help kb build DIR --out {path}`", path = path.display())]
    NotABundle {
        /// The folder.
        path: PathBuf,
        /// What is missing or wrong.
        why: String,
    },
    /// A bundle whose format this program does not know.
    #[error("{path}: the bundle has format {found}, this program reads {known}; build it again with this program", path = path.display())]
    Format {
        /// The folder.
        path: PathBuf,
        /// The bundle's format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// A file of a bundle is not what the manifest says.
    #[error("{path}: the file is damaged ({why}); build the bundle again", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How it differs.
        why: String,
    },
    /// A language that the bundle does not have.
    #[error("the bundle has no language {wanted}; it has {have}")]
    Language {
        /// What was asked for.
        wanted: String,
        /// What there is.
        have: String,
    },
    /// A signing key that is none.
    #[error("{path}: not a signing key ({why}); make one with `wallet-help kb key new --out FILE`", path = path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Word vectors that cannot be read.
    #[error("{path}: no word vectors ({why}); name a safetensors file with one table, and its tokenizer.json with --tokenizer", path = path.display())]
    Vectors {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// Rows that cannot be imported.
    #[error("{path}:{line}: {why}; {next}", path = path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        why: String,
        /// What to do.
        next: &'static str,
    },
}

impl Failure {
    pub(crate) fn file(path: impl Into<PathBuf>, error: std::io::Error) -> Self {
        use std::io::ErrorKind::{NotFound, PermissionDenied, StorageFull};
        let next = match error.kind() {
            NotFound => "check the path",
            PermissionDenied => "check who may read and write it",
            StorageFull => "make room on the disk",
            _ => "check the path and the disk",
        };
        Failure::File { path: path.into(), error, next }
    }
}
