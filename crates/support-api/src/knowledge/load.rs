//! Reads a bundle from its folder and says plainly what is wrong with it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use help_core::manifest::{FILE, FORMAT, FileRef, Flows, Manifest};
use serde::{Deserialize, de::DeserializeOwned};

use super::{Knowledge, assets::Assets};
use crate::error::ServeError;

/// Only the ids of [`help_core::manifest::Bodies`].
#[derive(Deserialize)]
struct ArticleIds {
    articles: Vec<ArticleId>,
}

#[derive(Deserialize)]
struct ArticleId {
    id: String,
}

/// Only the format, so that a newer manifest is told from a broken one.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// The bundle in `folder`.
pub(super) fn load(folder: &Path) -> Result<Knowledge, ServeError> {
    let manifest_file = folder.join(FILE);
    if !manifest_file.is_file() {
        return Err(ServeError::NoBundle(folder.to_owned()));
    }
    let Format { format } = read(&manifest_file)?;
    if format > FORMAT {
        return Err(ServeError::NewerBundle { path: folder.to_owned(), found: format, known: FORMAT });
    }
    let manifest: Manifest = read(&manifest_file)?;
    let mut flows = Vec::new();
    let mut articles = BTreeSet::new();
    for language in &manifest.languages {
        if let Some(file) = &language.flows {
            let read: Flows = read(&path_of(folder, file)?)?;
            flows.push((language.tag.clone(), read.flows));
        }
        for file in &language.bodies {
            let read: ArticleIds = read(&path_of(folder, file)?)?;
            articles.extend(read.articles.into_iter().map(|it| it.id));
        }
    }
    let assets = Assets::load(folder, &manifest)?;
    Ok(Knowledge { manifest, assets, flows, articles })
}

/// A file of the manifest, which must not lead out of the folder.
fn path_of(folder: &Path, file: &FileRef) -> Result<PathBuf, ServeError> {
    let path = Path::new(&file.path);
    let inside = path.components().all(|it| matches!(it, std::path::Component::Normal(_)));
    if inside {
        return Ok(folder.join(path));
    }
    Err(broken(&folder.join(FILE), format!("the path {} leads out of the bundle", file.path)))
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ServeError> {
    let bytes = fs::read(path).map_err(|error| broken(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| broken(path, error))
}

pub(super) fn broken(path: &Path, reason: impl ToString) -> ServeError {
    ServeError::Bundle { path: path.to_owned(), reason: reason.to_string() }
}
