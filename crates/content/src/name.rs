//! Names of a bundle's files: content-addressed, so that a cache may keep them for ever.

use base64::{Engine, engine::general_purpose::STANDARD};
use help_core::manifest::FileRef;
use sha2::{Digest, Sha256};

/// How many hexadecimal digits of the hash a name carries: 64 bits, never met twice by chance.
const DIGITS: usize = 16;
/// The first words of our names.
const KINDS: [&str; 5] = ["index", "bodies", "flows", "fees", "image"];

/// `<stem>-<hash>.<ending>`.
pub fn hashed(stem: &str, bytes: &[u8], ending: &str) -> String {
    format!("{stem}-{}.{ending}", digest(bytes))
}

/// The first digits of the SHA-256 of the bytes.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(DIGITS / 2).map(|it| format!("{it:02x}")).collect()
}

/// Subresource integrity metadata (W3C SRI, section 3.5): `sha256-` and base64.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// A reference to a file of that name and content.
pub fn reference(path: String, bytes: &[u8]) -> FileRef {
    FileRef { path, bytes: bytes.len() as u64, integrity: integrity(bytes) }
}

/// True for names that [`hashed`] makes: only those are ever removed.
pub fn is_ours(name: &str) -> bool {
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let Some((head, hash)) = stem.rsplit_once('-') else { return false };
    hash.len() == DIGITS
        && hash.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it))
        && KINDS.contains(&head.split('-').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_are_ours() {
        assert_eq!(hashed("index-en", b"", "bin"), "index-en-e3b0c44298fc1c14.bin");
        for (name, expected) in [
            ("index-zh-CN-e3b0c44298fc1c14.bin", true),
            ("bodies-en-12-e3b0c44298fc1c14.json", true),
            ("index.html", false),
            ("index-e3b0.html", false),
            ("photo-e3b0c44298fc1c14.jpg", false),
            ("manifest.json", false),
        ] {
            assert_eq!(is_ours(name), expected, "{name}");
        }
    }
}
