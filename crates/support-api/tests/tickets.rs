//! A report is taken once, kept whole, and given back only to whoever holds its token.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::atomic::Ordering;

use axum::body::Body;
use help_support_api::is_number;
use serde_json::{Value, json};
use support::{Method, Request, StatusCode, World, ticket};

#[tokio::test]
async fn a_report_is_stored_and_read_back_with_its_token() {
    let world = World::new();
    let answer = world.submit("key-1", &ticket()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("cache-control"), "no-store");
    let receipt = answer.json();
    assert!(is_number("HW", receipt["number"].as_str().unwrap()), "{receipt}");
    assert_eq!(receipt["received"], "2026-11-20T12:00:00Z");
    // Two staffed hours later: 20:00 to 22:00 in Shanghai.
    assert_eq!(receipt["reply_by"], "2026-11-20T14:00:00Z");

    let (id, token) = (receipt["id"].as_str().unwrap(), receipt["token"].as_str().unwrap());
    let read = world.read(id, token).await;
    assert_eq!(read.status, StatusCode::OK);
    let read = read.json();
    assert_eq!(read["report"], ticket());
    assert_eq!(read["standing"]["state"], "open");
    assert_eq!(read["standing"]["reply_by"], receipt["reply_by"]);
    for member in ["id", "number", "received"] {
        assert_eq!(read[member], receipt[member]);
    }
}

#[tokio::test]
async fn the_database_holds_the_report_and_no_token() {
    let world = World::new();
    let receipt = world.submit("my-own-key-4711", &ticket()).await.json();
    let stored: String = world
        .database()
        .query_row(
            "SELECT report FROM tickets WHERE number = ?1",
            [receipt["number"].as_str()],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), ticket());
    for file in ["support.db", "support.db-wal"] {
        let bytes = std::fs::read(world.folder.path().join(file)).unwrap();
        for secret in [receipt["token"].as_str().unwrap(), "my-own-key-4711"] {
            let found = bytes.windows(secret.len()).any(|it| it == secret.as_bytes());
            assert!(!found, "{file} holds a secret in the clear");
        }
    }
}

#[tokio::test]
async fn the_same_key_and_body_get_the_same_bytes() {
    let world = World::new();
    let first = world.submit("key", &ticket()).await;
    world.now.fetch_add(86_400, Ordering::Relaxed);
    let again = world.submit("key", &ticket()).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    // Blanks and the order of members do not make another body.
    let spaced = serde_json::to_string_pretty(&ticket()).unwrap();
    let headers = [("content-type", "application/json"), ("idempotency-key", "key")];
    let again = world.send(Method::POST, "/v1/tickets", &headers, spaced).await;
    assert_eq!(again.body, first.body);
    assert_eq!((world.count("tickets"), world.count("requests")), (1, 1));
}

#[tokio::test]
async fn a_retry_is_answered_though_the_form_has_changed() {
    let world = World::new();
    let first = world.submit("key", &ticket()).await;
    let receipt = first.json();
    let path = world.config.knowledge.join("en/flows.2a3b4c5d6e7f.json");
    std::fs::write(path, r#"{"flows":[]}"#).unwrap();
    let reopened = World {
        router: help_support_api::router(help_support_api::App::open(&world.config).unwrap()),
        ..world
    };
    assert_eq!(reopened.submit("key", &ticket()).await.body, first.body);
    reopened.submit("other", &ticket()).await.is_problem(422, "invalid-ticket");
    let read = reopened.read(receipt["id"].as_str().unwrap(), receipt["token"].as_str().unwrap()).await;
    assert_eq!(read.status, StatusCode::OK);
}

#[tokio::test]
async fn a_key_is_for_one_body() {
    let world = World::new();
    world.submit("key", &ticket()).await;
    let mut other = ticket();
    other["answers"]["hash"] = json!("0xabce");
    world.submit("key", &other).await.is_problem(422, "key-reused");
    assert_eq!(world.count("tickets"), 1);
}

#[tokio::test]
async fn keys_are_required_short_and_visible() {
    let world = World::new();
    let json = ("content-type", "application/json");
    world
        .send(Method::POST, "/v1/tickets", &[json], ticket().to_string())
        .await
        .is_problem(400, "key-missing");
    let long = "k".repeat(300);
    let most = "k".repeat(255);
    for (key, expected) in [
        (long.as_bytes(), 400),
        (most.as_bytes(), 201),
        (b"", 400),
        (b"a\tb", 400),
        (b"a b", 400),
        ("schlüssel".as_bytes(), 400),
        (b"\xff\xfe", 400),
        (b"\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"", 201),
    ] {
        let request = Request::post("/v1/tickets")
            .header(json.0, json.1)
            .header("idempotency-key", key)
            .body(Body::from(ticket().to_string()))
            .unwrap();
        let answer = world.call(request).await;
        assert_eq!(answer.status.as_u16(), expected, "{}", String::from_utf8_lossy(key));
        if expected == 400 {
            answer.is_problem(400, "key-invalid");
        }
    }
    let headers = [json, ("idempotency-key", "a"), ("idempotency-key", "b")];
    let twice = world.send(Method::POST, "/v1/tickets", &headers, ticket().to_string()).await;
    twice.is_problem(400, "key-invalid");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_make_one_ticket() {
    let world = std::sync::Arc::new(World::new());
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let world = world.clone();
        tasks.spawn(async move { world.submit("one-key", &ticket()).await });
    }
    let answers = tasks.join_all().await;
    assert_eq!(answers.len(), 50);
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (StatusCode::CREATED, &answers[0].body));
    }
    assert_eq!(world.count("tickets"), 1);
}

#[tokio::test]
async fn what_is_wrong_is_named_by_its_place() {
    let world = World::new();
    let refused = |change: fn(&mut Value)| {
        let mut body = ticket();
        change(&mut body);
        let world = &world;
        async move {
            let answer = world.submit("key", &body).await;
            (answer.status.as_u16(), answer.json()["code"].clone(), answer.fields())
        }
    };
    let field = |pointer: &str, code: &str| vec![(pointer.to_owned(), code.to_owned())];
    for (change, status, code, fields) in [
        (
            (|it| it["answers"]["reason"] = json!("lost")) as fn(&mut Value),
            422,
            "invalid-ticket",
            field("/answers/reason", "not_an_option"),
        ),
        (
            |it| it["answers"]["hash"] = json!(""),
            422,
            "invalid-ticket",
            field("/answers/hash", "required"),
        ),
        (
            |it| it["answers"]["hash"] = json!("abc"),
            422,
            "invalid-ticket",
            field("/answers/hash", "pattern"),
        ),
        (
            |it| it["answers"]["when"] = json!("2026-11-20T13:00:00Z"),
            422,
            "invalid-ticket",
            field("/answers/when", "in_the_future"),
        ),
        (
            |it| it["answers"]["a/b~c"] = json!("x"),
            422,
            "invalid-ticket",
            field("/answers/a~1b~0c", "unknown_question"),
        ),
        (|it| it["topic"] = json!("weather"), 422, "invalid-ticket", field("/topic", "unknown")),
        (|it| it["reply_to"] = json!("nobody"), 422, "invalid-ticket", field("/reply_to", "invalid")),
        (
            |it| it["language"] = json!("a language"),
            422,
            "invalid-ticket",
            field("/language", "invalid"),
        ),
        (
            |it| it["context"]["error"]["message"] = json!("x".repeat(2001)),
            422,
            "invalid-ticket",
            field("/context/error/message", "too_long"),
        ),
        (|it| it["ip"] = json!("::1"), 400, "invalid-body", field("/ip", "unknown")),
        (
            |it| it["context"]["balance"] = json!("7"),
            400,
            "invalid-body",
            field("/context/balance", "unknown"),
        ),
        (|it| it["answers"]["hash"] = json!(7), 400, "invalid-body", field("/answers/hash", "invalid")),
        (|it| it["answers"] = json!([]), 400, "invalid-body", field("/answers", "invalid")),
    ] {
        assert_eq!(refused(change).await, (status, json!(code), fields.clone()), "{fields:?}");
    }
    assert_eq!(world.count("tickets"), 0);
}

#[tokio::test]
async fn a_form_of_another_version_is_held_to_the_limits_only() {
    let world = World::new();
    let mut old = ticket();
    old["knowledge"] = json!("v0");
    old["answers"] = json!({ "question-of-old": "still my words" });
    assert_eq!(world.submit("old", &old).await.status, StatusCode::CREATED);
    old["knowledge"] = json!("v1");
    world.submit("now", &old).await.is_problem(422, "invalid-ticket");
}

#[tokio::test]
async fn tokens_open_their_ticket_only_and_not_for_ever() {
    let world = World::new();
    let one = world.submit("one", &ticket()).await.json();
    let two = world.submit("two", &ticket()).await.json();
    let text = |value: &Value, member: &str| value[member].as_str().unwrap().to_owned();
    let nothing = world.read("0000000000000000000000000", "x").await;
    nothing.is_problem(404, "not-found");
    for (id, token) in [
        (text(&one, "id"), text(&two, "token")),
        (text(&one, "id"), String::new()),
        (text(&one, "id"), text(&one, "token").to_lowercase()),
        (text(&one, "id"), "x".repeat(10_000)),
        (text(&one, "number"), text(&one, "token")),
        ("unknown".into(), text(&one, "token")),
        ("%00".into(), text(&one, "token")),
    ] {
        let answer = world.read(&id, &token).await;
        assert_eq!((answer.status, answer.body), (nothing.status, nothing.body.clone()));
    }
    let open = world.get(&format!("/v1/tickets/{}", text(&one, "id"))).await;
    assert_eq!(open.body, nothing.body);
    assert_eq!(world.read(&text(&one, "id"), &text(&one, "token")).await.status, StatusCode::OK);
    world.now.fetch_add(30 * 86_400, Ordering::Relaxed);
    world.read(&text(&one, "id"), &text(&one, "token")).await.is_problem(404, "not-found");
}

#[tokio::test]
async fn keys_are_forgotten_after_thirty_days_and_tickets_stay() {
    let world = World::new();
    world.submit("one", &ticket()).await;
    world.now.fetch_add(30 * 86_400, Ordering::Relaxed);
    assert_eq!(world.app.forget_old().await, 0);
    world.now.fetch_add(1, Ordering::Relaxed);
    assert_eq!(world.app.forget_old().await, 1);
    assert_eq!((world.count("requests"), world.count("tickets")), (0, 1));
}

#[tokio::test]
async fn ids_and_numbers_follow_no_order() {
    let world = World::new();
    let mut receipts = Vec::new();
    for key in 0..40 {
        receipts.push(world.submit(&key.to_string(), &ticket()).await.json());
    }
    for member in ["id", "number", "token"] {
        let values: Vec<&str> = receipts.iter().map(|it| it[member].as_str().unwrap()).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), values.len(), "{member} repeats");
        assert_ne!(sorted, values, "{member} counts up");
    }
}
