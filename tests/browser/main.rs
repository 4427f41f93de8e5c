//! The product in real browsers, through the real server: what people do, and what hosts do to us.
//!
//! `cargo xtask test` builds everything and runs these; `cargo xtask browser FILTER` only builds and runs some.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod after;
mod answers;
mod article;
mod chat;
mod demo;
mod evidence;
mod fallback;
mod generated;
mod guard;
mod harness;
mod hostile;
mod identity;
mod itself;
mod keyboard;
mod leaks;
mod measure;
mod outbox;
mod pictures;
mod reach;
mod report;
mod screens;
mod signed;
mod skew;
mod solve;
mod tabs;
mod thread;
mod trusted;
