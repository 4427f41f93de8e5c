//! The file of keys: a JWK set (RFC 7517) whose keys each name `kid`, `alg`, and, as members of our
//! own, the `iss` and `aud` that their tokens must carry.

use std::{fs, path::Path};

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;

use crate::error::ServeError;

/// The fewest bytes of a shared secret (RFC 7518, 3.2).
const SECRET_BYTES: usize = 32;

/// A key, and whose tokens it opens.
pub(super) struct Key {
    pub(super) kid: String,
    pub(super) algorithm: Algorithm,
    pub(super) issuer: String,
    pub(super) audience: String,
    pub(super) key: DecodingKey,
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Written>,
}

/// A key as it is written. Private keys have more members; they do not belong here and are refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kid: String,
    alg: String,
    kty: String,
    iss: String,
    aud: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
    #[serde(default)]
    k: String,
    #[serde(default, rename = "use")]
    _use: String,
}

/// Reads the file.
pub(super) fn read(file: &Path) -> Result<Vec<Key>, ServeError> {
    let fault = |reason: String| ServeError::IdentityKeys { path: file.to_owned(), reason };
    let text = fs::read(file).map_err(|error| fault(error.to_string()))?;
    let set: Set = serde_json::from_slice(&text).map_err(|error| fault(error.to_string()))?;
    let mut keys: Vec<Key> = Vec::new();
    for written in set.keys {
        if keys.iter().any(|it| it.kid == written.kid) {
            return Err(fault(format!("two keys are called `{}`", written.kid)));
        }
        let kid = written.kid.clone();
        keys.push(key(written).map_err(|reason| fault(format!("key `{kid}`: {reason}")))?);
    }
    if keys.is_empty() {
        return Err(fault("there is no key in it".into()));
    }
    Ok(keys)
}

fn key(written: Written) -> Result<Key, &'static str> {
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
    let (algorithm, key) = match (written.alg.as_str(), written.kty.as_str(), written.crv.as_str()) {
        ("EdDSA", "OKP", "Ed25519") => {
            let x = bytes(&written.x).filter(|it| it.len() == 32).ok_or("`x` must be 32 bytes")?;
            (Algorithm::EdDSA, DecodingKey::from_ed_der(&x))
        }
        ("ES256", "EC", "P-256") => {
            let side = |text| bytes(text).filter(|it| it.len() == 32);
            let (Some(x), Some(y)) = (side(&written.x), side(&written.y)) else {
                return Err("`x` and `y` must be 32 bytes each");
            };
            // SEC 1, 2.3.3: an uncompressed point.
            (Algorithm::ES256, DecodingKey::from_ec_der(&[&[4], &x[..], &y[..]].concat()))
        }
        ("HS256", "oct", "") => {
            let secret = bytes(&written.k).filter(|it| it.len() >= SECRET_BYTES);
            let secret = secret.ok_or("`k` must be at least 32 bytes")?;
            (Algorithm::HS256, DecodingKey::from_secret(&secret))
        }
        _ => return Err("write alg EdDSA (OKP, Ed25519), ES256 (EC, P-256) or HS256 (oct)"),
    };
    if super::crypto::verifier(&algorithm, &key).is_err() {
        return Err("it is no point of its curve");
    }
    let blank = |text: &str| text.is_empty() || text.contains(char::is_whitespace);
    if written.kid.is_empty() || blank(&written.iss) || blank(&written.aud) {
        return Err("`kid`, `iss` and `aud` must be there, without blanks");
    }
    Ok(Key { kid: written.kid, algorithm, issuer: written.iss, audience: written.aud, key })
}
