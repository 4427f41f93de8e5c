//! Reads `lexicon/*.txt`: one line a class, `class: entry, entry`, in the words of one language.

use crate::fold::fold;
use std::{collections::BTreeSet, error::Error, fs, path::Path};

/// The names of the classes, in the order of `src/lexicon.rs`.
const CLASSES: [&str; 16] = [
    "seed", "key", "hash", "card", "cvv", "otp", "code", "pin", "password", "number", "unit", "is",
    "fill", "join", "status", "got",
];

type Packed = (Vec<u8>, Vec<u8>);

/// The labels (`class letter`, then entries, one a line, per class) and the graded common words.
pub fn pack(folder: &Path) -> Result<Packed, Box<dyn Error>> {
    let mut classes: Vec<BTreeSet<String>> = vec![BTreeSet::new(); CLASSES.len()];
    let mut grades: Vec<BTreeSet<String>> = vec![BTreeSet::new(); 2];
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files {
        let path = file.path();
        for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = || format!("{}:{}", path.display(), number + 1);
            let (class, entries) = line
                .split_once(':')
                .ok_or_else(|| format!("{}: write `class: entry, entry`", place()))?;
            let set = match class.trim() {
                "common" => grades.get_mut(0),
                "function" => grades.get_mut(1),
                class => CLASSES
                    .iter()
                    .position(|&known| known == class)
                    .and_then(|at| classes.get_mut(at)),
            };
            let set = set.ok_or_else(|| format!("{}: no class is called `{class}`", place()))?;
            set.extend(entries.split(',').map(canonical).filter(|entry| !entry.is_empty()));
        }
    }
    Ok((join(&classes), join(&grades)))
}

/// Folded, with one blank wherever the text may have a blank, a dash, an underscore or nothing.
fn canonical(entry: &str) -> String {
    let folded: String = fold(entry.trim())
        .chars()
        .map(|c| if matches!(c, '-' | '_' | '\'' | '.' | '/') { ' ' } else { c })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn join(sets: &[BTreeSet<String>]) -> Vec<u8> {
    let lines = sets.iter().map(|set| set.iter().cloned().collect::<Vec<_>>().join("\n"));
    lines.collect::<Vec<_>>().join("\0").into_bytes()
}
