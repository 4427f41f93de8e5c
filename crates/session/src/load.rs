//! Something that has to be fetched, and how far that has come.

/// A value that comes from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// Nobody asked for it yet.
    #[default]
    Absent,
    /// Asked for.
    Loading,
    /// Here.
    Ready(T),
    /// Could not be had.
    Failed(Failure),
}

/// Why something could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: offline, refused or timed out.
    Network,
    /// The server has no such thing.
    NotFound,
    /// The server answered with an error.
    Server(u16),
    /// What came is not what was promised.
    Broken,
    /// Written by a newer version than this widget reads.
    TooNew,
}

impl<T> Load<T> {
    /// The value when it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// Takes a result in.
    pub fn settle(&mut self, result: Result<T, Failure>) {
        *self = match result {
            Ok(value) => Load::Ready(value),
            Err(failure) => Load::Failed(failure),
        };
    }

    /// Marks it as asked for; true when nobody had asked before.
    pub fn begin(&mut self) -> bool {
        let first = matches!(self, Load::Absent);
        if first {
            *self = Load::Loading;
        }
        first
    }

    /// Forgets a failure, so that it is asked for again.
    pub fn forgive(&mut self) {
        if matches!(self, Load::Failed(_)) {
            *self = Load::Absent;
        }
    }

    /// The same progress with another value.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Load<U> {
        match self {
            Load::Absent => Load::Absent,
            Load::Loading => Load::Loading,
            Load::Ready(value) => Load::Ready(change(value)),
            Load::Failed(failure) => Load::Failed(*failure),
        }
    }
}
