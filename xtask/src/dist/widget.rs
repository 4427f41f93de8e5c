//! The widget's wasm files and their glue: Trunk compiles, the program is split where it says so, wasm-opt
//! shrinks each part; skipped while nothing it is made of changed.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::{names, places, split};
use crate::project::Project;
use crate::{files, run, setup};

/// What the widget is compiled from. The style is not: it is delivered as a file.
const SOURCES: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo/config.toml",
    "src",
    "style",
    "crates/core",
    "crates/search",
    "crates/guard",
    "crates/session",
];

/// Features by name: with `--all-features` wasm-opt writes compact imports, which browsers refuse.
const SHRINK: [&str; 12] = [
    "-Oz",
    "--converge",
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
];

/// The name Trunk gives the files, from the program it builds.
const NAME: &str = "wallet-help-widget";

/// The compiled widget, not yet named and minified for delivery.
pub struct Built {
    /// The JavaScript that wasm-bindgen made, with what it imports beside it.
    pub glue: PathBuf,
    /// The JavaScript that fetches the second part; the glue imports it.
    pub link: PathBuf,
    /// The shrunk wasm.
    pub wasm: PathBuf,
    /// The shrunk second part, fetched with the form.
    pub form: PathBuf,
}

impl Built {
    fn at(place: &Path) -> Built {
        Built {
            glue: place.join(format!("{NAME}.js")),
            link: place.join(split::LINK),
            wasm: place.join(format!("{NAME}_bg.wasm")),
            form: place.join(split::FORM),
        }
    }
}

/// Compiles the widget unless its sources are those of the last time.
pub fn build(project: &Project) -> Result<Built> {
    let place = project.scratch().join("widget");
    let built = Built::at(&place);
    let sources = fingerprint(project)?;
    let stamp = place.join("made-of");
    if fs::read_to_string(&stamp).is_ok_and(|last| last == sources) {
        return Ok(built);
    }
    println!("dist: the widget (4 minutes when all is new, under 2 when only the widget changed)");
    trunk(project)?;
    let program = project.target.join(setup::WASM).join("widget").join(format!("{NAME}.wasm"));
    let parts = project.scratch().join("parts");
    split::split(project, &program, &parts, NAME)?;
    let (raw, glue) = (Built::at(&parts), parts.join(format!("{NAME}.js")));
    let text = fs::read_to_string(&glue).context("the glue wasm-bindgen was to write")?;
    if text.contains("innerHTML") {
        bail!(
            "the widget sets innerHTML, which hosts with Trusted Types forbid: some element in a `view!` is \
             literal all through; give one of its attributes or its text in braces"
        );
    }
    files::replace(&place, |fresh| {
        println!("dist: shrinking the wasm");
        let to = Built::at(fresh);
        fs::copy(&raw.glue, &to.glue)?;
        fs::copy(&raw.link, &to.link)?;
        let snippets = parts.join("snippets");
        if snippets.is_dir() {
            files::copy(&snippets, &fresh.join("snippets"))?;
        }
        // Unused memory is zero only before the program has run: the second part must not believe it.
        shrink(project, &["--zero-filled-memory"], &raw.wasm, &to.wasm)?;
        shrink(project, &[], &raw.form, &to.form)?;
        names::prune(&to.wasm, &to.glue)?;
        Ok(fs::write(fresh.join("made-of"), &sources)?)
    })?;
    Ok(built)
}

/// Compiles the widget anew and does not shrink it.
pub fn quick(project: &Project) -> Result<Built> {
    trunk(project)?;
    let program = project.target.join(setup::WASM).join("widget").join(format!("{NAME}.wasm"));
    let parts = project.scratch().join("parts");
    split::split(project, &program, &parts, NAME)?;
    Ok(Built::at(&parts))
}

fn shrink(project: &Project, also: &[&str], from: &Path, to: &Path) -> Result<()> {
    let mut opt = project.node("binaryen/bin/wasm-opt");
    run::stream(opt.args(SHRINK).args(also).arg(from).arg("-o").arg(to))?;
    let shrunk = fs::read(to).context("the wasm that wasm-opt was to write")?;
    Ok(fs::write(to, places::without(&shrunk)?)?)
}

fn trunk(project: &Project) -> Result<()> {
    let mut cmd = project.cmd("trunk");
    setup::configure_wasm(project, &mut cmd)?;
    cmd.env("CARGO_ENCODED_RUSTFLAGS", flags(project).join("\u{1f}"));
    // NO_COLOR=1, as CI systems set it, is not a value that Trunk's parser takes.
    cmd.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    cmd.args(["build", "--release", "--dist"]).arg(project.target.join("trunk"));
    run::stream(&mut cmd).context("compiling the widget")
}

/// What `.cargo/config.toml` says, names of functions with their types in them, and shorter names for the folders of this machine, which the texts of
/// panics would carry to every reader.
fn flags(project: &Project) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.and_then(|it| it.join("registry/src").read_dir().ok());
    let crates = sources.into_iter().flatten().flatten().map(|it| it.path());
    let shorter =
        crates.chain([project.root.clone()]).map(|it| format!("--remap-path-prefix={}=", it.display()));
    let ours = ["-Clink-args=--emit-relocs", "-Csymbol-mangling-version=v0"].map(str::to_owned);
    ours.into_iter().chain(shorter).collect()
}

fn fingerprint(project: &Project) -> Result<String> {
    let compiler = run::output(project.cmd("rustc").arg("-vV"))?;
    let page = fs::read_to_string(project.root.join("index.html"))?;
    let orders: String = page.lines().filter(|line| line.contains("data-trunk")).collect();
    let tools = fs::read_to_string(project.root.join("npm/tools/package-lock.json"))?;
    files::fingerprint(&project.root, &SOURCES, &[&compiler, &orders, &tools, &SHRINK.join(" ")])
}
