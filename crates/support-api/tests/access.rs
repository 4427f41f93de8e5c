//! Nobody gets at somebody else's report, whatever the route, the method or the token.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use axum::body::Body;
use help_support_api::routes::{Access, endpoints};
use serde_json::json;
use support::{Method, StatusCode, World, ticket};

const CANARY: &str = "canary-of-b-0xc0ffee";

#[tokio::test]
async fn no_route_shows_or_changes_the_report_of_another() {
    let world = World::new();
    let mut theirs = ticket();
    theirs["answers"]["hash"] = json!("0xc0ffee00");
    theirs["context"]["error"]["message"] = json!(CANARY);
    let a = world.submit("key-a", &ticket()).await.json();
    let b = world.submit("key-b", &theirs).await.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let own = format!("Bearer {}", text(&b["token"]));
    let others = [
        None,
        Some(format!("Bearer {}", text(&a["token"]))),
        Some("Bearer ".into()),
        Some(format!("Bearer {}", text(&b["id"]))),
        Some(format!("Basic {}", text(&b["token"]))),
        Some(text(&b["token"])),
        Some(format!("Bearer {} {}", text(&a["token"]), text(&b["token"]))),
    ];
    let before = dump(&world);
    let mut guarded = 0;
    for endpoint in endpoints() {
        let path = endpoint.path.replace("{id}", &text(&b["id"])).replace("{*path}", "manifest.json");
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
            for token in &others {
                let mut headers =
                    vec![("content-type", "application/json"), ("idempotency-key", "key-c")];
                headers.extend(token.iter().map(|it| ("authorization", it.as_str())));
                let method: Method = method.parse().unwrap();
                let answer = world.send(method.clone(), &path, &headers, Body::from("{}")).await;
                let shown = String::from_utf8_lossy(&answer.body);
                for secret in [CANARY, &text(&b["number"]), &text(&b["token"])] {
                    assert!(!shown.contains(secret), "{method} {path} shows {secret}");
                }
                if endpoint.access == Access::TicketToken && method == endpoint.method {
                    answer.is_problem(404, "not-found");
                    guarded += 1;
                }
            }
        }
        if endpoint.access == Access::TicketToken {
            let answer =
                world.send(endpoint.method, &path, &[("authorization", &own)], Body::empty()).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} with its own token");
        }
    }
    assert!(guarded >= others.len());
    assert_eq!(dump(&world), before, "something was changed");
}

/// Everything in the database, as text.
fn dump(world: &World) -> Vec<String> {
    let database = world.database();
    let mut rows = Vec::new();
    for table in ["tickets", "requests", "feedback"] {
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
