//! `cargo xtask bench NAME`: runs one of the benchmarks below `bench/`, each a pinned npm package of its own
//! whose script `bench` prints the numbers, or one that measures in the browser what was built; and `mutants`,
//! which these commands measure themselves.

use std::ffi::OsString;
use std::fs;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::{dist, files, mutants, run, setup, test};

/// The one that is a program of this package.
const MUTANTS: &str = "mutants";

/// Benchmarks that are tests of `tests/browser` left out of every other run: name, and what their names hold.
const IN_BROWSER: [(&str, &str); 1] = [("pictures", "measure_large_pictures")];

const PINNED: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs what is measured against, and runs. A benchmark builds what it measures, or names what is missing:
/// most need no widget.
pub fn run(project: &Project, args: &[OsString]) -> Result<()> {
    let known = names(project)?;
    let Some((name, rest)) = args.split_first() else {
        println!("Benchmarks: {}", known.join(", "));
        return Ok(());
    };
    let name = name.to_string_lossy();
    if name == MUTANTS {
        return mutants::run(project, &rest.first().map(|it| it.to_string_lossy()).unwrap_or_default());
    }
    if !known.iter().any(|known| *known == name) {
        bail!("there is no benchmark `{name}`; there are: {}", known.join(", "));
    }
    if let Some((_, filter)) = IN_BROWSER.iter().find(|it| it.0 == name) {
        let browsers = setup::everything(project)?;
        dist::build(project)?;
        let mut measure = test::browser_tests(project, &browsers);
        return run::stream(measure.args(["--", "--ignored", "--nocapture", *filter]));
    }
    let folder = project.root.join("bench").join(&*name);
    let wanted = files::fingerprint(&folder, &PINNED, &[])?;
    let stamp = folder.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        println!("bench: the peers are installed");
    } else {
        println!("bench: fetching the peers from npm");
        run::stream(project.cmd("npm").args(["ci", "--loglevel=error"]).current_dir(&folder))?;
        fs::create_dir_all(folder.join("node_modules"))?;
        fs::write(&stamp, wanted)?;
    }
    let mut bench = project.cmd("npm");
    bench.args(["run", "--silent", "bench", "--"]).args(rest).current_dir(&folder);
    bench.env("WALLET_HELP_BIN", project.command()).env("WALLET_HELP_DIST", project.demo());
    run::stream(bench.env("WALLET_HELP_KNOWLEDGE", project.knowledge()))
}

fn names(project: &Project) -> Result<Vec<String>> {
    let mut names = vec![MUTANTS.to_owned()];
    for entry in fs::read_dir(project.root.join("bench"))? {
        let entry = entry?;
        if PINNED.iter().all(|file| entry.path().join(file).is_file()) {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.extend(IN_BROWSER.map(|it| it.0.to_owned()));
    names.sort();
    Ok(names)
}
