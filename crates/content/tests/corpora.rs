//! Hostile and unusual texts that nobody here wrote, through the path of every article.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::time::{Duration, Instant};

use help_content::markdown::{self, Nowhere, What};
use help_core::article::{Block, Inline, Link};
use support::{assert_allowed, assert_clean_and_stable, json, texts};

#[test]
fn attacks_become_text() {
    for (path, member) in [
        ("security/markdown/markdown-xss.json", "markdown"),
        ("security/sanitise/dompurify-expect.json", "payload"),
        ("security/sanitise/owasp-xss-filter-evasion.json", "payload"),
    ] {
        let Some(rows) = json(path) else { continue };
        let texts = texts(&rows, member);
        for text in &texts {
            assert_clean_and_stable(text);
        }
        println!("{path}: {} texts", texts.len());
    }
}

#[test]
fn naughty_strings_stay_what_they_are() {
    let Some(rows) = json("security/text/blns.json") else { return };
    for text in rows.as_array().unwrap().iter().filter_map(|it| it.as_str()) {
        assert_clean_and_stable(text);
    }
}

#[test]
fn links_that_lie_are_refused_or_say_their_host() {
    let Some(rows) = json("security/markdown/markdown-xss.json") else { return };
    for row in rows.as_array().unwrap() {
        let (id, text) = (row["id"].as_str().unwrap(), row["markdown"].as_str().unwrap());
        let blocks = markdown::read(text, &Nowhere).blocks;
        for link in links(&blocks) {
            let Link::Web(address, host) = link else { panic!("{id}: {link:?}") };
            assert!(host.is_some(), "{id}: {address} does not say its host");
        }
        let refused = ["own-19", "own-20", "own-21", "own-16"];
        assert!(!refused.contains(&id) || links(&blocks).is_empty(), "{id}");
    }
}

#[test]
fn the_specification_holds_no_raw_html() {
    let Some(rows) = json("security/markdown/commonmark-0.31.2.json") else { return };
    let (mut examples, mut with_html) = (0, 0);
    for row in rows.as_array().unwrap() {
        let text = row["markdown"].as_str().unwrap();
        assert_clean_and_stable(text);
        examples += 1;
        if row["section"].as_str().is_some_and(|it| it.contains("HTML")) {
            with_html += 1;
            let reading = markdown::read(text, &Nowhere);
            assert_allowed(&reading.blocks, text);
            // What looks like a tag in the result is text: the example says so itself by escaping it.
            let html = row["html"].as_str().unwrap();
            if html.contains("<a href") && !html.contains("&lt;") {
                let said = reading.findings.iter().any(|it| matches!(it.what, What::Html(_)));
                assert!(said || !text.contains("<a href"), "{text}");
            }
        }
    }
    println!("{examples} examples, {with_html} with HTML");
    assert!(examples > 600 && with_html >= 60);
}

#[test]
fn slow_inputs_are_not_slow() {
    let Some(rows) = json("security/markdown/pathological.json") else { return };
    for row in rows.as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let n = usize::try_from(row["n"].as_u64().unwrap()).unwrap();
        let text = generate(name, n).unwrap_or_else(|| panic!("no generator for {name}"));
        let start = Instant::now();
        let blocks = markdown::read(&text, &Nowhere).blocks;
        let took = start.elapsed();
        assert_allowed(&blocks, name);
        println!("{name}: {} ms for {} KB", took.as_millis(), text.len() / 1024);
        // The limit is for a release build; this one may be ten times slower.
        let limit = Duration::from_millis(row["limit_ms"].as_u64().unwrap());
        let limit = if cfg!(debug_assertions) { limit * 10 } else { limit };
        assert!(took <= limit, "{name}: {took:?}");
    }
}

/// The texts that the corpus describes by name.
fn generate(name: &str, n: usize) -> Option<String> {
    let each = |it: &dyn Fn(usize) -> String, from: usize| (from..n).map(it).collect::<String>();
    Some(match name {
        "nested_brackets" => "[".repeat(n) + "a" + &"]".repeat(n),
        "nested_blockquotes" => "> ".repeat(n) + "a",
        "emph_openers" => "*a_ ".repeat(n),
        "emph_mod3" => "a**b".to_owned() + &"c* ".repeat(n),
        "link_openers" => "[a".repeat(n),
        "link_closers" => "a]".repeat(n),
        "image_openers" => "![[".repeat(n),
        "backticks" => each(&|i| "e".to_owned() + &"`".repeat(i), 1),
        "unclosed_links" => "[a](b".repeat(n),
        "unclosed_angle_links" => "[a](<b".repeat(n),
        "unclosed_comments" => "</".to_owned() + &"<!--".repeat(n),
        "html_pi" => "<?".repeat(n),
        "html_decl" => "<!A ".repeat(n),
        "html_cdata" => "<![CDATA[".repeat(n),
        "entities" => "&".repeat(n),
        "ref_defs" => each(&|i| format!("[{i}]: u\n"), 0) + &"[0] ".repeat(n),
        "tables" => format!("|{}\n|{}", "x|".repeat(n), "-|".repeat(n)),
        "deep_lists" => each(&|i| "  ".repeat(i) + "* a\n", 0),
        "nul" => "abc\u{0}de\u{0}".repeat(n),
        "autolink_colons" => "a:".repeat(n),
        "tilde" => "~~a ".repeat(n),
        _ => return None,
    })
}

fn links(blocks: &[Block]) -> Vec<&Link> {
    fn inside<'a>(inlines: &'a [Inline], out: &mut Vec<&'a Link>) {
        for inline in inlines {
            match inline {
                Inline::Link(link, _) => out.push(link),
                Inline::Strong(inner) | Inline::Emphasis(inner) => inside(inner, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) => inside(text, &mut out),
            Block::Bullets(items) | Block::Steps(_, items) => {
                items.iter().for_each(|it| out.extend(links(it)));
            }
            Block::Quote(inner) | Block::Note(_, inner) => out.extend(links(inner)),
            Block::Table(table) => {
                table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .for_each(|it| inside(it, &mut out));
            }
            _ => {}
        }
    }
    out
}
