//! What people sent goes when they say so, or when its time is over: rows, log, free pages and files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{fs, path::Path, sync::atomic::Ordering};

use help_support_api::Agent;
use serde_json::{Value, json};
use support::{Method, StatusCode, World, identity, ticket, tus};

const CANARIES: [&str; 4] = ["canary-story", "canary-reply", "canary-note", "canary-name"];

fn ann() -> Agent {
    Agent { account: "ann".into(), name: "Ann".into() }
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A ticket with canaries everywhere; its path and what opens it.
async fn planted(world: &World, bearer: &str) -> (String, String) {
    let file = tus::upload(world, &picture(), "canary-name.png", "").await.unwrap();
    let mut report = ticket();
    report["context"]["error"]["message"] = json!("canary-story of the error");
    report["context"]["version"] = json!("4.12.0");
    report["device"] = json!({ "os": "Android", "browser": "canary-story 156" });
    report["attachments"] = json!([file]);
    report["consent"] = json!({ "notice": "1", "at": "2026-11-20T12:00:00Z",
                                "switches": { "context.error.message": true, "context.screen": false } });
    let receipt = world.post("/v1/tickets", bearer, "key", &report).await;
    assert_eq!(receipt.status, StatusCode::CREATED);
    let receipt = receipt.json();
    let id = receipt["id"].as_str().unwrap();
    let own = match receipt["token"].as_str().unwrap() {
        "" => bearer.to_owned(),
        token => format!("Bearer {token}"),
    };
    let path = format!("/v1/tickets/{id}");
    // Enough that pages are split and freed.
    for at in 0..30 {
        let text = format!("canary-story {at} {}", "x".repeat(500));
        let body = json!({ "text": text });
        world.post(&format!("{path}/messages"), &own, &format!("m{at}"), &body).await;
    }
    world.app.desk().reply(&ann(), id, "canary-reply", false).await.unwrap();
    world.app.desk().note(&ann(), id, "canary-note").await.unwrap();
    (path, own)
}

/// The canaries that any file below the folder holds.
fn found(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if file.is_dir() {
            found.extend(self::found(&file));
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        for canary in CANARIES {
            if bytes.windows(canary.len()).any(|it| it == canary.as_bytes()) {
                found.push(format!("{canary} in {}", file.display()));
            }
        }
    }
    found
}

fn pictures(world: &World) -> usize {
    fs::read_dir(world.config.files.join("stored")).unwrap().count()
}

#[tokio::test]
async fn an_erased_ticket_leaves_nothing_behind() {
    let world = World::new();
    world.sent("other").await;
    for bearer in [String::new(), identity::bearer("ann")] {
        let (path, own) = planted(&world, &bearer).await;
        assert!(found(world.folder.path()).len() >= CANARIES.len(), "the search finds what is there");
        assert_eq!(pictures(&world), 1);
        let headers = [("authorization", own.as_str())];
        let gone = world.send(Method::DELETE, &path, &headers, "").await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(found(world.folder.path()), Vec::<String>::new());
        assert_eq!((pictures(&world), world.count("files"), world.count("messages")), (0, 0, 0));
        world.get_as(&path, &own).await.is_problem(404, "not-found");
        world.send(Method::DELETE, &path, &headers, "").await.is_problem(404, "not-found");
        assert_eq!(world.count("tickets"), 1, "another's stays");
    }
    assert_eq!(world.count("requests"), 1);
}

#[tokio::test]
async fn settled_tickets_go_after_their_time_and_open_ones_stay() {
    const DAY: i64 = 86_400;
    let world = World::with(|config| config.keep_days = 30);
    let (path, own) = planted(&world, "").await;
    let (open, _) = world.sent("open").await;
    world.post(&format!("{path}/solved"), &own, "", &Value::Null).await;
    world.now.fetch_add(30 * DAY, Ordering::Relaxed);
    assert_eq!(world.app.forget_settled().await, 0);
    world.now.fetch_add(1, Ordering::Relaxed);
    assert_eq!(world.app.forget_settled().await, 1);
    assert_eq!((found(world.folder.path()), pictures(&world)), (vec![], 0));
    let left: String =
        world.database().query_row("SELECT id FROM tickets", [], |it| it.get(0)).unwrap();
    assert_eq!(left, open);
    world.now.fetch_add(1000 * DAY, Ordering::Relaxed);
    assert_eq!(world.app.forget_settled().await, 0);
}

#[tokio::test]
async fn what_was_agreed_to_can_be_taken_back() {
    let world = World::new();
    let (path, own) = planted(&world, "").await;
    let before = world.get_as(&path, &own).await.json();
    assert_eq!(before["report"]["consent"]["switches"]["context.error.message"], true);
    let back = world.post(&format!("{path}/withdraw"), &own, "", &Value::Null).await;
    assert_eq!(back.status, StatusCode::NO_CONTENT);
    let after = world.get_as(&path, &own).await.json();
    assert_eq!(before["report"]["device"]["os"], "Android");
    assert_eq!((after["report"].get("context"), after["report"].get("device")), (None, None));
    assert_eq!(
        after["report"]["consent"]["switches"],
        json!({ "context.error.message": false, "context.screen": false })
    );
    assert_eq!(after["report"]["answers"], before["report"]["answers"], "their words stay");
    let database = fs::read(world.folder.path().join("support.db")).unwrap();
    let held = |what: &str| database.windows(what.len()).any(|it| it == what.as_bytes());
    assert!(held("0xabcd") && !held("canary-story of the error") && !held("canary-story 156"));
}
