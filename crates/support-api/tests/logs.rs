//! Logs tell what happened and never what people wrote.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/process.rs"]
mod process;
mod support;

use process::{Service, call, submit};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
#[ignore = "a child of the other tests"]
fn serve_as_child() {
    process::serve_as_child();
}

#[test]
fn no_text_token_address_or_mail_is_in_the_logs() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path(), &[]);
    let address = service.address;
    let report = json!({
        "topic": "pay",
        "language": "en",
        "answers": { "line": "CANARY line", "story": "CANARY story\r\n{\"level\":\"ERROR\"}" },
        "context": { "transaction": "CANARY-hash", "account": { "contact": "canary@mail.example" } },
        "reply_to": "canary@mail.example",
    });
    let (status, receipt) = submit(address, "CANARY-key", &report.to_string()).unwrap();
    assert_eq!(status, 201, "{receipt}");
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
    let bearer = format!("Bearer {}", text("token"));
    let mut calls = 1;
    for (head, name, value, body) in [
        (format!("GET /v1/tickets/{}", text("id")), "Authorization", bearer.as_str(), "".to_owned()),
        ("GET /v1/tickets/CANARY-id".into(), "Authorization", "Bearer CANARY-token", "".into()),
        ("GET /CANARY/path%0d%0aCANARY?q=CANARY".into(), "User-Agent", "CANARY", "".into()),
        ("GET /knowledge/CANARY".into(), "X-Forwarded-For", "192.0.2.66", "".into()),
        ("CANARY /v1/status".into(), "Origin", "https://canary.example", "".into()),
        ("POST /v1/tickets".into(), "Idempotency-Key", "CANARY-key", "{\"CANARY\":1}".into()),
        ("POST /v1/tickets".into(), "Idempotency-Key", "CANARY\tkey", "{}".into()),
        (
            "POST /v1/feedback".into(),
            "Cookie",
            "CANARY",
            json!({ "article": "CANARY", "language": "en", "helped": true }).to_string(),
        ),
    ] {
        let headers = [("Content-Type", "application/json"), (name, value)];
        assert!(call(address, &head, &headers, &body).is_some(), "{head}");
        calls += 1;
    }
    // The database's own complaints are logged too.
    rusqlite::Connection::open(folder.path().join("support.db"))
        .unwrap()
        .execute_batch("DROP TABLE requests; DROP TABLE feedback")
        .unwrap();
    let (status, _) = submit(address, "CANARY-later", &report.to_string()).unwrap();
    assert_eq!(status, 503);
    calls += 1;

    let logs = service.stop();
    let lowered = logs.to_lowercase();
    for secret in ["canary", &text("token").to_lowercase(), &text("id"), "192.0.2.66", "mail.example"] {
        assert!(!lowered.contains(secret), "`{secret}` is in the logs:\n{logs}");
    }
    let lines: Vec<Value> = logs
        .lines()
        .filter(|it| !it.trim().is_empty())
        .map(|it| serde_json::from_str(it).unwrap_or_else(|_| panic!("no JSON: {it}")))
        .collect();
    let answered = lines.iter().filter(|it| it["message"] == "answered");
    assert_eq!(answered.count(), calls, "{logs}");
    for line in &lines {
        let about_a_request = ["answered", "refused a request"].iter().any(|it| line["message"] == *it);
        if about_a_request {
            assert_eq!(line["span"]["id"].as_str().map(str::len), Some(16), "{line}");
            assert!(line["span"]["route"].is_string() && line["span"]["method"].is_string(), "{line}");
        }
    }
    let refused: Vec<&Value> = lines.iter().filter(|it| it["level"] == "ERROR").collect();
    assert!(refused.iter().any(|it| it["error"].as_str().unwrap().contains("no such table")), "{logs}");
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_in_order() {
    for signal in ["-TERM", "-INT"] {
        let folder = TempDir::new().unwrap();
        let service = Service::start(folder.path(), &[]);
        let (status, _) = submit(service.address, "key", &support::ticket().to_string()).unwrap();
        assert_eq!(status, 201);
        let pid = service.child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let logs = service.ended();
        assert!(logs.contains("\"stopped\""), "{signal}: {logs}");
        assert!(
            !folder.path().join("support.db-wal").exists(),
            "{signal}: the log was not folded away"
        );
    }
}
