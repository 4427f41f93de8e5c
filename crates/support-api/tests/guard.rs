//! The server is the second net: a secret that got past the widget is refused and kept nowhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::{StatusCode, World, ticket};

/// A published test vector of BIP-39; nobody's money.
const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

/// Puts the phrase somewhere into a report.
type Change = fn(&mut Value);

#[tokio::test]
async fn a_secret_is_refused_in_every_text_and_kept_nowhere() {
    let world = World::new();
    let set: [(&str, Change); 9] = [
        ("/answers/story", |it| it["answers"]["story"] = json!(format!("please help {PHRASE} thanks"))),
        ("/answers/line", |it| it["answers"]["line"] = json!(PHRASE)),
        ("/answers", |it| {
            it["knowledge"] = json!("other");
            it["answers"][PHRASE] = json!("x");
        }),
        ("/context/screen", |it| it["context"]["screen"] = json!(PHRASE)),
        ("/context/error/message", |it| it["context"]["error"]["message"] = json!(PHRASE)),
        ("/context/transaction", |it| it["context"]["transaction"] = json!(PHRASE)),
        ("/context/account/name", |it| it["context"]["account"] = json!({ "name": PHRASE })),
        ("/context/asset", |it| it["context"]["asset"] = json!(PHRASE)),
        ("/knowledge", |it| it["knowledge"] = json!(PHRASE)),
    ];
    for (at, (pointer, change)) in set.into_iter().enumerate() {
        let mut body = json!({ "topic": "pay", "language": "en", "answers": {} });
        change(&mut body);
        let answer = world.submit(&at.to_string(), &body).await;
        let problem = answer.is_problem(422, "contains-secret");
        assert_eq!(answer.fields(), [(pointer.to_owned(), "recovery-phrase".to_owned())], "{problem}");
        assert!(!problem.to_string().contains("sausage"));
    }
    assert_eq!((world.count("tickets"), world.count("requests")), (0, 0));
    for file in fs::read_dir(world.folder.path()).unwrap().flatten().filter(|it| it.path().is_file()) {
        let bytes = fs::read(file.path()).unwrap();
        assert!(!bytes.windows(7).any(|it| it == b"sausage"), "{:?} holds it", file.path());
    }
}

#[tokio::test]
async fn hashes_and_plain_words_pass() {
    let world = World::new();
    let hash = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060";
    let mut body = ticket();
    body["answers"]["hash"] = json!(hash);
    body["context"]["transaction"] = json!(hash);
    body["context"]["error"]["message"] = json!("Enter your recovery phrase only in the wallet itself");
    assert_eq!(world.submit("key", &body).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn labelled_secrets_are_refused_with_their_kind_only() {
    const FILE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/security/secrets/labelled/guard-testset.jsonl"
    );
    let Ok(rows) = fs::read_to_string(FILE) else {
        println!("skipped: {FILE} is not there");
        return;
    };
    let world = World::new();
    let (mut refused, mut secrets, mut harmless) = (0, 0, 0);
    // A tenth is enough: the guard's own tests go through all.
    for (at, row) in rows.lines().step_by(10).enumerate() {
        let row: Value = serde_json::from_str(row).unwrap();
        let text = row["text"].as_str().unwrap();
        let body = json!({ "topic": "pay", "language": "en", "answers": { "story": text } });
        if text.chars().count() > 4000 {
            continue;
        }
        let answer = world.submit(&format!("key-{at}"), &body).await;
        if row["label"] == "benign" {
            assert_eq!(answer.status, StatusCode::CREATED, "{}: {text}", row["id"]);
            harmless += 1;
        } else if row["tier"] == "plain" && row["label"] == "secret" {
            secrets += 1;
            if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
                let shown = answer.is_problem(422, "contains-secret").to_string();
                assert!(!shown.contains(text));
                refused += 1;
            }
        }
    }
    println!("{refused} of {secrets} secrets refused, {harmless} harmless texts taken");
    assert!(secrets > 200 && harmless > 200);
    // Chinese phrases without blanks are a matter of asking, not of refusing.
    assert!(refused * 100 >= secrets * 97, "{refused} of {secrets}");
}
