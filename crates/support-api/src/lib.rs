//! The reference support API: takes reports with their pictures, carries the thread between a person and
//! support, tells who is there to answer, counts which articles helped, and serves the knowledge.
//!
//! ```no_run
//! # async fn run() -> Result<(), help_support_api::ServeError> {
//! let config = help_support_api::Config {
//!     listen: "127.0.0.1:8787".into(),
//!     database: "sqlite://support.db".into(),
//!     files: "files".into(),
//!     knowledge: "dist/knowledge".into(),
//!     ..Default::default()
//! };
//! help_support_api::serve(config).await
//! # }
//! ```
//!
//! A request runs through `layers` (request id and log line, security headers, origins, limits) to a
//! handler in `routes`, which takes, calls and answers. Handlers know `caller` (who calls, with `identity`
//! for those who signed in), `rules` (what a report must be), `guard` (what it must not hold), `promise` and
//! `gauge` (when a reply is to be expected, and how long replies took), `knowledge` (the bundle), `presence`
//! (who is there) and `store`; only `store` knows SQL. `wire` makes what travels out of rows, `feed` streams
//! it, and `hub` wakes the streams. `uploads` is the folder of pictures. Every route stands in one table, [`routes::endpoints`], from which the
//! router and the OpenAPI
//! document are both made.

pub mod accounts;
mod agent;
mod app;
mod body;
mod caller;
mod clock;
mod config;
mod connection;
mod desk;
mod error;
mod fault;
mod feed;
mod gauge;
mod guard;
mod hub;
mod identity;
mod key;
mod knowledge;
mod layers;
pub mod logs;
mod number;
pub mod numbers;
mod openapi;
mod presence;
mod promise;
pub mod routes;
mod rules;
mod secret;
mod serve;
mod store;
mod uploads;
mod wire;

pub use app::{App, router};
pub use clock::Clock;
pub use config::{Config, Limits, Rate, STATIC_POLICY};
pub use desk::{Agent, Desk, DeskError};
pub use error::ServeError;
pub use number::is_number;
pub use serve::{Server, serve, stop_signal};
