//! Chromium, and what only its driver can do.

use std::{
    fs,
    process::{Command, Stdio},
    sync::Arc,
};

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{driven::Driven, process::Process, settings};

/// Starts it. `languages` is what it asks pages for, most wanted first.
pub async fn start(profile: Arc<TempDir>, languages: &str) -> Driven {
    let mut driver = Command::new("chromedriver");
    driver.arg("--port=0").stderr(Stdio::null());
    let (driver, port) = Process::start(&mut driver, |line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse::<u16>().ok()
    });
    let wanted = capabilities(&profile, languages);
    Driven::begin(vec![driver], port, profile, wanted).await
}

impl Driven {
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

    /// The same where the browser may not live to answer.
    pub async fn try_devtools(&self, command: &str, parameters: Value) -> Option<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await.ok()
    }

    /// What the console said since the last call: objects with `level`, `message`, `source`.
    pub async fn console(&self) -> Vec<Value> {
        let body = json!({ "type": "browser" });
        let said = self.client.issue_cmd(Extension { path: "se/log", body }).await;
        said.ok().and_then(|said| said.as_array().cloned()).unwrap_or_default()
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
