//! The files of a bundle in memory, compressed once, each with its type, tag and time to keep.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::Path,
    sync::OnceLock,
};

use bytes::Bytes;
use data_encoding::BASE64URL_NOPAD;
use help_core::manifest::Manifest;

use super::load::broken;
use crate::{error::ServeError, secret};

/// Smaller files are sent as they are: compression would save no packet.
const WORTH_COMPRESSING: usize = 1024;
/// Of 0 to 11; the last steps cost seconds a megabyte.
const BROTLI_QUALITY: i32 = 9;

/// All files by path below the bundle, with `/` between folders.
pub(crate) struct Assets(BTreeMap<String, Asset>);

/// One file.
pub(crate) struct Asset {
    /// With the character set where it is text.
    pub(crate) media_type: String,
    /// A strong entity tag (RFC 9110, 8.8.3) of the bytes before compression, without quotes.
    pub(crate) tag: String,
    /// The name holds the content's hash, so what it names never changes.
    pub(crate) immutable: bool,
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

/// A content coding of RFC 9110, 8.4.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// `br`
    Brotli,
    /// `gzip`
    Gzip,
}

impl Coding {
    /// The name in headers.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }
}

impl Assets {
    /// Reads every file below `folder`; names that begin with a dot are left out.
    pub(super) fn load(folder: &Path, manifest: &Manifest) -> Result<Self, ServeError> {
        let hashed: BTreeSet<&str> = manifest
            .languages
            .iter()
            .flat_map(|it| it.bodies.iter().chain([&it.index]).chain(&it.flows))
            .chain(&manifest.fees)
            .map(|file| file.path.as_str())
            .collect();
        let mut files = BTreeMap::new();
        walk(folder, "", &mut |path, bytes| {
            let asset = Asset {
                media_type: media_type(path),
                tag: BASE64URL_NOPAD.encode(&secret::hash([bytes.as_slice()])[..18]),
                immutable: hashed.contains(path) || holds_hash(path),
                plain: bytes.into(),
                brotli: OnceLock::new(),
                gzip: OnceLock::new(),
            };
            files.insert(path.to_owned(), asset);
        })?;
        Ok(Assets(files))
    }

    /// Compresses every file for which it pays, so that no request waits for it.
    pub(super) fn compress(&self) {
        for asset in self.0.values() {
            for coding in [Coding::Brotli, Coding::Gzip] {
                asset.coded(&[coding]);
            }
        }
    }

    /// The file at that path.
    pub(crate) fn get(&self, path: &str) -> Option<&Asset> {
        self.0.get(path)
    }
}

impl Asset {
    /// The bytes in the first of the codings that is smaller than the plain bytes. The first call for
    /// a coding compresses, some milliseconds for a hundred kilobytes.
    pub(crate) fn coded(&self, wanted: &[Coding]) -> (Option<Coding>, Bytes) {
        if self.plain.len() >= WORTH_COMPRESSING && is_compressible(&self.media_type) {
            for coding in wanted {
                let bytes = match coding {
                    Coding::Brotli => {
                        self.brotli.get_or_init(|| smaller(&self.plain, brotli(&self.plain)))
                    }
                    Coding::Gzip => self.gzip.get_or_init(|| smaller(&self.plain, gzip(&self.plain))),
                };
                if let Some(bytes) = bytes {
                    return (Some(*coding), bytes.clone());
                }
            }
        }
        (None, self.plain.clone())
    }
}

fn walk(folder: &Path, below: &str, take: &mut dyn FnMut(&str, Vec<u8>)) -> Result<(), ServeError> {
    for entry in fs::read_dir(folder).map_err(|error| broken(folder, error))? {
        let entry = entry.map_err(|error| broken(folder, error))?;
        let path = entry.path();
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            walk(&path, &below, take)?;
        } else {
            take(&below, fs::read(&path).map_err(|error| broken(&path, error))?);
        }
    }
    Ok(())
}

/// The type by the name's ending, with `charset=utf-8` where it is text.
pub(crate) fn media_type(path: &str) -> String {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = guess.type_() == "text" || guess == "application/javascript";
    if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

/// True when a part of the file's name is a run of at least eight hexadecimal digits, as build tools
/// and `kb build` put the content's hash there.
pub(crate) fn holds_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['.', '-', '_']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
            && part.bytes().any(|it| it.is_ascii_digit())
    })
}

fn is_compressible(media_type: &str) -> bool {
    ["text/", "application/json", "application/wasm", "application/javascript", "image/svg"]
        .iter()
        .any(|it| media_type.starts_with(it))
        || media_type == "application/octet-stream"
}

fn smaller(plain: &[u8], coded: Option<Vec<u8>>) -> Option<Bytes> {
    coded.filter(|it| it.len() < plain.len()).map(Bytes::from)
}

fn brotli(plain: &[u8]) -> Option<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams { quality: BROTLI_QUALITY, ..Default::default() };
    let mut coded = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut coded, &settings).ok().map(|_| coded)
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(8));
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        for (path, expected) in [
            ("index.en.3f9a0c21.bin", true),
            ("en/bodies-00ff12ab34cd56ef.json", true),
            ("manifest.json", false),
            ("deadbeef.json", false),
            ("20261120.json", true),
            ("pictures/mark.svg", false),
        ] {
            assert_eq!(holds_hash(path), expected, "{path}");
        }
    }

    #[test]
    fn types_are_right() {
        for (path, expected) in [
            ("a.json", "application/json"),
            ("a.wasm", "application/wasm"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.svg", "image/svg+xml"),
            ("a.woff2", "font/woff2"),
            ("a", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), expected);
        }
    }
}
