//! Nobody gets at somebody else's report, whatever the route, the method or the credential. Routes come
//! from the router's own table, so a new one is tried as soon as it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use axum::body::Body;
use help_support_api::{
    Agent,
    routes::{Access, Endpoint, endpoints},
};
use serde_json::{Value, json};
use support::{Answer, Method, StatusCode, World, identity, ticket};

const CANARY: &str = "canary-of-b-0xc0ffee";

/// A ticket of B's, with what opens it.
struct Theirs {
    id: String,
    upload: String,
    number: String,
    own: String,
}

async fn theirs(world: &World, bearer: &str, key: &str) -> Theirs {
    let mut report = ticket();
    report["answers"]["hash"] = json!("0xc0ffee00");
    report["context"]["error"]["message"] = json!(CANARY);
    let receipt = world.post("/v1/tickets", bearer, key, &report).await.json();
    let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
    let own = match text("token") {
        token if token.is_empty() => bearer.to_owned(),
        token => format!("Bearer {token}"),
    };
    let created = support::tus::create(world, 100, "a.png", &own).await;
    let upload = support::tus::id_of(created.header("location"));
    let theirs = Theirs { id: text("id"), upload, number: text("number"), own };
    let path = format!("/v1/tickets/{}/messages", theirs.id);
    let said = world.post(&path, &theirs.own, "m", &json!({ "text": CANARY })).await;
    assert_eq!(said.status, StatusCode::CREATED);
    let bob = Agent { account: "bob".into(), name: "Bob".into() };
    world.app.desk().reply(&bob, &theirs.id, CANARY, false).await.unwrap();
    world.app.desk().note(&bob, &theirs.id, &format!("note {CANARY}")).await.unwrap();
    theirs
}

fn path_of(endpoint: &Endpoint, id: &str, upload: &str) -> String {
    let id = if endpoint.access == Access::Upload { upload } else { id };
    endpoint.path.replace("{id}", id).replace("{file}", "unknown").replace("{*path}", "manifest.json")
}

#[tokio::test]
async fn no_route_shows_or_changes_the_report_of_another() {
    let world = World::new();
    let (_, token_of_a) = world.sent("key-a").await;
    let a = identity::bearer("a");
    world.post("/v1/tickets", &a, "signed-a", &ticket()).await;
    let forged = identity::token(
        identity::Key::Unknown,
        &identity::header(identity::Key::Ed),
        &identity::claims("b"),
    );
    for b in [theirs(&world, "", "b").await, theirs(&world, &identity::bearer("b"), "b").await] {
        let raw = b.own.strip_prefix("Bearer ").unwrap();
        let others = [
            None,
            Some(token_of_a.clone()),
            Some(a.clone()),
            Some("Bearer ".into()),
            Some(format!("Bearer {}", b.id)),
            Some(format!("Basic {raw}")),
            Some(raw.to_owned()),
            Some(format!("{token_of_a} {raw}")),
            Some(format!("Bearer {forged}")),
        ];
        let before = dump(&world);
        let mut guarded = 0;
        for endpoint in endpoints() {
            let path = path_of(&endpoint, &b.id, &b.upload);
            for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
                for token in &others {
                    let mut headers = vec![
                        ("content-type", "application/json"),
                        ("idempotency-key", "key-c"),
                        ("tus-resumable", "1.0.0"),
                    ];
                    headers.extend(token.iter().map(|it| ("authorization", it.as_str())));
                    let method: Method = method.parse().unwrap();
                    let answer = world.send(method.clone(), &path, &headers, Body::from("{}")).await;
                    let shown = String::from_utf8_lossy(&answer.body);
                    for secret in [CANARY, &b.number, raw] {
                        assert!(!shown.contains(secret), "{method} {path} shows {secret}");
                    }
                    if method == endpoint.method {
                        guarded += usize::from(refuses(&endpoint, token.as_deref(), &answer, &a));
                    }
                }
            }
        }
        assert!(guarded >= 10 * others.len(), "{guarded}");
        assert_eq!(dump(&world), before, "something was changed");
        for endpoint in endpoints().iter().filter(|it| it.access == Access::Ticket) {
            let path = path_of(endpoint, &b.id, &b.upload);
            let headers = [
                ("authorization", b.own.as_str()),
                ("content-type", "application/json"),
                ("idempotency-key", "own"),
            ];
            let method = endpoint.method.clone();
            let status = world.send(method, &path, &headers, Body::from("{}")).await.status;
            // A picture of that name is not there, whoever asks; all else answers to its owner.
            let opens = status != StatusCode::NOT_FOUND || path.contains("/files/");
            assert!(opens && status != StatusCode::UNAUTHORIZED, "{path} with its own credential");
        }
    }
}

/// Asserts that somebody without a right to it was refused; false for routes that anybody may call.
fn refuses(endpoint: &Endpoint, token: Option<&str>, answer: &Answer, a: &str) -> bool {
    let path = endpoint.path;
    match endpoint.access {
        Access::Ticket | Access::Upload
            if token.is_some_and(|it| it.matches('.').count() == 2 && it != a) =>
        {
            // Forged, or no token of the scheme at all.
            let expected = if answer.status == StatusCode::UNAUTHORIZED { 401 } else { 404 };
            assert_eq!(answer.status.as_u16(), expected, "{path}");
            true
        }
        Access::Ticket | Access::Upload => {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {token:?}");
            true
        }
        Access::SignedIn if token == Some(a) => {
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            true
        }
        Access::SignedIn => {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} {token:?}");
            true
        }
        _ => false,
    }
}

#[tokio::test]
async fn messages_of_people_who_did_not_sign_in_are_marked() {
    let world = World::new();
    for (bearer, expected) in [("", Some(&Value::Bool(true))), (&identity::bearer("b"), None)] {
        let b = theirs(&world, bearer, "key").await;
        let read = world.get_as(&format!("/v1/tickets/{}", b.id), &b.own).await.json();
        assert_eq!(read.get("unverified"), expected);
        assert_eq!(read["messages"][0].get("unverified"), expected);
        assert_eq!(read["messages"][1].get("unverified"), None, "support is support");
    }
}

/// Same status, same bytes: nothing tells an id that exists from one that does not.
#[tokio::test]
async fn nothing_tells_known_ids_from_unknown_ones() {
    let world = World::new();
    let known =
        [theirs(&world, "", "b").await.id, theirs(&world, &identity::bearer("b"), "b").await.id];
    let (_, token_of_a) = world.sent("key-a").await;
    for bearer in [token_of_a, identity::bearer("a"), "Bearer x".into(), String::new()] {
        for endpoint in endpoints().iter().filter(|it| it.access == Access::Ticket) {
            let ask = async |id: &str| {
                let headers = [
                    ("authorization", bearer.as_str()),
                    ("content-type", "application/json"),
                    ("idempotency-key", "k"),
                ];
                let path = path_of(endpoint, id, "");
                let body = Body::from(r#"{"text":"x","reason":"x","stars":1,"until":"x"}"#);
                let answer = world.send(endpoint.method.clone(), &path, &headers, body).await;
                let mut headers = answer.headers;
                headers.remove("x-request-id");
                (answer.status, headers, answer.body)
            };
            let nothing = ask("0123456789abcdefghijklmnop").await;
            for id in &known {
                assert_eq!(ask(id).await, nothing, "{}", endpoint.path);
            }
        }
    }
}

/// Everything in the database, as text.
fn dump(world: &World) -> Vec<String> {
    let database = world.database();
    let mut rows = Vec::new();
    for table in ["tickets", "requests", "feedback", "messages", "files"] {
        let mut query = database.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut found = query.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
            rows.push(format!("{table} {}", values.collect::<Vec<_>>().join(" ")));
        }
    }
    rows
}
