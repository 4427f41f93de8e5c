//! Waiting for what a browser does in its own time.

use std::{
    future::Future,
    time::{Duration, Instant},
};

/// Long enough for two busy cores; a test that waits in vain fails after it.
const PATIENCE: Duration = Duration::from_secs(15);
const STEP: Duration = Duration::from_millis(30);

/// Asks until there is an answer.
pub async fn until<T, F: Future<Output = Option<T>>>(what: &str, ask: impl FnMut() -> F) -> T {
    within(PATIENCE, what, ask).await
}

/// The same for what takes its time.
pub async fn within<T, F: Future<Output = Option<T>>>(
    patience: Duration,
    what: &str,
    mut ask: impl FnMut() -> F,
) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = ask().await {
            return found;
        }
        assert!(begin.elapsed() < patience, "waited in vain for {what}");
        tokio::time::sleep(STEP).await;
    }
}
