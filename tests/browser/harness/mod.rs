//! What the browser tests stand on: a server, a browser, a page with a widget in it, and hosts that misbehave.

mod axe;
mod bundle;
mod chromium;
mod host;
mod look;
mod page;
mod process;
mod server;
mod settings;
mod wait;
mod watch;
mod widget;

pub use bundle::Bundle;
pub use host::{Answer, Host};
pub use look::{Look, PHONE, Theme};
pub use page::Page;
pub use server::Server;
pub use wait::until;
