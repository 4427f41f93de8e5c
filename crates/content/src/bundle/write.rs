//! Puts a bundle into its folder so that whoever reads meanwhile sees the old one or the new one, whole.

use std::{collections::BTreeMap, fs, path::Path};

use help_core::manifest::{FILE, SIGNATURE};

use crate::{failure::Failure, name};

/// Writes files, signature and manifest; gives back name and size of each. Files of an older bundle in
/// the folder are removed, other things are never touched.
pub fn write(
    out: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    manifest: &[u8],
    signature: Option<&str>,
) -> Result<Vec<(String, u64)>, Failure> {
    check_place(out)?;
    let parent = out.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Failure::file(parent, error))?;
    let stage = tempfile::Builder::new()
        .prefix(".bundle-")
        .tempdir_in(parent)
        .map_err(|error| Failure::file(parent, error))?;
    // The temporary folder is private; the one inside has the rights that new folders usually have.
    let fresh = stage.path().join("new");
    fs::create_dir(&fresh).map_err(|error| Failure::file(&fresh, error))?;

    let mut written = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| {
        let path = fresh.join(name);
        written.push((name.to_owned(), bytes.len() as u64));
        fs::write(&path, bytes).map_err(|error| Failure::file(path, error))
    };
    for (name, bytes) in files {
        put(name, bytes)?;
    }
    if let Some(signature) = signature {
        put(SIGNATURE, signature.as_bytes())?;
    }
    put(FILE, manifest)?;

    if fs::rename(&fresh, out).is_ok() {
        return Ok(written);
    }
    // The folder is there already: names hold hashes, so nothing that is read now is overwritten, and
    // the manifest, which makes the new files known, comes last.
    for (name, _) in &written {
        let (from, to) = (fresh.join(name), out.join(name));
        fs::rename(&from, &to).map_err(|error| Failure::file(to, error))?;
    }
    remove_older(out, &written);
    Ok(written)
}

/// An empty or missing folder, or one that holds a bundle.
fn check_place(out: &Path) -> Result<(), Failure> {
    if !out.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(out).map_err(|error| Failure::file(out, error))?;
    let empty = entries.next().is_none();
    if empty || is_bundle(out) { Ok(()) } else { Err(Failure::Occupied(out.into())) }
}

/// True when there is a manifest as we write it.
fn is_bundle(out: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Head {
        #[serde(rename = "format")]
        _format: u32,
        #[serde(rename = "version")]
        _version: String,
        #[serde(rename = "languages")]
        _languages: Vec<serde::de::IgnoredAny>,
    }
    fs::read(out.join(FILE)).is_ok_and(|bytes| serde_json::from_slice::<Head>(&bytes).is_ok())
}

/// What cannot be removed stays: it costs room, and nothing names it.
fn remove_older(out: &Path, written: &[(String, u64)]) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let current = written.iter().any(|(it, _)| *it == name);
        if !current && (name::is_ours(&name) || name == SIGNATURE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
