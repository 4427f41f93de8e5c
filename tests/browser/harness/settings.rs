//! Where the built product and the browser are, as `cargo xtask` says in environment variables.

use std::{env, path::PathBuf};

use super::engine::Engine;

/// A path or name that `cargo xtask` passes.
fn told(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(value) => value.into(),
        None => panic!(
            "{name} is not set; run these tests with `cargo xtask test` or `cargo xtask browser`"
        ),
    }
}

/// The `wallet-help` command.
pub fn command() -> PathBuf {
    told("WALLET_HELP_BIN")
}

/// The demo's pages with the widget.
pub fn pages() -> PathBuf {
    told("WALLET_HELP_DIST")
}

/// The demo's built knowledge.
pub fn knowledge() -> PathBuf {
    told("WALLET_HELP_KNOWLEDGE")
}

/// The script of axe-core.
pub fn axe() -> PathBuf {
    told("WALLET_HELP_AXE")
}

/// The Chromium program, by path or by name.
pub fn chromium() -> PathBuf {
    let name = told("WALLET_HELP_CHROMIUM");
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(&name)).collect::<Vec<_>>();
    // Chromedriver wants a path.
    found.into_iter().find(|path| path.is_file()).unwrap_or(name)
}

/// Whether an engine may be driven.
pub fn has(engine: Engine) -> bool {
    match engine {
        Engine::Chromium => true,
        Engine::Firefox => env::var_os("WALLET_HELP_FIREFOX").is_some(),
        Engine::WebKitGtk => env::var_os("WALLET_HELP_WEBKIT").is_some(),
    }
}

/// WebKitGTK's small browser.
pub fn webkit() -> PathBuf {
    told("WALLET_HELP_WEBKIT")
}

/// An ignored folder for pictures of screens.
pub fn screenshots() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("screenshots")
}
