//! Keeps what was measured of the reply times of the last weeks, and measures again from time to time, so
//! that no request waits for it twice.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::{
    app::App,
    promise::{self, Measured},
};

/// Replies of these days count: four weeks, so that each weekday does equally often.
const DAYS: i64 = 28;
/// How long a measurement holds, in seconds.
const HOLDS: i64 = 300;

/// The last measurement and when it was made.
#[derive(Default)]
pub(crate) struct Gauge(Mutex<Option<(Timestamp, Arc<Measured>)>>);

impl Gauge {
    /// What is usual of late; nothing when the database cannot be read.
    pub(crate) async fn read(&self, app: &App) -> Arc<Measured> {
        let now = app.now();
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let age = |at: Timestamp| now.as_second() - at.as_second();
        if let Some((_, measured)) = held.filter(|it| (0..HOLDS).contains(&age(it.0))) {
            return measured;
        }
        let measured = Arc::new(measure(app, now).await);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, measured.clone()));
        measured
    }
}

async fn measure(app: &App, now: Timestamp) -> Measured {
    let knowledge = app.library().now();
    let waits = match app.store().waits(now.as_second() - DAYS * 86_400).await {
        Ok(waits) => waits,
        Err(error) => {
            tracing::warn!(%error, "could not measure reply times; what the knowledge writes stands");
            return Measured::default();
        }
    };
    let measuring = tokio::task::spawn_blocking(move || {
        let desk = promise::desk(&knowledge.manifest.channels);
        desk.map(|it| Measured::of(it, &waits, now)).unwrap_or_default()
    });
    measuring.await.unwrap_or_default()
}
