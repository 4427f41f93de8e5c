//! Rules that read files as plain text: custom properties, paths of machines, lockfiles.

use std::collections::BTreeSet;

use crate::source::File;

/// Every `var(--…)` of the style and of the element's script is defined in `style/`.
pub fn properties(files: &[File]) -> Vec<String> {
    let styled = || {
        files.iter().filter(|file| file.is(&["style/"], ".css") || file.path == "src/embed/element.js")
    };
    let mut defined = BTreeSet::new();
    for file in styled().filter(|file| file.path.ends_with(".css")) {
        defined.extend(uncommented(&file.text).split("--").skip(1).filter_map(|rest| {
            let (name, after) = rest.split_at(name_end(rest));
            after.trim_start().starts_with(':').then(|| name.to_owned())
        }));
    }
    let mut found = Vec::new();
    for file in styled() {
        for (number, line) in file.text.lines().enumerate() {
            for used in line.split("var(--").skip(1).map(|rest| &rest[..name_end(rest)]) {
                if !defined.contains(used) {
                    found.push(format!(
                        "{}:{}: --{used} is defined nowhere in style/",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
    }
    found
}

fn name_end(text: &str) -> usize {
    text.find(|it: char| !it.is_alphanumeric() && it != '-' && it != '_').unwrap_or(text.len())
}

fn uncommented(css: &str) -> String {
    css.split("/*")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once("*/").map_or("", |it| it.1) })
        .collect()
}

/// A path that exists on one machine only says nothing to others.
pub fn machine_paths(files: &[File]) -> Vec<String> {
    // Written in two pieces, so that this file holds none.
    let homes = [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/wo", "rk/"], ["C:\\", "Users"]]
        .map(|it| it.concat());
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let inside_address = |at: usize| {
                line[..at].ends_with(|it: char| it.is_alphanumeric() || "./-_}".contains(it))
            };
            let here = homes
                .iter()
                .any(|home| line.match_indices(home.as_str()).any(|(at, _)| !inside_address(at)));
            if here {
                found.push(format!(
                    "{}:{}: a path of one machine; make it relative",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    found
}

/// Lockfiles from npm name versions and digests; where they come from is each machine's own setting.
pub fn lockfiles(files: &[File]) -> Vec<String> {
    let locks = files.iter().filter(|file| file.path.ends_with("package-lock.json"));
    let named = locks.filter(|file| file.text.contains("\"resolved\""));
    named
        .map(|file| {
            format!("{}: names a registry; run npm with --omit-lockfile-registry-resolved", file.path)
        })
        .collect()
}
