//! The three engines that browsers are made of.

use std::sync::Arc;

use tempfile::TempDir;

use super::{chromium, driven::Driven, firefox, settings, webkit};

/// An engine, by the browser that is driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKitGtk,
}

impl Engine {
    /// Those that are installed. The others are named, so that nobody takes them for tested.
    pub fn installed() -> Vec<Engine> {
        let all = [Engine::Chromium, Engine::Firefox, Engine::WebKitGtk];
        let (there, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| settings::has(*it));
        if !missing.is_empty() {
            println!("skipped, because not installed: {missing:?}");
        }
        there
    }

    /// Starts it with an empty profile.
    pub(super) async fn start(self, languages: &str) -> Driven {
        match self {
            Engine::Chromium => {
                let profile = TempDir::new().expect("a temporary folder");
                chromium::start(Arc::new(profile), languages).await
            }
            Engine::Firefox => firefox::start(languages).await,
            Engine::WebKitGtk => webkit::start(languages).await,
        }
    }
}
