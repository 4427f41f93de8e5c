//! WebKitGTK: its small browser under its driver, on a screen of its own that nobody sees.

use std::{
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::Arc,
};

use serde_json::json;
use tempfile::TempDir;

use super::{driven::Driven, process::Process, settings, wait};

/// Starts it. It asks pages for the language of its environment.
pub async fn start(languages: &str) -> Driven {
    let profile = Arc::new(TempDir::new().expect("a temporary folder"));
    let mut screen = Command::new("Xvfb");
    screen.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
    let (screen, display) =
        Process::start(screen.stderr(Stdio::null()), |line| line.trim().parse::<u32>().ok());
    let port = free_port();
    let mut driver = Command::new("WebKitWebDriver");
    driver
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("LANGUAGE", languages)
        .env("HOME", profile.path())
        .stderr(Stdio::null());
    // It prints nothing; it is ready when it takes a connection.
    let driver = Process::quiet(&mut driver);
    wait::until("WebKitWebDriver", || async { TcpStream::connect(("127.0.0.1", port)).ok() }).await;
    let wanted = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": settings::webkit(), "args": ["--automation"] },
    });
    Driven::begin(vec![driver, screen], port, profile, wanted).await
}

/// Free a moment ago; the driver takes only a number that it is told.
fn free_port() -> u16 {
    let there = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    there.expect("a free port").port()
}
