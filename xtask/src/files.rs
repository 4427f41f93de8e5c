//! Files and folders: walking, hashing, copying, and putting a finished folder in place at once.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Every file below `path` (or `path` itself), sorted, so that hashes and outputs do not depend on the disk.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let entries = fs::read_dir(path).with_context(|| format!("reading {}", path.display()))?;
    for entry in entries {
        let entry = entry?.path();
        if entry.is_dir() {
            found.extend(walk(&entry)?);
        } else {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

/// A digest over names and contents of everything below `paths`, and over `also`.
pub fn fingerprint(root: &Path, paths: &[&str], also: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        for file in walk(&root.join(path))? {
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
            // Lengths keep neighbours apart: ("ab", "c") is not ("a", "bc").
            let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(content);
        }
    }
    for text in also {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Copies a folder with all it holds.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in walk(from)? {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &target).with_context(|| format!("copying {}", file.display()))?;
    }
    Ok(())
}

/// Fills a fresh folder beside `place` and puts it in place only when `fill` succeeded,
/// so that an interrupted run leaves the old folder or none, never half a one.
pub fn replace(place: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let fresh = beside(place, "new");
    let old = beside(place, "old");
    remove(&fresh)?;
    fs::create_dir_all(&fresh).with_context(|| format!("creating {}", fresh.display()))?;
    fill(&fresh)?;
    remove(&old)?;
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(&fresh, place).with_context(|| format!("putting {} in place", place.display()))?;
    remove(&old)
}

fn beside(place: &Path, word: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(format!(".{word}"));
    name.into()
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}
