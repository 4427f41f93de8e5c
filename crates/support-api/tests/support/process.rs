//! A service in a process of its own, which can be killed, traced and read, and a small client.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use help_support_api::{Server, logs};

/// Names the folder in which a child serves.
const FOLDER: &str = "HELP_SUPPORT_TEST_FOLDER";

/// Serves when this process was started as a child, until its input ends or a signal comes. Test files
/// that start children call it from an ignored test named `serve_as_child`.
pub fn serve_as_child() {
    let Ok(folder) = env::var(FOLDER) else {
        println!("skipped: runs only as a child of other tests");
        return;
    };
    logs::init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let config = super::support::config(Path::new(&folder));
        let server = Server::bind(config).await.unwrap();
        println!("\nADDRESS {}", server.address());
        let signal = help_support_api::stop_signal().unwrap();
        let (ended, input_ended) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            drop(std::io::stdin().read_to_end(&mut Vec::new()));
            let _ = ended.send(());
        });
        let stop = async {
            tokio::select! { () = signal => {} _ = input_ended => {} }
        };
        server.run(stop).await;
    });
    println!("\nSTOPPED");
}

/// A running child.
pub struct Service {
    pub address: SocketAddr,
    pub child: Child,
    input: Option<ChildStdin>,
    output: BufReader<std::process::ChildStdout>,
    errors: Option<std::thread::JoinHandle<String>>,
}

impl Service {
    /// Starts this test program again, below `wrapper` when there is one.
    pub fn start(folder: &Path, wrapper: &[&str]) -> Self {
        let own = env::current_exe().unwrap();
        let mut words: Vec<PathBuf> = wrapper.iter().map(PathBuf::from).collect();
        words.push(own);
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .args(["serve_as_child", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut errors = child.stderr.take().unwrap();
        let errors = std::thread::spawn(move || {
            let mut text = Vec::new();
            errors.read_to_end(&mut text).unwrap();
            String::from_utf8(text).unwrap()
        });
        let address = loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).unwrap() > 0, "the child ended early");
            if let Some(address) = line.trim().strip_prefix("ADDRESS ") {
                break address.parse().unwrap();
            }
        };
        let input = child.stdin.take();
        Service { address, child, input, output, errors: Some(errors) }
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for the end after a signal was sent, and returns what was logged.
    pub fn ended(mut self) -> String {
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(rest.contains("STOPPED"), "did not stop in order: {rest}");
        assert!(self.child.wait().unwrap().success());
        self.errors.take().unwrap().join().unwrap()
    }

    /// Ends it in order and returns what was logged.
    pub fn stop(mut self) -> String {
        drop(self.input.take());
        self.ended()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Only reached alive when a test failed: then nothing must be left running.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One request on a connection of its own; `None` when the service went away.
pub fn call(
    address: SocketAddr,
    head: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut request = format!("{head} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length: usize =
        head.lines().find_map(|it| it.strip_prefix("content-length: "))?.parse().ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    (body.len() == length).then(|| (status, body.to_owned()))
}

/// One request with a body of bytes; the whole answer.
pub fn send(address: SocketAddr, head: &str, headers: &[(&str, &str)], body: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut request = format!("{head} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8(answer).unwrap()
}

/// `POST /v1/tickets`.
pub fn submit(address: SocketAddr, key: &str, ticket: &str) -> Option<(u16, String)> {
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
    call(address, "POST /v1/tickets", &headers, ticket)
}
