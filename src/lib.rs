//! The help that opens inside a wallet: answers first, then a guided report.
//!
//! Two doors lead in. A page embeds the custom element `<wallet-help>`, whose script loads this crate as
//! WebAssembly and calls [`mount`]. A wallet written with Leptos uses the same panel as a component:
//! [`WalletHelp`].

mod browser;
mod desk;
mod embed;
mod held;
mod later;
mod strings;
mod ui;

pub use desk::{Config, Tell};
pub use embed::{ATTRIBUTES, EVENTS, Help, mount};
pub use help_core::Context;
pub use help_session::Event;
pub use ui::WalletHelp;
