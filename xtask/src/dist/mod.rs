//! Builds everything that is delivered: the widget and the demo pages into `dist/demo`, the knowledge
//! into `dist/knowledge`, the `wallet-help` command into cargo's target directory.

mod hollow;
mod names;
mod pages;
mod places;
mod split;
mod widget;

use anyhow::Result;

use crate::project::Project;
use crate::{files, run};

pub use pages::{ELEMENT, FORM, GLUE, STYLE, WASM};

/// Builds what is out of date.
pub fn build(project: &Project) -> Result<()> {
    fetch(project)?;
    let built = widget::build(project)?;
    pages::assemble(project, &built)?;
    command(project)?;
    knowledge(project)
}

/// Builds `dist/demo` only, and the widget fast rather than small.
pub fn widget_alone(project: &Project) -> Result<()> {
    let built = widget::quick(project)?;
    pages::assemble(project, &built)
}

/// Trunk compiles offline, so cargo's downloads come first.
fn fetch(project: &Project) -> Result<()> {
    run::output(project.cmd("cargo").args(["fetch", "--quiet"])).map(drop)
}

/// Only this package and this binary: the widget must not be compiled for the host here.
pub fn command(project: &Project) -> Result<()> {
    println!("dist: the wallet-help command (up to 5 minutes when new)");
    run::stream(project.cmd("cargo").args([
        "build",
        "--release",
        "-p",
        "help-cli",
        "--bin",
        "wallet-help",
    ]))
}

fn knowledge(project: &Project) -> Result<()> {
    println!("dist: the knowledge");
    files::replace(&project.knowledge(), |fresh| {
        let mut build = project.cmd(&project.command().to_string_lossy());
        run::output(build.args(["kb", "build", "knowledge", "--out"]).arg(fresh)).map(drop)
    })
}
