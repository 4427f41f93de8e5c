//! Pictures with a report: which are taken, what is covered, how they travel, and when a report waits.

use crate::world::{NOW, at_review};
use help_core::{
    problem::{Code, FieldProblem},
    ticket::NewTicket,
    upload::{BYTES_MAX, CHUNK_BYTES, FILES_MAX, Format},
};
use help_session::{
    Area, Effect, Plan, Reply, SendFailure, Session, Side, Stage, Step, Transfer, Unfit, UploadFailure,
    dimensions, may_decode,
};
use serde_json::json;

const TOPIC: &str = "withdraw";
const NEUTRAL: &str = "picture";

fn with_picture() -> Session {
    let mut session = at_review();
    assert!(session.add_picture(TOPIC, 1, "screen.png", NEUTRAL));
    session
}

fn ready() -> Session {
    let mut session = with_picture();
    session.picture_ready(TOPIC, 1, (1000, 500), false);
    session
}

fn send(session: &mut Session) -> Option<NewTicket> {
    match session.submit("key".into(), NOW).pop()? {
        Effect::Send { body, .. } => Some(serde_json::from_str(&body).unwrap()),
        other => panic!("not sent: {other:?}"),
    }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

#[test]
fn files_are_judged_before_they_are_decoded() {
    assert_eq!(may_decode(100, &png(10, 10)), Ok(Format::Png));
    assert_eq!(may_decode(BYTES_MAX, &png(10, 10)), Ok(Format::Png));
    assert_eq!(may_decode(BYTES_MAX + 1, &png(10, 10)), Err(Unfit::TooLarge));
    assert_eq!(may_decode(100, &png(12_000, 12_000)), Err(Unfit::TooManyPixels));
    assert_eq!(may_decode(100, &png(65_535, 65_535)), Err(Unfit::TooManyPixels));
    assert_eq!(may_decode(100, &png(u32::MAX, u32::MAX)), Err(Unfit::TooManyPixels));
    assert_eq!(may_decode(100, &png(0, 10)), Err(Unfit::Broken));
    for other in [&b"GIF89a"[..], b"<svg", b"%PDF-", b""] {
        assert_eq!(may_decode(100, other), Err(Unfit::Format), "{other:?}");
    }
}

#[test]
fn sizes_are_read_from_headers_however_they_are_cut() {
    let jpeg = b"\xff\xd8\xff\xe1\0\x04xx\xff\xff\xc2\0\x11\x08\x01\x02\x03\x04\x03";
    assert_eq!(dimensions(Format::Jpeg, jpeg), Some((0x0304, 0x0102)));
    let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x09\xc0\x04\0";
    assert_eq!(dimensions(Format::WebP, lossless), Some((10, 20)));
    let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x13\0\0";
    assert_eq!(dimensions(Format::WebP, extended), Some((10, 20)));
    for (format, whole) in [
        (Format::Png, &png(7, 9)[..]),
        (Format::Jpeg, jpeg),
        (Format::WebP, lossless),
        (Format::WebP, extended),
    ] {
        for end in 0..whole.len() {
            // Never a panic, and never a wrong size.
            let cut = dimensions(format, &whole[..end]);
            assert!(cut.is_none() || cut == dimensions(format, whole), "{format:?} {end}");
        }
    }
}

#[test]
fn large_pictures_are_made_smaller_in_their_shape() {
    for (had, format) in [
        ((8000, 6000), Format::Jpeg),
        ((20_000, 100), Format::Png),
        ((5000, 5001), Format::WebP),
        ((100, 100), Format::Png),
    ] {
        let Plan { size: (width, height), .. } = Plan::new(format, had);
        assert!(u64::from(width) * u64::from(height) <= 25_000_000 && width.max(height) <= 10_000);
        let (before, after) =
            (f64::from(had.0) / f64::from(had.1), f64::from(width) / f64::from(height));
        assert!((before / after - 1.0).abs() < 0.02, "{had:?} became {width}×{height}");
    }
    assert_eq!(Plan::new(Format::Png, (100, 100)).size, (100, 100));
    assert_eq!(
        Plan::covered(Format::WebP, (100, 100)).format,
        Format::Png,
        "what is covered stays flat"
    );
}

#[test]
fn five_pictures_and_no_more() {
    let mut session = at_review();
    for number in 0..FILES_MAX as u32 {
        assert!(session.add_picture(TOPIC, number, "a.png", NEUTRAL));
    }
    assert!(!session.add_picture(TOPIC, 9, "a.png", NEUTRAL));
    session.move_picture(TOPIC, 0, Stage::Unfit(Unfit::Format));
    session.clear_unfit(TOPIC);
    assert!(session.add_picture(TOPIC, 9, "a.png", NEUTRAL), "what is unfit takes no place");
}

#[test]
fn a_secret_in_a_files_name_is_replaced() {
    let mut session = at_review();
    let words = ["abandon"; 11].join("-");
    for (number, name, kept) in [
        (1, format!("{words}-about.png"), false),
        (2, format!("{}.jpg", words.replace('-', "_") + "_about"), false),
        (3, "4111 1111 1111 1111.png".to_owned(), false),
        (4, "Screenshot 2026-11-20 at 10.15.png".to_owned(), true),
    ] {
        assert!(session.add_picture(TOPIC, number, &name, NEUTRAL));
        let picture = session.picture(TOPIC, number).unwrap();
        assert_eq!((picture.name == name, picture.renamed), (kept, !kept), "{name}: {}", picture.name);
        assert!(kept || picture.name == NEUTRAL);
    }
}

#[test]
fn a_report_waits_for_pictures_that_are_undecided_or_on_their_way_and_for_no_others() {
    let mut session = with_picture();
    for stage in [Stage::Preparing, Stage::Ready, Stage::Saving, Stage::Sending(1, 2)] {
        session.move_picture(TOPIC, 1, stage.clone());
        assert_eq!(session.waits_for(TOPIC), Some(1), "{stage:?}");
        assert!(send(&mut session).is_none(), "{stage:?}");
    }
    session.move_picture(TOPIC, 1, Stage::Failed(UploadFailure::Network));
    let without = send(&mut session).expect("a failed upload does not hold the report");
    assert!(without.attachments.is_empty());
}

#[test]
fn pictures_that_arrived_are_part_of_what_is_shown_and_sent() {
    let mut session = with_picture();
    session.move_picture(TOPIC, 1, Stage::Arrived("id-1".into()));
    assert!(session.review(TOPIC).text.contains("id-1"));
    assert_eq!(send(&mut session).unwrap().attachments, ["id-1"]);
}

#[test]
fn a_picture_the_server_forgot_does_not_hold_the_report() {
    let mut session = with_picture();
    session.move_picture(TOPIC, 1, Stage::Arrived("id-1".into()));
    send(&mut session).unwrap();
    let unknown = FieldProblem { pointer: "/attachments/0".into(), code: "unknown".into() };
    session.sent(TOPIC, "key", Err(SendFailure::Refused(Code::InvalidTicket, vec![unknown])));
    assert_eq!(session.picture(TOPIC, 1).unwrap().stage, Stage::Failed(UploadFailure::Busy));
    assert!(send(&mut session).unwrap().attachments.is_empty());
}

#[test]
fn a_removed_picture_stays_away() {
    let mut session = ready();
    session.remove_picture(TOPIC, 1);
    session.move_picture(TOPIC, 1, Stage::Arrived("late".into()));
    assert!(send(&mut session).unwrap().attachments.is_empty());
}

#[test]
fn covered_areas_stay_in_the_picture_and_every_change_can_be_undone() {
    let mut session = ready();
    let area = |session: &Session| session.picture(TOPIC, 1).unwrap().areas.clone();
    session.cover(TOPIC, 1, Area::between((990.0, 490.0), (5000.0, 5000.0)));
    assert_eq!(area(&session), [Area { x: 980, y: 480, width: 20, height: 20 }], "a step at least");
    let mut now = area(&session)[0];
    for _ in 0..200 {
        now = now
            .moved(Side::Left, (1000, 500))
            .moved(Side::Up, (1000, 500))
            .sized(Side::Right, (1000, 500));
    }
    assert_eq!((now.x, now.y, now.width), (0, 0, 1000));
    session.recover(TOPIC, 1, 0, now, true);
    session.recover(TOPIC, 1, 0, Area { x: 1, ..now }, false);
    session.uncover(TOPIC, 1, 0);
    assert_eq!(area(&session), []);
    session.undo(TOPIC, 1);
    assert_eq!(area(&session).len(), 1);
    session.undo(TOPIC, 1);
    assert_eq!(area(&session)[0].x, 980, "a whole drag is one step");
    session.undo(TOPIC, 1);
    assert_eq!(area(&session), []);
    assert!(!session.can_undo(TOPIC, 1));
}

#[test]
fn once_it_is_used_nothing_of_what_was_covered_comes_back() {
    let mut session = ready();
    session.cover(TOPIC, 1, Area::in_the_middle((1000, 500)));
    assert_eq!(session.use_picture(TOPIC, 1).map(|it| it.len()), Some(1));
    assert_eq!(session.use_picture(TOPIC, 1), None, "once");
    assert!(!session.can_undo(TOPIC, 1));
    session.undo(TOPIC, 1);
    session.uncover(TOPIC, 1, 0);
    assert_eq!(session.picture(TOPIC, 1).unwrap().stage, Stage::Saving);
}

#[test]
fn areas_are_scaled_and_set_on_blocks_without_losing_a_pixel() {
    let area = Area { x: 33, y: 17, width: 10, height: 5 };
    let half = area.scaled((100, 100), (50, 50));
    assert_eq!(half, Area { x: 16, y: 8, width: 6, height: 3 });
    let blocks = area.on_blocks();
    assert_eq!(blocks, Area { x: 16, y: 0, width: 48, height: 48 });
}

#[test]
fn an_upload_goes_on_where_it_stopped() {
    let length = CHUNK_BYTES * 2 + 5;
    let mut transfer = Transfer::new(length);
    let reply = |status, offset| Reply {
        status,
        offset,
        location: Some("https://elsewhere.example/x/abc".into()),
    };
    let create = transfer.first(None);
    assert_eq!(create, Step::Create(length));
    let (first, _) = transfer.after(&create, Some(&reply(201, None)));
    assert_eq!(first, Step::Send("abc".into(), 0, CHUNK_BYTES), "only the id of the place is taken");
    let (second, _) = transfer.after(&first, Some(&reply(204, Some(CHUNK_BYTES))));
    let (ask, pause) = transfer.after(&second, None);
    assert_eq!(ask, Step::Ask("abc".into()), "what was sent may have arrived in part");
    assert!(pause > 0);
    let (rest, _) = transfer.after(&ask, Some(&reply(200, Some(CHUNK_BYTES + 100))));
    assert_eq!(rest, Step::Send("abc".into(), CHUNK_BYTES + 100, length.min(2 * CHUNK_BYTES + 100)));
    let (done, _) = transfer.after(&rest, Some(&reply(204, Some(length))));
    assert_eq!(done, Step::Done("abc".into()));
    assert_eq!(transfer.first(Some("abc".into())), Step::Ask("abc".into()));
}

#[test]
fn an_upload_gives_up_with_a_reason() {
    let reply = |status| Reply { status, ..Reply::default() };
    for (status, reason) in [
        (503, UploadFailure::Busy),
        (423, UploadFailure::Busy),
        (422, UploadFailure::Refused),
        (413, UploadFailure::Refused),
    ] {
        let mut transfer = Transfer::new(10);
        let mut step = Step::Send("a".into(), 0, 10);
        for _ in 0..20 {
            step = transfer.after(&step, Some(&reply(status))).0;
            if let Step::Stop(why) = step {
                assert_eq!(why, reason, "{status}");
                break;
            }
        }
        assert!(matches!(step, Step::Stop(_)), "{status} never ends");
    }
    let mut transfer = Transfer::new(10);
    let begun = Step::Ask("a".into());
    assert_eq!(transfer.after(&begun, Some(&reply(404))).0, Step::Create(10), "forgotten: once anew");
    assert_eq!(transfer.after(&begun, Some(&reply(404))).0, Step::Stop(UploadFailure::Refused));
    for place in ["", "/v1/uploads/", "/v1/uploads/a?b", "/v1/uploads/..%2f"] {
        let reply = Reply { status: 201, location: Some(place.into()), offset: None };
        let step = Transfer::new(10).after(&Step::Create(10), Some(&reply)).0;
        assert_eq!(step, Step::Stop(UploadFailure::Refused), "{place}");
    }
}

#[test]
fn hostile_files_are_told_apart_by_their_first_bytes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/security/uploads");
    let Ok(list) = std::fs::read_to_string(format!("{folder}/manifest.json")) else {
        return println!("skipped: the corpus of uploads is absent");
    };
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    for row in list["files"].as_array().unwrap().iter().filter(|it| it["expect"] != json!("reject")) {
        let name = row["file"].as_str().unwrap();
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        let format = may_decode(bytes.len() as u64, &bytes);
        assert!(format.is_ok(), "{name}: {format:?}");
        assert!(dimensions(format.unwrap(), &bytes).is_some(), "{name}");
    }
    for bomb in ["bomb-12000x12000.png", "lie-65535x65535.png", "zero-dim.png"] {
        let bytes = std::fs::read(format!("{folder}/{bomb}")).unwrap();
        assert!(may_decode(bytes.len() as u64, &bytes).is_err(), "{bomb}");
    }
}
