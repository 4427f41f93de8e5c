//! Signatures of bundles: Ed25519 (RFC 8032) over the manifest's bytes. The manifest carries the hash of
//! every other file, so this one signature covers all of them.

use std::{fs, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{
    Signer,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, spki::der::pem::LineEnding},
};

use crate::failure::Failure;

/// The secret half of a wallet's knowledge key.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// A new key from the system's random numbers.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn generate() -> Result<Self, Failure> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| Failure::Key {
            path: "(new key)".into(),
            why: format!("the system gave no random numbers: {error}"),
        })?;
        Ok(SigningKey(ed25519_dalek::SigningKey::from_bytes(&seed)))
    }

    /// Reads a key in PKCS #8 PEM (RFC 5958, RFC 8410), as `kb key new` and openssl write it.
    ///
    /// # Errors
    /// When the file cannot be read or holds no Ed25519 key.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| Failure::file(path, error))?;
        ed25519_dalek::SigningKey::from_pkcs8_pem(text.trim())
            .map(SigningKey)
            .map_err(|error| Failure::Key { path: path.into(), why: error.to_string() })
    }

    /// Writes the key to a new file that only its owner can read. An existing file is never replaced.
    ///
    /// # Errors
    /// When there is such a file, or it cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<(), Failure> {
        let pem = self
            .0
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|error| Failure::Key { path: path.into(), why: error.to_string() })?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(|error| Failure::file(path, error))?;
        file.write_all(pem.as_bytes()).map_err(|error| Failure::file(path, error))
    }

    /// The public half, the element's `knowledge-key`: base64 of its 32 bytes.
    pub fn public(&self) -> String {
        STANDARD.encode(self.0.verifying_key().as_bytes())
    }

    /// The signature of these bytes, in base64.
    pub fn sign(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes).to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_their_file_and_signatures_verify() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        let key = SigningKey::generate().unwrap();
        key.write_new(&path).unwrap();
        let again = SigningKey::read(&path).unwrap();
        assert_eq!(again.public(), key.public());
        assert!(matches!(key.write_new(&path), Err(Failure::File { .. })));

        let public: [u8; 32] = STANDARD.decode(key.public()).unwrap().try_into().unwrap();
        let signature = STANDARD.decode(again.sign(b"manifest")).unwrap();
        let verify = ed25519_dalek::VerifyingKey::from_bytes(&public).unwrap();
        let signature = ed25519_dalek::Signature::from_slice(&signature).unwrap();
        assert!(verify.verify_strict(b"manifest", &signature).is_ok());
        assert!(verify.verify_strict(b"manifesT", &signature).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_the_secret() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        SigningKey::generate().unwrap().write_new(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
