//! Reads a bundle back, and believes no file whose bytes differ from what the manifest says.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use help_core::{
    article::Article,
    fees::Fees,
    flow::Flow,
    lang,
    manifest::{Bodies, FILE, FORMAT, FileRef, Flows, Language, Manifest},
};
use help_search::Index;
use serde::de::DeserializeOwned;

use crate::{failure::Failure, name};

/// An open bundle. Files are read when they are asked for.
#[derive(Clone, Debug)]
pub struct Bundle {
    folder: PathBuf,
    /// What it has.
    pub manifest: Manifest,
}

#[derive(serde::Deserialize)]
struct Format {
    format: u32,
}

/// Opens the bundle in a folder.
///
/// # Errors
/// When there is none, or one of a newer format.
pub fn open(folder: &Path) -> Result<Bundle, Failure> {
    let wrong = |why: String| Failure::NotABundle { path: folder.into(), why };
    let path = folder.join(FILE);
    let bytes = fs::read(&path).map_err(|_| wrong(format!("there is no {FILE}")))?;
    let unreadable = |error: serde_json::Error| wrong(format!("{FILE} cannot be read: {error}"));
    let Format { format } = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if format > FORMAT {
        return Err(Failure::Format { path: folder.into(), found: format, known: FORMAT });
    }
    let manifest = serde_json::from_slice(&bytes).map_err(unreadable)?;
    Ok(Bundle { folder: folder.into(), manifest })
}

impl Bundle {
    /// The language nearest to a tag.
    ///
    /// # Errors
    /// When no language of the bundle can be read by someone who asks for that tag.
    pub fn language(&self, wanted: &str) -> Result<&Language, Failure> {
        let tags = || self.manifest.languages.iter().map(|it| it.tag.as_str());
        lang::nearest(wanted, tags()).and_then(|tag| self.manifest.language(tag)).ok_or_else(|| {
            Failure::Language { wanted: wanted.into(), have: tags().collect::<Vec<_>>().join(", ") }
        })
    }

    /// The guided forms of a language; none when the bundle has none.
    ///
    /// # Errors
    /// When the file is missing or damaged, or the language unknown.
    pub fn flows(&self, lang: &str) -> Result<Vec<Flow>, Failure> {
        match &self.language(lang)?.flows {
            Some(file) => Ok(self.json::<Flows>(file)?.flows),
            None => Ok(Vec::new()),
        }
    }

    /// The search index of a language.
    ///
    /// # Errors
    /// When the file is missing or damaged, or the language unknown.
    pub fn index(&self, lang: &str) -> Result<Index, Failure> {
        let file = &self.language(lang)?.index;
        Index::open(self.bytes(file)?).map_err(|error| self.damaged(file, format!("{error:?}")))
    }

    /// The articles of one of the language's files of bodies.
    ///
    /// # Errors
    /// When there is no such file, it is damaged, or the language unknown.
    pub fn bodies(&self, lang: &str, position: u32) -> Result<Vec<Article>, Failure> {
        let language = self.language(lang)?;
        let file = language.bodies.get(position as usize).ok_or_else(|| Failure::Damaged {
            path: self.folder.join(FILE),
            why: format!("{} has no file of bodies number {position}", language.tag),
        })?;
        Ok(self.json::<Bodies>(file)?.articles)
    }

    /// An article by its id; `None` when the language does not have it.
    ///
    /// # Errors
    /// When a file is missing or damaged, or the language unknown.
    pub fn article(&self, lang: &str, id: &str) -> Result<Option<Article>, Failure> {
        let index = self.index(lang)?;
        let Some(position) = index.find(id).and_then(|it| index.article(it)).map(|it| it.body) else {
            return Ok(None);
        };
        Ok(self.bodies(lang, position)?.into_iter().find(|it| it.id == id))
    }

    /// Fees and limits, when the bundle has them.
    ///
    /// # Errors
    /// When the file is missing or damaged.
    pub fn fees(&self) -> Result<Option<Fees>, Failure> {
        self.manifest.fees.as_ref().map(|file| self.json(file)).transpose()
    }

    /// The bytes of a file of the manifest, compared with its hash.
    ///
    /// # Errors
    /// When it is missing, or other than the manifest says.
    pub fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Failure> {
        let inside = Path::new(&file.path).components().all(|it| matches!(it, Component::Normal(_)));
        if !inside {
            return Err(self.damaged(file, "its path leads out of the bundle".into()));
        }
        let path = self.folder.join(&file.path);
        let bytes = fs::read(&path).map_err(|error| Failure::file(path, error))?;
        if name::integrity(&bytes) == file.integrity {
            Ok(bytes)
        } else {
            Err(self.damaged(file, "its hash is not the one in the manifest".into()))
        }
    }

    fn json<T: DeserializeOwned>(&self, file: &FileRef) -> Result<T, Failure> {
        let bytes = self.bytes(file)?;
        serde_json::from_slice(&bytes).map_err(|error| self.damaged(file, error.to_string()))
    }

    fn damaged(&self, file: &FileRef, why: String) -> Failure {
        Failure::Damaged { path: self.folder.join(&file.path), why }
    }
}
