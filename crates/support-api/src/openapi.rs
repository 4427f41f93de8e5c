//! The OpenAPI 3.1 document, made from the table of endpoints and the types that travel.

mod document;

use std::sync::LazyLock;

use axum::{
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing,
};
use bytes::Bytes;
use help_core::problem::Code;
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::routes::{Access, Endpoint, endpoints};

/// Makes a type's schema, or a reference to it.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of `T`, as a function to be called when the document is made.
pub(crate) fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// What the document says of an endpoint.
pub(crate) struct Operation {
    id: &'static str,
    summary: &'static str,
    about: &'static str,
    parameters: Vec<Parameter>,
    body: Option<(SchemaOf, &'static str, &'static str)>,
    answer: (StatusCode, Content, &'static str),
    problems: &'static [Code],
}

/// What an answer holds.
enum Content {
    Nothing,
    Json(SchemaOf),
    Stream,
    File,
}

/// A parameter of the path or a header.
pub(crate) struct Parameter {
    name: &'static str,
    place: &'static str,
    about: &'static str,
    max: Option<usize>,
    required: bool,
}

impl Parameter {
    /// A header of visible ASCII characters, at most `max`.
    pub(crate) fn header(name: &'static str, about: &'static str, max: usize) -> Self {
        Parameter { name, place: "header", about, max: Some(max), required: true }
    }

    /// A header that may be left out.
    pub(crate) fn optional_header(name: &'static str, about: &'static str) -> Self {
        Parameter { required: false, ..Parameter::header(name, about, 255) }
    }

    /// A part of the path.
    pub(crate) fn path(name: &'static str, about: &'static str) -> Self {
        Parameter { name, place: "path", about, max: None, required: true }
    }
}

impl Operation {
    pub(crate) fn new(id: &'static str, summary: &'static str) -> Self {
        Operation {
            id,
            summary,
            about: "",
            parameters: Vec::new(),
            body: None,
            answer: (StatusCode::OK, Content::Nothing, ""),
            problems: &[],
        }
    }

    pub(crate) fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    pub(crate) fn parameter(mut self, parameter: Parameter) -> Self {
        self.parameters.push(parameter);
        self
    }

    pub(crate) fn body(mut self, schema: SchemaOf, about: &'static str) -> Self {
        self.body = Some((schema, "application/json", about));
        self
    }

    /// A body of plain bytes.
    pub(crate) fn bytes_body(mut self, media_type: &'static str, about: &'static str) -> Self {
        self.body = Some((|_| schemars::json_schema!({}), media_type, about));
        self
    }

    pub(crate) fn answer(mut self, status: StatusCode, schema: SchemaOf, about: &'static str) -> Self {
        self.answer = (status, Content::Json(schema), about);
        self
    }

    pub(crate) fn empty_answer(mut self, status: StatusCode, about: &'static str) -> Self {
        self.answer = (status, Content::Nothing, about);
        self
    }

    pub(crate) fn stream_answer(mut self, about: &'static str) -> Self {
        self.answer = (StatusCode::OK, Content::Stream, about);
        self
    }

    pub(crate) fn file_answer(mut self, about: &'static str) -> Self {
        self.answer = (StatusCode::OK, Content::File, about);
        self
    }

    /// Those of this endpoint; the ones that every endpoint can answer are added.
    pub(crate) fn problems(mut self, problems: &'static [Code]) -> Self {
        self.problems = problems;
        self
    }
}

pub(crate) fn endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/openapi.json",
        access: Access::Public,
        operation: Operation::new("readOpenApi", "This document").answer(
            StatusCode::OK,
            |_| schemars::json_schema!({ "type": "object" }),
            "OpenAPI 3.1",
        ),
        handler: routing::get(read),
    }
}

async fn read() -> Response {
    static DOCUMENT: LazyLock<Bytes> =
        LazyLock::new(|| document::document(&endpoints()).to_string().into());
    let mut response = DOCUMENT.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
