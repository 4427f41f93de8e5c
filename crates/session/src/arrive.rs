//! What happens when something that was fetched arrives, or does not.

use help_core::{
    json::{Read, read_json},
    manifest::{Bodies, FORMAT, Flows, Manifest},
    ticket::Status,
};
use help_search::{Index, OpenError};

use crate::{
    effect::{Effect, Wanted},
    load::{Failure, Load},
    session::Session,
};

impl Session {
    /// The bytes of a file that an effect asked for. A file of a language that is no longer in use is
    /// dropped. Answers with what is needed next.
    pub fn fetched(&mut self, wanted: Wanted, result: Result<Vec<u8>, Failure>) -> Vec<Effect> {
        let here = self.language().to_owned();
        match wanted {
            Wanted::Manifest => self.manifest.settle(result.and_then(|it| manifest(&it))),
            Wanted::Index(tag) if tag == here => {
                self.index.settle(result.and_then(index));
                self.search_again();
            }
            Wanted::Bodies(tag, number) if tag == here => {
                let bodies = result.and_then(|it| json::<Bodies>(&it));
                self.bodies_at(number).settle(bodies);
            }
            Wanted::Fees => self.fees.settle(result),
            Wanted::Index(_) | Wanted::Bodies(..) => {}
        }
        self.needs()
    }

    /// The bytes of the guided forms. Apart from [`Session::fetched`], so that the reader of forms is code
    /// that the first answer does not need.
    pub fn flows(&mut self, tag: &str, bytes: &[u8]) -> Vec<Effect> {
        if tag == self.language() {
            self.flows.settle(json::<Flows>(bytes));
            self.flows_arrived();
        }
        self.needs()
    }

    /// The guided forms could not be had.
    pub fn no_flows(&mut self, tag: &str, failure: Failure) {
        if tag == self.language() {
            self.flows.settle(Err(failure));
        }
    }

    /// The answer to [`Effect::FetchLater`]: whether the code is here.
    pub fn later_came(&mut self, here: bool) {
        self.later.settle(if here { Ok(()) } else { Err(Failure::Network) });
    }

    /// How far the code of the later screens has come.
    pub fn later(&self) -> &Load<()> {
        &self.later
    }

    /// The answer to [`Effect::FetchStatus`].
    pub fn status(&mut self, result: Result<Status, Failure>) {
        self.status.settle(result);
    }

    /// The network is back: what failed for want of it is asked for again.
    pub fn online(&mut self) -> Vec<Effect> {
        if self.opened { self.retry() } else { Vec::new() }
    }
}

fn manifest(bytes: &[u8]) -> Result<Manifest, Failure> {
    let manifest: Manifest = json(bytes)?;
    if manifest.format > FORMAT {
        return Err(Failure::TooNew);
    }
    if manifest.languages.is_empty() { Err(Failure::Broken) } else { Ok(manifest) }
}

fn index(bytes: Vec<u8>) -> Result<Index, Failure> {
    Index::open(bytes).map_err(|error| match error {
        OpenError::Newer { .. } => Failure::TooNew,
        _ => Failure::Broken,
    })
}

fn json<T: Read>(bytes: &[u8]) -> Result<T, Failure> {
    read_json(bytes).map_err(|_| Failure::Broken)
}

impl<T> From<Failure> for Load<T> {
    fn from(failure: Failure) -> Self {
        Load::Failed(failure)
    }
}
