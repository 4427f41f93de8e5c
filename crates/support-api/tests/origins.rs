//! Pages of other origins may call only when their origin is listed to the letter, and no request that
//! a browser sends without asking changes anything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use axum::body::Body;
use support::{Method, StatusCode, World, ticket};

const LISTED: &str = "https://wallet.example";

fn world() -> World {
    World::with(|config| config.allow_origins = vec![LISTED.into(), "http://localhost:3000".into()])
}

#[tokio::test]
async fn only_exact_origins_are_let_in() {
    let world = world();
    for (origin, allowed) in [
        (LISTED, true),
        ("http://localhost:3000", true),
        ("null", false),
        ("http://wallet.example", false),
        ("https://wallet.example:8443", false),
        ("https://wallet.example.evil.example", false),
        ("https://evilwallet.example", false),
        ("https://sub.wallet.example", false),
        ("https://wallet.exampl", false),
        ("https://WALLET.example", false),
        ("https://wallet.example/", false),
        ("https://wallet.example@evil.example", false),
        ("http://localhost:3001", false),
    ] {
        for (method, path) in [
            (Method::GET, "/v1/status"),
            (Method::GET, "/knowledge/manifest.json"),
            (Method::GET, "/v1/tickets/unknown"),
            (Method::POST, "/v1/feedback"),
        ] {
            let answer = world.send(method, path, &[("origin", origin)], Body::empty()).await;
            let expected = if allowed { origin } else { "" };
            assert_eq!(answer.header("access-control-allow-origin"), expected, "{origin} {path}");
            let vary = answer
                .headers
                .get_all("vary")
                .iter()
                .any(|it| it.to_str().unwrap().to_ascii_lowercase().contains("origin"));
            assert!(vary, "{origin} {path} has no Vary: Origin");
            assert!(!answer.headers.contains_key("access-control-allow-credentials"));
        }
    }
}

#[tokio::test]
async fn browsers_are_told_what_a_listed_page_may_send() {
    let world = world();
    let ask = |origin: &'static str| {
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "content-type,idempotency-key"),
        ];
        let world = &world;
        async move { world.send(Method::OPTIONS, "/v1/tickets", &headers, Body::empty()).await }
    };
    let yes = ask(LISTED).await;
    assert_eq!(yes.status, StatusCode::OK);
    assert_eq!(yes.header("access-control-allow-origin"), LISTED);
    for (header, parts) in [
        ("access-control-allow-methods", vec!["GET", "HEAD", "POST", "PATCH", "DELETE"]),
        (
            "access-control-allow-headers",
            vec![
                "content-type",
                "idempotency-key",
                "authorization",
                "last-event-id",
                "tus-resumable",
                "upload-length",
                "upload-metadata",
                "upload-offset",
            ],
        ),
    ] {
        let value = yes.header(header);
        assert!(parts.iter().all(|it| value.contains(it)), "{header}: {value}");
        assert!(!value.contains('*'));
    }
    assert_eq!(ask("https://evil.example").await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_listed_page_may_read_what_a_client_with_a_wrong_clock_needs() {
    let world = world();
    let answer = world.send(Method::GET, "/v1/status", &[("origin", LISTED)], Body::empty()).await;
    let exposed = answer.header("access-control-expose-headers").to_ascii_lowercase();
    let exposed: Vec<&str> = exposed.split(',').map(str::trim).collect();
    for header in ["date", "retry-after", "location", "upload-offset"] {
        assert!(exposed.contains(&header), "{header} is not in {exposed:?}");
    }
}

#[tokio::test]
async fn without_a_list_no_other_origin_is_let_in() {
    let world = World::new();
    let answer = world.send(Method::GET, "/v1/status", &[("origin", LISTED)], Body::empty()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

/// What a page can send without being asked for permission first: these methods, these three types and
/// no header of its own (Fetch standard, "simple" requests).
#[tokio::test]
async fn simple_requests_change_nothing() {
    let world = world();
    let feedback = r#"{"article":"pay/failed","language":"en","helped":true}"#;
    for origin in ["https://evil.example", "null", LISTED] {
        for media_type in [
            "text/plain",
            "text/plain;application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "",
        ] {
            for (path, body) in
                [("/v1/tickets", ticket().to_string()), ("/v1/feedback", feedback.into())]
            {
                let headers = [("origin", origin), ("content-type", media_type)];
                let answer = world.send(Method::POST, path, &headers, body).await;
                assert!([400, 415].contains(&answer.status.as_u16()), "{path} {media_type}");
            }
        }
    }
    let headers =
        [("origin", "https://evil.example"), ("content-type", "text/plain"), ("idempotency-key", "k")];
    let answer = world.send(Method::POST, "/v1/tickets", &headers, ticket().to_string()).await;
    answer.is_problem(415, "unsupported-media-type");
    assert_eq!((world.count("tickets"), world.count("feedback")), (0, 0));
}
