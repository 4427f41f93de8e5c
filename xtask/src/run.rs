//! Running other programs: output either streams to the person or comes back as text; a failure names the program.

use std::io::ErrorKind;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

/// Runs with output straight to the terminal.
pub fn stream(cmd: &mut Command) -> Result<()> {
    let status = cmd.status().map_err(|error| absent(cmd, error))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(cmd));
    }
    Ok(())
}

/// Runs quietly and returns what was printed; on failure the error carries the error output.
pub fn output(cmd: &mut Command) -> Result<String> {
    let output = cmd.stdin(Stdio::null()).output().map_err(|error| absent(cmd, error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}\n{}", shown(cmd), output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no text", shown(cmd)))
}

/// Whether it runs and succeeds; its output is dropped.
pub fn succeeds(cmd: &mut Command) -> bool {
    cmd.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
}

fn absent(cmd: &Command, error: std::io::Error) -> anyhow::Error {
    let program = cmd.get_program().to_string_lossy().into_owned();
    match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("`{program}` is not installed; `cargo xtask setup` says what is missing")
        }
        _ => anyhow!(error).context(program),
    }
}

fn shown(cmd: &Command) -> String {
    let words = std::iter::once(cmd.get_program()).chain(cmd.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
