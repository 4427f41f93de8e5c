//! The bundle: its manifest, forms and articles' names as rules need them, its files as they are
//! served. A new bundle in the same folder is taken up while running; a broken one is not.

pub(crate) mod assets;
mod load;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant, SystemTime},
};

use help_core::{
    flow::Flow,
    lang,
    manifest::{FILE, Manifest},
};

use crate::error::ServeError;
use assets::Assets;

/// How often the manifest's file is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// One version of the knowledge.
pub(crate) struct Knowledge {
    /// The bundle's manifest.
    pub(crate) manifest: Manifest,
    /// The files as they are served.
    pub(crate) assets: Assets,
    /// Language tag and its forms, in the manifest's order.
    flows: Vec<(String, Vec<Flow>)>,
    /// Ids of all articles in any language.
    articles: BTreeSet<String>,
}

impl Knowledge {
    /// The form of a topic in the language that is nearest, else in the first.
    pub(crate) fn flow(&self, topic: &str, language: &str) -> Option<&Flow> {
        let with_form =
            || self.flows.iter().filter(|(_, flows)| flows.iter().any(|it| it.topic == topic));
        let tag = lang::nearest(language, with_form().map(|(tag, _)| tag.as_str()))
            .or_else(|| with_form().map(|(tag, _)| tag.as_str()).next())?;
        let (_, flows) = with_form().find(|(own, _)| own == tag)?;
        flows.iter().find(|it| it.topic == topic)
    }

    /// True when an article of that id exists.
    pub(crate) fn has_article(&self, id: &str) -> bool {
        self.articles.contains(id)
    }
}

/// The newest readable version of the bundle in a folder.
pub(crate) struct Library {
    folder: PathBuf,
    current: RwLock<Held>,
}

struct Held {
    knowledge: Arc<Knowledge>,
    /// The one before, for clients that hold its manifest and are about to ask for its files.
    before: Option<Arc<Knowledge>>,
    stamp: Option<Stamp>,
    looked: Instant,
}

/// What tells that the manifest was written anew.
type Stamp = (SystemTime, u64);

impl Library {
    /// Reads the bundle.
    pub(crate) fn open(folder: &Path) -> Result<Self, ServeError> {
        let held = Held {
            stamp: stamp(folder),
            knowledge: fresh(folder)?,
            before: None,
            looked: Instant::now(),
        };
        Ok(Library { folder: folder.to_owned(), current: RwLock::new(held) })
    }

    /// The knowledge as of now. When the manifest was replaced the bundle is read again; while that
    /// fails the last good one stays.
    pub(crate) fn now(&self) -> Arc<Knowledge> {
        let held = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let knowledge = held.knowledge.clone();
        let due = held.looked.elapsed() >= LOOK_EVERY;
        drop(held);
        if due { self.look_again() } else { knowledge }
    }

    /// The knowledge that has a file of that path: the newest, else the one before.
    pub(crate) fn holding(&self, path: &str) -> Option<Arc<Knowledge>> {
        let now = self.now();
        if now.assets.get(path).is_some() {
            return Some(now);
        }
        let held = self.current.read().unwrap_or_else(PoisonError::into_inner);
        held.before.clone().filter(|it| it.assets.get(path).is_some())
    }

    fn look_again(&self) -> Arc<Knowledge> {
        let mut held = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if held.looked.elapsed() < LOOK_EVERY {
            return held.knowledge.clone();
        }
        held.looked = Instant::now();
        let stamp = stamp(&self.folder);
        if stamp.is_some() && stamp != held.stamp {
            held.stamp = stamp;
            match fresh(&self.folder) {
                Ok(fresh) => {
                    tracing::info!(version = fresh.manifest.version, "took up new knowledge");
                    held.before = Some(std::mem::replace(&mut held.knowledge, fresh));
                }
                Err(error) => tracing::warn!(%error, "kept the last good knowledge"),
            }
        }
        held.knowledge.clone()
    }
}

/// The bundle as it stands in the folder; its files are compressed aside, before most are asked for.
fn fresh(folder: &Path) -> Result<Arc<Knowledge>, ServeError> {
    let knowledge = Arc::new(load::load(folder)?);
    let compressing = knowledge.clone();
    std::thread::spawn(move || compressing.assets.compress());
    Ok(knowledge)
}

fn stamp(folder: &Path) -> Option<Stamp> {
    let data = std::fs::metadata(folder.join(FILE)).ok()?;
    Some((data.modified().ok()?, data.len()))
}
