//! Browsers for the tests: Chromium with its driver is required and installed where possible;
//! Firefox and WebKitGTK are used only where somebody installed them, and then get what drives them.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{cargo_tools, system};
use crate::project::Project;
use crate::run;

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// The browsers and drivers that tests may start, by the names under which they are on PATH.
pub struct Browsers {
    /// The Chromium program.
    pub chromium: &'static str,
    /// Whether Firefox and geckodriver are there.
    pub firefox: bool,
    /// WebKitGTK's small browser, where it and its driver are there.
    pub webkit: Option<PathBuf>,
}

impl fmt::Display for Browsers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.chromium)?;
        if self.firefox {
            f.write_str(", firefox")?;
        }
        if self.webkit.is_some() {
            f.write_str(", webkitgtk")?;
        }
        Ok(())
    }
}

/// Installs Chromium, its driver and a Chinese font where they are missing.
pub fn ensure(project: &Project) -> Result<Browsers> {
    let mut missing = Vec::new();
    if chromium(project).is_none() {
        missing.push("chromium");
    }
    if !there(project, "chromedriver") {
        missing.push("chromium-driver");
    }
    if !missing.is_empty() {
        system::install(&missing, "Chromium with chromedriver (for the browser tests)")?;
    }
    let Some(chromium) = chromium(project) else {
        bail!("Chromium was installed but does not start; try `chromium --version`");
    };
    ensure_chinese_font(project);
    Ok(Browsers { chromium, firefox: firefox(project), webkit: webkit(project) })
}

/// A browser beside Chromium that cannot be driven is a line of this, not a reason to stop.
fn firefox(project: &Project) -> bool {
    if !there(project, "firefox-esr") && !there(project, "firefox") {
        return false;
    }
    let driver = cargo_tools::ensure_geckodriver(project);
    driver.inspect_err(|error| println!("setup: Firefox is left out of the tests: {error}")).is_ok()
}

fn webkit(project: &Project) -> Option<PathBuf> {
    if !there(project, "WebKitWebDriver") {
        return None;
    }
    let browser = webkit_browser()?;
    if !there(project, "Xvfb")
        && let Err(error) = system::install(&["xvfb"], "A screen that nobody sees (for WebKitGTK)")
    {
        println!("setup: WebKitGTK is left out of the tests: {error}");
        return None;
    }
    Some(browser)
}

/// Debian puts it beside the library and not on PATH.
fn webkit_browser() -> Option<PathBuf> {
    let machines = fs::read_dir("/usr/lib").ok()?.flatten().map(|it| it.path());
    let places = machines.flat_map(|it| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|lib| it.join(lib)));
    places.map(|it| it.join("MiniBrowser")).find(|it| it.is_file())
}

/// Without it Chinese screenshots show boxes; the tests themselves do not need it.
fn ensure_chinese_font(project: &Project) {
    let fonts = run::output(project.cmd("fc-list").args([":lang=zh-cn", "family"]));
    if fonts.is_ok_and(|fonts| !fonts.trim().is_empty()) {
        return;
    }
    if let Err(error) =
        system::install(&["fonts-noto-cjk", "fontconfig"], "A Chinese font (for screenshots)")
    {
        println!("setup: {error}");
    }
}

fn chromium(project: &Project) -> Option<&'static str> {
    CHROMIUM.into_iter().find(|program| on_path(project.cmd("which"), program))
}

fn there(project: &Project, program: &str) -> bool {
    on_path(project.cmd("which"), program)
}

fn on_path(mut which: Command, program: &str) -> bool {
    run::succeeds(which.arg(program))
}
