//! The bundle: what a browser loads. [`build`] writes it, [`open`] reads it.

mod build;
mod gain;
mod key;
mod open;
mod shards;
mod write;

pub(crate) use build::index_of;
pub use build::{Options, Progress, Summary, build};
pub use gain::Gain;
pub use key::SigningKey;
pub use open::{Bundle, open};
