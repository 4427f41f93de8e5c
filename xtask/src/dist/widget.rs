//! The widget's wasm and its glue: Trunk compiles, wasm-opt shrinks; skipped while nothing it is made of changed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{files, run, setup};

/// What the widget is compiled from. The style is not: it is delivered as a file.
const SOURCES: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo/config.toml",
    "src",
    "crates/core",
    "crates/search",
    "crates/guard",
    "crates/session",
];

/// Features by name: with `--all-features` wasm-opt writes compact imports, which browsers refuse.
const SHRINK: [&str; 12] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--zero-filled-memory",
];

/// The name Trunk gives the files, from the program it builds.
const NAME: &str = "wallet-help-widget";

/// The compiled widget, not yet named and minified for delivery.
pub struct Built {
    /// The JavaScript that wasm-bindgen made, with its snippets beside it.
    pub glue: PathBuf,
    /// The shrunk wasm.
    pub wasm: PathBuf,
}

/// Compiles the widget unless its sources are those of the last time.
pub fn build(project: &Project) -> Result<Built> {
    let place = project.scratch().join("widget");
    let built =
        Built { glue: place.join(format!("{NAME}.js")), wasm: place.join(format!("{NAME}_bg.wasm")) };
    let sources = fingerprint(project)?;
    let stamp = place.join("made-of");
    if fs::read_to_string(&stamp).is_ok_and(|last| last == sources) {
        return Ok(built);
    }
    println!("dist: the widget (4 minutes when all is new, under 2 when only the widget changed)");
    trunk(project)?;
    let trunk = project.target.join("trunk");
    let glue =
        fs::read_to_string(trunk.join(format!("{NAME}.js"))).context("the glue Trunk was to write")?;
    if glue.contains("innerHTML") {
        bail!(
            "the widget sets innerHTML, which hosts with Trusted Types forbid: some element in a `view!` is \
             literal all through; give one of its attributes or its text in braces"
        );
    }
    files::replace(&place, |fresh| {
        fs::write(fresh.join(format!("{NAME}.js")), &glue)?;
        let snippets = trunk.join("snippets");
        if snippets.is_dir() {
            files::copy(&snippets, &fresh.join("snippets"))?;
        }
        println!("dist: shrinking the wasm");
        let mut opt = project.node("binaryen/bin/wasm-opt");
        opt.args(SHRINK).arg(trunk.join(format!("{NAME}_bg.wasm")));
        run::stream(opt.arg("-o").arg(fresh.join(format!("{NAME}_bg.wasm"))))?;
        Ok(fs::write(fresh.join("made-of"), &sources)?)
    })?;
    Ok(built)
}

fn trunk(project: &Project) -> Result<()> {
    let mut cmd = project.cmd("trunk");
    setup::configure_wasm(project, &mut cmd)?;
    // NO_COLOR=1, as CI systems set it, is not a value that Trunk's parser takes.
    cmd.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    cmd.args(["build", "--release", "--dist"]).arg(project.target.join("trunk"));
    run::stream(&mut cmd).context("compiling the widget")
}

fn fingerprint(project: &Project) -> Result<String> {
    let compiler = run::output(project.cmd("rustc").arg("-vV"))?;
    let page = fs::read_to_string(project.root.join("index.html"))?;
    let orders: String = page.lines().filter(|line| line.contains("data-trunk")).collect();
    let tools = fs::read_to_string(project.root.join("npm/tools/package-lock.json"))?;
    files::fingerprint(&project.root, &SOURCES, &[&compiler, &orders, &tools, &SHRINK.join(" ")])
}
