//! Over real connections: slow clients, large bodies, too many requests, and an orderly end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{net::SocketAddr, time::Duration};

use help_support_api::{Config, Rate, Server};
use support::{config, ticket};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    task::JoinHandle,
};

/// A server on a port of its own.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
    _folder: TempDir,
}

async fn start(change: impl FnOnce(&mut Config)) -> Running {
    let folder = TempDir::new().unwrap();
    let mut config = config(folder.path());
    change(&mut config);
    let server = Server::bind(config).await.unwrap();
    let address = server.address();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(server.run(async move {
        let _ = stopped.await;
    }));
    Running { address, stop, ended, _folder: folder }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes and reads until the service closes.
    async fn exchange(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The service may answer and close before all is sent.
        let _ = stream.write_all(bytes).await;
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
    read.expect("the service did not close").unwrap();
    String::from_utf8(answer).unwrap()
}

fn post(body: &str) -> String {
    format!(
        "POST /v1/tickets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Idempotency-Key: k\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_large_body_gets_an_answer_not_a_reset() {
    let service = start(|_| {}).await;
    let answer = service.exchange(post(&" ".repeat(1024 * 1024)).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("\"code\":\"too-large\""));
}

#[tokio::test]
async fn what_is_no_http_harms_nobody() {
    let service = start(|_| {}).await;
    for bytes in [
        b"\x16\x03\x01\x02\x00\x01\x00".as_slice(),
        b"GET /v1/status HTTP/1.1\r\nHost: x\r\nidempotency-key: a\x00b\r\n\r\n",
        b"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    ] {
        let answer = service.exchange(bytes).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    let head = format!(
        "GET /v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {}\r\n\r\n",
        "t".repeat(100_000)
    );
    assert!(service.exchange(head.as_bytes()).await.starts_with("HTTP/1.1 431"));
    let answer = service.exchange(post(&ticket().to_string()).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

#[tokio::test]
async fn slow_heads_are_cut_off_and_disturb_nobody() {
    let service = start(|config| {
        config.limits.head = Duration::from_millis(400);
        config.limits.connections = 300;
    })
    .await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = service.connect().await;
        stream.write_all(b"POST /v1/tickets HTTP/1.1\r\nHost: ").await.unwrap();
        slow.push(stream);
    }
    let answer = service.exchange(post(&ticket().to_string()).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    for mut stream in slow {
        rest(&mut stream).await;
    }
}

#[tokio::test]
async fn a_body_that_stops_coming_is_cut_off() {
    let service = start(|config| config.limits.request = Duration::from_millis(200)).await;
    let mut stream = service.connect().await;
    let head = "POST /v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
                Idempotency-Key: k\r\nContent-Length: 500\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("\"code\":\"unavailable\""));
}

#[tokio::test]
async fn too_many_requests_of_one_network_are_told_to_wait() {
    let rate = Rate { per_minute: 60, burst: 5 };
    let service = start(|config| {
        config.limits.writes = rate;
        config.limits.count_loopback = true;
        config.limits.proxies = 1;
    })
    .await;
    let from = |client: &str| {
        let body = ticket().to_string();
        let request = post(&body).replace("Host: x", &format!("Host: x\r\nX-Forwarded-For: {client}"));
        let service = &service;
        async move { service.exchange(request.as_bytes()).await }
    };
    for _ in 0..5 {
        assert!(from("9.9.9.9, 203.0.113.7").await.starts_with("HTTP/1.1 201"));
    }
    // Another address in front, or a neighbour's, does not help.
    for client in ["203.0.113.7", "1.2.3.4, 203.0.113.7", "203.0.113.99"] {
        let answer = from(client).await;
        assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
        assert!(
            answer.contains("\"code\":\"rate-limited\"") && answer.contains("retry-after: 1"),
            "{answer}"
        );
    }
    assert!(from("198.51.100.1").await.starts_with("HTTP/1.1 201"));
}

#[tokio::test]
async fn this_machine_is_not_counted_unless_asked_for() {
    let service = start(|config| config.limits.writes = Rate { per_minute: 1, burst: 1 }).await;
    for _ in 0..5 {
        let answer = service.exchange(post(&ticket().to_string()).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    }
}

#[tokio::test]
async fn an_open_request_is_finished_before_the_end() {
    let service = start(|_| {}).await;
    let body = ticket().to_string();
    let request = post(&body);
    let (first, last) = request.split_at(request.len() - 10);
    let mut open = service.connect().await;
    open.write_all(first.as_bytes()).await.unwrap();
    let mut idle = service.connect().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    service.stop.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(TcpStream::connect(service.address).await.is_err(), "still takes connections");
    open.write_all(last.as_bytes()).await.unwrap();
    assert!(rest(&mut open).await.starts_with("HTTP/1.1 201"));
    assert_eq!(rest(&mut idle).await, "");
    service.ended.await.unwrap();
}
