//! Random ids, the tokens that open a ticket, and the hashes that stand for them in the database.

use data_encoding::{BASE32HEX_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// The system's random numbers cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("no random numbers: {0}")]
pub(crate) struct NoRandom(getrandom::Error);

/// That many random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoRandom)?;
    Ok(bytes)
}

/// A name of 128 random bits that cannot be guessed and follows no order.
pub(crate) fn id() -> Result<String, NoRandom> {
    Ok(BASE32HEX_NOPAD.encode(&random::<16>()?).to_ascii_lowercase())
}

/// The token of a ticket: 256 bits that only somebody who holds the salt *and* the client's own key
/// can make. So the same request sent again gets the same token, while the database, which holds the
/// salt but of key and token only hashes, does not give it away.
pub(crate) fn token(salt: &Hash, id: &str, key: &str) -> String {
    // A shorter key counts as if filled with zeros up to the block (RFC 2104).
    let mut block = [0; 64];
    block[..salt.len()].copy_from_slice(salt);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(id.as_bytes());
    mac.update(&[0]);
    mac.update(key.as_bytes());
    BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
}

/// SHA-256 over parts, one after the other.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_needs_salt_and_key() {
        let salt = random().unwrap();
        let token_of = |salt, key| token(salt, "id", key);
        let first = token_of(&salt, "key");
        assert_eq!(first.len(), 43);
        assert_eq!(first, token_of(&salt, "key"));
        assert_ne!(first, token_of(&salt, "other"));
        assert_ne!(first, token_of(&random().unwrap(), "key"));
    }

    #[test]
    fn ids_are_random_and_url_safe() {
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| id().unwrap()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.len() == 26 && id.bytes().all(|it| it.is_ascii_alphanumeric())));
    }
}
