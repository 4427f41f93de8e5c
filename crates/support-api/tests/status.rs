//! Who is there, what is disturbed, whether articles helped, and whether the service is well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use support::{Method, NOON, StatusCode, World, ticket};

#[tokio::test]
async fn the_status_tells_who_is_there_and_when_that_changes() {
    let world = World::new();
    let status = world.get("/v1/status").await.json();
    // Noon in London is 20:00 in Shanghai, where the desk closes at 22:00.
    assert_eq!(
        status["channels"],
        json!([
            { "id": "web", "open": true, "changes": "2026-11-20T14:00:00Z", "reply_minutes": 120 },
            { "id": "phone", "open": false, "changes": "2026-11-20T13:00:00Z", "reply_minutes": 65 },
            { "id": "chat", "open": true, "changes": "2026-11-20T17:00:00Z", "reply_minutes": 2 },
        ])
    );
    assert_eq!((&status["open"], &status["reply_minutes"]), (&json!(true), &json!(120)));
    let notices: Vec<&Value> =
        status["notices"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(notices, ["now"]);
}

#[tokio::test]
async fn receipt_and_status_promise_the_same() {
    let world = World::new();
    for (hours_later, expected) in [(0, 120), (1, 60 * 60), (3, 59 * 60), (24, 38 * 60)] {
        world.now.store(support::NOON + hours_later * 3600, Ordering::Relaxed);
        let status = world.get("/v1/status").await.json();
        let receipt = world.submit(&hours_later.to_string(), &ticket()).await.json();
        let seconds =
            |member: &str| help_core::time::seconds(receipt[member].as_str().unwrap()).unwrap();
        let promised = (seconds("reply_by") - seconds("received")) / 60;
        assert_eq!(
            (promised, status["reply_minutes"].as_i64()),
            (expected, Some(expected)),
            "{hours_later}"
        );
    }
    // On Saturday the desk is closed, and so is the phone.
    world.now.store(support::NOON + 30 * 3600, Ordering::Relaxed);
    let status = world.get("/v1/status").await.json();
    assert_eq!((&status["open"], &status["notices"]), (&json!(false), &json!([])));
}

#[tokio::test]
async fn votes_are_counted_and_nothing_else_is_kept() {
    let world = World::new();
    let vote = |body: Value| {
        let world = &world;
        async move {
            let headers = [("content-type", "application/json")];
            world.send(Method::POST, "/v1/feedback", &headers, body.to_string()).await
        }
    };
    for helped in [true, true, false] {
        let body = json!({ "article": "pay/failed", "language": "en", "helped": helped });
        let answer = vote(body).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0));
    }
    let row: (String, String, String, i64, i64) = world
        .database()
        .query_row("SELECT day, article, language, helped, not_helped FROM feedback", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .unwrap();
    assert_eq!(row, ("2026-11-20".into(), "pay/failed".into(), "en".into(), 2, 1));

    for (body, status, pointer) in [
        (json!({ "article": "no/such", "language": "en", "helped": true }), 422, "/article"),
        (json!({ "article": "pay/failed", "language": "xx", "helped": true }), 422, "/language"),
        (json!({ "article": "pay/failed", "language": "en", "helped": 1 }), 400, "/helped"),
        (
            json!({ "article": "pay/failed", "language": "en", "helped": true, "who": "me" }),
            400,
            "/who",
        ),
        (json!({ "article": "pay/failed", "language": "en" }), 400, ""),
    ] {
        let answer = vote(body).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.fields()[0].0, pointer);
    }
    assert_eq!(world.count("feedback"), 1);
}

#[tokio::test]
async fn the_service_says_that_it_is_well() {
    let world = World::new();
    assert_eq!(world.get("/healthz").await.json(), json!({ "status": "ok" }));
}

#[tokio::test]
async fn the_promise_follows_what_was_measured_once_there_is_enough() {
    let world = World::new();
    // Noon in UTC is 20:00 at the desk, which says 120 minutes. Twenty reports of other days were
    // answered within 5 to 24 minutes, at this time of day.
    let answered = |world: &World, numbers: std::ops::Range<i64>| {
        let database = world.database();
        for n in numbers {
            let received = NOON - (7 + n % 5) * 86_400;
            database
                .execute(
                    "INSERT INTO tickets (id, number, token_until, state, topic, language, received,
                         updated, report) VALUES (?1, ?1, 0, 'answered', 'pay', 'en', ?2, ?2, '{}')",
                    (format!("t{received}-{n}"), received),
                )
                .unwrap();
            let ticket = database.last_insert_rowid();
            for (author, minutes) in [("note", 1), ("support", 5 + n), ("support", 90)] {
                database
                    .execute(
                        "INSERT INTO messages (id, ticket, author, text, at) VALUES (?1, ?2, ?3, 'x', ?4)",
                        (format!("m{ticket}-{author}-{minutes}"), ticket, author, received + minutes * 60),
                    )
                    .unwrap();
            }
        }
    };
    answered(&world, 0..19);
    assert_eq!(world.get("/v1/status").await.json()["reply_minutes"], 120);
    answered(&world, 19..20);
    // A measurement holds for some minutes.
    assert_eq!(world.get("/v1/status").await.json()["reply_minutes"], 120);
    world.now.fetch_add(300, Ordering::Relaxed);
    let status = world.get("/v1/status").await.json();
    // Sixteen of the twenty were answered within as many minutes.
    assert_eq!(status["reply_minutes"], 20);
    assert_eq!(status["channels"][0]["typical_minutes"], 20);
    assert_eq!(status["channels"][1].get("typical_minutes"), None);
    let receipt = world.submit("key", &ticket()).await.json();
    assert_eq!(receipt["reply_by"], "2026-11-20T12:25:00Z");
}
