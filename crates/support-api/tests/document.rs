//! The OpenAPI document tells the truth: every endpoint is in it, every reference leads somewhere, and
//! what the service answers fits the schemas.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;

use axum::body::Body;
use help_support_api::routes::{Access, endpoints};
use serde_json::{Value, json};
use support::{Answer, Method, World, ticket};

async fn document(world: &World) -> Value {
    let answer = world.get("/openapi.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    answer.json()
}

#[tokio::test]
async fn every_endpoint_is_described() {
    let document = document(&World::new()).await;
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(|it| (path.clone(), it.to_uppercase()))
        })
        .collect();
    let there: BTreeSet<(String, String)> =
        endpoints().iter().map(|it| (it.path.replace("{*", "{"), it.method.to_string())).collect();
    assert_eq!(described, there);
    for endpoint in endpoints() {
        let method = endpoint.method.as_str().to_lowercase();
        let operation = &document["paths"][endpoint.path.replace("{*", "{")][method];
        assert_eq!(operation.get("security").is_some(), endpoint.access != Access::Public);
    }
}

#[tokio::test]
async fn every_reference_leads_to_a_schema() {
    let document = document(&World::new()).await;
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    assert!(references.contains("#/components/schemas/NewTicket"), "{references:?}");
    for reference in references {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for name in [
        "NewTicket",
        "Context",
        "ErrorContext",
        "Account",
        "Feedback",
        "Asked",
        "NewMessage",
        "Rating",
        "Consent",
        "Device",
    ] {
        let schema = &document["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], json!(false), "{name} lets unknown members in");
    }
    assert_eq!(
        document.pointer("/components/schemas/NewTicket/required"),
        Some(&json!(["topic", "language", "answers"]))
    );
}

#[tokio::test]
async fn answers_fit_their_schemas() {
    let world = World::new();
    let document = document(&world).await;
    let receipt = world.submit("key", &ticket()).await;
    let json = receipt.json();
    let read = world.read(json["id"].as_str().unwrap(), json["token"].as_str().unwrap()).await;
    fits(&document, "/v1/tickets", "post", &receipt);
    fits(&document, "/v1/tickets/{id}", "get", &read);
    fits(&document, "/v1/tickets/{id}", "get", &world.get("/v1/tickets/x").await);
    let (id, bearer) = world.sent("thread").await;
    for (name, body) in [
        ("messages", json!({ "text": "hello" })),
        ("messages", json!({ "text": "" })),
        ("read", json!({ "until": "x" })),
        ("rating", json!({ "stars": 5, "word": "fine" })),
        ("escalate", json!({ "reason": "x" })),
        ("solved", Value::Null),
        ("reopen", Value::Null),
    ] {
        let path = format!("/v1/tickets/{id}/{name}");
        let answer = world.post(&path, &bearer, "key", &body).await;
        fits(&document, &format!("/v1/tickets/{{id}}/{name}"), "post", &answer);
        let refused = world.post(&path, "Bearer a.b.c", "key", &body).await;
        fits(&document, &format!("/v1/tickets/{{id}}/{name}"), "post", &refused);
    }
    let thread = world.get_as(&format!("/v1/tickets/{id}"), &bearer).await;
    fits(&document, "/v1/tickets/{id}", "get", &thread);
    let ann = support::identity::bearer("ann");
    world.post("/v1/tickets", &ann, "key", &ticket()).await;
    fits(&document, "/v1/tickets", "get", &world.get_as("/v1/tickets", &ann).await);
    fits(&document, "/v1/tickets", "get", &world.get("/v1/tickets").await);
    fits(&document, "/v1/status", "get", &world.get("/v1/status").await);
    fits(&document, "/healthz", "get", &world.get("/healthz").await);
    fits(&document, "/openapi.json", "get", &world.get("/openapi.json").await);
    for (headers, body) in [
        (vec![], String::new()),
        (vec![("content-type", "application/json")], "{}".into()),
        (vec![("content-type", "application/json"), ("idempotency-key", "x")], "{}".into()),
        (vec![("content-type", "application/json"), ("idempotency-key", "x")], "x".repeat(70_000)),
        (vec![("content-type", "text/plain"), ("idempotency-key", "x")], "{}".into()),
        (vec![("content-type", "application/json"), ("idempotency-key", "key")], {
            let mut other = ticket();
            other["topic"] = json!("pay");
            other.to_string()
        }),
    ] {
        let answer = world.send(Method::POST, "/v1/tickets", &headers, body).await;
        assert!(answer.status.is_client_error());
        fits(&document, "/v1/tickets", "post", &answer);
    }
    let wrong = world.send(Method::PUT, "/v1/status", &[], Body::empty()).await;
    fits(&document, "/v1/status", "get", &wrong);
}

#[tokio::test]
async fn limits_are_in_the_schemas() {
    let document = document(&World::new()).await;
    for (pointer, expected) in [
        ("NewTicket/properties/topic/minLength", json!(1)),
        ("NewTicket/properties/reply_to/maxLength", json!(254)),
        ("NewTicket/properties/answers/maxProperties", json!(200)),
        ("Context/properties/screen/maxLength", json!(2000)),
        ("ErrorContext/properties/message/maxLength", json!(2000)),
        ("Context/properties/version/maxLength", json!(40)),
        ("Device/properties/browser/maxLength", json!(40)),
        ("Account/properties/contact/maxLength", json!(2000)),
        ("Feedback/properties/language/maxLength", json!(35)),
    ] {
        let found = document.pointer(&format!("/components/schemas/{pointer}"));
        assert_eq!(found, Some(&expected), "{pointer}");
    }
    let schema = &document["components"]["schemas"]["NewTicket"];
    for (member, text, fits) in [
        ("language", "zh-Hans-CN", true),
        ("language", "en_US", false),
        ("reply_to", "ann@mail.example", true),
        ("reply_to", "ann@mail", false),
        ("reply_to", "a b@mail.example", false),
    ] {
        let mut body = json!({ "topic": "pay", "language": "en", "answers": {} });
        body[member] = json!(text);
        let mut whole = schema.clone();
        whole["components"] = document["components"].clone();
        let validator = jsonschema::draft202012::new(&whole).unwrap();
        assert_eq!(validator.is_valid(&body), fits, "{member} {text}");
    }
}

/// The status is documented for the operation, with this media type and a schema that the body meets.
#[track_caller]
fn fits(document: &Value, path: &str, method: &str, answer: &Answer) {
    let described = &document["paths"][path][method]["responses"][answer.status.as_str()];
    assert!(described.is_object(), "{method} {path} does not document {}", answer.status);
    let schema = &described["content"][answer.header("content-type")]["schema"];
    assert!(schema.is_object(), "{method} {path} {} has no schema", answer.status);
    let mut whole = schema.clone();
    whole["components"] = document["components"].clone();
    let validator = jsonschema::draft202012::new(&whole).unwrap();
    let body = answer.json();
    let errors: Vec<String> = validator.iter_errors(&body).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{method} {path} {}: {errors:?}", answer.status);
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(reference) if name == "$ref" => drop(references.insert(reference.to_owned())),
                    _ => collect(value, references),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, references)),
        _ => {}
    }
}
