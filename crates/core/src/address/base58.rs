//! Base58, and Base58Check: four bytes of a double SHA-256 at the end.

use sha2::{Digest, Sha256};

use super::Fault;

/// The alphabet of Bitcoin, Tron and Solana.
pub const BITCOIN: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// The alphabet of the XRP Ledger.
pub const RIPPLE: &[u8; 58] = b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/// Longer texts are no address; the work grows with the square of the length.
const LONGEST: usize = 128;

/// The bytes.
///
/// # Errors
/// A letter that the alphabet lacks, or too many letters.
pub fn decode(text: &str, alphabet: &[u8; 58]) -> Result<Vec<u8>, Fault> {
    // Least significant byte first while it grows.
    let mut bytes: Vec<u8> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let known = alphabet.iter().position(|it| char::from(*it) == letter);
        let mut carry = known.ok_or(Fault::Letter(letter))?;
        if at >= LONGEST {
            return Err(Fault::Length);
        }
        for byte in &mut bytes {
            carry += usize::from(*byte) * 58;
            *byte = carry as u8;
            carry >>= 8;
        }
        if carry > 0 {
            bytes.push(carry as u8);
        }
    }
    let zeros = text.bytes().take_while(|it| Some(it) == alphabet.first()).count();
    bytes.extend(std::iter::repeat_n(0, zeros));
    bytes.reverse();
    Ok(bytes)
}

/// The bytes before the checksum.
///
/// # Errors
/// A letter that the alphabet lacks, another length than `length` bytes with checksum, or a wrong one.
pub fn checked(text: &str, alphabet: &[u8; 58], length: usize) -> Result<Vec<u8>, Fault> {
    let bytes = decode(text, alphabet)?;
    if bytes.len() == length { payload(bytes) } else { Err(Fault::Length) }
}

/// Takes off the checksum.
///
/// # Errors
/// It is not that of the bytes before it.
pub fn payload(mut bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let sum = bytes.split_off(bytes.len().saturating_sub(4));
    if Sha256::digest(Sha256::digest(&bytes)).starts_with(&sum) {
        Ok(bytes)
    } else {
        Err(Fault::Checksum)
    }
}
