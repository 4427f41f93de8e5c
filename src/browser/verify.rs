//! Decides whether a bundle is the one that its author signed: Ed25519 (RFC 8032) over the manifest, SHA-256
//! over each file that the manifest names, both by the browser's own crypto (W3C Web Cryptography). Knows
//! bytes and keys, not addresses.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Why a bundle was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The key is none, or this browser or this page without `https:` cannot check with it.
    Key,
    /// The bundle has no signature.
    Unsigned,
    /// The signature is not this key's over this manifest.
    Forged,
    /// A file is not the one that the signed manifest names.
    Changed,
}

impl Refusal {
    /// The stable code that the host is told.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Key => "knowledge-key",
            Refusal::Unsigned => "knowledge-unsigned",
            Refusal::Forged => "knowledge-forged",
            Refusal::Changed => "knowledge-changed",
        }
    }
}

/// Accepts a manifest whose signature, in base64, was made with the secret half of `key`, which is base64 of
/// the 32 bytes of an Ed25519 public key.
///
/// # Errors
/// [`Refusal::Key`] and [`Refusal::Forged`].
pub async fn manifest(key: &str, signature: &[u8], bytes: &[u8]) -> Result<(), Refusal> {
    let key = import(key).await.ok_or(Refusal::Key)?;
    let signature = std::str::from_utf8(signature).ok().and_then(decoded).ok_or(Refusal::Forged)?;
    let promise = subtle().and_then(|it| {
        it.verify_with_str_and_u8_array_and_u8_array("Ed25519", &key, &signature, bytes).ok()
    });
    let holds = settled(promise).await.is_some_and(|it| it.is_truthy());
    if holds { Ok(()) } else { Err(Refusal::Forged) }
}

/// Accepts a file whose hash is the one of `integrity`: `sha256-` and base64.
///
/// # Errors
/// [`Refusal::Changed`].
pub async fn file(integrity: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let promise = subtle().and_then(|it| it.digest_with_str_and_u8_array("SHA-256", bytes).ok());
    let hash = settled(promise).await.map(|it| Uint8Array::new(&it).to_vec());
    let wanted = integrity.strip_prefix("sha256-").and_then(decoded);
    if hash.is_some() && hash == wanted { Ok(()) } else { Err(Refusal::Changed) }
}

async fn import(key: &str) -> Option<CryptoKey> {
    let raw = Uint8Array::from(decoded(key)?.as_slice());
    let usages = Array::of1(&"verify".into());
    let promise = subtle()?.import_key_with_str("raw", &raw, "Ed25519", false, &usages).ok();
    Some(settled(promise).await?.unchecked_into())
}

fn subtle() -> Option<SubtleCrypto> {
    Some(web_sys::window()?.crypto().ok()?.subtle())
}

async fn settled(promise: Option<Promise>) -> Option<JsValue> {
    JsFuture::from(promise?).await.ok()
}

/// Base64 by the browser, whose text has one character a byte.
fn decoded(base64: &str) -> Option<Vec<u8>> {
    let text = web_sys::window()?.atob(base64).ok()?;
    Some(text.chars().map(|it| it as u8).collect())
}
