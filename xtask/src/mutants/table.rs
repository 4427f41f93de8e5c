//! The table of mutants, `bench/mutants/mutants.toml`: one mistake each that somebody could make, and the test that
//! must see it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// All mistakes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    mutant: Vec<Mutant>,
}

/// A mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// What goes wrong.
    pub name: String,
    /// The source, from the root.
    pub file: String,
    /// A text that stands in it once.
    pub from: String,
    /// What it becomes.
    pub to: String,
    /// The test that must fail then.
    #[serde(flatten)]
    pub test: Test,
}

/// A test by its full name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Test {
    /// The package.
    pub package: String,
    /// `lib`, or the name of a file in `tests/`.
    pub target: String,
    /// Its path within the target.
    pub test: String,
}

impl Test {
    /// True when it needs the widget built and a browser.
    pub fn in_browser(&self) -> bool {
        self.target == "browser"
    }
}

/// Reads the table; every text must stand in its file exactly once, or the mutant says nothing any more.
pub fn read(root: &Path) -> Result<Vec<Mutant>> {
    let path = root.join("bench/mutants/mutants.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let table: Table = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let wrong: Vec<String> = table.mutant.iter().filter_map(|it| mismatch(root, it)).collect();
    if !wrong.is_empty() {
        bail!(
            "the table no longer fits the sources; write anew what it should change:\n{}",
            wrong.join("\n")
        );
    }
    Ok(table.mutant)
}

fn mismatch(root: &Path, mutant: &Mutant) -> Option<String> {
    let found = match fs::read_to_string(root.join(&mutant.file)) {
        Ok(source) => source.matches(&mutant.from).count(),
        Err(error) => return Some(format!("  {}: {}: {error}", mutant.name, mutant.file)),
    };
    (found != 1).then(|| format!("  {}: its text stands {found} times in {}", mutant.name, mutant.file))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::project::Project;

    #[test]
    fn every_mutant_fits_the_sources() {
        let project = Project::find().unwrap();
        let mutants = read(&project.root).unwrap();
        assert!(mutants.len() >= 15, "{}", mutants.len());
        for mutant in &mutants {
            assert_ne!(mutant.from, mutant.to, "{}", mutant.name);
        }
    }

    #[test]
    fn a_text_that_is_gone_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        put(
            "bench/mutants/mutants.toml",
            "[[mutant]]\nname = \"n\"\nfile = \"a.rs\"\nfrom = \"x\"\nto = \"y\"\npackage = \"p\"\ntarget = \"lib\"\ntest = \"t\"\n",
        );
        for (source, fits) in [("x", true), ("", false), ("x x", false)] {
            put("a.rs", source);
            assert_eq!(read(folder.path()).is_ok(), fits, "{source}");
        }
    }
}
