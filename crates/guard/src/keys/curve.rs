//! Derived checks: whether 64 bytes are an Ed25519 secret and its public key.

use ed25519_compact::{KeyPair, Seed};

/// How many derivations one scan may make: each costs as much as a page of text.
#[derive(Debug)]
pub(crate) struct Budget(u32);

impl Default for Budget {
    fn default() -> Self {
        Self(6)
    }
}

/// What 64 bytes turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pair {
    /// The second half is the public key of the first: proven.
    Derived,
    /// It is not: a signature, or random bytes.
    Other,
    /// Not computed, the budget is spent; but the last byte says it is no signature.
    Likely,
}

impl Budget {
    /// Tells a Solana key pair (RFC 8032: seed, then public key) from a signature.
    pub(crate) fn pair(&mut self, bytes: &[u8; 64]) -> Pair {
        let Some(left) = self.0.checked_sub(1) else {
            // The scalar of a signature is below 2^253, so its last byte is at most 0x1f.
            return if bytes[63] > 0x1f { Pair::Likely } else { Pair::Other };
        };
        self.0 = left;
        let mut seed = [0; 32];
        seed.copy_from_slice(&bytes[..32]);
        let pair = KeyPair::from_seed(Seed::new(seed));
        if pair.pk.as_slice() == &bytes[32..] { Pair::Derived } else { Pair::Other }
    }

    /// The Ed25519 public key of a 32-byte seed, as lower-case hex.
    pub(crate) fn ed25519_public(&mut self, seed: &[u8; 32]) -> Option<String> {
        self.0 = self.0.checked_sub(1)?;
        let pair = KeyPair::from_seed(Seed::new(*seed));
        Some(pair.pk.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
