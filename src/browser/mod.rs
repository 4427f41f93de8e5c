//! The only place that fetches, reads the clock or asks the browser anything.

pub mod clock;
pub mod device;
pub mod fetch;

/// Where the widget finds things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Absolute address of the support API, ending in `/`.
    pub server: String,
    /// Absolute address of the bundle, ending in `/`.
    pub knowledge: String,
    /// Languages wanted, most wanted first.
    pub languages: Vec<String>,
}
