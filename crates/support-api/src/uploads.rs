//! The folder of pictures: bytes that come in, pictures that are kept, each under a name of our own. It
//! knows neither tickets nor HTTP nor the database.
//!
//! `incoming/` holds what is not complete, one file an upload, whose length is the upload's offset;
//! `stored/` what was checked and encoded again. A picture is whole on the disk, folder included,
//! before anybody is told that it is kept.

pub(crate) mod picture;

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::Semaphore;

use picture::{Clean, Wrong};

/// Heads that are looked at together.
const GLANCES: usize = 4;
/// Pictures that are decoded together: one takes up to 250 MB while it lasts.
const DECODINGS: usize = 1;

/// The folder. Clones share it.
#[derive(Clone)]
pub(crate) struct Depot(Arc<Inner>);

struct Inner {
    incoming: PathBuf,
    stored: PathBuf,
    busy: Mutex<HashSet<String>>,
    glances: Semaphore,
    decodings: Semaphore,
}

/// The right to write to an upload; given back when dropped.
pub(crate) struct Turn {
    depot: Depot,
    id: String,
}

/// Why a whole upload is not kept.
#[derive(Debug)]
pub(crate) enum Unkept {
    /// It is no picture within the limits.
    Wrong(Wrong),
    /// The disk refused.
    Io(io::Error),
}

impl From<io::Error> for Unkept {
    fn from(error: io::Error) -> Self {
        Unkept::Io(error)
    }
}

impl From<Wrong> for Unkept {
    fn from(wrong: Wrong) -> Self {
        Unkept::Wrong(wrong)
    }
}

impl Depot {
    /// Makes the folders when they are missing, readable by this user alone.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        let make = |name: &str| {
            let path = folder.join(name);
            let mut builder = fs::DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&path).map(|()| path)
        };
        Ok(Depot(Arc::new(Inner {
            incoming: make("incoming")?,
            stored: make("stored")?,
            busy: Mutex::default(),
            glances: Semaphore::new(GLANCES),
            decodings: Semaphore::new(DECODINGS),
        })))
    }

    /// The file of what has come in. `id` is one of ours: letters and digits.
    pub(crate) fn incoming(&self, id: &str) -> PathBuf {
        self.0.incoming.join(id)
    }

    /// The file of a kept picture.
    pub(crate) fn stored(&self, id: &str) -> PathBuf {
        self.0.stored.join(id)
    }

    /// How many bytes have come in.
    pub(crate) async fn offset(&self, id: &str) -> io::Result<u64> {
        match tokio::fs::metadata(self.incoming(id)).await {
            Ok(file) => Ok(file.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// The right to write to an upload; `None` while somebody else has it.
    pub(crate) fn turn(&self, id: &str) -> Option<Turn> {
        let free = self.busy().insert(id.to_owned());
        free.then(|| Turn { depot: self.clone(), id: id.to_owned() })
    }

    /// Whether what has come in can still become a picture, by its first bytes.
    pub(crate) async fn looks_right(&self, id: &str) -> Result<(), Unkept> {
        let path = self.incoming(id);
        aside(move || picture::format_of(&path)).await?.map(drop).map_err(Unkept::Wrong)
    }

    /// Checks a whole upload, encodes it again, and puts it on the disk for good.
    pub(crate) async fn keep(&self, id: &str) -> Result<Clean, Unkept> {
        let path = self.incoming(id);
        let seat = self.0.glances.acquire().await.map_err(io::Error::other)?;
        let looked = path.clone();
        aside(move || picture::glance(&looked)).await??;
        drop(seat);
        let seat = self.0.decodings.acquire().await.map_err(io::Error::other)?;
        let clean = aside(move || picture::clean(&path)).await??;
        drop(seat);
        let (folder, name) = (self.0.stored.clone(), id.to_owned());
        aside(move || {
            write_for_good(&folder, &name, &clean.bytes)?;
            Ok(clean)
        })
        .await?
    }

    /// Forgets what has come in.
    pub(crate) async fn drop_incoming(&self, id: &str) {
        forget(&self.incoming(id)).await;
    }

    /// Forgets everything of that id.
    pub(crate) async fn remove(&self, id: &str) {
        forget(&self.incoming(id)).await;
        forget(&self.stored(id)).await;
    }

    /// The ids of all files that are there, complete or not.
    pub(crate) async fn ids(&self) -> io::Result<Vec<String>> {
        let folders = [self.0.incoming.clone(), self.0.stored.clone()];
        aside(move || {
            let mut ids = Vec::new();
            for folder in folders {
                for file in fs::read_dir(folder)? {
                    ids.extend(file?.file_name().into_string());
                }
            }
            Ok(ids)
        })
        .await?
    }

    fn busy(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.0.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.depot.busy().remove(&self.id);
    }
}

/// Writes beside, flushes, renames, and flushes the folder, so that the name never leads to half a file,
/// also after the power went.
fn write_for_good(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!(".{name}"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()?;
    fs::rename(&beside, folder.join(name))?;
    fs::File::open(folder)?.sync_all()
}

async fn forget(path: &Path) {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, "could not remove a file; will try again");
        }
        _ => {}
    }
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)
}
