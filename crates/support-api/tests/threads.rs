//! The thread of a ticket: what the person and support write, what each step allows, and that nothing is
//! done twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::sync::atomic::Ordering;

use help_support_api::Agent;
use serde_json::{Value, json};
use support::{StatusCode, World, identity, ticket};

const DAY: i64 = 86_400;
/// A published test vector of BIP-39; nobody's money.
const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

fn ann() -> Agent {
    Agent { account: "ann@team".into(), name: "Ann Weaver".into() }
}

async fn thread(world: &World, id: &str, bearer: &str) -> Value {
    let answer = world.get_as(&format!("/v1/tickets/{id}"), bearer).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
    answer.json()
}

#[tokio::test]
async fn both_sides_write_and_read() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/messages");
    let first = world.post(&path, &bearer, "m1", &json!({ "text": "any news?" })).await;
    assert_eq!(first.status, StatusCode::CREATED);
    world.app.desk().note(&ann(), &id, "looks like the usual thing").await.unwrap();
    world.app.desk().reply(&ann(), &id, "It arrives today.", false).await.unwrap();
    world.app.desk().assign(&ann(), &id, Some("ann@team")).await.unwrap();

    let read = thread(&world, &id, &bearer).await;
    let messages = read["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 2, "the note is not for the person");
    assert_eq!(messages[0], first.json());
    assert_eq!((&messages[0]["from"], &messages[0]["unverified"]), (&json!("person"), &json!(true)));
    assert_eq!((&messages[1]["from"], &messages[1]["agent"]), (&json!("support"), &json!("Ann")));
    assert!(!read.to_string().contains("Weaver") && !read.to_string().contains("usual thing"));
    assert_eq!(read["standing"]["state"], "answered");
    assert_eq!(read["standing"]["unread"], 1);
    assert_eq!(read["standing"].get("reply_by"), None, "no reply is owed");
    assert_eq!(read["unverified"], true);

    let last = messages[1]["id"].clone();
    let mark = format!("/v1/tickets/{id}/read");
    let read = world.post(&mark, &bearer, "", &json!({ "until": last })).await.json();
    assert_eq!(read["unread"], 0);
    let wrong = world.post(&mark, &bearer, "", &json!({ "until": "nothing" })).await;
    wrong.is_problem(422, "invalid-message");
    // An earlier mark does not make read messages unread again.
    let early = json!({ "until": messages[0]["id"] });
    assert_eq!(world.post(&mark, &bearer, "", &early).await.json()["unread"], 0);
}

#[tokio::test]
async fn a_message_is_stored_once() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let (other, others) = world.sent("other").await;
    let path = format!("/v1/tickets/{id}/messages");
    let body = json!({ "text": "hello" });
    let first = world.post(&path, &bearer, "k", &body).await;
    world.now.fetch_add(60, Ordering::Relaxed);
    let again = world.post(&path, &bearer, "k", &body).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    world.post(&path, &bearer, "k", &json!({ "text": "else" })).await.is_problem(422, "key-reused");
    let elsewhere = format!("/v1/tickets/{other}/messages");
    assert_eq!(world.post(&elsewhere, &others, "k", &body).await.status, StatusCode::CREATED);
    assert_eq!(world.count("messages"), 2);

    let world = std::sync::Arc::new(world);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (world, path, bearer, body) = (world.clone(), path.clone(), bearer.clone(), body.clone());
        tasks.spawn(async move { world.post(&path, &bearer, "fifty", &body).await });
    }
    let answers = tasks.join_all().await;
    assert!(answers.iter().all(|it| it.status == StatusCode::CREATED && it.body == answers[0].body));
    assert_eq!(world.count("messages"), 3);

    world.post(&path, "Bearer x", "n", &body).await.is_problem(404, "not-found");
    let headers = [("content-type", "application/json"), ("authorization", bearer.as_str())];
    let keyless = world.send(support::Method::POST, &path, &headers, body.to_string()).await;
    keyless.is_problem(400, "key-missing");
}

#[tokio::test]
async fn messages_pass_the_rules_and_the_guard() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/messages");
    for (body, code, pointer, why) in [
        (json!({ "text": " \n" }), "invalid-message", "/text", "required"),
        (json!({ "text": "x".repeat(4001) }), "invalid-message", "/text", "too_long"),
        (json!({ "text": "x", "attachments": ["a"] }), "invalid-message", "/attachments/0", "unknown"),
        (
            json!({ "text": "x", "attachments": ["a", "b", "c", "d", "e", "f"] }),
            "invalid-message",
            "/attachments",
            "too_many",
        ),
        (
            json!({ "text": format!("my words: {PHRASE}") }),
            "contains-secret",
            "/text",
            "recovery-phrase",
        ),
        (
            json!({ "text": "x", "confirmed": [{ "field": "/text", "sha256": "zz", "kind": "pin" }] }),
            "invalid-message",
            "/confirmed/0/sha256",
            "invalid",
        ),
    ] {
        let answer = world.post(&path, &bearer, "k", &body).await;
        answer.is_problem(422, code);
        assert_eq!(answer.fields(), [(pointer.to_owned(), why.to_owned())]);
    }
    world
        .post(&path, &bearer, "k", &json!({ "text": "x", "to": "y" }))
        .await
        .is_problem(400, "invalid-body");
    assert_eq!(world.count("messages"), 0);
}

#[tokio::test]
async fn what_may_be_a_secret_passes_only_as_confirmed() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/messages");
    let hex = "5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060";
    let asked = world.post(&path, &bearer, "k1", &json!({ "text": hex })).await;
    asked.is_problem(422, "needs-confirmation");
    let kind = asked.fields()[0].1.clone();
    let confirmed = |field: &str, text: &str| {
        let hash = data_encoding::HEXLOWER.encode(&<sha2::Sha256 as sha2::Digest>::digest(text));
        json!([{ "field": field, "sha256": hash, "kind": kind }])
    };
    for (field, text) in [("/text", "another text"), ("/reason", hex)] {
        let body = json!({ "text": hex, "confirmed": confirmed(field, text) });
        world.post(&path, &bearer, "k2", &body).await.is_problem(422, "needs-confirmation");
    }
    let body = json!({ "text": hex, "confirmed": confirmed("/text", hex) });
    assert_eq!(world.post(&path, &bearer, "k3", &body).await.status, StatusCode::CREATED);
    // What is certain is never let through, whatever was confirmed.
    let body = json!({ "text": PHRASE, "confirmed": confirmed("/text", PHRASE) });
    world.post(&path, &bearer, "k4", &body).await.is_problem(422, "contains-secret");
    let mut report = ticket();
    report["topic"] = json!("pay");
    report["answers"] = json!({ "story": hex });
    world.submit("r1", &report).await.is_problem(422, "needs-confirmation");
    report["confirmed"] = confirmed("/answers/line", hex);
    world.submit("r2", &report).await.is_problem(422, "needs-confirmation");
    report["confirmed"] = confirmed("/answers/story", hex);
    assert_eq!(world.submit("r3", &report).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn solved_tickets_open_again_within_fourteen_days() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let step = |name: &str| format!("/v1/tickets/{id}/{name}");
    let none = Value::Null;
    let solved = world.post(&step("solved"), &bearer, "", &none).await.json();
    assert_eq!(
        (&solved["state"], &solved["reopen_until"]),
        (&json!("solved"), &json!("2026-12-04T12:00:00Z"))
    );
    assert_eq!(world.post(&step("solved"), &bearer, "", &none).await.json(), solved, "once is enough");
    world.now.fetch_add(14 * DAY - 1, Ordering::Relaxed);
    let opened = world.post(&step("reopen"), &bearer, "", &none).await.json();
    assert_eq!(opened["state"], "open");
    assert!(opened["reply_by"].is_string(), "a new promise");
    world.post(&step("solved"), &bearer, "", &none).await;
    let say = world.post(&step("messages"), &bearer, "again", &json!({ "text": "it is back" })).await;
    assert_eq!((say.status, &say.json()["event"]), (StatusCode::CREATED, &json!("reopened")));
    world.app.desk().close(&ann(), &id, "All done.").await.unwrap();
    world.post(&step("solved"), &bearer, "", &none).await.is_problem(409, "not-now");
    assert_eq!(thread(&world, &id, &bearer).await["standing"]["state"], "closed");
    world.now.fetch_add(14 * DAY, Ordering::Relaxed);
    world.post(&step("reopen"), &bearer, "", &none).await.is_problem(409, "not-now");
    let late = world.post(&step("messages"), &bearer, "late", &json!({ "text": "hm" })).await;
    late.is_problem(409, "not-now");
    assert_eq!(thread(&world, &id, &bearer).await["standing"].get("reopen_until"), None);
}

#[tokio::test]
async fn a_higher_level_is_for_late_or_unhelpful_replies() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/escalate");
    let why = json!({ "reason": "still pending" });
    let may =
        async |world: &World| thread(world, &id, &bearer).await["standing"]["may_escalate"].clone();
    assert_eq!(may(&world).await, false);
    world.post(&path, &bearer, "e0", &why).await.is_problem(409, "not-now");
    // Promised for 14:00.
    world.now.fetch_add(2 * 3600, Ordering::Relaxed);
    assert_eq!(may(&world).await, true);
    world.post(&path, &bearer, "e", &json!({ "reason": " " })).await.is_problem(422, "invalid-message");
    let raised = world.post(&path, &bearer, "e1", &why).await.json();
    assert_eq!((&raised["level"], &raised["may_escalate"]), (&json!(2), &json!(false)));
    // Two staffed hours later, on Monday: the page is staffed until 14:00 UTC on Fridays.
    assert_eq!(raised["reply_by"], "2026-11-23T02:00:00Z");
    let again = world.post(&path, &bearer, "e1", &why).await;
    assert_eq!((again.status, again.json()["level"].clone()), (StatusCode::OK, json!(2)));
    world.app.desk().reply(&ann(), &id, "Please wait.", true).await.unwrap();
    let read = thread(&world, &id, &bearer).await;
    assert_eq!(
        (&read["standing"]["state"], &read["standing"]["may_escalate"]),
        (&json!("waiting"), &json!(true))
    );
    assert_eq!(read["messages"][0]["event"], "escalated");
    assert_eq!(read["messages"][0]["text"], "still pending");
    let top = world.post(&path, &bearer, "e2", &why).await.json();
    assert_eq!(top["level"], 3);
    world.app.desk().reply(&ann(), &id, "We are on it.", false).await.unwrap();
    world.post(&path, &bearer, "e3", &why).await.is_problem(409, "not-now");
    world.app.desk().level(&ann(), &id, 1).await.unwrap();
    let read = thread(&world, &id, &bearer).await;
    assert_eq!(read["standing"]["level"], 1);
    assert_eq!(read["messages"].as_array().unwrap().last().unwrap()["event"], "lowered");
    assert!(world.app.desk().level(&ann(), &id, 4).await.is_err());
}

#[tokio::test]
async fn a_rating_is_one_to_five_stars_and_a_word() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/rating");
    for (body, pointer, why) in [
        (json!({ "stars": 0 }), "/stars", "invalid"),
        (json!({ "stars": 6 }), "/stars", "invalid"),
        (json!({ "stars": 5, "word": "x".repeat(1001) }), "/word", "too_long"),
    ] {
        let answer = world.post(&path, &bearer, "", &body).await;
        answer.is_problem(422, "invalid-message");
        assert_eq!(answer.fields(), [(pointer.to_owned(), why.to_owned())]);
    }
    let secret = json!({ "stars": 1, "word": PHRASE });
    world.post(&path, &bearer, "", &secret).await.is_problem(422, "contains-secret");
    world.post(&path, &bearer, "", &json!({ "stars": 2 })).await;
    let rated = world.post(&path, &bearer, "", &json!({ "stars": 4, "word": "kind" })).await.json();
    assert_eq!(rated["rating"], json!({ "stars": 4, "word": "kind" }));
}

#[tokio::test]
async fn people_who_sign_in_see_all_their_tickets() {
    let world = World::new();
    let ann_signed_in = identity::bearer("ann");
    let mut ids = Vec::new();
    for key in ["one", "two"] {
        let receipt = world.post("/v1/tickets", &ann_signed_in, key, &ticket()).await.json();
        assert_eq!(receipt["token"], "", "their identity opens it");
        ids.push(receipt["id"].as_str().unwrap().to_owned());
        world.now.fetch_add(1, Ordering::Relaxed);
    }
    world.sent("anonymous").await;
    world.post("/v1/tickets", &identity::bearer("bob"), "one", &ticket()).await;
    world.app.desk().reply(&ann(), &ids[0], "Hello", false).await.unwrap();
    let list = world.get_as("/v1/tickets", &ann_signed_in).await.json();
    let listed: Vec<_> =
        list["tickets"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect();
    assert_eq!(listed, [json!(ids[0]), json!(ids[1])], "the last changed first");
    assert_eq!(list["tickets"][0]["standing"]["unread"], 1);
    let read = thread(&world, &ids[0], &ann_signed_in).await;
    assert_eq!(read.get("unverified"), None);
    assert_eq!(list["last_event"], read["messages"][0]["id"]);
    world.get_as("/v1/tickets", "Bearer token").await.is_problem(401, "unauthorized");
    world.get("/v1/tickets").await.is_problem(401, "unauthorized");
    // The same key of somebody else made a ticket of its own.
    assert_eq!(world.count("tickets"), 4);
}

#[tokio::test]
async fn talking_needs_somebody_who_is_there() {
    let world = World::new();
    let mut report = ticket();
    report["chat"] = json!(true);
    let alone = world.submit("alone", &report).await.json();
    assert_eq!(alone.get("chat"), None, "nobody is there");
    world.app.desk().here(&ann());
    let first = world.submit("first", &report).await.json();
    assert_eq!((&first["chat"], &first["reply_by"]), (&json!(true), &json!("2026-11-20T12:02:00Z")));
    let text = |member: &str| first[member].as_str().unwrap().to_owned();
    let (id, bearer) = (text("id"), format!("Bearer {}", text("token")));
    assert_eq!(thread(&world, &id, &bearer).await["standing"]["chat"], true);
    assert_eq!(world.submit("plain", &ticket()).await.json().get("chat"), None, "not asked for");
    // While somebody is there a conversation waits for them.
    world.now.fetch_add(300, Ordering::Relaxed);
    assert_eq!(world.app.hand_over().await, 0);
    // Out of hours nobody talks, whoever is there.
    world.now.fetch_add(9 * 3600, Ordering::Relaxed);
    assert_eq!(world.submit("night", &report).await.json().get("chat"), None);
}

#[tokio::test]
async fn a_conversation_nobody_leads_goes_on_as_a_ticket() {
    let world = World::new();
    world.app.desk().here(&ann());
    let mut report = ticket();
    report["chat"] = json!(true);
    let receipt = world.submit("key", &report).await.json();
    let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
    let (id, bearer) = (text("id"), format!("Bearer {}", text("token")));
    let path = format!("/v1/tickets/{id}/messages");
    world.post(&path, &bearer, "m", &json!({ "text": "anybody?" })).await;
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(61)).await;
    tokio::time::resume();
    assert_eq!(world.app.hand_over().await, 0, "not at once");
    world.now.fetch_add(120, Ordering::Relaxed);
    assert_eq!(world.app.hand_over().await, 1);
    let read = thread(&world, &id, &bearer).await;
    assert_eq!(read["standing"].get("chat"), None);
    let messages = read["messages"].as_array().unwrap();
    assert_eq!(messages[0]["text"], "anybody?", "no line is lost");
    assert_eq!(
        (&messages[1]["from"], &messages[1]["event"]),
        (&json!("system"), &json!("handed_over"))
    );
    assert_eq!(world.app.hand_over().await, 0);
}

#[tokio::test]
async fn a_conversation_that_support_has_left_goes_on_as_a_ticket() {
    let world = World::new();
    world.app.desk().here(&ann());
    let mut report = ticket();
    report["chat"] = json!(true);
    let receipt = world.submit("key", &report).await.json();
    let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
    let (id, bearer) = (text("id"), format!("Bearer {}", text("token")));
    world.app.desk().reply(&ann(), &id, "Which network?", true).await.unwrap();
    let path = format!("/v1/tickets/{id}/messages");
    world.post(&path, &bearer, "m", &json!({ "text": "TRC20" })).await;
    let promised = thread(&world, &id, &bearer).await["standing"]["reply_by"].clone();
    assert_eq!(promised, "2026-11-20T12:02:00Z", "as long as somebody is there, the chat's own");
    tokio::time::pause();
    tokio::time::advance(std::time::Duration::from_secs(61)).await;
    tokio::time::resume();
    world.now.fetch_add(120, Ordering::Relaxed);
    assert_eq!(world.app.hand_over().await, 1);
    let read = thread(&world, &id, &bearer).await;
    assert_eq!(read["standing"].get("chat"), None);
    assert_eq!(read["standing"]["reply_by"], "2026-11-23T00:02:00Z", "an ordinary ticket's promise");
    let lines: Vec<&str> =
        read["messages"].as_array().unwrap().iter().filter_map(|it| it["text"].as_str()).collect();
    assert_eq!(lines, ["Which network?", "TRC20"], "no line is lost");
}

#[tokio::test]
async fn who_wants_to_talk_need_not_fill_in_the_form_and_the_inbox_sees_them_first() {
    let world = World::new();
    assert_eq!(world.get("/v1/status").await.json().get("chat"), None);
    let mut few = ticket();
    few["answers"] = json!({});
    world.submit("few", &few).await.is_problem(422, "invalid-ticket");
    few["chat"] = json!(true);
    // Nobody is there: it is kept all the same.
    assert_eq!(world.submit("alone", &few).await.status, StatusCode::CREATED);
    world.app.desk().here(&ann());
    assert_eq!(world.get("/v1/status").await.json()["chat"], true);
    assert_eq!(world.submit("talk", &few).await.json()["chat"], true);
    few["answers"] = json!({ "no-such-question": "x" });
    world.submit("odd", &few).await.is_problem(422, "invalid-ticket");
    world.now.fetch_add(9 * 3600, Ordering::Relaxed);
    assert_eq!(world.get("/v1/status").await.json().get("chat"), None, "out of hours");
}
