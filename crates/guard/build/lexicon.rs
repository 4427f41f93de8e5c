//! Reads `lexicon/*.txt`: one line a class, `class: entry, entry`, in the words of one language.

use crate::fold::fold;
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

/// The names of the classes, in the order of `src/lexicon.rs`.
const CLASSES: [&str; 17] = [
    "seed", "key", "hash", "card", "cvv", "otp", "code", "pin", "password", "number", "unit", "is",
    "fill", "join", "status", "got", "message",
];

type Packed = (Vec<u8>, Vec<u8>);

/// The classes of each entry, by its name and whether it may go on within the word (`*`).
type Labels = BTreeMap<(String, bool), u32>;

/// The labels (see [`front_coded`]) and the graded common words.
pub fn pack(folder: &Path, english: &[String]) -> Result<Packed, Box<dyn Error>> {
    let mut labels = Labels::new();
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
            let entries = entries.split(',').map(canonical).filter(|entry| !entry.is_empty());
            match class.trim() {
                "common" => grades[0].extend(entries),
                "function" => grades[1].extend(entries),
                class => {
                    let bit = CLASSES.iter().position(|&known| known == class);
                    let bit =
                        bit.ok_or_else(|| format!("{}: no class is called `{class}`", place()))?;
                    for entry in entries {
                        let open = entry.ends_with('*');
                        let name = entry.trim_end_matches('*').to_owned();
                        *labels.entry((name, open)).or_default() |= 1 << bit;
                    }
                }
            }
        }
    }
    Ok((front_coded(&labels)?, graded(&grades, english)))
}

/// Folded, with one blank wherever the text may have a blank, a dash, an underscore or nothing.
fn canonical(entry: &str) -> String {
    let folded: String = fold(entry.trim())
        .chars()
        .map(|c| if matches!(c, '-' | '_' | '\'' | '.' | '/') { ' ' } else { c })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The grade of each list word as a digit, four digits a byte; then the other words of grade 1,
/// a NUL, and those of grade 2.
fn graded(grades: &[BTreeSet<String>], english: &[String]) -> Vec<u8> {
    let grade =
        |word: &String| grades.iter().position(|set| set.contains(word)).map_or(0, |at| at as u8 + 1);
    let mut out: Vec<u8> = english
        .chunks(4)
        .map(|four| four.iter().fold(0, |byte, word| byte << 2 | grade(word)))
        .collect();
    let others = grades.iter().map(|set| {
        let others = set.iter().filter(|word| !english.contains(word));
        others.cloned().collect::<Vec<_>>().join("\n")
    });
    out.extend(others.collect::<Vec<_>>().join("\0").into_bytes());
    out
}

/// Three lines: the sets of classes that occur (in hexadecimal, by blanks); for each entry which
/// of them it has; the entries, front coded like the word lists. Entries are sorted.
fn front_coded(labels: &Labels) -> Result<Vec<u8>, Box<dyn Error>> {
    let sets: Vec<u32> = BTreeSet::from_iter(labels.values().copied()).into_iter().collect();
    let names: Vec<String> = sets.iter().map(|set| format!("{set:x}")).collect();
    let mut out = names.join(" ").into_bytes();
    out.push(b'\n');
    for set in labels.values() {
        let at = sets.binary_search(set).map_err(|_| "a set is missing")?;
        // One character each, from `0` on.
        out.push(u8::try_from(at + 0x30)?);
    }
    out.push(b'\n');
    let (mut last, mut page) = (String::new(), 0);
    for (name, open) in labels.keys() {
        let entry = if *open { format!("{name}*") } else { name.clone() };
        let shared = entry.chars().zip(last.chars()).take_while(|(a, b)| a == b).count().min(30);
        out.push(u8::try_from(shared)?);
        entry.chars().skip(shared).for_each(|c| letter(c, &mut page, &mut out));
        last = entry;
    }
    Ok(out)
}

/// A letter: ASCII as it is, those of the page of 96 characters as 0x80 to 0xdf, others in UTF-8
/// (three bytes: the first is 0xe0 or more).
fn letter(c: char, page: &mut u32, out: &mut Vec<u8>) {
    let code = c as u32;
    match code {
        0..0x80 => out.push(code as u8),
        0x800.. if !(0x900..0xe80).contains(&code) => {
            out.extend(c.to_string().into_bytes());
        }
        _ => {
            if code / 96 != *page {
                *page = code / 96;
                out.extend([31, 0x20 + *page as u8]);
            }
            out.push(0x80 + (code % 96) as u8);
        }
    }
}
