//! Puts the document together. It knows OpenAPI's layout and nothing of what endpoints do.

use std::collections::BTreeMap;

use help_core::{
    problem::{Code, MEDIA_TYPE, Problem},
    thread::{Presence, ThreadEvent},
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{Content, Parameter};
use crate::{
    routes::{Access, Endpoint},
    rules,
};

/// Problems that every endpoint can answer.
const ALWAYS: [Code; 4] =
    [Code::MethodNotAllowed, Code::RateLimited, Code::Internal, Code::Unavailable];

/// The document of these endpoints.
pub(super) fn document(endpoints: &[Endpoint]) -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for endpoint in endpoints {
        let path = endpoint.path.replace("{*", "{");
        let operation = operation(endpoint, &mut generator);
        paths.entry(path).or_default().insert(endpoint.method.as_str().to_ascii_lowercase(), operation);
    }
    let mut schemas = generator.take_definitions(true);
    rules::describe(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Support API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Takes reports of wallet help, tells who is there to answer, serves the knowledge.",
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "ticketToken": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token of the receipt; opens that ticket and nothing else.",
                },
                "identity": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "Of the host, for somebody who signed in: EdDSA, ES256 or HS256 with `kid`, `iss`, \
                        `aud`, `sub`, `iat` and `exp`, which is at most ten minutes ahead.",
                },
            },
        },
    })
}

fn operation(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let operation = &endpoint.operation;
    let mut out = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "responses": responses(endpoint, generator),
    });
    let mut put = |name: &str, value: Value| out[name] = value;
    if !operation.about.is_empty() {
        put("description", operation.about.into());
    }
    if !operation.parameters.is_empty() {
        put("parameters", operation.parameters.iter().map(parameter).collect());
    }
    if let Some((schema, media_type, about)) = operation.body {
        put(
            "requestBody",
            json!({
                "required": true,
                "description": about,
                "content": { media_type: { "schema": schema(generator) } },
            }),
        );
    }
    let security = match endpoint.access {
        Access::Public => None,
        Access::MaySignIn => Some(json!([{}, { "identity": [] }])),
        Access::Ticket => Some(json!([{ "ticketToken": [] }, { "identity": [] }])),
        Access::SignedIn => Some(json!([{ "identity": [] }])),
        Access::Upload => Some(json!([{}, { "ticketToken": [] }, { "identity": [] }])),
    };
    if let Some(security) = security {
        put("security", security);
    }
    out
}

fn parameter(parameter: &Parameter) -> Value {
    let mut schema = json!({ "type": "string", "minLength": 1 });
    if let Some(max) = parameter.max {
        schema["maxLength"] = max.into();
        schema["pattern"] = "^[!-~]+$".into();
    }
    json!({
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.about,
        "schema": schema,
    })
}

fn responses(endpoint: &Endpoint, generator: &mut SchemaGenerator) -> Value {
    let operation = &endpoint.operation;
    let signing_in = (endpoint.access != Access::Public).then_some(Code::Unauthorized);
    let (status, content, about) = &operation.answer;
    let mut answer = json!({ "description": about, "headers": { "X-Request-Id": request_id() } });
    match content {
        Content::Nothing => {}
        Content::Json(schema) => {
            answer["content"] = json!({ "application/json": { "schema": schema(generator) } });
        }
        Content::Stream => {
            // The data of the events, each JSON of its own, has schemas of these names.
            generator.subschema_for::<ThreadEvent>();
            generator.subschema_for::<Presence>();
            answer["content"] = json!({ "text/event-stream": { "schema": { "type": "string" } } });
        }
        Content::File => answer["content"] = json!({ "*/*": {} }),
    }
    let mut out = Map::from_iter([(status.as_u16().to_string(), answer)]);
    let problem = generator.subschema_for::<Problem>();
    let mut codes: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for code in operation.problems.iter().chain(&signing_in).chain(&ALWAYS) {
        codes.entry(code.status()).or_default().push(code.name());
    }
    for (status, names) in codes {
        let mut headers = json!({ "X-Request-Id": request_id() });
        if [Code::RateLimited.status(), Code::Unavailable.status()].contains(&status) {
            headers["Retry-After"] =
                json!({ "description": "Seconds", "schema": { "type": "integer", "minimum": 0 } });
        }
        out.insert(
            status.to_string(),
            json!({
                "description": format!("`{}`", names.join("`, `")),
                "headers": headers,
                "content": { MEDIA_TYPE: { "schema": problem } },
            }),
        );
    }
    out.into()
}

fn request_id() -> Value {
    json!({ "description": "Names the request in the service's logs", "schema": { "type": "string" } })
}
