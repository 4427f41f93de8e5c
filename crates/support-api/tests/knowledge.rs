//! The bundle is served with right types, tags and times to keep, and taken up anew while running.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{fs, io::Read, time::Duration};

use axum::body::Body;
use support::{Answer, Method, StatusCode, World, write_bundle};

async fn file(world: &World, path: &str, headers: &[(&str, &str)]) -> Answer {
    world.send(Method::GET, &format!("/knowledge/{path}"), headers, Body::empty()).await
}

#[tokio::test]
async fn names_with_a_hash_are_kept_for_ever_and_the_manifest_is_asked_for_again() {
    let world = World::new();
    for (path, keep) in [
        ("en/bodies.1a2b3c4d5e6f.json", "public, max-age=31536000, immutable"),
        ("manifest.json", "no-cache"),
    ] {
        let answer = file(&world, path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), keep);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
        let on_disk = fs::read(world.config.knowledge.join(path)).unwrap();
        assert_eq!(answer.body, on_disk);
    }
}

#[tokio::test]
async fn files_are_compressed_as_the_client_likes() {
    let world = World::new();
    let path = "en/bodies.1a2b3c4d5e6f.json";
    let plain = file(&world, path, &[]).await;
    let mut tags = vec![plain.header("etag").to_owned()];
    for (accepts, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0", "")] {
        let answer = file(&world, path, &[("accept-encoding", accepts)]).await;
        assert_eq!(answer.header("content-encoding"), coding);
        assert!(answer.headers.get_all("vary").iter().any(|it| it == "accept-encoding"));
        tags.push(answer.header("etag").to_owned());
        let mut text = Vec::new();
        match coding {
            "br" => {
                drop(brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut text))
            }
            "gzip" => drop(flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut text)),
            _ => text.clone_from(&answer.body),
        }
        assert_eq!(text, plain.body, "{coding}");
        assert!(coding.is_empty() || answer.body.len() * 4 < plain.body.len(), "{coding}");
    }
    assert_eq!(tags[0], tags[3]);
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let world = World::new();
    let first = file(&world, "manifest.json", &[("accept-encoding", "br")]).await;
    let tag = first.header("etag").to_owned();
    for (known, status) in [
        (tag.clone(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"x\", {tag}"), 304),
        ("*".into(), 304),
        ("\"x\"".into(), 200),
        (String::new(), 200),
    ] {
        let headers = [("if-none-match", known.as_str()), ("accept-encoding", "br")];
        let answer = file(&world, "manifest.json", &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{known}");
        assert_eq!(answer.header("etag"), tag);
        assert_eq!(answer.body.is_empty(), status == 304);
    }
}

#[tokio::test]
async fn nothing_outside_the_bundle_is_served() {
    let world = World::new();
    for path in
        ["../support.db", "..%2fsupport.db", "%2e%2e/support.db", "/etc/hostname", "en", "en/", ".git"]
    {
        file(&world, path, &[]).await.is_problem(404, "not-found");
    }
}

#[tokio::test]
async fn a_new_bundle_is_taken_up_and_a_broken_one_is_not() {
    let world = World::new();
    let version = |answer: Answer| answer.json()["version"].clone();
    let old = "en/bodies.1a2b3c4d5e6f.json";
    assert_eq!(version(file(&world, "manifest.json", &[]).await), "v1");

    write_bundle(&world.config.knowledge, "version-2");
    let manifest = world.config.knowledge.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap().replace(old, "en/bodies.ffff3c4d5e6f.json");
    fs::rename(
        world.config.knowledge.join(old),
        world.config.knowledge.join("en/bodies.ffff3c4d5e6f.json"),
    )
    .unwrap();
    fs::write(&manifest, text).unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(version(file(&world, "manifest.json", &[]).await), "version-2");
    // A page that holds the old manifest still gets its files.
    assert_eq!(file(&world, old, &[]).await.status, StatusCode::OK);
    assert_eq!(file(&world, "en/bodies.ffff3c4d5e6f.json", &[]).await.status, StatusCode::OK);

    fs::write(&manifest, "{ broken").unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(version(file(&world, "manifest.json", &[]).await), "version-2");
}
