//! esbuild, wasm-opt (binaryen) and axe-core in the versions of npm/tools/package-lock.json,
//! installed into the checkout's own folder; their install scripts are not run.

use std::fs;

use anyhow::{Result, bail};

use super::system;
use crate::project::Project;
use crate::{files, run};

const PINNED: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installs them unless the folder already holds what the lockfile names.
pub fn ensure(project: &Project) -> Result<()> {
    if !run::succeeds(project.cmd("node").arg("--version")) {
        system::install(&["nodejs", "npm"], "Node.js (it runs esbuild and wasm-opt)")?;
    }
    let pins = project.root.join("npm/tools");
    let wanted = files::fingerprint(&pins, &PINNED, &[])?;
    let place = project.tools().join("npm");
    if fs::read_to_string(place.join("installed")).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!(
        "setup: fetching esbuild, wasm-opt and axe-core from npm (120 MB unpacked, seconds to a minute)"
    );
    files::replace(&place, |fresh| {
        for name in PINNED {
            fs::copy(pins.join(name), fresh.join(name))?;
        }
        if let Err(error) =
            run::stream(project.cmd("npm").args(["ci", "--loglevel=error"]).current_dir(fresh))
        {
            bail!("the pinned npm packages could not be had ({error}); check that `npm ping` works");
        }
        Ok(fs::write(fresh.join("installed"), &wanted)?)
    })
}
