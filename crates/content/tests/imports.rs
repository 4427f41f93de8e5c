//! Articles from elsewhere, all the way: import, build, open, find.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/folder.rs"]
mod folder;
mod support;

use std::{collections::BTreeSet, fs, path::Path};

use folder::Folder;
use help_content::{
    Bundle, Failure, Options, build, check,
    import::{Imported, Kind, import},
    open,
};
use help_core::Context;
use support::{assert_allowed, data, json, texts};

fn brought(kind: Kind, source: &Path, place: &Folder) -> (Imported, Bundle) {
    let (dir, out) = (place.join("imported"), place.join("kb"));
    let imported = import(kind, source, &dir, "en").unwrap();
    build(&dir, &out, Options::default()).unwrap_or_else(|failure| panic!("{failure}"));
    (imported, open(&out).unwrap())
}

fn ids(bundle: &Bundle) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for language in &bundle.manifest.languages {
        let index = bundle.index(&language.tag).unwrap();
        ids.extend((0..language.articles).map(|it| index.article(it).unwrap().id.to_owned()));
    }
    ids
}

#[test]
fn help_of_real_wallets_is_found_by_its_titles() {
    for name in ["unstoppable", "bitcoin-org", "bitbox"] {
        let Some(path) = data(&format!("articles/{name}.jsonl")) else { continue };
        let rows: Vec<serde_json::Value> = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(|it| serde_json::from_str(it).unwrap())
            .collect();
        let place = Folder::empty();
        let (imported, bundle) = brought(Kind::Jsonl, &path, &place);
        assert_eq!(imported.articles, rows.len());
        assert!(bundle.manifest.channels.is_empty());
        let wanted: BTreeSet<_> = rows.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids(&bundle), wanted, "{name}");
        let (mut found, mut asked) = (0, 0);
        for language in
            bundle.manifest.languages.iter().filter(|it| ["en", "zh-Hans"].contains(&it.tag.as_str()))
        {
            let index = bundle.index(&language.tag).unwrap();
            for row in rows.iter().filter(|it| it["lang"] == language.tag.as_str()) {
                let (id, title) = (row["id"].as_str().unwrap(), row["title"].as_str().unwrap());
                // Several articles may have the same title; any of them is right.
                let hits = index.search(title, &Context::default(), 3).hits;
                asked += 1;
                found += usize::from(hits.iter().any(|it| {
                    let entry = index.article(it.article).unwrap();
                    entry.id == id || entry.title == title
                }));
            }
        }
        println!("{name}: {found} of {asked} found by their titles within three");
        assert!(found * 100 >= asked * 97, "{name}: {found} of {asked}");
        for language in &bundle.manifest.languages {
            for position in 0..language.bodies.len() {
                for article in bundle.bodies(&language.tag, u32::try_from(position).unwrap()).unwrap() {
                    assert_allowed(&article.blocks, &article.id);
                }
            }
        }
    }
}

#[test]
fn rows_become_files_that_an_author_would_write() {
    let place = Folder::empty();
    place.put(
        "rows.jsonl",
        concat!(
            r#"{"id":"shop/en/pay/card","lang":"en","title":"My card\n was refused","body_markdown":"Try [the other](./fees.md).","category":"Pay & Cards","tags":["x"],"questions":["card declined","card declined"]}"#,
            "\n\n",
            r#"{"id":"shop/en/pay/fees","lang":"en","title":"Fees","body_markdown":"None.","category":"Pay & Cards","tags":[],"url_path":"/x"}"#,
            "\n",
            r#"{"id":"shop/de/pay/fees","lang":"de","title":"Gebühren","body_markdown":"Keine.","category":"Zahlen","tags":[]}"#,
            "\n",
        ),
    );
    let (imported, bundle) = brought(Kind::Jsonl, &place.join("rows.jsonl"), &place);
    assert_eq!(
        (imported.languages.join(" "), imported.topics.join(" ")),
        ("en de".into(), "pay-cards".into())
    );
    assert_eq!(
        place.get("imported/en/shop/pay/card.md"),
        "+++\nid = \"shop/en/pay/card\"\ntitle = \"My card was refused\"\ntopic = \"pay-cards\"\n\
         questions = [\"card declined\"]\n+++\n\nTry [the other](./fees.md).\n"
    );
    let topic = bundle.manifest.topic("pay-cards").unwrap();
    assert_eq!(
        (topic.title.get("en"), topic.title.get("de"), topic.icon.as_str()),
        ("Pay & Cards", "Zahlen", "other")
    );
    let article = bundle.article("en", "shop/en/pay/card").unwrap().unwrap();
    assert!(format!("{:?}", article.blocks).contains("Article(\"shop/en/pay/fees\")"));
    // Articles whose ids hold their language belong to it alone.
    assert_eq!(check(&place.join("imported")).unwrap().counts().0, 0);
}

#[test]
fn broken_rows_are_named_by_their_line() {
    for (rows, line, why) in [
        ("{\"id\": 1}", 1, "invalid type"),
        ("\n{\"id\":\"a\",\"title\":\"A\"}", 2, "body_markdown"),
        ("{\"id\":\"\",\"title\":\"A\",\"body_markdown\":\"\"}", 1, "empty"),
        ("{\"id\":\"a\",\"title\":\"A\",\"body_markdown\":\"\",\"lang\":\"../x\"}", 1, "language tag"),
        (
            "{\"id\":\"a\",\"title\":\"A\",\"body_markdown\":\"\"}\n{\"id\":\"a\",\"title\":\"B\",\"body_markdown\":\"\"}",
            2,
            "before",
        ),
        ("", 1, "no articles"),
    ] {
        let place = Folder::empty();
        place.put("rows.jsonl", rows);
        let failure =
            import(Kind::Jsonl, &place.join("rows.jsonl"), &place.join("out"), "en").unwrap_err();
        assert!(failure.to_string().contains(&format!("rows.jsonl:{line}: ")), "{failure}");
        assert!(failure.to_string().contains(why), "{failure}");
        assert!(!place.join("out").exists());
    }
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let place = Folder::empty();
    place.put("rows.jsonl", "{\"id\":\"a\",\"title\":\"A\",\"body_markdown\":\"\"}");
    place.put("out/mine.md", "mine");
    let failure = import(Kind::Jsonl, &place.join("rows.jsonl"), &place.join("out"), "en").unwrap_err();
    assert!(matches!(failure, Failure::InUse(_)));
    assert_eq!(place.get("out/mine.md"), "mine");
}

#[test]
fn folders_of_markdown_keep_their_links_and_their_front_matter() {
    let place = Folder::empty();
    place.put("docs/README.md", "# How we write");
    place.put(
        "docs/guides/first-steps.md",
        "# First steps\n\nSee [cards](cards.md) and [fees](../fees.md).\n",
    );
    place.put(
        "docs/guides/cards.md",
        "---\ntitle: \"Cards: all about them\"\ncategory: Paying\nlastmod: 2026-11-20T10:00:00Z\nweight: 3\nquestions:\n  - card refused\n---\nText.\n",
    );
    place.put("docs/fees.md", "+++\ntitle = \"Fees\"\nscreens = [\"fees\"]\n+++\nNone.\n");
    place.put("docs/secret.md", "---\ndraft: true\n---\nNot yet.\n");
    place.put("docs/zh-CN/fees.md", "# 费用\n\n没有。\n");
    place.put("docs/rule.md", "---\n\nOnly a rule above.\n");
    let (imported, bundle) = brought(Kind::Markdown, &place.join("docs"), &place);
    assert_eq!(
        imported.dropped,
        [
            ("README.md".to_owned(), "a readme is no article".to_owned()),
            ("guides/cards".to_owned(), "front matter: weight".to_owned()),
            ("secret".to_owned(), "a draft".to_owned()),
        ]
    );
    let wanted = ["fees", "guides/cards", "guides/first-steps", "rule"].map(str::to_owned);
    assert_eq!(ids(&bundle), BTreeSet::from(wanted));
    let first = bundle.article("en", "guides/first-steps").unwrap().unwrap();
    assert_eq!((first.title.as_str(), first.topic.as_str()), ("First steps", "guides"));
    let blocks = format!("{:?}", first.blocks);
    assert!(
        blocks.contains("Article(\"guides/cards\")") && blocks.contains("Article(\"fees\")"),
        "{blocks}"
    );
    assert!(!blocks.contains("Heading"), "the title stands twice: {blocks}");
    let cards = bundle.article("en", "guides/cards").unwrap().unwrap();
    assert_eq!((cards.title.as_str(), cards.topic.as_str()), ("Cards: all about them", "paying"));
    assert_eq!(cards.updated.as_deref(), Some("2026-11-20"));
    assert_eq!(bundle.article("zh-CN", "fees").unwrap().unwrap().title, "费用");
}

#[test]
fn our_own_knowledge_survives_being_imported() {
    let place = Folder::sound();
    let (imported, bundle) = {
        let (dir, out) = (place.join("again"), place.join("kb"));
        // Forms and channels are no articles; the folder they stand in holds none.
        let imported = import(Kind::Markdown, place.path(), &dir, "en").unwrap();
        build(&dir, &out, Options::default()).unwrap();
        (imported, open(&out).unwrap())
    };
    assert_eq!(imported.dropped, []);
    assert_eq!(imported.languages, ["en", "zh-CN"]);
    assert_eq!(imported.topics, ["fees", "withdraw"]);
    let article = bundle.article("en", "withdraw/pending").unwrap().unwrap();
    assert!(format!("{:?}", article.blocks).contains("Article(\"fees/cost\")"));
}

#[test]
fn a_help_center_keeps_text_links_and_topics() {
    let place = Folder::empty();
    let export = serde_json::json!({
        "articles": [
            {"id": 101, "title": "Refunds", "locale": "en-us", "section_id": 7, "draft": false,
             "updated_at": "2026-10-02T08:00:00Z",
             "body": "<h1>Refunds</h1><p>Wait <strong>5 days</strong>. See <a href=\"https://shop.example/hc/en-us/articles/102-Fees#x\">fees</a> \
                      or <a href=\"https://shop.example/more\">more</a>.</p><img src=\"https://shop.example/p.png\" alt=\"A refund\">\
                      <div class=\"callout-warning\">Never share a code.</div><iframe src=\"https://v.example\"></iframe>\
                      <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"},
            {"id": 102, "title": "Fees", "locale": "en-us", "section_id": 8, "draft": false, "body": "<p>None.</p>"},
            {"id": 103, "title": "Later", "locale": "en-us", "section_id": 8, "draft": true, "body": ""},
            {"id": 101, "title": "退款", "locale": "zh-cn", "section_id": 9, "body": "<p>请等 5 天。</p>"}
        ],
        "sections": [{"id": 7, "name": "Money back", "category_id": 1}, {"id": 8, "name": "Costs"}, {"id": 9, "name": "退钱"}],
        "categories": [{"id": 1, "name": "All"}]
    });
    place.put("export.json", &export.to_string());
    let (imported, bundle) = brought(Kind::Zendesk, &place.join("export.json"), &place);
    assert_eq!(imported.topics, ["money-back", "costs"]);
    let dropped: Vec<_> = imported.dropped.iter().map(|(id, what)| format!("{id}: {what}")).collect();
    assert_eq!(dropped.len(), 3, "{dropped:#?}");
    assert!(dropped[0].contains("103: a draft"));
    assert!(
        dropped.iter().any(|it| it.contains("<iframe>"))
            && dropped.iter().any(|it| it.contains("p.png"))
    );
    assert_eq!(
        place.get("imported/en-US/money-back/refunds.md"),
        "+++\nid = \"101\"\ntitle = \"Refunds\"\ntopic = \"money-back\"\nupdated = \"2026-10-02\"\n+++\n\n\
         ## Refunds\n\nWait **5 days**. See [fees](../costs/fees.md) or [more](https://shop.example/more).\n\n\
         A refund\n\n> [!WARNING]\n> Never share a code.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    );
    let article = bundle.article("en", "101").unwrap().unwrap();
    assert!(format!("{:?}", article.blocks).contains("Article(\"102\")"));
    assert_eq!(bundle.article("zh-CN", "101").unwrap().unwrap().topic, "money-back");
}

#[test]
fn hostile_html_comes_in_as_text() {
    for (path, member) in [
        ("security/sanitise/dompurify-expect.json", "payload"),
        ("security/sanitise/owasp-xss-filter-evasion.json", "payload"),
        ("security/markdown/commonmark-0.31.2.json", "html"),
    ] {
        let Some(rows) = json(path) else { continue };
        let articles: Vec<_> = texts(&rows, member)
            .into_iter()
            .enumerate()
            .map(|(at, body)| serde_json::json!({"id": at, "title": format!("Row {at}"), "body": body}))
            .collect();
        let place = Folder::empty();
        place.put("export.json", &serde_json::to_string(&articles).unwrap());
        let (imported, bundle) = brought(Kind::Zendesk, &place.join("export.json"), &place);
        assert_eq!(imported.articles, articles.len());
        for position in 0..bundle.manifest.languages[0].bodies.len() {
            for article in bundle.bodies("en", u32::try_from(position).unwrap()).unwrap() {
                assert_allowed(&article.blocks, &article.id);
            }
        }
    }
}
