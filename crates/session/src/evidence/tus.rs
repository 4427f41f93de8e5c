//! An upload by tus 1.0.0 (core, creation) as a row of requests: what to ask next after each answer, when to
//! wait, and when to give up. Knows no network and no clock.

use help_core::upload::CHUNK_BYTES;

use super::UploadFailure;

/// Answers in a row that bring nothing, after which a person is asked.
const TRIES: u32 = 6;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `POST`: begin with this many bytes in all.
    Create(u64),
    /// `HEAD`: how much has arrived?
    Ask(String),
    /// `PATCH`: the bytes between the two offsets.
    Send(String, u64, u64),
    /// All has arrived, under this id.
    Done(String),
    /// It ends here.
    Stop(UploadFailure),
}

/// What the server said. A request that nobody answered has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// `Upload-Offset`
    pub offset: Option<u64>,
    /// `Location`
    pub location: Option<String>,
}

/// An upload on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    length: u64,
    arrived: u64,
    tries: u32,
    begun_again: bool,
}

impl Transfer {
    /// Of a file with this many bytes.
    pub fn new(length: u64) -> Transfer {
        Transfer { length, arrived: 0, tries: 0, begun_again: false }
    }

    /// The first step: go on with the upload of this id, or begin.
    pub fn first(&self, id: Option<String>) -> Step {
        id.map_or(Step::Create(self.length), Step::Ask)
    }

    /// Bytes that have arrived.
    pub fn arrived(&self) -> u64 {
        self.arrived
    }

    /// The step after an answer, and the milliseconds to wait before it.
    pub fn after(&mut self, step: &Step, reply: Option<&Reply>) -> (Step, u32) {
        let Some(reply) = reply else {
            return self.again(step, UploadFailure::Network);
        };
        match (step, reply.status) {
            (Step::Create(_), 201) => match reply.location.as_deref().and_then(id) {
                Some(id) => self.went_on(id, 0),
                None => (Step::Stop(UploadFailure::Refused), 0),
            },
            (Step::Ask(id) | Step::Send(id, ..), 200 | 204) => match reply.offset {
                Some(offset) if offset <= self.length => self.went_on(id.clone(), offset),
                _ => (Step::Stop(UploadFailure::Refused), 0),
            },
            // Another offset, or an earlier request still holds the upload.
            (_, 409 | 423) => self.again(step, UploadFailure::Busy),
            // Forgotten meanwhile: once from the beginning.
            (Step::Ask(_) | Step::Send(..), 404 | 410) if !self.begun_again => {
                (self.begun_again, self.arrived) = (true, 0);
                (Step::Create(self.length), 0)
            }
            (_, 408 | 425 | 429 | 500..) => self.again(step, UploadFailure::Busy),
            _ => (Step::Stop(UploadFailure::Refused), 0),
        }
    }

    fn went_on(&mut self, id: String, offset: u64) -> (Step, u32) {
        if offset > self.arrived {
            self.tries = 0;
        }
        self.arrived = offset;
        let end = self.length.min(offset + CHUNK_BYTES);
        if offset == self.length { (Step::Done(id), 0) } else { (Step::Send(id, offset, end), 0) }
    }

    /// Whatever was sent may have arrived, so the offset is asked for.
    fn again(&mut self, step: &Step, failure: UploadFailure) -> (Step, u32) {
        self.tries += 1;
        if self.tries >= TRIES {
            return (Step::Stop(failure), 0);
        }
        let next = match step {
            Step::Send(id, ..) => Step::Ask(id.clone()),
            other => other.clone(),
        };
        (next, 500 << self.tries.min(5))
    }
}

/// The last part of a location. The address itself is not followed: it could lead elsewhere.
fn id(location: &str) -> Option<String> {
    let last = location.rsplit('/').next()?;
    let plain = !last.is_empty()
        && last.len() <= 100
        && last.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
    plain.then(|| last.to_owned())
}
