//! Pictures: sent in pieces that may stop and go on, kept as pixels and nothing else, and given to nobody
//! but whoever may read the ticket.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{
    fs,
    io::Cursor,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use axum::body::Body;
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::{Value, json};
use support::{
    Answer, Method, Request, StatusCode, World, identity, ticket,
    tus::{self, PIECE, VERSION, create, head, id_of, patch, upload},
};

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/security/uploads");

/// A picture whose pixels differ, so that it does not become tiny.
fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).to_le_bytes();
        image::Rgb([mixed[0], mixed[1], mixed[2]])
    })
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn small() -> Vec<u8> {
    encoded(&picture(20, 10), ImageFormat::Png)
}

/// A report with these pictures.
fn with(files: &[&str]) -> Value {
    let mut report = ticket();
    report["attachments"] = json!(files);
    report
}

/// Attaches a picture to a new ticket and reads it back.
async fn read_back(world: &World, id: &str) -> (Value, Answer) {
    let receipt = world.submit(id, &with(&[id])).await;
    assert_eq!(receipt.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&receipt.body));
    let receipt = receipt.json();
    let bearer = format!("Bearer {}", receipt["token"].as_str().unwrap());
    let path = format!("/v1/tickets/{}", receipt["id"].as_str().unwrap());
    let read = world.get_as(&path, &bearer).await.json();
    let file = world.get_as(&format!("{path}/files/{id}"), &bearer).await;
    (read["attachments"][0].clone(), file)
}

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|it| it.eq_ignore_ascii_case(what.as_bytes()))
}

#[tokio::test]
async fn hostile_files_are_refused_or_kept_as_pixels_only() {
    let Ok(manifest) = fs::read(format!("{HOSTILE}/manifest.json")) else {
        println!("skipped: {HOSTILE} is not there");
        return;
    };
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let world = World::new();
    let mut right = 0;
    for row in manifest["files"].as_array().unwrap() {
        let name = row["file"].as_str().unwrap();
        let bytes = fs::read(format!("{HOSTILE}/{name}")).unwrap();
        let started = Instant::now();
        let outcome = upload(&world, &bytes, name, "").await;
        println!("{name}: {:?} in {:?}", outcome.as_ref().map_err(Answer::fields), started.elapsed());
        if row["expect"] == "reject" {
            let refused = outcome.expect_err(name);
            refused.is_problem(422, "invalid-picture");
            right += 1;
            continue;
        }
        let id = outcome.unwrap_or_else(|it| panic!("{name} was refused: {:?}", it.fields()));
        let (attachment, file) = read_back(&world, &id).await;
        assert_eq!(file.status, StatusCode::OK);
        for hidden in
            ["CANARY", "GPS", "Exif", "<script", "%PDF", "<html", "eXIf", "tEXt", "zTXt", "iTXt"]
        {
            assert!(!holds(&file.body, hidden), "{name} still holds {hidden}");
        }
        let (before, after) =
            (image::load_from_memory(&bytes).unwrap(), image::load_from_memory(&file.body).unwrap());
        assert_eq!(attachment["width"], after.width());
        assert_eq!(attachment["bytes"], file.body.len());
        assert_eq!(file.header("content-type"), attachment["media_type"].as_str().unwrap());
        let (mut one, mut other) = ([before.width(), before.height()], [after.width(), after.height()]);
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other, "{name}");
        if file.header("content-type") != "image/jpeg" {
            assert_eq!(before.to_rgba8().as_raw(), after.to_rgba8().as_raw(), "{name} looks otherwise");
        }
        right += 1;
    }
    println!("{right} of {} as expected", manifest["files"].as_array().unwrap().len());
    assert_eq!(right, 26);
    let kept = fs::read_dir(world.config.files.join("incoming")).unwrap().count();
    assert_eq!(kept, 0, "nothing of the refused ones is left");
}

#[tokio::test]
async fn what_the_camera_said_of_its_direction_is_applied() {
    // A JPEG, wider than high, whose Exif says "turn by a quarter": Orientation (0x0112) is 6.
    let plain = encoded(&picture(40, 20), ImageFormat::Jpeg);
    let exif: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let mut turned = plain[..2].to_vec();
    turned.extend([0xff, 0xe1]);
    turned.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    turned.extend(exif);
    turned.extend(&plain[2..]);
    let world = World::new();
    let id = upload(&world, &turned, "a.jpg", "").await.unwrap();
    let (attachment, file) = read_back(&world, &id).await;
    assert_eq!((&attachment["width"], &attachment["height"]), (&json!(20), &json!(40)));
    assert!(!holds(&file.body, "Exif"));
}

#[tokio::test]
async fn sixteen_bits_and_palettes_are_taken_and_animations_are_not() {
    let world = World::new();
    let deep = DynamicImage::from(picture(8, 8)).into_rgba16();
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(deep).write_to(&mut bytes, ImageFormat::Png).unwrap();
    assert!(upload(&world, &bytes.into_inner(), "deep.png", "").await.is_ok());
    // An APNG says so before its pixels: acTL with two frames.
    let mut still = small();
    let chunk = {
        let body = [b"acTL".as_slice(), &2_u32.to_be_bytes(), &0_u32.to_be_bytes()].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&body);
        [8_u32.to_be_bytes().as_slice(), &body, &crc.sum().to_be_bytes()].concat()
    };
    still.splice(33..33, chunk);
    let refused = upload(&world, &still, "moves.png", "").await.unwrap_err();
    assert_eq!(refused.fields()[0].1, "animated");
}

#[tokio::test]
async fn a_picture_comes_in_pieces_and_goes_on_where_it_stopped() {
    let world = World::new();
    let bytes = encoded(&picture(700, 500), ImageFormat::Png);
    assert!(bytes.len() > 3 * PIECE, "{}", bytes.len());
    let created = create(&world, bytes.len(), "a.png", "").await;
    assert_eq!((created.status, created.header("tus-resumable")), (StatusCode::CREATED, "1.0.0"));
    let location = created.header("location").to_owned();
    let state = async || {
        let answer = head(&world, &location, "").await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(answer.header("upload-length"), bytes.len().to_string());
        answer.header("upload-offset").parse::<usize>().unwrap()
    };
    assert_eq!(state().await, 0);
    let first = patch(&world, &location, 0, &bytes[..PIECE], "").await;
    assert_eq!((first.status, first.header("upload-offset")), (StatusCode::NO_CONTENT, "262144"));
    // Another offset, before and behind.
    for wrong in [0, PIECE - 1, PIECE + 1, bytes.len()] {
        patch(&world, &location, wrong, &bytes[..10], "").await.is_problem(409, "upload-offset");
    }
    assert_eq!(state().await, PIECE);
    // The connection breaks in the middle of a piece: what came stays.
    let broken = futures_util::stream::iter([
        Ok::<_, std::io::Error>(bytes::Bytes::copy_from_slice(&bytes[PIECE..PIECE + 1000])),
        Err(std::io::Error::other("gone")),
    ]);
    let request = Request::patch(&location)
        .header(VERSION.0, VERSION.1)
        .header("upload-offset", PIECE.to_string())
        .header("content-type", "application/offset+octet-stream")
        .body(Body::from_stream(broken))
        .unwrap();
    assert!(world.call(request).await.status.is_client_error());
    assert_eq!(state().await, PIECE + 1000);
    // A service that was started anew goes on, too.
    let again = World {
        router: help_support_api::router(help_support_api::App::open(&world.config).unwrap()),
        app: world.app.clone(),
        config: world.config.clone(),
        now: world.now.clone(),
        folder: tempfile::TempDir::new().unwrap(),
    };
    // Pieces may have any size, also none.
    let mut at = PIECE + 1000;
    for size in [0, 1, 7, 100_000, 300_000, usize::MAX] {
        let end = at.saturating_add(size).min(bytes.len());
        let answer = patch(&again, &location, at, &bytes[at..end], "").await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{size}");
        at = end;
    }
    assert_eq!(state().await, bytes.len());
    // The last answer may be lost: asking again, or sending nothing at the end, does no harm.
    assert_eq!(patch(&world, &location, bytes.len(), b"", "").await.status, StatusCode::NO_CONTENT);
    patch(&world, &location, bytes.len(), b"x", "").await.is_problem(409, "upload-offset");
    let (attachment, file) = read_back(&world, &id_of(&location)).await;
    assert_eq!((&attachment["width"], &attachment["height"]), (&json!(700), &json!(500)));
    let kept = image::load_from_memory(&file.body).unwrap().to_rgb8();
    assert_eq!(kept.as_raw(), picture(700, 500).as_raw());
    // What belongs to a ticket is no upload any more.
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let headers =
            [VERSION, ("upload-offset", "0"), ("content-type", "application/offset+octet-stream")];
        assert_eq!(world.send(method, &location, &headers, "").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_whole_upload_whose_checking_was_cut_short_is_checked_when_asked_for() {
    let world = World::new();
    let bytes = small();
    let location = create(&world, bytes.len(), "a.png", "").await.header("location").to_owned();
    // As if the service ended between the last byte and the check.
    fs::write(world.config.files.join("incoming").join(id_of(&location)), &bytes).unwrap();
    let answer = head(&world, &location, "").await;
    assert_eq!(answer.header("upload-offset"), bytes.len().to_string());
    assert_eq!(read_back(&world, &id_of(&location)).await.1.status, StatusCode::OK);
    let location = create(&world, 5, "a.png", "").await.header("location").to_owned();
    fs::write(world.config.files.join("incoming").join(id_of(&location)), "hello").unwrap();
    assert_eq!(head(&world, &location, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(head(&world, &location, "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_tus_forbids_is_refused() {
    let world = World::new();
    let told = world.send(Method::OPTIONS, "/v1/uploads", &[], Body::empty()).await;
    assert!(told.status.is_success());
    for (name, value) in [
        ("tus-version", "1.0.0"),
        ("tus-resumable", "1.0.0"),
        ("tus-extension", "creation,termination"),
        ("tus-max-size", "10485760"),
    ] {
        assert_eq!(told.header(name), value);
    }
    let post =
        async |headers: &[(&str, &str)]| world.send(Method::POST, "/v1/uploads", headers, "").await;
    for version in ["", "0.2.2", "1.0.1", "1.0.0, 1.0.0"] {
        let answer = post(&[("tus-resumable", version), ("upload-length", "5")]).await;
        answer.is_problem(412, "upload-version");
        assert_eq!(answer.header("tus-version"), "1.0.0");
    }
    for length in ["", "-1", "+5", "5.0", "0x5", "5 ", "99999999999999999999999"] {
        post(&[VERSION, ("upload-length", length)]).await.is_problem(400, "invalid-upload");
    }
    post(&[VERSION]).await.is_problem(400, "invalid-upload");
    post(&[VERSION, ("upload-defer-length", "1")]).await.is_problem(400, "invalid-upload");
    post(&[VERSION, ("upload-length", "10485761")]).await.is_problem(413, "too-large");
    post(&[VERSION, ("upload-length", "0")]).await.is_problem(422, "invalid-picture");
    let bad = [VERSION, ("upload-length", "5"), ("upload-metadata", "filename ***")];
    post(&bad).await.is_problem(400, "invalid-upload");
    assert_eq!(world.count("files"), 0);

    let location = create(&world, 100, "a.png", "").await.header("location").to_owned();
    let send = async |headers: &[(&str, &str)], body: Vec<u8>| {
        world.send(Method::PATCH, &location, headers, body).await
    };
    let piece = ("content-type", "application/offset+octet-stream");
    let typed = [VERSION, ("upload-offset", "0"), ("content-type", "application/octet-stream")];
    send(&typed, vec![1]).await.is_problem(415, "unsupported-media-type");
    send(&[VERSION, piece], vec![1]).await.is_problem(400, "invalid-upload");
    send(&[VERSION, piece, ("upload-offset", "x")], vec![1]).await.is_problem(400, "invalid-upload");
    send(&[VERSION, piece, ("upload-offset", "0")], vec![1; 101]).await.is_problem(413, "too-large");
    assert_eq!(head(&world, &location, "").await.header("upload-offset"), "0");
    // What can become no picture is refused with its first bytes.
    let early = patch(&world, &location, 0, b"<svg onload=x>", "").await;
    early.is_problem(422, "invalid-picture");
    assert_eq!(head(&world, &location, "").await.status, StatusCode::NOT_FOUND);

    let location = create(&world, 100, "a.png", "").await.header("location").to_owned();
    let ended = world.send(Method::DELETE, &location, &[VERSION], "").await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let headers = [VERSION, piece, ("upload-offset", "0")];
        let answer = world.send(method, &location, &headers, "").await;
        assert_eq!((answer.status, answer.header("tus-resumable")), (StatusCode::NOT_FOUND, "1.0.0"));
        assert_eq!(answer.header("upload-offset"), "");
    }
    // A client that cannot send every method says which one it means.
    let location = create(&world, 100, "a.png", "").await.header("location").to_owned();
    let headers = [VERSION, ("x-http-method-override", "DELETE")];
    assert_eq!(world.send(Method::POST, &location, &headers, "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        (world.count("files"), fs::read_dir(world.config.files.join("incoming")).unwrap().count()),
        (0, 0)
    );
}

#[tokio::test]
async fn one_request_writes_at_a_time() {
    let world = World::new();
    let bytes = small();
    let location = create(&world, bytes.len(), "a.png", "").await.header("location").to_owned();
    let (sender, receiver) = tokio::sync::mpsc::channel::<bytes::Bytes>(1);
    let body = futures_util::stream::unfold(receiver, async |mut it| {
        it.recv().await.map(|piece| (Ok::<_, std::io::Error>(piece), it))
    });
    let slow = Request::patch(&location)
        .header(VERSION.0, VERSION.1)
        .header("upload-offset", "0")
        .header("content-type", "application/offset+octet-stream")
        .body(Body::from_stream(body))
        .unwrap();
    let both = async {
        sender.send(bytes::Bytes::copy_from_slice(&bytes[..5])).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        patch(&world, &location, 0, &bytes, "").await.is_problem(423, "upload-locked");
        assert_eq!(head(&world, &location, "").await.status, StatusCode::LOCKED);
        sender.send(bytes::Bytes::copy_from_slice(&bytes[5..])).await.unwrap();
        drop(sender);
    };
    let (answer, ()) = tokio::join!(world.call(slow), both);
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(read_back(&world, &id_of(&location)).await.1.status, StatusCode::OK);
}

#[tokio::test]
async fn uploads_belong_to_whoever_began_them() {
    let world = World::new();
    let (a, b) = (identity::bearer("a"), identity::bearer("b"));
    let (id, token) = world.sent("one").await;
    let (other, others) = world.sent("two").await;
    let bytes = small();
    for (own, foreign) in [(&a, vec![&b, &token]), (&token, vec![&others, &a])] {
        let location = create(&world, bytes.len(), "a.png", own).await.header("location").to_owned();
        for foreign in foreign.into_iter().map(String::as_str).chain([""]) {
            patch(&world, &location, 0, &bytes, foreign).await.is_problem(404, "not-found");
            assert_eq!(head(&world, &location, foreign).await.status, StatusCode::NOT_FOUND);
            let headers = [VERSION, ("authorization", foreign)];
            let ended = world.send(Method::DELETE, &location, &headers, "").await;
            assert_eq!(ended.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(patch(&world, &location, 0, &bytes, own).await.status, StatusCode::NO_CONTENT);
    }
    create(&world, 10, "a.png", "Bearer unknown").await.is_problem(404, "not-found");
    create(&world, 10, "a.png", "Bearer a.b.c").await.is_problem(401, "unauthorized");

    // Nobody else can attach what is theirs, and nothing is left of the attempt.
    let of_a = upload(&world, &bytes, "a.png", &a).await.unwrap();
    let of_ticket = upload(&world, &bytes, "a.png", &token).await.unwrap();
    let said = json!({ "text": "x", "attachments": [of_ticket] });
    for (path, bearer, body) in [
        ("/v1/tickets".to_owned(), "", with(&[&of_a])),
        ("/v1/tickets".into(), b.as_str(), with(&[&of_a])),
        ("/v1/tickets".into(), a.as_str(), with(&[&of_ticket])),
        (format!("/v1/tickets/{other}/messages"), others.as_str(), said.clone()),
    ] {
        let answer = world.post(&path, bearer, "key", &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.fields(), [("/attachments/0".to_owned(), "unknown".to_owned())]);
    }
    assert_eq!((world.count("tickets"), world.count("messages")), (2, 0));
    assert_eq!(world.post("/v1/tickets", &a, "key", &with(&[&of_a])).await.status, StatusCode::CREATED);
    let path = format!("/v1/tickets/{id}/messages");
    let sent = world.post(&path, &token, "key", &said).await;
    assert_eq!(sent.json()["attachments"][0]["id"], of_ticket.as_str());
    assert_eq!(
        world.post(&path, &token, "key", &said).await.body,
        sent.body,
        "a retry attaches nothing twice"
    );
    let again = world.post(&path, &token, "more", &said).await;
    assert_eq!(again.fields()[0].0, "/attachments/0", "each can be attached once");
}

#[tokio::test]
async fn attachments_are_finished_and_few() {
    let world = World::new();
    let bytes = small();
    let mut ids = Vec::new();
    for _ in 0..6 {
        ids.push(upload(&world, &bytes, "a.png", "").await.unwrap());
    }
    let begun = create(&world, 100, "a.png", "").await.header("location").to_owned();
    for (files, pointer, why) in [
        (vec![id_of(&begun)], "/attachments/0", "unknown"),
        (vec!["../../etc/passwd".into()], "/attachments/0", "unknown"),
        (vec![ids[0].clone(), ids[0].clone()], "/attachments/1", "invalid"),
        (ids.clone(), "/attachments", "too_many"),
    ] {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let answer = world.submit("key", &with(&files)).await;
        answer.is_problem(422, "invalid-ticket");
        assert_eq!(answer.fields(), [(pointer.to_owned(), why.to_owned())]);
    }
    let files: Vec<&str> = ids[..5].iter().map(String::as_str).collect();
    assert_eq!(world.submit("key", &with(&files)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn names_are_shown_and_never_used_as_paths() {
    let Ok(manifest) = fs::read(format!("{HOSTILE}/manifest.json")) else {
        println!("skipped: {HOSTILE} is not there");
        return;
    };
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let world = World::new();
    let names = manifest["filenames"].as_array().unwrap();
    for name in names {
        let name = name.as_str().unwrap();
        let id = upload(&world, &small(), name, "").await.unwrap();
        let (attachment, file) = read_back(&world, &id).await;
        let shown = attachment["name"].as_str().unwrap();
        assert!(shown.ends_with(".png") && shown.chars().count() <= 124, "{shown:?}");
        assert!(!shown.contains(['/', '\\']) && !shown.contains(char::is_control), "{shown:?}");
        let disposition = file.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        assert_eq!(disposition.matches('"').count(), 2, "{disposition}");
        assert!(disposition.is_ascii() && file.headers.get_all("set-cookie").iter().count() == 0);
        assert!(fs::exists(world.config.files.join("stored").join(&id)).unwrap());
    }
    assert!(names.len() >= 18);
    let stored = fs::read_dir(world.config.files.join("stored")).unwrap().count();
    assert_eq!(stored, names.len(), "nothing but pictures under names of our own");
    let around: Vec<_> =
        fs::read_dir(&world.config.files).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(around.len(), 2, "{around:?}");
    // A name that holds a secret is not kept.
    let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow.png";
    let id = upload(&world, &small(), phrase, "").await.unwrap();
    assert_eq!(read_back(&world, &id).await.0["name"], "picture.png");
}

#[tokio::test]
async fn pictures_never_run_and_never_show_to_others() {
    let world = World::with(|config| config.allow_origins = vec!["https://wallet.example".into()]);
    let (_, others) = world.sent("other").await;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let id = upload(&world, &encoded(&picture(9, 9), format), "x.html", "").await.unwrap();
        let receipt = world.submit(&id, &with(&[&id])).await.json();
        let bearer = format!("Bearer {}", receipt["token"].as_str().unwrap());
        let path = format!("/v1/tickets/{}/files/{id}", receipt["id"].as_str().unwrap());
        let headers = [("authorization", bearer.as_str()), ("origin", "https://wallet.example")];
        let file = world.send(Method::GET, &path, &headers, "").await;
        assert_eq!(file.status, StatusCode::OK);
        for (name, value) in [
            ("content-type", format.to_mime_type()),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
            ("cross-origin-resource-policy", "same-site"),
            ("cache-control", "no-store"),
            ("access-control-allow-origin", "https://wallet.example"),
        ] {
            assert_eq!(file.header(name), value);
        }
        assert!(file.header("content-disposition").starts_with("attachment"));
        for bearer in [others.as_str(), &identity::bearer("a"), "", "Bearer x"] {
            world.get_as(&path, bearer).await.is_problem(404, "not-found");
        }
        let elsewhere = path.replace(receipt["id"].as_str().unwrap(), "0123456789abcdefghijklmnop");
        world.get_as(&elsewhere, &bearer).await.is_problem(404, "not-found");
    }
}

#[tokio::test]
async fn what_nobody_attaches_is_forgotten_after_a_day() {
    let world = World::new();
    let kept = upload(&world, &small(), "a.png", "").await.unwrap();
    world.submit("key", &with(&[&kept])).await;
    let orphan = upload(&world, &small(), "a.png", "").await.unwrap();
    let begun = create(&world, 100, "a.png", "").await.header("location").to_owned();
    patch(&world, &begun, 0, &small()[..20], "").await;
    fs::write(world.config.files.join("stored/.left"), "by a crash").unwrap();
    fs::write(world.config.files.join("incoming/unknown"), "by a crash").unwrap();
    let files = || {
        let folder = |name: &str| fs::read_dir(world.config.files.join(name)).unwrap().count();
        (folder("incoming"), folder("stored"))
    };
    assert_eq!(files(), (2, 3));
    assert_eq!(world.app.forget_orphans().await, 2, "what no row knows goes at once");
    assert_eq!(files(), (1, 2));
    world.now.fetch_add(86_400, Ordering::Relaxed);
    assert_eq!(world.app.forget_orphans().await, 0);
    world.now.fetch_add(1, Ordering::Relaxed);
    assert_eq!(world.app.forget_orphans().await, 2);
    assert_eq!(files(), (0, 1));
    assert_eq!(world.count("files"), 1);
    assert_eq!(world.submit("late", &with(&[&orphan])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn only_so_much_waits_for_a_ticket() {
    let world = World::with(|config| config.limits.waiting_bytes = 1000);
    assert_eq!(create(&world, 900, "a.png", "").await.status, StatusCode::CREATED);
    let full = create(&world, 101, "a.png", "").await;
    full.is_problem(503, "unavailable");
    assert!(!full.header("retry-after").is_empty());
    assert_eq!(create(&world, 100, "a.png", "").await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn bombs_are_refused_by_their_head() {
    let Ok(bomb) = fs::read(format!("{HOSTILE}/bomb-12000x12000.png")) else {
        println!("skipped: {HOSTILE} is not there");
        return;
    };
    let world = World::new();
    let refused = upload(&world, &bomb, "a.png", "").await.unwrap_err();
    assert_eq!(refused.fields()[0].1, "too_many_pixels");
    // Long and thin, and a little too large: by each limit of its own.
    for (width, height) in [(10_001, 1), (1, 10_001), (5001, 5000)] {
        let blank = DynamicImage::new_luma8(width, height);
        let mut bytes = Cursor::new(Vec::new());
        blank.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let refused = upload(&world, &bytes.into_inner(), "a.png", "").await.unwrap_err();
        assert_eq!(refused.fields()[0].1, "too_many_pixels", "{width} x {height}");
    }
}

/// Run with `cargo test --release -p help-support-api --test uploads -- --ignored --nocapture measure`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures"]
async fn measure_bombs_and_large_pictures() {
    let memory = |what: &str| {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = |name: &str| {
            status.lines().find(|it| it.starts_with(name)).unwrap_or("?").replace('\t', " ")
        };
        println!("{what}: {}, {}", line("VmRSS"), line("VmHWM"));
    };
    let world = Arc::new(World::new());
    upload(&world, &small(), "a.png", "").await.unwrap();
    if let Ok(bomb) = fs::read(format!("{HOSTILE}/bomb-12000x12000.png")) {
        memory("before the bombs");
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..200 {
            let (world, bomb) = (world.clone(), bomb.clone());
            tasks.spawn(async move {
                let location =
                    create(&world, bomb.len(), "a.png", "").await.header("location").to_owned();
                patch(&world, &location, 0, &bomb[..bomb.len() - 1], "").await;
                let started = Instant::now();
                let answer =
                    patch(&world, &location, bomb.len() - 1, &bomb[bomb.len() - 1..], "").await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
                started.elapsed()
            });
        }
        let mut times = tasks.join_all().await;
        times.sort_unstable();
        println!("200 bombs together: median {:?}, slowest {:?}", times[100], times[199]);
        memory("after the bombs");
    }
    // 25 million pixels of what compresses to less than 10 MB.
    let large = RgbImage::from_fn(5000, 5000, |x, y| {
        image::Rgb([(x / 20) as u8, (y / 20) as u8, (x ^ y) as u8 / 8])
    });
    for (name, format) in
        [("a.png", ImageFormat::Png), ("a.jpg", ImageFormat::Jpeg), ("a.webp", ImageFormat::WebP)]
    {
        let bytes = encoded(&large, format);
        let started = Instant::now();
        let outcome = tus::upload(&world, &bytes, name, "").await;
        println!(
            "{name} of 25 Mpx, {} kB: {:?}, {}",
            bytes.len() / 1024,
            started.elapsed(),
            outcome.is_ok()
        );
        memory(name);
    }
}
