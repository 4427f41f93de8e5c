//! Bundles: the same files give the same bytes, what is written can be opened, and nothing foreign is harmed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/folder.rs"]
mod folder;

use std::{collections::BTreeMap, fs, path::Path};

use folder::Folder;
use help_content::{Failure, Options, build, bundle::SigningKey, open};
use help_core::{Context, article::Block, context::ErrorContext, manifest::Fit};

fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(dir)
        .unwrap()
        .map(|it| it.unwrap())
        .map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap()))
        .collect()
}

#[test]
fn the_same_knowledge_gives_the_same_bytes() {
    let (one, two) = (Folder::sound(), Folder::sound());
    let out = tempfile::tempdir().unwrap();
    let (a, b) = (out.path().join("a"), out.path().join("b"));
    let first = build(one.path(), &a, Options::default()).unwrap();
    let second = build(two.path(), &b, Options::default()).unwrap();
    assert_eq!(files(&a), files(&b));
    assert_eq!(first.version, second.version);
    one.edit("en/fees/cost.md", "It depends", "It always depends");
    let third = build(one.path(), &a, Options::default()).unwrap();
    assert_ne!(third.version, first.version);
}

#[test]
fn what_is_built_can_be_opened() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    let kb = out.path().join("deep/kb");
    build(folder.path(), &kb, Options::default()).unwrap();
    let bundle = open(&kb).unwrap();
    let manifest = &bundle.manifest;
    let tags: Vec<_> = manifest.languages.iter().map(|it| (it.tag.as_str(), it.articles)).collect();
    assert_eq!(tags, [("en", 2), ("zh-CN", 2)]);
    let topics: Vec<_> = manifest.topics.iter().map(|it| (it.id.as_str(), it.flow)).collect();
    assert_eq!(topics, [("withdraw", true), ("fees", false)]);
    assert_eq!((manifest.channels.len(), manifest.notices.len()), (1, 1));
    assert_eq!(bundle.fees().unwrap().unwrap().withdrawal.len(), 1);

    let index = bundle.index("zh").unwrap();
    let hits = index.search("提现处理", &Context::default(), 3).hits;
    assert_eq!(index.article(hits[0].article).unwrap().id, "withdraw/pending");
    let article = bundle.article("en-GB", "withdraw/pending").unwrap().unwrap();
    assert_eq!(article.title, "My withdrawal is pending");
    assert!(matches!(article.first_steps(), Some(Block::Steps(1, items)) if items.len() == 2));
    assert_eq!(article.related, ["fees/cost"]);
    assert_eq!(bundle.article("en", "nothing").unwrap(), None);
    assert!(matches!(bundle.index("de"), Err(Failure::Language { .. })));

    let flows = bundle.flows("zh-CN").unwrap();
    assert_eq!(flows.len(), 1);
    assert_eq!((flows[0].topic.as_str(), flows[0].title.as_str()), ("withdraw", "报告"));
    let attached: Vec<_> = flows[0].attach.iter().map(|it| it.member.name()).collect();
    assert_eq!(attached, ["screen", "error.code", "error.message"]);
}

#[test]
fn the_manifest_answers_an_error_before_any_index_is_there() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), &out.path().join("kb"), Options::default()).unwrap();
    let manifest = open(&out.path().join("kb")).unwrap().manifest;
    let error = |code: Option<&str>, message: Option<&str>| Context {
        error: Some(ErrorContext { code: code.map(Into::into), message: message.map(Into::into) }),
        ..Context::default()
    };
    for context in [
        error(Some("wd_pending"), None),
        error(None, Some("This is still pending.")),
        error(None, Some("还在处理中")),
    ] {
        let fitting = manifest.fitting(&context);
        assert_eq!(fitting.len(), 1);
        assert_eq!((fitting[0].0, fitting[0].1.id.as_str()), (Fit::Error, "withdraw/pending"));
        assert_eq!(fitting[0].1.title.get("zh-CN"), "提现还在处理中");
        assert_eq!(fitting[0].1.bodies["en"], 0);
    }
}

#[test]
fn many_articles_stand_in_many_files_and_each_is_found_in_its_own() {
    let folder = Folder::sound();
    for number in 0..300 {
        let text =
            folder::COST.replace("What does a transfer cost", &format!("Question number {number}"));
        let text = text.replace("It depends", &"It depends on many things. ".repeat(20));
        folder.put(&format!("en/more/{number:03}.md"), &text);
    }
    let out = tempfile::tempdir().unwrap();
    let kb = out.path().join("kb");
    build(folder.path(), &kb, Options::default()).unwrap();
    let bundle = open(&kb).unwrap();
    let language = bundle.language("en").unwrap().clone();
    assert_eq!(language.articles, 302);
    assert!(language.bodies.len() > 2);
    assert!(language.bodies.iter().all(|it| it.bytes < 52 * 1024), "{:?}", language.bodies);
    let index = bundle.index("en").unwrap();
    let mut number = 0;
    for position in 0..language.bodies.len() {
        for article in bundle.bodies("en", u32::try_from(position).unwrap()).unwrap() {
            let entry = index.article(number).unwrap();
            assert_eq!((entry.id, entry.body as usize), (article.id.as_str(), position));
            number += 1;
        }
    }
    assert_eq!(number, 302);
}

#[test]
fn rebuilding_leaves_only_what_the_manifest_names() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    fs::write(out.path().join("robots.txt"), "mine").unwrap();
    let before = files(out.path());
    folder.edit("en/fees/cost.md", "It depends", "It always depends");
    build(folder.path(), out.path(), Options::default()).unwrap();
    let after = files(out.path());
    assert_eq!(after.len(), before.len(), "{:?}", after.keys());
    assert_eq!(after["robots.txt"], b"mine");
    let bundle = open(out.path()).unwrap();
    for language in &bundle.manifest.languages {
        bundle.index(&language.tag).unwrap();
        bundle.bodies(&language.tag, 0).unwrap();
        bundle.flows(&language.tag).unwrap();
    }
}

#[test]
fn other_peoples_folders_are_left_alone() {
    let folder = Folder::sound();
    for (name, text) in [("index.html", "mine"), ("manifest.json", "{\"name\": \"an app\"}")] {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join(name), text).unwrap();
        let failure = build(folder.path(), out.path(), Options::default()).unwrap_err();
        assert!(matches!(failure, Failure::Occupied(_)), "{failure}");
        assert_eq!(files(out.path()), BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]));
    }
}

#[test]
fn a_broken_folder_changes_nothing() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    let before = files(out.path());
    folder.edit("en/fees/cost.md", "topic = \"fees\"", "topic = \"feez\"");
    let failure = build(folder.path(), out.path(), Options::default()).unwrap_err();
    assert!(failure.to_string().contains("did you mean `fees`?"), "{failure}");
    assert_eq!(files(out.path()), before);
}

#[test]
fn a_changed_byte_is_noticed() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    for name in files(out.path()).into_keys().filter(|it| it != "manifest.json") {
        let path = out.path().join(&name);
        let good = fs::read(&path).unwrap();
        let mut bad = good.clone();
        let middle = bad.len() / 2;
        bad[middle] ^= 1;
        fs::write(&path, &bad).unwrap();
        let bundle = open(out.path()).unwrap();
        let failed = [
            bundle.index("en").is_err(),
            bundle.index("zh-CN").is_err(),
            bundle.bodies("en", 0).is_err(),
            bundle.bodies("zh-CN", 0).is_err(),
            bundle.flows("en").is_err(),
            bundle.flows("zh-CN").is_err(),
            bundle.fees().is_err(),
        ];
        assert_eq!(failed.iter().filter(|it| **it).count(), 1, "{name}");
        fs::write(&path, &good).unwrap();
    }
}

#[test]
fn a_newer_bundle_is_refused() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    let path = out.path().join("manifest.json");
    let text = fs::read_to_string(&path).unwrap().replace("\"format\":1,", "\"format\":99,");
    fs::write(&path, text).unwrap();
    assert!(matches!(open(out.path()), Err(Failure::Format { found: 99, .. })));
    assert!(matches!(open(folder.path()), Err(Failure::NotABundle { .. })));
}

#[test]
fn a_signature_comes_and_goes_with_its_key() {
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    let key = SigningKey::generate().unwrap();
    let signed = Options { sign: Some(&key), ..Options::default() };
    build(folder.path(), out.path(), signed).unwrap();
    let now = files(out.path());
    assert_eq!(now["manifest.sig"], key.sign(&now["manifest.json"]).into_bytes());
    build(folder.path(), out.path(), Options::default()).unwrap();
    assert!(!files(out.path()).contains_key("manifest.sig"));
}

#[test]
fn pictures_come_along_under_their_hash() {
    // A GIF of one pixel (GIF89a, section 18 and following), written out by hand.
    const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
    let folder = Folder::sound();
    fs::write(folder.join("en/fees/dot.gif"), PIXEL).unwrap();
    folder.put("en/fees/fake.png", "<svg onload=alert(1)>");
    folder.edit("en/fees/cost.md", "It depends", "![A dot](dot.gif) ![Fake](fake.png) It depends");
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    let article = open(out.path()).unwrap().article("en", "fees/cost").unwrap().unwrap();
    let json = serde_json::to_string(&article.blocks).unwrap();
    let name = files(out.path()).into_keys().find(|it| it.starts_with("image-")).unwrap();
    assert!(
        json.contains(&format!("{{\"src\":\"{name}\",\"alt\":\"A dot\",\"width\":1,\"height\":1}}")),
        "{json}"
    );
    assert!(json.contains("Fake It depends"), "{json}");
    assert_eq!(files(out.path())[&name], PIXEL);
}

#[test]
fn only_pictures_are_pictures() {
    let folder = Folder::sound();
    // A drawing that some readers would measure, a page under a picture's name, and no picture at all.
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script>alert(1)</script></svg>";
    folder.put("en/fees/drawing.svg", drawing);
    folder.put("en/fees/page.png", "<!DOCTYPE html><script>alert(1)</script>");
    fs::write(folder.join("en/fees/dot.svg"), b"GIF89a\x01\x00\x01\x00\x80\x00\x00").unwrap();
    let text = "![One](drawing.svg) ![Two](page.png) ![Three](dot.svg) ![Four](data:image/gif;base64,R0lGODlh) It depends";
    folder.edit("en/fees/cost.md", "It depends", text);
    let out = tempfile::tempdir().unwrap();
    build(folder.path(), out.path(), Options::default()).unwrap();
    let article = open(out.path()).unwrap().article("en", "fees/cost").unwrap().unwrap();
    let json = serde_json::to_string(&article.blocks).unwrap();
    assert!(json.contains("One Two Three Four It depends") && !json.contains("image"), "{json}");
    assert!(files(out.path()).into_keys().all(|it| !it.starts_with("image-")));
}
