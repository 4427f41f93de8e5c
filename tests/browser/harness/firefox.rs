//! Firefox under geckodriver.

use std::{
    process::{Command, Stdio},
    sync::Arc,
};

use serde_json::json;
use tempfile::TempDir;

use super::{driven::Driven, process::Process};

/// Starts it. `languages` is what it asks pages for, most wanted first.
pub async fn start(languages: &str) -> Driven {
    let profile = Arc::new(TempDir::new().expect("a temporary folder"));
    let mut driver = Command::new("geckodriver");
    driver.args(["--port", "0", "--profile-root"]).arg(profile.path()).stderr(Stdio::null());
    let (driver, port) = Process::start(&mut driver, |line| {
        let (_, port) = line.split_once("Listening on 127.0.0.1:")?;
        port.trim().parse::<u16>().ok()
    });
    let wanted = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless"],
            "prefs": {
                "intl.accept_languages": languages,
                // Nothing beyond this machine is asked for.
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "browser.safebrowsing.update.enabled": false,
            },
        },
    });
    Driven::begin(vec![driver], port, profile, wanted).await
}
