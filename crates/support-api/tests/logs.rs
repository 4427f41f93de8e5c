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

/// A text with a secret of each kind; published test values, or invented ones.
fn secret(kind: help_guard::Kind) -> &'static str {
    use help_guard::Kind;
    match kind {
        Kind::RecoveryPhrase => {
            "my words: legal winner thank year wave sausage worth useful legal winner thank yellow"
        }
        Kind::PrivateKey => "key 5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF",
        Kind::ExtendedKey => concat!(
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU",
            "3TGtRBeJgk33yuGBxrMPHi"
        ),
        Kind::Keystore => concat!(
            r#"{"version":3,"crypto":{"cipher":"aes-128-ctr","ciphertext":"5318b4d5bcd28de64ee5559e671353e1","#,
            r#""kdf":"scrypt","kdfparams":{"n":262144},"mac":"517ead924a9d0dc3124507e3393d175c"}}"#
        ),
        Kind::Pem => {
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v\n-----END PRIVATE KEY-----"
        }
        Kind::Card => "card 4111 1111 1111 1111",
        Kind::CardCode => "the cvv is 739",
        Kind::OneTimeCode => "the verification code is 482913",
        Kind::Password => "my password is Kettle77!x",
        Kind::Pin => "my pin is 4821",
    }
}

#[test]
fn a_refused_secret_of_any_kind_is_in_no_file_and_no_log() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path(), &[]);
    let address = service.address;
    let (status, receipt) = submit(address, "harmless", &support::ticket().to_string()).unwrap();
    assert_eq!(status, 201, "{receipt}");
    let receipt: Value = serde_json::from_str(&receipt).unwrap();
    let bearer = format!("Bearer {}", receipt["token"].as_str().unwrap());
    let messages = format!("POST /v1/tickets/{}/messages", receipt["id"].as_str().unwrap());
    for kind in help_guard::Kind::ALL {
        let text = format!("ZEBRAFISH {}", secret(kind));
        let report = json!({ "topic": "pay", "language": "en", "answers": { "story": text } });
        let (status, problem) = submit(address, kind.as_str(), &report.to_string()).unwrap();
        assert_eq!(status, 422, "{kind:?}: {problem}");
        assert!(problem.contains(kind.as_str()) && !problem.contains("ZEBRAFISH"), "{problem}");
        let headers = [
            ("Content-Type", "application/json"),
            ("Authorization", bearer.as_str()),
            ("Idempotency-Key", kind.as_str()),
        ];
        let body = json!({ "text": text }).to_string();
        let (status, problem) = call(address, &messages, &headers, &body).unwrap();
        assert_eq!(status, 422, "{kind:?} in a message: {problem}");
        assert!(problem.contains(kind.as_str()) && !problem.contains("ZEBRAFISH"), "{problem}");
    }
    // While it runs, its write-ahead log is there too.
    let wal = folder.path().join("support.db-wal");
    assert!(wal.exists(), "there is a write-ahead log to look into");
    let look = || {
        for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
            if let Ok(bytes) = std::fs::read(entry.path()) {
                let holds = bytes.windows(9).any(|it| it == b"ZEBRAFISH");
                assert!(!holds, "{:?} holds it", entry.path());
            }
        }
    };
    look();
    let logs = service.stop();
    look();
    assert!(!logs.contains("ZEBRAFISH"), "{logs}");
    for kind in help_guard::Kind::ALL {
        // A shorter word may stand there for another reason, as part of a port or a time.
        for part in secret(kind).split_whitespace().filter(|it| it.len() > 8) {
            assert!(!logs.contains(part), "{kind:?} is in the logs:\n{logs}");
        }
    }
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
