//! What a command can fail with, and which exit code that is.

use std::{fmt::Display, io::Write};

use help_content::Failure;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Fault {
    /// The data is wrong.
    Data(String),
    /// The data is wrong, and all about it was said already.
    Told,
    /// The call is wrong.
    Call(String),
    /// Whoever read our output went away, as `head` does; nothing is wrong.
    ReaderGone,
}

impl Fault {
    /// The data is wrong.
    pub fn data(text: impl Display) -> Self {
        Fault::Data(text.to_string())
    }

    /// The call is wrong.
    pub fn call(text: impl Display) -> Self {
        Fault::Call(text.to_string())
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Fault::ReaderGone => 0,
            Fault::Data(_) | Fault::Told => 1,
            Fault::Call(_) => 2,
        }
    }

    /// Says it on the error stream; a closed one is no reason to fail.
    pub fn tell(&self) {
        if let Fault::Data(text) | Fault::Call(text) = self {
            let _ = writeln!(std::io::stderr(), "wallet-help: {text}");
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Knowledge(_)
            | Failure::Damaged { .. }
            | Failure::Format { .. }
            | Failure::Changed(_)
            | Failure::Row { .. } => Fault::data(failure),
            Failure::File { .. }
            | Failure::NoFolder(_)
            | Failure::Occupied(_)
            | Failure::NoSource(_)
            | Failure::InUse(_)
            | Failure::NotABundle { .. }
            | Failure::Language { .. }
            | Failure::Key { .. }
            | Failure::Vectors { .. } => Fault::call(failure),
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Fault::ReaderGone,
            _ => Fault::call(format!("the output cannot be written: {error}")),
        }
    }
}
