//! One Chromium with a driver and an empty profile of its own; both end with their owner, also when a test fails.

use std::{
    fmt::Debug,
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{process::Process, settings};

/// A running browser.
pub struct Chromium {
    pub client: Client,
    session: String,
    port: u16,
    _driver: Process,
    profile: Arc<TempDir>,
}

impl Chromium {
    /// Starts driver and browser. `languages` is what the browser asks pages for, most wanted first.
    pub async fn start(languages: &str) -> Self {
        Self::start_in(Arc::new(TempDir::new().expect("a temporary folder")), languages).await
    }

    /// The same in a profile that an earlier browser has used, or a later one will.
    pub async fn start_in(profile: Arc<TempDir>, languages: &str) -> Self {
        let mut driver = Command::new("chromedriver");
        driver.arg("--port=0").stderr(Stdio::null());
        let (driver, port) = Process::start(&mut driver, |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(match capabilities(&profile, languages) {
            Value::Object(capabilities) => capabilities,
            _ => unreachable!("capabilities are an object"),
        });
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
        let client = client.expect("Chromium starts under chromedriver");
        let session = client.session_id().await.ok().flatten().expect("a session has an id");
        Self { client, session, port, _driver: driver, profile }
    }

    /// Ends the browser as a crash would: no goodbye, nothing flushed. Its profile stays.
    pub fn kill(self) -> Arc<TempDir> {
        let profile = self.profile.clone();
        let ours = profile.path().display().to_string();
        let processes = fs::read_dir("/proc").expect("a list of processes").flatten();
        for process in processes {
            let Ok(command) = fs::read_to_string(process.path().join("cmdline")) else { continue };
            if command.contains(&ours)
                && !command.contains("--type=")
                && !command.contains("chromedriver")
            {
                let id = process.file_name();
                let killed = Command::new("kill").arg("-9").arg(id).status();
                assert!(killed.is_ok_and(|it| it.success()), "the browser can be killed");
            }
        }
        profile
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        match self.client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await {
            Ok(value) => value,
            Err(error) => panic!("{command}: {error}"),
        }
    }

    /// What the console said since the last call: objects with `level`, `message`, `source`.
    pub async fn console(&self) -> Vec<Value> {
        let body = json!({ "type": "browser" });
        let said = self.client.issue_cmd(Extension { path: "se/log", body }).await;
        said.ok().and_then(|said| said.as_array().cloned()).unwrap_or_default()
    }
}

impl Drop for Chromium {
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

fn capabilities(profile: &TempDir, languages: &str) -> Value {
    let profile = format!("--user-data-dir={}", profile.path().display());
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": settings::chromium(),
            "prefs": { "intl.accept_languages": languages },
            "args": [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Nothing beyond this machine is reached, whatever a page asks for.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--hide-scrollbars",
                profile,
            ],
        },
    })
}

/// A command of chromedriver beyond the WebDriver standard.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}
