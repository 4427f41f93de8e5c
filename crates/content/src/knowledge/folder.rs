//! The files of a knowledge folder. It knows which files there are and reads them; not what they mean.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    failure::Failure,
    place::{Place, SourceFile},
    report::{Report, Rule},
};

/// An open knowledge folder.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        if root.is_dir() {
            Ok(Folder { root: root.into() })
        } else {
            Err(Failure::NoFolder(root.into()))
        }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How a file is named in messages.
    pub fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }

    /// The text of a file, without a byte order mark; `None` when there is no such file, and when it
    /// cannot be read, which goes to the report.
    pub fn read(&self, path: &str, report: &mut Report) -> Option<Arc<SourceFile>> {
        let shown = self.shown(path);
        let bytes = match fs::read(self.root.join(path)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => {
                let next = "check that it is a file and who may read it";
                report.add(Rule::Unreadable, Place::start(&shown), error.to_string(), next);
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Some(Arc::new(SourceFile::new(shown, text)))
            }
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let place = SourceFile::new(shown, text).place(good);
                report.add(Rule::Unreadable, place, "the text is not UTF-8", "save the file as UTF-8");
                None
            }
        }
    }

    /// The bytes of a file below the folder; `None` when there is none.
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(path)).ok()
    }

    /// The files of that ending below a folder, as paths relative to it with `/`, in order. Hidden files
    /// and links to folders are not followed.
    pub fn list(&self, below: &str, ending: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![String::new()];
        while let Some(inner) = waiting.pop() {
            let Ok(entries) = fs::read_dir(self.root.join(below).join(&inner)) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') {
                    continue;
                }
                let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => waiting.push(path),
                    Ok(_) if path.ends_with(ending) => found.push(path),
                    _ => {}
                }
            }
        }
        found.sort();
        found
    }

    /// The folders directly below, in order, without hidden ones.
    pub fn folders(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries
            .filter(|it| it.file_type().is_ok_and(|it| it.is_dir()))
            .map(|it| it.file_name().to_string_lossy().into_owned())
            .filter(|it| !it.starts_with('.'))
            .collect();
        names.sort();
        names
    }
}
