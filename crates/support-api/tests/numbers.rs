//! The team's numbers: counted right, without anything a person wrote in a report, safe in spreadsheets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use help_support_api::numbers;
use serde_json::json;
use support::{Answer, Method, NOON, StatusCode, World, ticket};

async fn ask(world: &World, body: serde_json::Value) -> Answer {
    let headers = [("content-type", "application/json")];
    world.send(Method::POST, "/v1/questions", &headers, body.to_string()).await
}

#[tokio::test]
async fn questions_are_counted_and_what_may_be_personal_is_not_kept() {
    let world = World::new();
    for (body, status) in [
        (json!({ "text": "withdrawal  stuck", "language": "en" }), 204),
        (json!({ "text": "withdrawal stuck", "language": "en" }), 204),
        (
            json!({ "text": "=1+1 wrong network", "language": "en", "article": "withdraw/wrong-network" }),
            204,
        ),
        (json!({ "text": "where is 0xab12cd34ab12cd34ab12cd34", "language": "en" }), 204),
        (json!({ "text": "mail me at ann@mail.example", "language": "en" }), 204),
        (json!({ "text": "my pin is 4821", "language": "en" }), 422),
        (json!({ "text": " ", "language": "en" }), 422),
        (json!({ "text": "x".repeat(201), "language": "en" }), 422),
        (json!({ "text": "x", "language": "fr" }), 422),
        (json!({ "text": "x", "language": "en", "article": "no/such" }), 422),
        (json!({ "text": "x", "language": "en", "who": "ann" }), 400),
    ] {
        let answer = ask(&world, body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
    }
    assert_eq!(world.count("questions"), 2);
    let numbers = numbers::read(&world.config.database, Some("2026-11-20"), Some("2026-11-20")).await;
    let numbers = numbers.unwrap();
    let unanswered: Vec<_> = numbers.unanswered().map(|it| (it.text.as_str(), it.count)).collect();
    assert_eq!(unanswered, [("withdrawal stuck", 2)]);
    assert_eq!(numbers.asked().1, 2);
    let lesson = numbers.lessons().next().unwrap();
    assert_eq!(
        serde_json::to_value(lesson).unwrap(),
        json!({ "text": "=1+1 wrong network", "lang": "en", "article": "withdraw/wrong-network", "count": 1 })
    );
    // They go after a year and a little.
    world.now.store(NOON + 402 * 86_400, std::sync::atomic::Ordering::Relaxed);
    world.app.forget_old().await;
    assert_eq!(world.count("questions"), 0);
}

#[tokio::test]
async fn reports_are_counted_by_topic() {
    let world = World::new();
    for (key, text) in [("1", "a"), ("2", "b"), ("3", "c")] {
        let mut ticket = ticket();
        if text == "c" {
            ticket =
                json!({ "topic": "pay", "language": "en", "answers": { "story": "secret words" } });
        }
        assert_eq!(world.submit(key, &ticket).await.status, StatusCode::CREATED);
    }
    let database = world.database();
    let run = |sql: &str| database.execute_batch(sql).unwrap();
    // The first is answered after 10 minutes, opened again and solved after two hours with five stars; the
    // second is answered after 30.
    run(&format!(
        "INSERT INTO messages (id, ticket, author, text, at) VALUES
             ('a', 1, 'note', 'x', {0} + 60), ('b', 1, 'support', 'x', {0} + 600),
             ('d', 2, 'support', 'x', {0} + 1800);
         INSERT INTO messages (id, ticket, author, event, text, at) VALUES
             ('c', 1, 'person', 'reopened', 'x', {0} + 700), ('e', 1, 'person', 'reopened', 'x', {0} + 800);
         UPDATE tickets SET state = 'solved', settled = {0} + 7200, stars = 5 WHERE seq = 1;
         INSERT INTO feedback VALUES ('2026-11-20', 'pay/failed', 'en', 9, 2);",
        NOON
    ));
    let numbers = numbers::read(&world.config.database, None, Some("2026-11-20")).await.unwrap();
    assert_eq!((numbers.from.as_str(), numbers.to.as_str()), ("2026-10-24", "2026-11-20"));
    assert_eq!((numbers.all.reports, numbers.all.replied, numbers.all.solved), (3, 2, 1));
    assert_eq!(numbers.without_report(), Some(0.75));
    let withdraw = &numbers.topics[0];
    assert_eq!((withdraw.topic.as_str(), withdraw.reports), ("withdraw", 2));
    assert_eq!((withdraw.first_reply, withdraw.first_reply_most), (Some(10), Some(30)));
    assert_eq!((withdraw.solution, withdraw.reopened, withdraw.escalated), (Some(120), 1, 0));
    assert_eq!((withdraw.ratings, withdraw.stars), (1, Some(5.0)));
    let csv = numbers::csv(&numbers);
    assert!(csv.starts_with("\"kind\",\"name\",\"language\",\"reports\""), "{csv}");
    assert!(csv.contains("\"topic\",\"withdraw\",\"\",\"2\",\"0\",\"2\",\"10\",\"30\",\"1\",\"120\",\"1\",\"0\",\"1\",\"5.00\""), "{csv}");
    assert!(csv.contains("\"article\",\"pay/failed\",\"en\""), "{csv}");
    assert!(!csv.contains("secret words"));
    for (from, to) in
        [("2026-11-21", "2026-11-20"), ("yesterday", "2026-11-20"), ("2026-13-01", "2026-11-20")]
    {
        assert!(numbers::read(&world.config.database, Some(from), Some(to)).await.is_err(), "{from}");
    }
}
