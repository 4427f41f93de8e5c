//! The checksum of BIP-39: 11 bits a word, the last bits are the head of a SHA-256.

use sha2::{Digest, Sha256};

/// The lengths a phrase can have.
pub(super) const LENGTHS: [usize; 5] = [24, 21, 18, 15, 12];

/// Whether the indexes of 12, 15, 18, 21 or 24 words carry their checksum.
pub(super) fn is_valid(indexes: &[u16]) -> bool {
    if !LENGTHS.contains(&indexes.len()) {
        return false;
    }
    let mut bytes = [0_u8; 33];
    let bits = indexes.iter().flat_map(|index| (0..11).rev().map(move |bit| index >> bit & 1));
    for (at, bit) in bits.enumerate() {
        if let Some(byte) = bytes.get_mut(at / 8) {
            *byte |= (bit as u8) << (7 - at % 8);
        }
    }
    // 12 words: 128 bits and 4 of checksum; each 3 words more: 32 and 1.
    let entropy = indexes.len() / 3 * 4;
    let check = indexes.len() / 3;
    let sum = Sha256::digest(bytes.get(..entropy).unwrap_or_default());
    let (Some(wanted), Some(first)) = (bytes.get(entropy), sum.first()) else { return false };
    let mask = 0xff_u8 << (8 - check);
    wanted & mask == first & mask
}

/// The windows of a longer row that are valid phrases, as (first, length). Looks at the first
/// [`MOST`] words only, so that a page of list words costs no more than a paragraph.
pub(super) fn windows(indexes: &[u16]) -> Vec<(usize, usize)> {
    const MOST: usize = 72;
    let row = indexes.get(..indexes.len().min(MOST)).unwrap_or_default();
    let mut valid = Vec::new();
    for length in LENGTHS {
        for (first, window) in row.windows(length).enumerate() {
            if is_valid(window) {
                valid.push((first, length));
            }
        }
    }
    valid
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All zeros, the first of the published test vectors: "abandon … about", "abandon … art".
    #[test]
    fn published_vectors() {
        let mut twelve = [0; 12];
        assert!(!is_valid(&twelve));
        twelve[11] = 3;
        assert!(is_valid(&twelve));
        let mut long = [0; 24];
        long[23] = 102;
        assert!(is_valid(&long));
        assert!(!is_valid(&long[..23]));
    }
}
