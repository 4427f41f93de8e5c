//! Structured logs: one JSON object a line, of this crate alone, because libraries may log what people
//! wrote. Line breaks inside values are escaped by JSON.

use std::io;

use tracing::{Level, Subscriber};
use tracing_subscriber::{
    Layer, filter::Targets, fmt::MakeWriter, layer::SubscriberExt, registry::Registry,
};

/// Writes logs to standard error from now on. Does nothing when the program already logs elsewhere.
pub fn init() {
    drop(tracing::subscriber::set_global_default(to(io::stderr)));
}

/// A subscriber that writes to `writer`: every line holds level, time, message and, within a request,
/// the request's id, method and route.
pub fn to<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        .with_writer(writer);
    Registry::default().with(lines.with_filter(ours()))
}

fn ours() -> Targets {
    Targets::new().with_target(env!("CARGO_CRATE_NAME"), Level::INFO)
}
