//! Bundles as an author makes them: by the `wallet-help` command, from a folder of knowledge.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use super::settings;

/// A bundle in a temporary folder.
pub struct Bundle {
    folder: TempDir,
    /// The public half of the key that signed it; empty when nobody did.
    pub key: String,
}

impl Bundle {
    /// `kb build`.
    pub fn build(knowledge: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let out = folder.path().join("bundle");
        kb(&[&"build", &knowledge, &"--out", &out]);
        Self { folder, key: String::new() }
    }

    /// `kb key new`, then `kb build --sign`.
    pub fn signed(knowledge: &Path) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (out, pem) = (folder.path().join("bundle"), folder.path().join("key.pem"));
        kb(&[&"key", &"new", &"--out", &pem]);
        kb(&[&"build", &knowledge, &"--out", &out, &"--sign", &pem]);
        let key = kb(&[&"key", &"show", &pem]).trim().to_owned();
        Self { folder, key }
    }

    /// `kb import`: articles from elsewhere become knowledge.
    pub fn import(kind: &str, from: &Path, knowledge: &Path) {
        kb(&[&"import", &"--from", &kind, &from, &"--out", &knowledge]);
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("bundle")
    }

    /// The names of its files that begin so, in order.
    pub fn names(&self, beginning: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path()).expect("the bundle's folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with(beginning))
            .collect();
        names.sort();
        names
    }

    /// Name and content of the first file whose name begins so.
    pub fn file(&self, beginning: &str) -> (String, Vec<u8>) {
        let names = self.names(beginning);
        let name = names.first().unwrap_or_else(|| panic!("the bundle has no {beginning}…"));
        (name.clone(), fs::read(self.path().join(name)).expect("a file of the bundle"))
    }
}

fn kb(args: &[&dyn AsRef<std::ffi::OsStr>]) -> String {
    let output =
        Command::new(settings::command()).arg("kb").args(args).output().expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "kb {}: {said}", args[0].as_ref().to_string_lossy());
    String::from_utf8_lossy(&output.stdout).into_owned()
}
