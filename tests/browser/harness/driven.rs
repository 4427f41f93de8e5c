//! A browser that a driver runs, with an empty profile of its own; all end with their owner, also when a test fails.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tempfile::TempDir;

use super::process::Process;

/// A running browser.
pub struct Driven {
    pub client: Client,
    session: String,
    port: u16,
    /// The driver, and what it stands on.
    _processes: Vec<Process>,
    pub(super) profile: Arc<TempDir>,
}

impl Driven {
    /// Begins a session at the driver that listens on this port.
    pub async fn begin(
        processes: Vec<Process>,
        port: u16,
        profile: Arc<TempDir>,
        capabilities: Value,
    ) -> Self {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(match capabilities {
            Value::Object(capabilities) => capabilities,
            _ => unreachable!("capabilities are an object"),
        });
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
        let client = client.expect("the browser starts under its driver");
        let session = client.session_id().await.ok().flatten().expect("a session has an id");
        Self { client, session, port, _processes: processes, profile }
    }
}

impl Drop for Driven {
    /// Killing the driver alone would leave the browser running, so the session ends first. This
    /// also happens while a failed test unwinds, where nothing can be awaited.
    fn drop(&mut self) {
        let Ok(mut driver) = TcpStream::connect(("127.0.0.1", self.port)) else { return };
        let _ = driver.set_read_timeout(Some(Duration::from_secs(10)));
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            self.session
        );
        if driver.write_all(request.as_bytes()).is_ok() {
            let _ = driver.read(&mut [0; 64]);
        }
    }
}
