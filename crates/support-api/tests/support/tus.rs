//! A small tus client over the router in process.
#![allow(dead_code, reason = "each test file uses its part")]

use axum::body::Body;
use data_encoding::BASE64;

use super::{Answer, Method, StatusCode, World};

pub const VERSION: (&str, &str) = ("tus-resumable", "1.0.0");
/// The pieces that the widget sends.
pub const PIECE: usize = 256 * 1024;

/// Begins an upload.
pub async fn create(world: &World, length: usize, name: &str, bearer: &str) -> Answer {
    let length = length.to_string();
    let metadata = format!("filename {}", BASE64.encode(name.as_bytes()));
    let mut headers =
        vec![VERSION, ("upload-length", length.as_str()), ("upload-metadata", metadata.as_str())];
    if !bearer.is_empty() {
        headers.push(("authorization", bearer));
    }
    world.send(Method::POST, "/v1/uploads", &headers, Body::empty()).await
}

/// Sends a piece.
pub async fn patch(world: &World, location: &str, offset: usize, piece: &[u8], bearer: &str) -> Answer {
    let offset = offset.to_string();
    let mut headers = vec![
        VERSION,
        ("upload-offset", offset.as_str()),
        ("content-type", "application/offset+octet-stream"),
    ];
    if !bearer.is_empty() {
        headers.push(("authorization", bearer));
    }
    world.send(Method::PATCH, location, &headers, piece.to_vec()).await
}

/// Asks how much has come in.
pub async fn head(world: &World, location: &str, bearer: &str) -> Answer {
    let mut headers = vec![VERSION];
    if !bearer.is_empty() {
        headers.push(("authorization", bearer));
    }
    world.send(Method::HEAD, location, &headers, Body::empty()).await
}

/// Sends a whole file; its id, or the answer that refused it.
pub async fn upload(world: &World, bytes: &[u8], name: &str, bearer: &str) -> Result<String, Answer> {
    let created = create(world, bytes.len(), name, bearer).await;
    if created.status != StatusCode::CREATED {
        return Err(created);
    }
    let location = created.header("location").to_owned();
    for (at, piece) in bytes.chunks(PIECE).enumerate() {
        let answer = patch(world, &location, at * PIECE, piece, bearer).await;
        if answer.status != StatusCode::NO_CONTENT {
            return Err(answer);
        }
    }
    Ok(id_of(&location))
}

/// The id in a `Location`.
pub fn id_of(location: &str) -> String {
    location.rsplit('/').next().unwrap().to_owned()
}
