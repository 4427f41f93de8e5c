//! Brings a machine to where it can build and test: each part says what it installs, does nothing
//! when it is there, and ends in one line naming the next step when it cannot be had.

mod browser;
mod cargo_tools;
mod npm_tools;
mod system;
mod wasm_target;

use std::time::Instant;

use anyhow::Result;

use crate::project::Project;

pub use browser::Browsers;
pub use wasm_target::{TARGET as WASM, configure as configure_wasm};

/// What building takes: the wasm target, Trunk, wasm-bindgen, and the tools from npm.
pub fn for_building(project: &Project) -> Result<()> {
    wasm_target::ensure(project)?;
    npm_tools::ensure(project)?;
    cargo_tools::ensure(project)
}

/// What building and testing take; the browsers found are told.
pub fn everything(project: &Project) -> Result<Browsers> {
    let begin = Instant::now();
    for_building(project)?;
    let browsers = browser::ensure(project)?;
    println!("setup: all there, {browsers} ({:.1} s)", begin.elapsed().as_secs_f32());
    Ok(browsers)
}
