//! What the browser tests stand on: a server, a browser, a page with a widget in it, and hosts that misbehave.

mod axe;
mod bundle;
mod chromium;
mod driven;
mod engine;
mod firefox;
pub mod grammar;
mod host;
mod look;
mod page;
mod process;
mod server;
mod settings;
mod team;
mod wait;
pub mod watch;
mod webkit;
mod widget;

pub use bundle::Bundle;
pub use engine::Engine;
pub use host::{Answer, Host};
pub use look::{Look, PHONE, Theme};
pub use page::{Page, Tab};
pub use server::Server;
pub use team::vouch;
pub use wait::until;
