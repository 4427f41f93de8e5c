//! The service's time, which tests may set. It knows no zone.

use std::{fmt, sync::Arc};

use jiff::Timestamp;

/// Tells the time in whole seconds.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks `now` for seconds since 1970.
    pub fn from_seconds(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Clock(Arc::new(move || Timestamp::from_second(now()).unwrap_or(Timestamp::UNIX_EPOCH)))
    }

    pub(crate) fn now(&self) -> Timestamp {
        let now = (self.0)();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Clock(Arc::new(Timestamp::now))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Clock")
    }
}
