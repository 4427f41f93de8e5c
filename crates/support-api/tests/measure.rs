//! Measures; judges nothing, because machines differ. Run it with
//! `cargo test --release -p help-support-api --test measure -- --ignored --nocapture measure`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/process.rs"]
mod process;
mod support;

use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread,
    time::{Duration, Instant},
};

use process::Service;
use serde_json::{Value, json};
use tempfile::TempDir;

const CONNECTIONS: usize = 32;
const SECONDS: u64 = 8;

#[test]
#[ignore = "a child of the other tests"]
fn serve_as_child() {
    process::serve_as_child();
}

#[test]
#[ignore = "measures"]
fn measure_reports_and_reads() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path(), &[]);
    let story = "My withdrawal is not there yet. ".repeat(64);
    let body = json!({ "topic": "pay", "language": "en", "answers": { "story": story } }).to_string();
    load("reports of 2 kB", service.address, move |connection, at| {
        format!(
            "POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
             Idempotency-Key: {connection}-{at}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    });
    memory(&service);
    load("knowledge, brotli", service.address, |_, _| {
        "GET /knowledge/en/bodies.1a2b3c4d5e6f.json HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n"
            .into()
    });
    load("status", service.address, |_, _| "GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n".into());
    memory(&service);
    let log = fs::metadata(folder.path().join("support.db-wal")).unwrap().len();
    println!("write-ahead log {} kB", log / 1024);
    service.stop();
}

#[test]
#[ignore = "measures"]
fn measure_whether_time_tells_known_ids_from_unknown_ones() {
    let folder = TempDir::new().unwrap();
    let service = Service::start(folder.path(), &[]);
    let ids: Vec<String> = (0..500)
        .map(|at| {
            let (_, receipt) =
                process::submit(service.address, &at.to_string(), &support::ticket().to_string())
                    .unwrap();
            serde_json::from_str::<Value>(&receipt).unwrap()["id"].as_str().unwrap().to_owned()
        })
        .collect();
    let mut client = Client::new(service.address);
    let mut times = [Vec::new(), Vec::new()];
    for at in 0..10_000 {
        let id = &ids[at % ids.len()];
        for (known, times) in times.iter_mut().enumerate() {
            let id = if known == 1 { id.clone() } else { id.chars().rev().collect() };
            let token = "A".repeat(43);
            let request = format!(
                "GET /v1/tickets/{id} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
            );
            let started = Instant::now();
            assert_eq!(client.call(&request), 404);
            times.push(started.elapsed());
        }
    }
    for list in &mut times {
        list.sort_unstable();
    }
    let [unknown, known] = times;
    // The chance that a known id takes longer than an unknown one: half, when time tells nothing.
    let longer: usize = known.iter().map(|it| unknown.partition_point(|other| other < it)).sum();
    let curve = longer as f64 / (known.len() * unknown.len()) as f64;
    let middle = known.len() / 2;
    println!(
        "median of unknown ids {:?}, of known ids {:?}; area {curve:.3}",
        unknown[middle], known[middle]
    );
    service.stop();
}

fn load(name: &str, address: SocketAddr, request: impl Fn(usize, usize) -> String + Send + Sync) {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let request = &request;
        let clients: Vec<_> = (0..CONNECTIONS)
            .map(|connection| {
                scope.spawn(move || {
                    let mut client = Client::new(address);
                    let mut times = Vec::new();
                    while Instant::now() < until {
                        let request = request(connection, times.len());
                        let started = Instant::now();
                        let status = client.call(&request);
                        times.push(started.elapsed());
                        assert!((200..300).contains(&status), "{status}");
                    }
                    times
                })
            })
            .collect();
        clients.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 1000];
    println!(
        "{name}: {} a second; p50 {:?}, p99 {:?}, slowest {:?}",
        times.len() as u64 / SECONDS,
        at(500),
        at(990),
        at(1000)
    );
}

fn memory(service: &Service) {
    let status = fs::read_to_string(format!("/proc/{}/status", service.child.id())).unwrap_or_default();
    println!("{}", status.lines().find(|it| it.starts_with("VmHWM")).unwrap_or("memory unknown"));
}

/// One connection that stays open.
struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Client { stream, buffer: vec![0; 256 * 1024] }
    }

    /// Sends a request, reads its whole answer, returns the status.
    fn call(&mut self, request: &str) -> u16 {
        self.stream.write_all(request.as_bytes()).unwrap();
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).unwrap();
            assert!(read > 0, "closed");
            filled += read;
            let Some(end) = self.buffer[..filled].windows(4).position(|it| it == b"\r\n\r\n") else {
                continue;
            };
            let head = std::str::from_utf8(&self.buffer[..end]).unwrap();
            let length: usize = head
                .lines()
                .find_map(|it| it.strip_prefix("content-length: "))
                .map_or(0, |it| it.parse().unwrap());
            if filled >= end + 4 + length {
                return head[9..12].parse().unwrap();
            }
        }
    }
}
