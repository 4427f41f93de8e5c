//! Every route and every status carries the headers that keep it from being framed, sniffed, cached or
//! run, and every refusal is a problem.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use axum::body::Body;
use help_support_api::{STATIC_POLICY, routes};
use support::{Answer, Method, StatusCode, World, ticket};

const JSON: (&str, &str) = ("content-type", "application/json");

#[track_caller]
fn has_secure_headers(answer: &Answer, what: &str) {
    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("referrer-policy", "no-referrer"),
        ("strict-transport-security", "max-age=63072000"),
    ] {
        assert_eq!(answer.header(name), expected, "{name} of {what}");
    }
    let resource_policy = answer.header("cross-origin-resource-policy");
    assert!(["same-origin", "cross-origin"].contains(&resource_policy), "{what}: {resource_policy}");
    assert!(!answer.header("cache-control").is_empty(), "{what}");
    assert_eq!(answer.header("x-request-id").len(), 16, "{what}");
    for name in ["server", "x-powered-by", "set-cookie", "access-control-allow-credentials"] {
        assert!(!answer.headers.contains_key(name), "{what} has {name}");
    }
    if answer.status.is_client_error() || answer.status.is_server_error() {
        assert_eq!(answer.header("content-type"), "application/problem+json", "{what}");
        assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    }
    if !answer.body.is_empty() {
        assert!(!answer.header("content-type").is_empty(), "{what}");
    }
}

#[tokio::test]
async fn every_route_and_status_is_covered() {
    let world = World::with(|config| config.static_dir = None);
    let mut seen = std::collections::BTreeSet::new();
    for endpoint in routes::endpoints() {
        let path = endpoint
            .path
            .replace("{id}", "unknown")
            .replace("{file}", "x")
            .replace("{*path}", "manifest.json");
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            let method: Method = method.parse().unwrap();
            for (headers, body) in [
                (vec![], Body::empty()),
                (vec![JSON], Body::from("{")),
                (vec![JSON, ("idempotency-key", "k")], Body::from(vec![b' '; 70_000])),
                (vec![("content-type", "text/plain")], Body::from("x")),
                (vec![("origin", "https://evil.example")], Body::empty()),
                (vec![("tus-resumable", "1.0.0")], Body::empty()),
            ] {
                let answer = world.send(method.clone(), &path, &headers, body).await;
                has_secure_headers(&answer, &format!("{method} {path} {}", answer.status));
                seen.insert(answer.status.as_u16());
            }
        }
    }
    for path in [
        "/",
        "/v1",
        "/v1/nothing",
        "/knowledge",
        "/knowledge/",
        "/knowledge/..%2fCargo.toml",
        "/%ff",
        "/knowledge/%ff",
        "/v1/tickets/%ff",
    ] {
        let answer = world.get(path).await;
        has_secure_headers(&answer, path);
        answer.is_problem(404, "not-found");
    }
    let created = world.submit("key", &ticket()).await;
    has_secure_headers(&created, "created");
    seen.insert(created.status.as_u16());
    assert_eq!(Vec::from_iter(seen), [200, 201, 400, 401, 404, 405, 412, 413, 415]);
}

#[tokio::test]
async fn wrong_methods_are_told_the_right_ones() {
    let world = World::new();
    for (path, method, allow) in [
        ("/v1/tickets", Method::DELETE, "POST,GET,HEAD"),
        ("/v1/feedback", Method::GET, "POST"),
        ("/v1/status", Method::POST, "GET,HEAD"),
        ("/healthz", Method::DELETE, "GET,HEAD"),
    ] {
        let answer = world.send(method, path, &[], Body::empty()).await;
        answer.is_problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allow);
    }
}

#[tokio::test]
async fn private_answers_are_never_stored_by_caches() {
    let world = World::new();
    let receipt = world.submit("key", &ticket()).await;
    let id = receipt.json()["id"].as_str().unwrap().to_owned();
    let token = receipt.json()["token"].as_str().unwrap().to_owned();
    for answer in [receipt, world.read(&id, &token).await, world.get("/v1/status").await] {
        assert!(answer.status.is_success());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn pages_carry_their_own_strict_policy() {
    let world = World::new();
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/js/app.js", "text/javascript; charset=utf-8"),
        ("/widget.wasm", "application/wasm"),
    ] {
        let answer = world.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), media_type);
        assert_eq!(answer.header("content-security-policy"), STATIC_POLICY);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    let packed =
        world.send(Method::GET, "/js/app.js", &[("accept-encoding", "br")], Body::empty()).await;
    assert_eq!(packed.header("content-encoding"), "br");
    assert!(packed.body.len() < 200);
    let open = World::with(|config| config.static_policy = "default-src *".into());
    assert_eq!(open.get("/").await.header("content-security-policy"), "default-src *");
}

#[tokio::test]
async fn what_is_no_page_is_not_found() {
    let world = World::new();
    for path in [
        "/missing.html",
        "/.env",
        "/%2eenv",
        "/js/../.env",
        "/../support.db",
        "/..%2fsupport.db",
        "/%2e%2e/support.db",
        "/js/..%5c..%5csupport.db",
        "/v1/nothing",
    ] {
        let answer = world.get(path).await;
        answer.is_problem(404, "not-found");
        has_secure_headers(&answer, path);
    }
    let post = world.send(Method::POST, "/index.html", &[JSON], "{}").await;
    post.is_problem(404, "not-found");
}
