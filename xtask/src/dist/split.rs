//! Splits the compiled program where the widget's source says `#[wasm_split(form)]`: what only the form
//! reaches becomes a second file. Then wasm-bindgen writes the glue of the first.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::names;
use crate::project::Project;
use crate::run;

/// The script that fetches the second part, as the splitter names it.
pub const LINK: &str = "__wasm_split.js";
/// The second part, as the splitter names it.
pub const FORM: &str = "split_form.wasm";

/// Writes the parts and the glue of `program` into `place`, whose glue is named `name`.
pub fn split(project: &Project, program: &Path, place: &Path, name: &str) -> Result<()> {
    println!("dist: splitting the program");
    if place.exists() {
        fs::remove_dir_all(place)?;
    }
    fs::create_dir_all(place)?;
    let whole = fs::read(program).context("the program that Trunk was to compile")?;
    let (first, glue) = (place.join("first.wasm"), format!("./{name}.js"));
    let link = format!("./{LINK}");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = place;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &glue;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:#}"))?;
    // The second part finds memory and table among the first part's exports.
    let mut bindgen = project.cmd("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bindgen.args(["--remove-producers-section", "--out-name", name, "--out-dir"]).arg(place);
    run::output(bindgen.arg(&first))?;
    names::shorten(
        &place.join(format!("{name}_bg.wasm")),
        &place.join(format!("{name}.js")),
        &place.join(LINK),
    )
}
