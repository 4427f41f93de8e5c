//! What a command prints. A reader that goes away ends the command quietly.

use std::{
    fmt::Arguments,
    io::{BufWriter, Stdout, Write},
};

use crate::fault::Fault;

/// The standard output.
pub struct Output(BufWriter<Stdout>);

impl Output {
    /// The process's own.
    pub fn standard() -> Self {
        Output(BufWriter::new(std::io::stdout()))
    }

    /// Prints a line.
    pub fn line(&mut self, text: Arguments<'_>) -> Result<(), Fault> {
        self.0.write_fmt(text)?;
        self.0.write_all(b"\n")?;
        Ok(())
    }

    /// Hands everything on.
    pub fn finish(&mut self) -> Result<(), Fault> {
        Ok(self.0.flush()?)
    }
}
