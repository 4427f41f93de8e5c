//! Hosts that vouch for people: their keys, the file that names them, and tokens as wanted.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{fs, path::Path};

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::Signer as _;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::NOON;

pub const ISSUER: &str = "https://wallet.example";
pub const AUDIENCE: &str = "wallet-help";

/// A host's key by the name in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Ed25519.
    Ed,
    /// P-256.
    Ec,
    /// A shared secret.
    Hs,
    /// Ed25519, of another wallet.
    Other,
    /// Ed25519, of nobody.
    Unknown,
}

impl Key {
    pub fn kid(self) -> &'static str {
        match self {
            Key::Ed => "ed",
            Key::Ec => "ec",
            Key::Hs => "hs",
            Key::Other => "other",
            Key::Unknown => "unknown",
        }
    }

    pub fn alg(self) -> &'static str {
        match self {
            Key::Ed | Key::Other | Key::Unknown => "EdDSA",
            Key::Ec => "ES256",
            Key::Hs => "HS256",
        }
    }

    fn ed(self) -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_bytes(&[self as u8 + 1; 32])
    }

    /// The public half, or the secret, as the service knows it.
    pub fn known_bytes(self) -> Vec<u8> {
        match self {
            Key::Hs => vec![42; 32],
            Key::Ec => ec().verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            _ => self.ed().verifying_key().to_bytes().to_vec(),
        }
    }

    pub fn sign(self, message: &[u8]) -> Vec<u8> {
        match self {
            Key::Hs => hmac(&self.known_bytes(), message),
            Key::Ec => {
                use p256::ecdsa::signature::Signer;
                let signature: p256::ecdsa::Signature = ec().sign(message);
                signature.to_bytes().to_vec()
            }
            _ => self.ed().sign(message).to_bytes().to_vec(),
        }
    }
}

fn ec() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap()
}

/// HMAC-SHA-256.
pub fn hmac(secret: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Writes the file of keys.
pub fn write_keys(file: &Path) {
    let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let point = Key::Ec.known_bytes();
    let keys = json!({ "keys": [
        { "kid": "ed", "alg": "EdDSA", "kty": "OKP", "crv": "Ed25519", "iss": ISSUER, "aud": AUDIENCE,
          "x": text(&Key::Ed.known_bytes()), "use": "sig" },
        { "kid": "ec", "alg": "ES256", "kty": "EC", "crv": "P-256", "iss": ISSUER, "aud": AUDIENCE,
          "x": text(&point[1..33]), "y": text(&point[33..]) },
        { "kid": "hs", "alg": "HS256", "kty": "oct", "iss": ISSUER, "aud": AUDIENCE,
          "k": text(&Key::Hs.known_bytes()) },
        { "kid": "other", "alg": "EdDSA", "kty": "OKP", "crv": "Ed25519", "iss": "https://other.example",
          "aud": AUDIENCE, "x": text(&Key::Other.known_bytes()) },
    ]});
    fs::write(file, keys.to_string()).unwrap();
}

/// What a token for `subject` claims at noon.
pub fn claims(subject: &str) -> Value {
    json!({ "iss": ISSUER, "aud": AUDIENCE, "sub": subject, "iat": NOON, "exp": NOON + 300 })
}

/// What heads a token of that key.
pub fn header(key: Key) -> Value {
    json!({ "typ": "JWT", "alg": key.alg(), "kid": key.kid() })
}

/// A token, signed by that key whatever its head says.
pub fn token(key: Key, header: &Value, claims: &Value) -> String {
    let message = unsigned(header, claims);
    let signature = BASE64URL_NOPAD.encode(&key.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

/// Head and claims, before the signature.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}", part(header), part(claims))
}

/// `Bearer …` of somebody who signed in at noon.
pub fn bearer(subject: &str) -> String {
    format!("Bearer {}", token(Key::Ed, &header(Key::Ed), &claims(subject)))
}
