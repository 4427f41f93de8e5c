//! The session as the widget uses it, without a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod asked;
mod evidence;
mod form;
mod guard;
mod outbox;
mod privacy;
mod reach;
mod solve;
mod thread;
mod who;
mod world;
