//! What was acknowledged is there after kill -9, once; and it was on the disk before the answer left.
//!
//! `HELP_SUPPORT_KILLS=200 cargo test -p help-support-api --test durable` runs the long version.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/process.rs"]
mod process;
mod support;

use std::{
    env,
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use process::{Service, call, submit};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
#[ignore = "a child of the other tests"]
fn serve_as_child() {
    process::serve_as_child();
}

/// A request that was made, with its answer when one came.
struct Sent {
    key: String,
    body: String,
    receipt: Option<String>,
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_by_kill_9() {
    let kills: u64 = env::var("HELP_SUPPORT_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(5);
    let folder = TempDir::new().unwrap();
    let next = AtomicU64::new(0);
    let mut all: Vec<Sent> = Vec::new();
    let mut slowest = Duration::ZERO;
    for kill in 0..kills {
        let started = Instant::now();
        let service = Service::start(folder.path(), &[]);
        slowest = slowest.max(started.elapsed());
        // What got no answer is sent again with its own key, as the widget does.
        for sent in all.iter_mut().filter(|it| it.receipt.is_none()) {
            let (status, receipt) = submit(service.address, &sent.key, &sent.body).unwrap();
            assert_eq!(status, 201, "{receipt}");
            sent.receipt = Some(receipt);
        }
        let stop = AtomicBool::new(false);
        let address = service.address;
        let sent = thread::scope(|scope| {
            let writers: Vec<_> =
                (0..4).map(|_| scope.spawn(|| write_until(&stop, &next, address))).collect();
            // Anything between 100 and 600 ms, another moment each time.
            thread::sleep(Duration::from_millis(100 + (kill * 7_919 + 313) % 500));
            service.kill();
            stop.store(true, Ordering::Relaxed);
            writers.into_iter().flat_map(|it| it.join().unwrap()).collect::<Vec<_>>()
        });
        all.extend(sent);
    }

    let service = Service::start(folder.path(), &[]);
    let acknowledged = all.iter().filter(|it| it.receipt.is_some()).count();
    assert!(acknowledged as u64 > kills * 5, "only {acknowledged} were written");
    for sent in &all {
        let (status, again) = submit(service.address, &sent.key, &sent.body).unwrap();
        assert_eq!(status, 201, "{again}");
        if let Some(receipt) = &sent.receipt {
            assert_eq!(&again, receipt, "an acknowledged report got another receipt");
        }
        let receipt: Value = serde_json::from_str(&again).unwrap();
        let bearer = format!("Bearer {}", receipt["token"].as_str().unwrap());
        let path = format!("GET /v1/tickets/{}", receipt["id"].as_str().unwrap());
        let (status, read) = call(service.address, &path, &[("Authorization", &bearer)], "").unwrap();
        assert_eq!(status, 200);
        let read: Value = serde_json::from_str(&read).unwrap();
        assert_eq!(read["report"], serde_json::from_str::<Value>(&sent.body).unwrap());
    }
    service.stop();
    let database = rusqlite::Connection::open(folder.path().join("support.db")).unwrap();
    let one = |query: &str| {
        database.query_row(query, [], |row| row.get::<_, rusqlite::types::Value>(0)).unwrap()
    };
    assert_eq!(one("PRAGMA integrity_check"), "ok".to_owned().into());
    assert_eq!(one("SELECT count(*) FROM pragma_foreign_key_check"), 0.into());
    assert_eq!(one("SELECT count(*) FROM tickets"), (all.len() as i64).into());
    let reports = all.len();
    println!(
        "{kills} kills, {reports} reports, {acknowledged} acknowledged; slowest start {slowest:?}"
    );
}

fn write_until(stop: &AtomicBool, next: &AtomicU64, address: std::net::SocketAddr) -> Vec<Sent> {
    let mut sent = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let key = format!("key-{}", next.fetch_add(1, Ordering::Relaxed));
        let story = format!("{key} {}", "我的提现没有到账。".repeat(20));
        let body =
            json!({ "topic": "pay", "language": "zh-CN", "answers": { "story": story } }).to_string();
        let answer = submit(address, &key, &body);
        let gone = answer.is_none();
        sent.push(Sent {
            key,
            body,
            receipt: answer.map(|(status, receipt)| {
                assert_eq!(status, 201, "{receipt}");
                receipt
            }),
        });
        if gone {
            break;
        }
        thread::sleep(Duration::from_millis(15));
    }
    sent
}

#[test]
fn the_log_is_on_the_disk_before_the_answer_leaves() {
    if !can_trace() {
        println!("skipped: strace is not there or may not trace");
        return;
    }
    const REPORTS: usize = 25;
    let folder = TempDir::new().unwrap();
    let trace = folder.path().join("trace");
    let calls = "trace=fsync,fdatasync,read,recvfrom,write,writev,sendto,sendmsg";
    let trace_text = trace.to_str().unwrap();
    let service = Service::start(
        folder.path(),
        &["strace", "-f", "-y", "-s", "40", "-e", calls, "-o", trace_text],
    );
    let ticket = support::ticket().to_string();
    for at in 0..REPORTS {
        assert_eq!(submit(service.address, &at.to_string(), &ticket).unwrap().0, 201);
    }
    service.stop();
    let (mut answers, mut synced) = (0, false);
    for line in std::fs::read_to_string(trace).unwrap().lines() {
        if line.contains("\"POST /v1/tickets") {
            synced = false;
        } else if is_sync_of_log(line) {
            synced = true;
        } else if line.contains("\"HTTP/1.1 201") {
            assert!(synced, "an answer left before the log was on the disk");
            answers += 1;
        }
    }
    assert_eq!(answers, REPORTS);
}

#[test]
fn pictures_are_on_the_disk_before_the_answer_leaves() {
    if !can_trace() {
        println!("skipped: strace is not there or may not trace");
        return;
    }
    const PICTURES: usize = 5;
    let folder = TempDir::new().unwrap();
    let trace = folder.path().join("trace");
    let calls =
        "trace=fsync,fdatasync,rename,renameat,renameat2,read,recvfrom,write,writev,sendto,sendmsg";
    let trace_text = trace.to_str().unwrap();
    let service = Service::start(
        folder.path(),
        &["strace", "-f", "-y", "-s", "60", "-e", calls, "-o", trace_text],
    );
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 48).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    let length = bytes.len().to_string();
    for _ in 0..PICTURES {
        let headers = [("Tus-Resumable", "1.0.0"), ("Upload-Length", length.as_str())];
        let created = process::send(service.address, "POST /v1/uploads", &headers, b"");
        assert!(created.starts_with("HTTP/1.1 201"), "{created}");
        let location = created.lines().find_map(|it| it.strip_prefix("location: ")).unwrap();
        let headers = [
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Offset", "0"),
            ("Content-Type", "application/offset+octet-stream"),
        ];
        let kept = process::send(service.address, &format!("PATCH {location}"), &headers, &bytes);
        assert!(kept.starts_with("HTTP/1.1 204"), "{kept}");
    }
    service.stop();
    let mut answers = 0;
    // Which steps of the way to the disk were gone, in their order.
    let mut steps = Vec::new();
    for line in std::fs::read_to_string(trace).unwrap().lines() {
        // A call that strace writes in two lines counts by its first, which names the file.
        let synced = line.contains("sync(");
        if line.contains("\"PATCH /v1/uploads") {
            steps.clear();
        } else if synced && line.contains("/files/stored/.") {
            steps.push("file");
        } else if line.contains("rename") && line.contains("files/stored/") {
            steps.push("name");
        } else if synced && line.contains("/files/stored>") {
            steps.push("folder");
        } else if synced && line.contains("support.db-wal") {
            steps.push("row");
        } else if line.contains("\"HTTP/1.1 204") {
            // Rows of other work may be written meanwhile.
            let files: Vec<_> = steps.iter().filter(|it| **it != "row").copied().collect();
            assert_eq!(files, ["file", "name", "folder"], "before answer {answers}");
            assert_eq!(steps.last(), Some(&"row"), "before answer {answers}");
            answers += 1;
        }
    }
    assert_eq!(answers, PICTURES);
}

/// A call that succeeded, or its end when strace wrote it in two lines.
fn is_sync_of_log(line: &str) -> bool {
    let names = line.contains("fdatasync(") || line.contains("fsync(");
    (names && line.contains("support.db-wal") && line.ends_with("= 0"))
        || ((line.contains("fdatasync resumed") || line.contains("fsync resumed"))
            && line.ends_with("= 0"))
}

fn can_trace() -> bool {
    Path::new("/usr/bin/strace").exists()
        && Command::new("strace")
            .args(["-o", "/dev/null", "true"])
            .status()
            .is_ok_and(|it| it.success())
}
