//! Encrypts what a person wrote before it is stored: AES-GCM (NIST SP 800-38D) by the browser, under a key
//! that no script can read out. It keeps text from whoever looks at the disk, not from scripts of the page.

use help_session::Trouble;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CryptoKey, SubtleCrypto};

use super::wait::{trouble, within};

/// Bytes of the initialization vector, which stands before the text.
const IV: usize = 12;

/// A new key.
pub async fn new_key() -> Result<CryptoKey, Trouble> {
    let algorithm = object(&[("name", JsValue::from_str("AES-GCM")), ("length", JsValue::from(256))]);
    let uses = Array::of2(&JsValue::from_str("encrypt"), &JsValue::from_str("decrypt"));
    let promise = subtle()?.generate_key_with_object(&algorithm, false, &uses);
    Ok(settled(promise).await?.unchecked_into())
}

/// Seals a text under the name where it will lie, so that nobody can pass it off as another.
pub async fn seal(key: &CryptoKey, name: &str, text: &[u8]) -> Option<Vec<u8>> {
    let mut sealed = super::device::random::<IV>()?.to_vec();
    let how = how(&sealed, name);
    let text = Uint8Array::from(text);
    let promise = subtle().ok()?.encrypt_with_object_and_js_u8_array(&how, key, &text);
    sealed.extend(Uint8Array::new(&settled(promise).await.ok()?).to_vec());
    Some(sealed)
}

/// What was sealed under this name; `None` when it was not, or under another key.
pub async fn unseal(key: &CryptoKey, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (iv, text) = sealed.split_at_checked(IV)?;
    let subtle = subtle().ok()?;
    let promise =
        subtle.decrypt_with_object_and_js_u8_array(&how(iv, name), key, &Uint8Array::from(text));
    Some(Uint8Array::new(&settled(promise).await.ok()?).to_vec())
}

/// The same for bytes that need not pass through this program's own memory: pictures are megabytes.
pub async fn seal_blob(key: &CryptoKey, name: &str, bytes: &Uint8Array) -> Option<Blob> {
    let iv = super::device::random::<IV>()?;
    let promise = subtle().ok()?.encrypt_with_object_and_js_u8_array(&how(&iv, name), key, bytes);
    let text = settled(promise).await.ok()?;
    let parts = Array::of2(&Uint8Array::from(iv.as_slice()), &text);
    Blob::new_with_buffer_source_sequence(&parts).ok()
}

/// What was sealed by [`seal_blob`] under this name.
pub async fn unseal_blob(key: &CryptoKey, name: &str, sealed: &Blob) -> Option<Uint8Array> {
    let sealed = Uint8Array::new(&settled(Ok(sealed.array_buffer())).await.ok()?);
    let iv = sealed.subarray(0, IV as u32).to_vec();
    let text = sealed.subarray(IV as u32, sealed.length());
    let promise = subtle().ok()?.decrypt_with_object_and_js_u8_array(&how(&iv, name), key, &text);
    Some(Uint8Array::new(&settled(promise).await.ok()?))
}

fn how(iv: &[u8], name: &str) -> Object {
    let name = Uint8Array::from(name.as_bytes());
    object(&[
        ("name", JsValue::from_str("AES-GCM")),
        ("iv", Uint8Array::from(iv).into()),
        ("additionalData", name.into()),
    ])
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// Absent on pages without a secure context.
fn subtle() -> Result<SubtleCrypto, Trouble> {
    let crypto = web_sys::window().and_then(|it| it.crypto().ok()).ok_or(Trouble::Absent)?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).unwrap_or_default();
    if subtle.is_object() { Ok(subtle.unchecked_into()) } else { Err(Trouble::Absent) }
}

async fn settled(promise: Result<Promise, JsValue>) -> Result<JsValue, Trouble> {
    match promise {
        Ok(promise) => within(&promise).await.map_err(|it| trouble(&it)),
        Err(thrown) => Err(trouble(&thrown)),
    }
}
