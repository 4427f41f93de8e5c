//! What HTML becomes, one line an element.

use super::*;
use crate::markdown::Nowhere;
use help_core::article::{Block, Inline, Link, NoteKind, Table};

fn t(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn p(text: &str) -> Block {
    Block::Paragraph(vec![t(text)])
}

#[test]
fn elements_become_blocks() {
    let web = Link::Web("https://a.example/".into(), Some("a.example".into()));
    for (html, expected) in [
        ("<p>One\n two</p> <p>three</p>", vec![p("One two"), p("three")]),
        ("<div>One<div>two</div>three</div>", vec![p("One"), p("two"), p("three")]),
        (
            "<h1>A</h1><h3>B</h3>",
            vec![Block::Heading(2, vec![t("A")]), Block::Heading(3, vec![t("B")])],
        ),
        (
            "<ol start=2><li>a<ul><li><p>b</p></li></ul></li>\n<li>c</li></ol>",
            vec![Block::Steps(2, vec![vec![p("a"), Block::Bullets(vec![vec![p("b")]])], vec![p("c")]])],
        ),
        (
            "<p>a <b>b</b> <i>c</i><br>d</p>",
            vec![Block::Paragraph(vec![
                t("a "),
                Inline::Strong(vec![t("b")]),
                t(" "),
                Inline::Emphasis(vec![t("c")]),
                Inline::Break,
                t("d"),
            ])],
        ),
        ("<pre>a\n <b>b</b></pre>", vec![Block::Code(String::new(), "a\n b".into())]),
        (
            "<p>press <kbd>Esc</kbd> or <code>x  y</code></p>",
            vec![Block::Paragraph(vec![
                t("press "),
                Inline::Key("Esc".into()),
                t(" or "),
                Inline::Code("x y".into()),
            ])],
        ),
        (
            "<a href=' https://a.example '>x</a>",
            vec![Block::Paragraph(vec![Inline::Link(web, vec![t("x")])])],
        ),
        ("<a href=javascript:alert(1)>x</a><a name=y>z</a>", vec![p("xz")]),
        ("<img src=https://e.example/t.gif alt=Two>", vec![p("Two")]),
        (
            "<div class='callout callout-warning'><p>a</p></div>",
            vec![Block::Note(NoteKind::Warning, vec![p("a")])],
        ),
        (
            "<details><summary>More</summary><p>a</p></details>",
            vec![Block::Heading(4, vec![t("More")]), p("a")],
        ),
        ("<script>alert(1)</script><form><p>seed</p><input></form>a", vec![p("a")]),
        (
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>\n<tr><td><p>1</p><p>2</p></td></tr></tbody></table>",
            vec![Block::Table(Table {
                align: vec![Default::default(); 2],
                head: vec![vec![t("A")], vec![t("B")]],
                rows: vec![vec![vec![t("1"), Inline::Break, t("2")], vec![]]],
            })],
        ),
        ("<li>stray</li>", vec![p("stray")]),
        ("一\n二", vec![p("一二")]),
    ] {
        assert_eq!(read(html, &Nowhere).blocks, expected, "{html}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let reading = read(
        "<p>a<script>b</script></p><iframe src=x></iframe><img src=https://e.example/x>",
        &Nowhere,
    );
    let said: Vec<_> = reading.findings.iter().map(|it| format!("{:?}", it.what)).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said[0].contains("<script>") && said[1].contains("<iframe>") && said[2].contains("e.example")
    );
}

#[test]
fn depth_does_not_matter() {
    for tag in ["<div>", "<ul><li>", "<blockquote>", "<b>", "<table><tr><td>"] {
        let text = tag.repeat(2_000) + "deep";
        assert!(format!("{:?}", read(&text, &Nowhere).blocks).contains("deep"), "{tag}");
    }
}
