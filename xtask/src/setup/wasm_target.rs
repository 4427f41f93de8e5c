//! The standard library for the browser: from rustup, or built from source where Debian's packages provide it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::run;

/// The one target the widget is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target with rustup unless this toolchain has it or can build it.
pub fn ensure(project: &Project) -> Result<()> {
    if installed(project)? || builds_std(project) {
        return Ok(());
    }
    println!("setup: adding the target {TARGET} with rustup (a few seconds)");
    let added = run::stream(project.cmd("rustup").args(["target", "add", TARGET]));
    if let Err(error) = added {
        bail!(
            "the target {TARGET} could not be added ({error}). On Debian it can be had without rustup's server: \
             apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld-22, then begin each command with \
             PATH=/usr/bin:$PATH RUSTC_BOOTSTRAP=1"
        );
    }
    Ok(())
}

/// Lets a nested cargo build the standard library itself where no built one is installed.
pub fn configure(project: &Project, cmd: &mut Command) -> Result<()> {
    if !installed(project)? && builds_std(project) {
        cmd.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    }
    Ok(())
}

fn installed(project: &Project) -> Result<bool> {
    let libs =
        run::output(project.cmd("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    let Ok(entries) = Path::new(libs.trim()).read_dir() else { return Ok(false) };
    Ok(entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn builds_std(project: &Project) -> bool {
    let Ok(sysroot) = run::output(project.cmd("rustc").args(["--print", "sysroot"])) else {
        return false;
    };
    let source = PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    env::var_os("RUSTC_BOOTSTRAP").is_some() && source.is_dir()
}
