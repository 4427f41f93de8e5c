//! The session as the widget uses it, without a browser.

#![allow(clippy::unwrap_used)]

mod answers;
mod form;
mod world;
