//! Bodies that are too large, too deep, too odd or no JSON are refused; odd text is kept as it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{fs, time::Duration};

use axum::body::{Body, Bytes};
use serde_json::{Value, json};
use support::{Answer, Method, Request, StatusCode, World, ticket};

async fn post(world: &World, body: impl Into<Body>) -> Answer {
    let headers = [("content-type", "application/json"), ("idempotency-key", "key")];
    world.send(Method::POST, "/v1/tickets", &headers, body).await
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let world = World::new();
    for size in [64 * 1024 + 1, 1024 * 1024, 8 * 1024 * 1024] {
        post(&world, vec![b' '; size]).await.is_problem(413, "too-large");
        // Without a length, as a stream.
        let chunks =
            (0..size.div_ceil(1024)).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 1024])));
        let stream = Body::from_stream(futures_util::stream::iter(chunks.collect::<Vec<_>>()));
        post(&world, stream).await.is_problem(413, "too-large");
    }
    let mut fits = ticket().to_string();
    fits.push_str(&" ".repeat(64 * 1024 - fits.len()));
    assert_eq!(post(&world, fits).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_no_json_of_our_shape_is_refused() {
    let world = World::new();
    let deep = "[".repeat(10_000);
    let deep_member =
        format!(r#"{{"topic":"pay","language":"en","answers":{}"#, r#"{"a":"#.repeat(10_000));
    let two = format!("{}{}", ticket(), ticket());
    for body in [
        "",
        "{",
        "null",
        "[]",
        "\"text\"",
        "{}",
        "{\"topic\":\"pay\",\"topic\":\"pay\",\"language\":\"en\",\"answers\":{}}",
        "{\"topic\":\"pay\",\"language\":\"en\",\"answers\":{\"line\":\"\\ud800\"}}",
        "{\"topic\":\"pay\",\"language\":\"en\",\"answers\":{\"line\":\"a\nb\"}}",
        "{\"topic\":NaN,\"language\":\"en\",\"answers\":{}}",
        "{'topic':'pay'}",
        "\u{feff}{}",
        &deep,
        &deep_member,
        &two,
    ] {
        post(&world, body.to_owned()).await.is_problem(400, "invalid-body");
    }
    post(&world, b"{\"topic\":\"\xff\"}".to_vec()).await.is_problem(400, "invalid-body");
    let headers =
        [("content-type", "application/json"), ("idempotency-key", "k"), ("content-encoding", "gzip")];
    let packed = world.send(Method::POST, "/v1/tickets", &headers, ticket().to_string()).await;
    packed.is_problem(415, "unsupported-media-type");
    assert_eq!(world.count("tickets"), 0);
}

#[tokio::test]
async fn a_body_that_does_not_come_ends_in_time() {
    let world = World::with(|config| config.limits.request = Duration::from_millis(50));
    let never = Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
    let answer = post(&world, never).await;
    answer.is_problem(503, "unavailable");
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
}

#[tokio::test]
async fn odd_text_is_kept_to_the_letter_in_every_field() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/security/text");
    let Some(strings) = naughty(list) else {
        println!("skipped: {list} is not there");
        return;
    };
    assert!(strings.len() > 400, "{}", strings.len());
    let world = World::new();
    let (mut stored, mut refused) = (0, Vec::new());
    for (at, text) in strings.iter().enumerate() {
        let short: String = text.chars().take(200).collect();
        let body = json!({
            "topic": "pay",
            "language": "en",
            "answers": { "line": short, "story": text },
            "context": {
                "screen": text, "error": { "code": text, "message": text }, "asset": text, "network": text,
                "amount": text, "transaction": text, "account": { "id": text, "name": text, "contact": text },
            },
        });
        let sent = world.submit(&format!("key-{at}"), &body).await;
        if sent.status != StatusCode::CREATED {
            sent.is_problem(422, "contains-secret");
            refused.push(text);
            continue;
        }
        let report = read_back(&world, &sent).await;
        // The empty string is the same as no string.
        assert!(text.is_empty() || report == body, "{text:?} became {report}");
        stored += 1;
    }
    // The guard takes what stands after `passwd` for a password, which is a refusal and no change.
    assert!(refused.iter().all(|it| it.contains("passwd")), "{refused:?}");
    assert!(stored > 470 && refused.len() < 5, "{stored} stored, {} refused", refused.len());
}

#[tokio::test]
async fn odd_text_in_a_field_with_rules_is_refused_by_name_or_kept() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/security/text");
    let Some(strings) = naughty(list) else {
        println!("skipped: {list} is not there");
        return;
    };
    let world = World::new();
    for (at, text) in strings.iter().enumerate() {
        for field in ["topic", "language", "reply_to", "knowledge"] {
            let mut body = json!({ "topic": "pay", "language": "en", "answers": {} });
            body[field] = json!(text);
            let answer = world.submit(&format!("{field}-{at}"), &body).await;
            if answer.status == StatusCode::CREATED {
                let report = read_back(&world, &answer).await;
                assert!(text.is_empty() || report[field] == json!(text), "{field} {text:?}");
            } else {
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert_eq!(answer.fields()[0].0, format!("/{field}"), "{text:?}");
            }
        }
    }
}

async fn read_back(world: &World, sent: &Answer) -> Value {
    let receipt = sent.json();
    let read = world.read(receipt["id"].as_str().unwrap(), receipt["token"].as_str().unwrap()).await;
    read.json()["report"].take()
}

#[tokio::test]
async fn odd_paths_and_headers_make_no_server_error() {
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/security/text");
    let Some(strings) = naughty(list) else {
        println!("skipped: {list} is not there");
        return;
    };
    let world = World::new();
    for text in strings {
        let encoded: String = text.bytes().map(|it| format!("%{it:02X}")).collect();
        for path in
            [format!("/v1/tickets/{encoded}"), format!("/knowledge/{encoded}"), format!("/{encoded}")]
        {
            let mut request = Request::get(&path);
            if let Ok(value) = axum::http::HeaderValue::from_bytes(text.as_bytes()) {
                request = request
                    .header("authorization", value.clone())
                    .header("if-none-match", value.clone())
                    .header("accept-encoding", value.clone())
                    .header("range", value.clone())
                    .header("origin", value);
            }
            let answer = world.call(request.body(Body::empty()).unwrap()).await;
            assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
        }
    }
}

fn naughty(folder: &str) -> Option<Vec<String>> {
    let file = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|it| it.path())
        .find(|it| it.extension().is_some_and(|it| it == "json"))?;
    let read: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    let texts = read.as_array()?.iter().filter_map(|it| it.as_str().map(str::to_owned));
    Some(texts.collect())
}
