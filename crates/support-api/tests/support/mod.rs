//! A service in process over a bundle and a database of its own, in a folder that goes away.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod identity;
pub mod tus;

use std::{fs, path::Path, sync::Arc, sync::atomic::AtomicI64, sync::atomic::Ordering, time::Duration};

use axum::{Router, body::Body};
use help_support_api::{App, Clock, Config, router};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

pub use axum::http::{HeaderMap, Method, Request, StatusCode};

/// Friday, 20 November 2026, 12:00 UTC.
pub const NOON: i64 = 1_795_176_000;

/// The service and what it stands on.
pub struct World {
    pub app: App,
    pub router: Router,
    pub config: Config,
    pub now: Arc<AtomicI64>,
    pub folder: TempDir,
}

/// An answer, read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn header(&self, name: impl AsRef<str>) -> &str {
        self.headers.get(name.as_ref()).map_or("", |it| it.to_str().unwrap())
    }

    /// Asserts an RFC 9457 problem of that code.
    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) -> Value {
        let body = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status.as_u16(), status, "{body}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{body}");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{body}");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("urn:wallet-help:problem:{code}"));
        problem
    }

    /// Pointer and code of each field of a problem.
    pub fn fields(&self) -> Vec<(String, String)> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        errors.iter().map(|it| (text(&it["pointer"]), text(&it["code"]))).collect()
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// A service whose settings were changed before it opened.
    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        let now = Arc::new(AtomicI64::new(NOON));
        let clock = now.clone();
        let mut config = config(folder.path());
        config.clock = Clock::from_seconds(move || clock.load(Ordering::Relaxed));
        change(&mut config);
        let app = App::open(&config).unwrap();
        World { router: router(app.clone()), app, config, now, folder }
    }

    /// A request with headers and a body.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.call(request.body(body.into()).unwrap()).await
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, mut body) = response.into_parts();
        let endless = parts.headers.get("content-type").is_some_and(|it| it == "text/event-stream");
        let body = if endless {
            // What comes at once; the stream itself would go on for an hour.
            let mut bytes = Vec::new();
            let quiet = Duration::from_millis(100);
            while let Ok(Some(Ok(frame))) = tokio::time::timeout(quiet, body.frame()).await {
                bytes.extend_from_slice(&frame.into_data().unwrap_or_default());
            }
            bytes
        } else {
            body.collect().await.unwrap().to_bytes().to_vec()
        };
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// `POST` with a JSON body and a key.
    pub async fn submit(&self, key: &str, ticket: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.send(Method::POST, "/v1/tickets", &headers, ticket.to_string()).await
    }

    /// `POST` with a JSON body, a credential and a key.
    pub async fn post(&self, path: &str, bearer: &str, key: &str, body: &Value) -> Answer {
        let headers =
            [("content-type", "application/json"), ("authorization", bearer), ("idempotency-key", key)];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(Method::POST, path, &headers, body).await
    }

    /// `GET` with a credential.
    pub async fn get_as(&self, path: &str, bearer: &str) -> Answer {
        self.send(Method::GET, path, &[("authorization", bearer)], Body::empty()).await
    }

    /// Sends a report and returns its id and the credential that opens it.
    pub async fn sent(&self, key: &str) -> (String, String) {
        let receipt = self.submit(key, &ticket()).await.json();
        let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
        (text("id"), format!("Bearer {}", text("token")))
    }

    pub async fn read(&self, id: &str, token: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        let path = format!("/v1/tickets/{id}");
        self.send(Method::GET, &path, &[("authorization", &bearer)], Body::empty()).await
    }

    /// A second connection to the database.
    pub fn database(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.path().join("support.db")).unwrap()
    }

    pub fn count(&self, table: &str) -> i64 {
        let query = format!("SELECT count(*) FROM {table}");
        self.database().query_row(&query, [], |row| row.get(0)).unwrap()
    }
}

/// Settings for a service in `folder`, with a bundle and pages.
pub fn config(folder: &Path) -> Config {
    let knowledge = folder.join("bundle");
    write_bundle(&knowledge, "v1");
    identity::write_keys(&folder.join("identity.json"));
    let pages = folder.join("pages");
    fs::create_dir_all(pages.join("js")).unwrap();
    fs::write(pages.join("index.html"), "<!doctype html><title>Demo</title>").unwrap();
    fs::write(pages.join("js/app.js"), "export {};\n".repeat(500)).unwrap();
    fs::write(pages.join("widget.wasm"), b"\0asm\x01\0\0\0").unwrap();
    fs::write(pages.join(".env"), "SECRET=1").unwrap();
    Config {
        listen: "127.0.0.1:0".into(),
        database: format!("sqlite://{}", folder.join("support.db").display()),
        files: folder.join("files"),
        knowledge,
        static_dir: Some(pages),
        identity_keys: Some(folder.join("identity.json")),
        ..Config::default()
    }
}

/// A bundle with a form `pay` whose questions take any text, and a form `withdraw` with rules.
pub fn write_bundle(folder: &Path, version: &str) {
    fs::create_dir_all(folder.join("en")).unwrap();
    let text = |en: &str| json!({ "en": en });
    let question = |id: &str, kind: &str, required: bool| json!({ "id": id, "kind": kind, "label": id, "required": required });
    let mut reason = question("reason", "choice", true);
    reason["options"] =
        json!([{ "value": "failed", "label": "x" }, { "value": "pending", "label": "x" }]);
    let mut hash = question("hash", "transaction", true);
    hash["show_if"] = json!([{ "question": "reason", "is": ["pending"] }]);
    hash["pattern"] = json!("^0x[0-9a-f]{4,64}$");
    let flows = json!({ "flows": [
        { "topic": "pay", "title": "Pay", "steps": [{ "id": "s", "title": "What", "questions": [
            question("line", "text", false), question("story", "long", false),
        ]}]},
        { "topic": "withdraw", "title": "Withdraw", "steps": [{ "id": "s", "title": "What", "questions": [
            reason, hash, question("amount", "amount", false), question("when", "datetime", false),
        ]}]},
    ]});
    let bodies = json!({ "articles": [
        { "id": "withdraw/wrong-network", "title": "Wrong network", "topic": "withdraw", "blocks": [] },
        { "id": "pay/failed", "title": "x".repeat(4000), "topic": "pay", "blocks": [] },
    ]});
    let put = |name: &str, value: &Value| {
        fs::write(folder.join(name), value.to_string()).unwrap();
        json!({ "path": name, "bytes": value.to_string().len(), "integrity": "sha256-x" })
    };
    let hours = |open: &str, close: &str| json!([{ "days": ["mon", "tue", "wed", "thu", "fri"], "open": open, "close": close }]);
    let manifest = json!({
        "format": 1,
        "version": version,
        "name": text("Harbour Wallet"),
        "languages": [{
            "tag": "en",
            "articles": 2,
            "index": put("en/index.0a1b2c3d4e5f.json", &json!({ "terms": [] })),
            "bodies": [put("en/bodies.1a2b3c4d5e6f.json", &bodies)],
            "flows": put("en/flows.2a3b4c5d6e7f.json", &flows),
        }],
        "topics": [{ "id": "pay", "icon": "pay", "title": text("Pay"), "flow": true },
                   { "id": "withdraw", "icon": "withdraw", "title": text("Withdraw"), "flow": true }],
        "channels": [
            { "id": "web", "kind": "web", "label": text("Page"), "value": "https://help.example",
              "timezone": "Asia/Shanghai", "reply_minutes": 120, "hours": hours("08:00", "22:00") },
            { "id": "phone", "kind": "phone", "label": text("Phone"), "value": "+44 20 7946 0123",
              "timezone": "Europe/London", "reply_minutes": 5, "hours": hours("13:00", "20:00") },
            { "id": "chat", "kind": "chat", "label": text("Chat"), "value": "chat",
              "timezone": "Europe/London", "reply_minutes": 2, "hours": hours("09:00", "17:00") },
        ],
        "notices": [
            { "id": "now", "level": "warning", "from": "2026-11-20T00:00:00Z",
              "until": "2026-11-21T00:00:00Z", "title": text("Slow"), "text": text("Wait") },
            { "id": "over", "level": "info", "from": "2026-11-18T00:00:00Z",
              "until": "2026-11-19T00:00:00Z", "title": text("Old"), "text": text("Gone") },
        ],
    });
    put("manifest.json", &manifest);
}

/// A report that meets the rules.
pub fn ticket() -> Value {
    json!({
        "topic": "withdraw",
        "language": "en",
        "answers": { "reason": "pending", "hash": "0xabcd", "amount": "120.5 USDT" },
        "context": { "screen": "withdraw", "error": { "code": "WD_PENDING" } },
        "reply_to": "ann@mail.example",
    })
}
