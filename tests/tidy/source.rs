//! The files that rules read: paths and texts of this checkout, and Rust files as tokens without their tests.

use std::{fs, path::Path};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Folders that hold what others wrote or what is built.
const SKIPPED: [&str; 8] =
    [".git", ".tools", "target", "dist", "node_modules", "screenshots", "demo-data", "corpus"];

/// A file with its path from the root, written with `/`.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Below one of the folders, and ending so.
    pub fn is(&self, folders: &[&str], ending: &str) -> bool {
        self.path.ends_with(ending) && folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The tokens of a Rust file in order, comments, attributes and test code left out.
    pub fn tokens(&self) -> Vec<Token> {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        if name == "tests.rs" || self.path.contains("/tests/") {
            return Vec::new();
        }
        let stream: TokenStream =
            self.text.parse().unwrap_or_else(|error| panic!("{}: {error}", self.path));
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        tokens
    }
}

/// A token and its line.
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Name(String),
    Sign(char),
    /// The content of a string literal, escapes as written.
    Text(String),
    /// A number, byte or character.
    Other(String),
    Open(char),
    Close(char),
}

impl Token {
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Every text file of this checkout that is ours.
pub fn checkout() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, root, &mut files);
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the checkout was not found");
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // `.git` is a file where one repository has several work trees.
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        // What is no text (pictures, compiled tables) has no rules; a file may also go while we read.
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push(File { path, text });
        }
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut rest = trees.as_slice();
    while let Some((tree, after)) = rest.split_first() {
        rest = after;
        let line = tree.span().start().line;
        let mut push = |kind| tokens.push(Token { line, kind });
        match tree {
            TokenTree::Punct(sign) if sign.as_char() == '#' => match attribute(after) {
                Some((true, after)) => rest = after_item(after),
                Some((false, after)) => rest = after,
                None => push(Kind::Sign('#')),
            },
            TokenTree::Punct(sign) => push(Kind::Sign(sign.as_char())),
            TokenTree::Ident(name) => push(Kind::Name(name.to_string())),
            TokenTree::Literal(literal) => push(literal_kind(&literal.to_string())),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                push(Kind::Open(open));
                flatten(group.stream(), tokens);
                let line = group.span_close().start().line;
                tokens.push(Token { line, kind: Kind::Close(close) });
            }
        }
    }
}

/// After `#`: whether the attribute is `cfg(test)`, and what follows it.
fn attribute(rest: &[TokenTree]) -> Option<(bool, &[TokenTree])> {
    let rest = match rest.split_first()? {
        (TokenTree::Punct(sign), after) if sign.as_char() == '!' => after,
        _ => rest,
    };
    match rest.split_first()? {
        (TokenTree::Group(group), after) if group.delimiter() == Delimiter::Bracket => {
            let text: String = group.stream().to_string().split_whitespace().collect();
            Some((text == "cfg(test)" || text == "test", after))
        }
        _ => None,
    }
}

/// What follows the item that begins here: an item ends with `;` or with a block.
fn after_item(rest: &[TokenTree]) -> &[TokenTree] {
    let end = rest.iter().position(|tree| match tree {
        TokenTree::Punct(sign) => sign.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    });
    end.map_or(&[], |end| &rest[end + 1..])
}

fn literal_kind(literal: &str) -> Kind {
    let inner = literal.trim_start_matches(['r', 'c', '#']).strip_prefix('"');
    match inner.and_then(|inner| inner.trim_end_matches('#').strip_suffix('"')) {
        Some(text) => Kind::Text(text.to_owned()),
        None => Kind::Other(literal.to_owned()),
    }
}
