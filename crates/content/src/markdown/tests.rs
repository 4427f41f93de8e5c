//! What Markdown becomes, one line a rule.

use super::*;
use help_core::article::{Align, Image, Inline, Link, NoteKind, Table};

struct Small;

impl Resolve for Small {
    fn article(&self, path: &str) -> Option<String> {
        (path == "pending.md").then(|| "withdraw/pending".to_owned())
    }
    fn topic(&self, id: &str) -> bool {
        id == "withdraw"
    }
    fn image(&self, path: &str) -> Result<Image, Refusal> {
        if path != "a.png" {
            return Err(Refusal::Dead);
        }
        Ok(Image { src: "image-1.png".into(), alt: String::new(), width: Some(2), height: Some(1) })
    }
}

fn t(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn p(text: &str) -> Block {
    Block::Paragraph(vec![t(text)])
}

#[test]
fn markdown_becomes_blocks() {
    let table = Table {
        align: vec![Align::Start, Align::End],
        head: vec![vec![t("A")], vec![t("B")]],
        rows: vec![vec![vec![t("1")], vec![]]],
    };
    for (text, expected) in [
        ("one\ntwo", vec![p("one two")]),
        ("一\n二", vec![p("一二")]),
        ("一，\n二 three\n四", vec![p("一，二 three 四")]),
        (
            "# A\n## B\n##### C",
            vec![
                Block::Heading(2, vec![t("A")]),
                Block::Heading(2, vec![t("B")]),
                Block::Heading(4, vec![t("C")]),
            ],
        ),
        ("- a\n- b", vec![Block::Bullets(vec![vec![p("a")], vec![p("b")]])]),
        (
            "3. a\n\n   b\n4. c\n   - d",
            vec![Block::Steps(
                3,
                vec![vec![p("a"), p("b")], vec![p("c"), Block::Bullets(vec![vec![p("d")]])]],
            )],
        ),
        ("> a", vec![Block::Quote(vec![p("a")])]),
        ("> [!WARNING]\n> a", vec![Block::Note(NoteKind::Warning, vec![p("a")])]),
        ("> [!IMPORTANT]\n> a", vec![Block::Note(NoteKind::Note, vec![p("a")])]),
        ("```js onload=x\na\n\nb\n```", vec![Block::Code("js".into(), "a\n\nb".into())]),
        ("```<script>\na\n```", vec![Block::Code(String::new(), "a".into())]),
        ("| A | B |\n| - | -: |\n| 1 |", vec![Block::Table(table)]),
        ("a\n\n---\n\nb", vec![p("a"), Block::Rule, p("b")]),
        ("a  \nb", vec![Block::Paragraph(vec![t("a"), Inline::Break, t("b")])]),
        ("a<br>b", vec![Block::Paragraph(vec![t("a"), Inline::Break, t("b")])]),
        ("<kbd>Ctrl</kbd>", vec![Block::Paragraph(vec![Inline::Key("Ctrl".into())])]),
        (
            "**a<kbd>b** c",
            vec![Block::Paragraph(vec![
                Inline::Strong(vec![t("a"), Inline::Key("b".into())]),
                t(" c"),
            ])],
        ),
        (
            "**a *b* `c`**",
            vec![Block::Paragraph(vec![Inline::Strong(vec![
                t("a "),
                Inline::Emphasis(vec![t("b")]),
                t(" "),
                Inline::Code("c".into()),
            ])])],
        ),
        ("a <b>b</b> c", vec![p("a b c")]),
        ("a\0b", vec![p("a\u{fffd}b")]),
        ("    \0", vec![Block::Code(String::new(), "\u{fffd}".into())]),
        ("<p>gone</p>\n\nkept", vec![p("kept")]),
        ("~~a~~", vec![p("~~a~~")]),
        (
            "![Two](a.png)",
            vec![Block::Paragraph(vec![Inline::Image(Image {
                src: "image-1.png".into(),
                alt: "Two".into(),
                width: Some(2),
                height: Some(1),
            })])],
        ),
        ("![Two](b.png)", vec![p("Two")]),
        ("", vec![]),
        ("<!-- a -->", vec![]),
    ] {
        assert_eq!(read(text, &Small).blocks, expected, "{text}");
    }
}

#[test]
fn links_lead_where_they_say() {
    let web =
        |address: &str, host: Option<&str>| Some(Link::Web(address.into(), host.map(str::to_owned)));
    for (text, expected) in [
        ("[a](pending.md)", Some(Link::Article("withdraw/pending".into()))),
        ("[a](pending.md#times)", Some(Link::Article("withdraw/pending".into()))),
        ("[a](other.md)", None),
        ("[a](form:withdraw)", Some(Link::Form("withdraw".into()))),
        ("[a](form:nothing)", None),
        ("[a](contact:)", Some(Link::Contact)),
        ("[a](contact:x)", None),
        ("[a](#part)", None),
        ("[a](/path.md)", None),
        ("[a](https://a.example/x)", web("https://a.example/x", Some("a.example"))),
        ("[a.example](https://a.example/x)", web("https://a.example/x", None)),
        ("<https://a.example/>", web("https://a.example/", None)),
        ("[a.example](http://a.example/x)", web("https://a.example/x", None)),
        (
            "[https://wallet.example](https://evil.example)",
            web("https://evil.example/", Some("evil.example")),
        ),
        (
            "[wallet.example](https://wället.example)",
            web("https://xn--wllet-gra.example/", Some("xn--wllet-gra.example")),
        ),
        ("[a](https://wallet.example@evil.example)", None),
        ("[a](https://@evil.example)", None),
        ("[a](https:evil.example)", None),
        ("[a](https:///evil.example)", None),
        ("[a](https://a.example\\@evil.example)", None),
        ("[a](//evil.example)", None),
        ("[a](\\\\evil.example)", None),
        ("[a](/\\evil.example)", None),
        ("[a](javascript:alert(1))", None),
        ("[a](java&Tab;script:alert(1))", None),
        ("[a](data:text/html,x)", None),
        ("[a](ftp://a.example)", None),
        ("[a](https://a.exa*mple/)", None),
        ("[a](https://a.exa\u{200b}mple/)", None),
        ("[a](https://a.example\\\\.wallet.example)", None),
        ("[a](<https://a.example/a b>)", None),
        ("[a](https://a_b.example/)", web("https://a_b.example/", Some("a_b.example"))),
        ("[us](mailto:help@a.example?bcc=x@evil.example)", Some(Link::Email("help@a.example".into()))),
        ("<help@a.example>", Some(Link::Email("help@a.example".into()))),
        ("[help@a.example](mailto:help@evil.example)", None),
        ("[a](mailto:nobody)", None),
        ("[call](tel:+44-20-7946-0123)", Some(Link::Phone("+442079460123".into()))),
        ("[020 7946 0123](tel:+442079460123)", Some(Link::Phone("+442079460123".into()))),
        ("[020 7946 0123](tel:+442079460199)", None),
        ("[call](tel:*#06#)", None),
    ] {
        let blocks = read(text, &Small).blocks;
        let found = match blocks.as_slice() {
            [Block::Paragraph(inlines)] => inlines.iter().find_map(|it| match it {
                Inline::Link(link, _) => Some(link.clone()),
                _ => None,
            }),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn paths_that_leave_are_refused() {
    for (path, expected) in [
        ("a.md", Ok("a.md")),
        ("../fees/a%20b.md?x#y", Ok("../fees/a b.md")),
        ("/a.md", Err(Refusal::NotRelative)),
        ("//evil.example/a.md", Err(Refusal::NotRelative)),
        ("%2Fa.md", Err(Refusal::NotRelative)),
        ("#part", Err(Refusal::NotRelative)),
        ("\\\\evil.example\\a.md", Err(Refusal::Disguised)),
        ("%5C%5Cevil.example/a.md", Err(Refusal::Disguised)),
        ("a%00.md", Err(Refusal::Disguised)),
        ("a%0A.md", Err(Refusal::Disguised)),
        ("%FF.md", Err(Refusal::Malformed)),
        ("https://a.example/a.png", Err(Refusal::Scheme)),
        ("data:image/png;base64,AAAA", Err(Refusal::Scheme)),
    ] {
        assert_eq!(link::relative(path), expected.map(str::to_owned), "{path}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    for (text, at, what) in [
        ("a <b>b</b>", 2, What::Html("<b>".into())),
        ("a\n\n<form action=x>\n<input>\n</form>", 3, What::Html("<form action=x>".into())),
        ("see [a](other.md)", 4, What::Link("other.md".into(), Refusal::Dead)),
        ("see [a](http://a.example)", 4, What::Upgraded("http://a.example".into())),
        ("这是**“引用”**的话", 6, What::Marks("**")),
        ("![](a.png)", 0, What::NoAlt("a.png".into())),
    ] {
        assert_eq!(read(text, &Small).findings.first(), Some(&Finding { at, what }), "{text}");
    }
    assert_eq!(read("a <!-- b --> c", &Small).findings, vec![]);
}

#[test]
fn depth_is_bounded_and_no_text_is_lost() {
    fn depth(blocks: &[Block]) -> usize {
        let inner = |it: &Block| match it {
            Block::Quote(blocks) | Block::Note(_, blocks) => 1 + depth(blocks),
            Block::Bullets(items) | Block::Steps(_, items) => {
                1 + items.iter().map(|it| depth(it)).max().unwrap_or_default()
            }
            _ => 0,
        };
        blocks.iter().map(inner).max().unwrap_or_default()
    }
    for text in
        ["> ".repeat(10_000) + "deep", "- ".repeat(10_000) + "deep", "1. > ".repeat(5_000) + "deep"]
    {
        let reading = read(&text, &Nowhere);
        assert_eq!(depth(&reading.blocks), DEPTH, "{}", &text[..10]);
        assert!(format!("{:?}", reading.blocks).contains("deep"));
        assert!(reading.findings.iter().any(|it| it.what == What::Deep));
    }
}

/// Reading, writing and reading again gives the same blocks: nothing changes meaning on the way.
pub(super) fn survives(text: &str, resolve: &dyn Resolve) -> (Vec<Block>, String) {
    let once = read(text, resolve).blocks;
    let to = |link: &Link| write::destination(link).unwrap_or_else(|| "pending.md".into());
    let written = write::write(&once, &to, resolve);
    (once, written)
}

#[test]
fn blocks_survive_being_written() {
    for text in [
        "## A \\# b\n\npara \\*not\\* \\_x\\_ a_b `c``d` \\<b> \\&amp; & 1\\. x",
        "1\\. not a list\n\n\\- nor this\n\n\\# nor this\n\n\\> nor this\n\n\\+ x\n\n2\\) y",
        "- a\n- b\n  - c\n    1. d\n    2. e\n- f",
        "- a\n\n  b\n- c\n\n* second\n* list",
        "3. a\n4. b\n\n1) c",
        "> a\n>\n> b\n\n<!-- -->\n\n> [!TIP]\n> c\n> - d",
        "```rust\nlet a = \"```\";\n\n  b\n```",
        "| A | B |\n| :-: | --: |\n| a \\| b | `c \\| d` |\n| x<br>y | [l](pending.md) |",
        "a\\\nb **c *d* e** f <kbd>Ctrl</kbd>",
        "[a](pending.md) [b](https://a.example/x_(y)?a=1&b=2) [c](mailto:a@b.example) [d](tel:+442079460123) [e](contact:) [f](form:withdraw)",
        "![Two \\[x\\]](a.png)",
        "---\n\na\n\n---",
        "提现**失败**了，看[这里](pending.md)。",
        "- ```\n  code\n  ```\n- > quote",
    ] {
        let (once, written) = survives(text, &Small);
        let again = read(&written.replace("image-1.png", "a.png"), &Small).blocks;
        assert_eq!(again, once, "{text}\n--- became ---\n{written}");
    }
}

#[test]
fn marks_that_cannot_be_said_go_and_their_text_stays() {
    let touching = Block::Paragraph(vec![t("这是"), Inline::Strong(vec![t("“引用”")]), t("的话")]);
    let written = write::write(&[touching], &|_| String::new(), &Nowhere);
    assert_eq!(written, "这是“引用”的话\n");
}
