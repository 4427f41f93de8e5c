//! What went wrong on a page without anybody clicking on it: policy violations, errors, console messages.

use serde_json::json;

use super::{engine::Engine, page::Page};

/// Runs before the page's own scripts; a second time it does nothing.
pub const SCRIPT: &str = "
    if (!window.__noted) {
    window.__noted = [];
    addEventListener('securitypolicyviolation', (event) => __noted.push(
      `violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
    addEventListener('error', (event) => __noted.push(`error: ${event.message ?? event.target?.src}`), true);
    addEventListener('unhandledrejection', (event) => __noted.push(`rejection: ${event.reason}`));
    }
";

impl Page {
    /// Policy violations, uncaught errors and rejections of the present document, in order.
    pub async fn noted(&self) -> Vec<String> {
        let noted = self.script("return window.__noted ?? ['the watch was not set']", Vec::new()).await;
        let noted = noted.as_array().cloned().unwrap_or_default();
        noted.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Errors on the console since the last call, by their message; only Chromium's driver tells them.
    pub async fn console_errors(&self) -> Vec<String> {
        if self.engine() != Engine::Chromium {
            return Vec::new();
        }
        let said = self.browser.console().await;
        let errors = said.iter().filter(|line| line["level"] == json!("SEVERE"));
        errors.map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Fails when anything was noted or the console shows an error.
    pub async fn assert_quiet(&self) {
        let noted = self.noted().await;
        assert!(noted.is_empty(), "the page noted {noted:#?}");
        let errors = self.console_errors().await;
        assert!(errors.is_empty(), "the console shows {errors:#?}");
    }
}
