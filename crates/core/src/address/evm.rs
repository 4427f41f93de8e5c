//! Addresses of Ethereum and the networks made like it: hex, with a checksum in its capitals (ERC-55).

use sha3::{Digest, Keccak256};

use super::Fault;

/// Checks an address; one in small or in capital letters only has no checksum.
pub fn check(address: &str) -> Result<(), Fault> {
    let Some(hex) = address.strip_prefix("0x") else {
        let bare = address.len() == 40 && address.bytes().all(|it| it.is_ascii_hexdigit());
        return Err(if bare { Fault::Prefix } else { Fault::Length });
    };
    if let Some(odd) = hex.chars().find(|it| !it.is_ascii_hexdigit()) {
        return Err(Fault::Letter(odd));
    }
    if hex.len() != 40 {
        return Err(Fault::Length);
    }
    let lower = hex.to_ascii_lowercase();
    if hex == lower || hex == hex.to_ascii_uppercase() {
        return Ok(());
    }
    let sum = Keccak256::digest(&lower);
    let nibbles = sum.iter().flat_map(|it| [it >> 4, it & 15]);
    let sound = hex
        .chars()
        .zip(nibbles)
        .all(|(letter, nibble)| letter.is_ascii_digit() || letter.is_ascii_uppercase() == (nibble > 7));
    if sound { Ok(()) } else { Err(Fault::Checksum) }
}
