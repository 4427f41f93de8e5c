//! Rules of the code itself: no panics in the widget, no markup parsed from text, every module introduced.

use crate::source::{File, Kind, Token};

/// Words after which `[` opens a list or a pattern, not an index.
const BEFORE_LISTS: [&str; 14] = [
    "in", "return", "mut", "let", "if", "match", "else", "as", "dyn", "impl", "const", "move", "ref",
    "static",
];

/// No `unwrap`, `expect`, `panic!` and no indexing by a computed number outside tests.
pub fn panics(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is(&["src/"], ".rs")) {
        let tokens = file.tokens();
        for (index, three) in tokens.windows(3).enumerate() {
            let [first, second, third] = three else { continue };
            let mut say = |what: &str| found.push(format!("{}:{}: {what}", file.path, second.line));
            match (&first.kind, second.name(), &third.kind) {
                (
                    Kind::Sign('.'),
                    Some(name @ ("unwrap" | "expect" | "unwrap_err" | "expect_err")),
                    Kind::Open('('),
                ) => {
                    say(&format!("`.{name}(…)` can panic; return an error or show a state"));
                }
                (
                    _,
                    Some(name @ ("panic" | "todo" | "unimplemented" | "unreachable")),
                    Kind::Sign('!'),
                ) => {
                    say(&format!("`{name}!` ends the widget; return an error or show a state"));
                }
                _ => {}
            }
            // `&'a [u8]`: the name belongs to a lifetime.
            let lifetime = index > 0 && tokens[index - 1].kind == Kind::Sign('\'');
            if !lifetime && indexes(first, &tokens[index + 1..]) {
                say("an index can be out of bounds; use `get`, an iterator or a pattern");
            }
        }
    }
    found
}

/// Whether `[…]` follows a value and holds more than one plain number.
fn indexes(before: &Token, after: &[Token]) -> bool {
    let value = match &before.kind {
        Kind::Name(name) => !BEFORE_LISTS.contains(&name.as_str()),
        Kind::Close(')' | ']') | Kind::Sign('?') => true,
        _ => false,
    };
    let opens = after.first().is_some_and(|token| token.kind == Kind::Open('['));
    let plain = matches!(after, [_, number, close, ..]
        if matches!(number.kind, Kind::Other(_)) && close.kind == Kind::Close(']'));
    value && opens && !plain
}

/// Articles are nodes, never markup: nothing parses text as HTML.
pub fn markup(files: &[File]) -> Vec<String> {
    const RUST: [&str; 6] = [
        "inner_html",
        "set_inner_html",
        "outer_html",
        "set_outer_html",
        "insert_adjacent_html",
        "set_html_unsafe",
    ];
    const SCRIPT: [&str; 6] = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "setHTMLUnsafe",
        "createContextualFragment",
    ];
    let mut found = Vec::new();
    for file in files {
        if file.is(&["src/", "crates/"], ".rs") && file.path.contains("src/") {
            for token in &file.tokens() {
                if token.name().is_some_and(|name| RUST.contains(&name)) {
                    found.push(format!(
                        "{}:{}: text is parsed as markup; build nodes",
                        file.path, token.line
                    ));
                }
            }
        }
        if file.is(&["src/", "demo/"], ".js") {
            for (number, line) in file.text.lines().enumerate() {
                if SCRIPT.iter().any(|name| line.contains(name)) {
                    found.push(format!(
                        "{}:{}: text is parsed as markup; build nodes",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
    }
    found
}

/// A module opens with what it is responsible for.
pub fn opening(files: &[File]) -> Vec<String> {
    let ours =
        files.iter().filter(|file| file.is(&["src/", "crates/", "xtask/", "tests/", "fuzz/"], ".rs"));
    let silent = ours.filter(|file| !file.text.trim_start().starts_with("//!"));
    silent
        .map(|file| {
            format!("{}:1: begin with `//!` and what this module is responsible for", file.path)
        })
        .collect()
}
