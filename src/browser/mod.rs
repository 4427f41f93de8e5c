//! The only place that fetches, reads the clock or asks the browser anything.

pub mod clock;
pub mod device;
pub mod fetch;
