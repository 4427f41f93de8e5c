//! Witness addresses of Bitcoin: bech32 (BIP 173) for version 0, bech32m (BIP 350) for the later ones.

use super::Fault;

const ALPHABET: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
/// What [`sum`] gives for a sound text of BIP 173.
pub const BECH32: u32 = 1;
/// What [`sum`] gives for a sound text of BIP 350.
pub const BECH32M: u32 = 0x2bc8_30a3;

/// Checks a witness address, whatever its network.
///
/// # Errors
/// What is wrong with it.
pub fn witness(address: &str) -> Result<(), Fault> {
    let lower = address.to_ascii_lowercase();
    if address != lower && address != address.to_ascii_uppercase() {
        let odd = address.chars().find(char::is_ascii_uppercase);
        return Err(Fault::Letter(odd.unwrap_or_default()));
    }
    let (human, data) = lower.rsplit_once('1').ok_or(Fault::Length)?;
    let (sum, values) = sum(human, data)?;
    // A version, a program of 2 to 40 bytes in groups of five bits, and six letters of checksum.
    if !(11..=71).contains(&values.len()) {
        return Err(Fault::Length);
    }
    let version = values.first().copied().unwrap_or_default();
    if version > 16 || sum != if version == 0 { BECH32 } else { BECH32M } {
        return Err(Fault::Checksum);
    }
    let bytes = (values.len() - 7) * 5 / 8;
    if version == 0 && bytes != 20 && bytes != 32 { Err(Fault::Length) } else { Ok(()) }
}

/// The checksum's value over both parts of a text in small letters, and the five bits of each letter of data.
///
/// # Errors
/// A letter that the alphabet lacks.
pub fn sum(human: &str, data: &str) -> Result<(u32, Vec<u32>), Fault> {
    let mut values = Vec::new();
    for letter in data.chars() {
        values.push(ALPHABET.find(letter).ok_or(Fault::Letter(letter))? as u32);
    }
    let high = human.bytes().map(|it| u32::from(it >> 5));
    let low = human.bytes().map(|it| u32::from(it & 31));
    Ok((high.chain([0]).chain(low).chain(values.iter().copied()).fold(1, step), values))
}

/// One step of the checksum's polynomial.
fn step(sum: u32, value: u32) -> u32 {
    let mut next = (sum & 0x01ff_ffff) << 5 ^ value;
    for (bit, mask) in GENERATOR.into_iter().enumerate() {
        if sum >> 25 >> bit & 1 == 1 {
            next ^= mask;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of BIP 173 and BIP 350, without those of other networks.
    #[test]
    fn the_tables_of_the_standards() {
        for address in [
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
            "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
        ] {
            assert_eq!(witness(address), Ok(()), "{address}");
        }
        for (address, fault) in [
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", Fault::Checksum),
            ("tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", Fault::Checksum),
            ("bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", Fault::Letter('o')),
            ("BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", Fault::Checksum),
            ("bc1pw5dgrnzv", Fault::Length),
            ("BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P", Fault::Length),
            ("tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq", Fault::Letter('Z')),
            ("bc1gmk9yu", Fault::Length),
        ] {
            assert_eq!(witness(address), Err(fault), "{address}");
        }
    }
}
