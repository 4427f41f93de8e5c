//! What the corpora tests share: where the corpora are, and what may stand in an article.

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test helper fails by panicking")]

use std::path::PathBuf;

use help_content::markdown::{self, Nowhere, write};
use help_core::article::{Block, Inline, Link};

/// A file of the shared data; `None`, with a word on it, where it is absent.
pub fn data(path: &str) -> Option<PathBuf> {
    let whole = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if whole.exists() {
        return Some(whole);
    }
    println!("skipped: there is no shared data {path}");
    None
}

/// A JSON file of the shared data.
pub fn json(path: &str) -> Option<serde_json::Value> {
    let text = std::fs::read_to_string(data(path)?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// The text members of that name in a list of objects.
pub fn texts(rows: &serde_json::Value, member: &str) -> Vec<String> {
    let texts: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row.get(member)?.as_str())
        .map(str::to_owned)
        .collect();
    assert!(!texts.is_empty(), "no {member}");
    texts
}

/// Panics when an article holds something that may not be rendered.
pub fn assert_allowed(blocks: &[Block], from: &str) {
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                assert!((2..=4).contains(level), "{from:?}");
                assert_inlines(text, from, false);
            }
            Block::Paragraph(text) => assert_inlines(text, from, false),
            Block::Bullets(items) | Block::Steps(_, items) => {
                items.iter().for_each(|it| assert_allowed(it, from));
            }
            Block::Code(name, _) => {
                let plain = |it: char| it.is_ascii_alphanumeric() || "+-_#.".contains(it);
                assert!(name.chars().all(plain), "{name:?} from {from:?}");
            }
            Block::Quote(inner) | Block::Note(_, inner) => assert_allowed(inner, from),
            Block::Table(table) => {
                assert!(table.align.len() <= 12 && table.head.len() <= 12, "{from:?}");
                for row in &table.rows {
                    assert_eq!(row.len(), table.align.len(), "{from:?}");
                }
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    assert_inlines(cell, from, false);
                }
            }
            Block::Rule => {}
            Block::Details(summary, inner) => {
                assert_inlines(summary, from, false);
                assert_allowed(inner, from);
            }
        }
    }
}

fn assert_inlines(inlines: &[Inline], from: &str, in_link: bool) {
    for inline in inlines {
        match inline {
            Inline::Text(_) | Inline::Code(_) | Inline::Key(_) | Inline::Break => {}
            Inline::Strong(inner) | Inline::Emphasis(inner) => assert_inlines(inner, from, in_link),
            Inline::Link(link, inner) => {
                assert!(!in_link, "a link in a link from {from:?}");
                assert_link(link, from);
                assert_inlines(inner, from, true);
            }
            Inline::Image(image) => panic!("a picture {image:?} from {from:?}"),
        }
    }
}

fn assert_link(link: &Link, from: &str) {
    match link {
        Link::Web(address, host) => {
            assert!(address.starts_with("https://"), "{address} from {from:?}");
            let hides = |it: char| it.is_whitespace() || it.is_control() || "\\\"<>".contains(it);
            assert!(!address.chars().any(hides), "{address} from {from:?}");
            let authority = address[8..].split(['/', '?', '#']).next().unwrap();
            assert!(authority.is_ascii() && !authority.contains('@'), "{address} from {from:?}");
            if let Some(host) = host {
                let host = host.as_str();
                assert!(
                    authority.trim_end_matches('.').split(':').next() == Some(host)
                        || host.starts_with('[')
                );
            }
        }
        Link::Email(address) => assert!(address.contains('@') && !address.contains('?'), "{address}"),
        Link::Phone(number) => {
            assert!(number.chars().all(|it| it == '+' || it.is_ascii_digit()), "{number}");
        }
        Link::Article(_) | Link::Form(_) | Link::Contact => {}
    }
}

/// Reads Markdown that stands alone, and asserts that the result may be rendered, and that writing it and
/// reading it again changes nothing.
pub fn assert_clean_and_stable(text: &str) -> Vec<Block> {
    let once = markdown::read(text, &Nowhere).blocks;
    assert_allowed(&once, text);
    assert_stable(&once, text);
    once
}

/// Three rounds of writing and reading give the same blocks, once marks that Markdown cannot say are gone.
pub fn assert_stable(blocks: &[Block], from: &str) {
    let to = |link: &Link| write::destination(link).unwrap_or_default();
    let written = write::write(blocks, &to, &Nowhere);
    let first = markdown::read(&written, &Nowhere).blocks;
    assert_allowed(&first, from);
    let rewritten = write::write(&first, &to, &Nowhere);
    let second = markdown::read(&rewritten, &Nowhere).blocks;
    assert_eq!(second, first, "{from:?}\n--- became ---\n{written}\n--- then ---\n{rewritten}");
    assert_eq!(write::write(&second, &to, &Nowhere), rewritten, "{from:?}");
}
