//! The only place that fetches, stores, reads the clock or asks the browser anything.

pub mod album;
pub mod clock;
pub mod device;
pub mod fetch;
pub mod identity;
pub mod picture;
pub mod stream;
pub mod upload;
mod verify;

pub use verify::Refusal;
pub mod listen;
pub mod lock;
pub mod mark;
mod seal;
pub mod shelf;
mod store;
mod strips;
mod style;
pub mod wait;

/// Where the widget finds things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Absolute address of the support API, ending in `/`.
    pub server: String,
    /// Absolute address of the bundle, ending in `/`.
    pub knowledge: String,
    /// Whose bundles are taken: base64 of an Ed25519 public key. `None` takes any.
    pub key: Option<String>,
    /// Languages wanted, most wanted first.
    pub languages: Vec<String>,
}
