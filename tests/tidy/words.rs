//! Words people read: none stand in the widget's code outside the string tables.

use std::collections::BTreeSet;

use crate::source::File;

/// Names that look like words: keys of the keyboard as `KeyboardEvent.key` gives them.
const KEYS: [&str; 9] =
    ["Escape", "Enter", "Tab", "Home", "End", "Backspace", "Delete", "Shift", "Control"];

/// Chinese anywhere in the widget, and in its views also what reads as a sentence or a label.
pub fn views(files: &[File]) -> Vec<String> {
    let classes = classes(files);
    let mut found = Vec::new();
    for file in
        files.iter().filter(|file| file.is(&["src/"], ".rs") && !file.is(&["src/strings/"], ".rs"))
    {
        let view = file.is(&["src/ui/"], ".rs");
        for token in &file.tokens() {
            let Some(text) = token.text() else { continue };
            if text.chars().any(is_chinese) || (view && reads(text, &classes)) {
                let line = token.line;
                found.push(format!(
                    "{}:{line}: \"{text}\" belongs to src/strings, in every language",
                    file.path
                ));
            }
        }
    }
    found
}

/// A sentence, or one capitalised word. Lists of classes or ids, path data and single lower-case words are none.
fn reads(text: &str, classes: &BTreeSet<String>) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => false,
        [word] => {
            let lower = word.chars().skip(1).all(char::is_lowercase);
            word.len() > 1 && word.starts_with(char::is_uppercase) && lower && !KEYS.contains(word)
        }
        _ => {
            let path =
                text.chars().all(|it| it.is_ascii_digit() || "MmLlHhVvCcSsQqTtAaZz .,-".contains(it));
            let plain = text
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || " -{}".contains(it));
            // A list of classes holds at least one that the style knows; ids and link kinds have their own marks.
            let list = plain
                && words.iter().any(|word| {
                    classes.contains(*word) || word.starts_with("wh-") || word.starts_with("noopener")
                });
            !list && !path && literal(text).any(char::is_alphabetic)
        }
    }
}

/// A text without what is filled in at `{…}`.
fn literal(text: &str) -> impl Iterator<Item = char> {
    text.split('{').enumerate().flat_map(|(n, part)| {
        let outside = if n == 0 { part } else { part.split_once('}').map_or("", |it| it.1) };
        outside.chars()
    })
}

fn is_chinese(it: char) -> bool {
    matches!(it, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Class names of the style.
fn classes(files: &[File]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files.iter().filter(|file| file.is(&["style/"], ".css")) {
        for part in file.text.split('.').skip(1) {
            let end = part
                .find(|it: char| !it.is_alphanumeric() && it != '-' && it != '_')
                .unwrap_or(part.len());
            found.insert(part[..end].to_owned());
        }
    }
    found
}
