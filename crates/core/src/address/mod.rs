//! Whether an address can be one of its network: its letters, its length and the checksum built into it.
//! It knows no chain's state; a sound address may still belong to nobody.

pub mod base58;
pub mod bech32;
mod evm;

/// Networks that share one shape of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Base58Check, bech32 (BIP 173) and bech32m (BIP 350).
    Bitcoin,
    /// Twenty bytes in hex with the checksum of ERC-55.
    Ethereum,
    /// Base58Check with the version byte 0x41.
    Tron,
    /// Thirty-two bytes in base58, without a checksum.
    Solana,
    /// Base58Check with an alphabet of its own.
    Ripple,
}

/// Why a text is no address of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A blank or line break within.
    Blank,
    /// A character that such addresses never have.
    Letter(char),
    /// Too short or too long.
    Length,
    /// Hex without the `0x` in front.
    Prefix,
    /// The checksum fails: a letter is wrong, missing or swapped.
    Checksum,
    /// A sound address of another kind of network.
    Other(Family),
    /// Of a test network, where money is worth nothing.
    TestNet,
    /// A transaction's hash.
    Transaction,
}

const FAMILIES: [Family; 5] =
    [Family::Bitcoin, Family::Ethereum, Family::Tron, Family::Ripple, Family::Solana];

/// The kind of address that a network has, by the names that wallets give it; `None` for networks that are
/// not known here.
pub fn family(network: &str) -> Option<Family> {
    const NAMES: [(Family, &[&str]); 5] = [
        (Family::Bitcoin, &["btc", "bitcoin", "segwit", "taproot"]),
        (
            Family::Ethereum,
            &[
                "erc20",
                "eth",
                "ethereum",
                "bep20",
                "bsc",
                "bnb",
                "polygon",
                "matic",
                "arbitrum",
                "optimism",
                "base",
                "avalanche",
                "avaxc",
            ],
        ),
        (Family::Tron, &["trc20", "trx", "tron"]),
        (Family::Solana, &["sol", "solana", "spl"]),
        (Family::Ripple, &["xrp", "xrpl", "ripple"]),
    ];
    let mut name = network.to_ascii_lowercase();
    name.retain(|it| it.is_ascii_alphanumeric());
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|it| it.0)
}

/// Checks an address of a network; anything goes on networks that are not known here.
///
/// # Errors
/// What is wrong with it.
pub fn check(network: &str, address: &str) -> Result<(), Fault> {
    let Some(family) = family(network) else {
        return Ok(());
    };
    let address = address.trim();
    if address.contains(char::is_whitespace) {
        return Err(Fault::Blank);
    }
    let Err(fault) = check_as(family, address) else {
        return Ok(());
    };
    let hex = address.strip_prefix("0x").unwrap_or(address);
    if hex.len() == 64 && hex.bytes().all(|it| it.is_ascii_hexdigit()) {
        return Err(Fault::Transaction);
    }
    match FAMILIES.into_iter().find(|it| check_as(*it, address).is_ok()) {
        Some(other) => Err(Fault::Other(other)),
        None => Err(fault),
    }
}

fn check_as(family: Family, address: &str) -> Result<(), Fault> {
    match family {
        Family::Bitcoin => bitcoin(address),
        Family::Ethereum => evm::check(address),
        Family::Tron => match base58::checked(address, base58::BITCOIN, 25)?.first() {
            Some(0x41) => Ok(()),
            _ => Err(Fault::Checksum),
        },
        Family::Solana => match base58::decode(address, base58::BITCOIN)?.len() {
            32 => Ok(()),
            _ => Err(Fault::Length),
        },
        Family::Ripple => match base58::checked(address, base58::RIPPLE, 25)?.first() {
            Some(0) => Ok(()),
            _ => Err(Fault::Checksum),
        },
    }
}

fn bitcoin(address: &str) -> Result<(), Fault> {
    let lower = address.to_ascii_lowercase();
    for (prefix, result) in
        [("bc1", Ok(())), ("tb1", Err(Fault::TestNet)), ("bcrt1", Err(Fault::TestNet))]
    {
        if lower.starts_with(prefix) {
            return bech32::witness(address).and(result);
        }
    }
    match base58::checked(address, base58::BITCOIN, 25)?.first() {
        Some(0 | 5) => Ok(()),
        Some(0x6f | 0xc4) => Err(Fault::TestNet),
        _ => Err(Fault::Checksum),
    }
}

/// True for an address that somebody shortened by hand: `0x1234…abcd`. Nothing can be said about it.
pub fn is_shortened(address: &str) -> bool {
    let letters = address.trim().chars().filter(|it| it.is_ascii_alphanumeric()).count();
    letters < 20 || address.contains('…') || address.contains("..")
}

/// The beginning and the end, by which a person knows an address again: `0x1234…abcd`.
pub fn shortened(address: &str) -> String {
    let letters: Vec<char> = address.trim().chars().filter(|it| !it.is_whitespace()).collect();
    if letters.len() < 14 {
        return letters.into_iter().collect();
    }
    let (head, tail) = (letters.iter().take(6), letters.iter().skip(letters.len() - 4));
    head.chain(['…'].iter()).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Addresses that the standards publish: BIP 173, BIP 350, ERC-55, and well-known contracts.
    #[test]
    fn sound_addresses_pass() {
        for (network, address) in [
            ("BTC", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
            ("BTC", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"),
            ("Bitcoin", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"),
            ("BTC", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
            ("BTC", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
            ("ERC20", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            ("BEP20", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
            ("Polygon", "0xde709f2102306220921060314715629080e2fb77"),
            ("ERC-20", "0x52908400098527886E0F7030069857D2E4169EE7"),
            ("TRC20", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
            ("SOL", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
            ("SOL", "11111111111111111111111111111111"),
            ("XRP", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
            ("Lightning", "anything goes where nothing is known"),
        ] {
            assert_eq!(check(network, address), Ok(()), "{network} {address}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        use Family::*;
        use Fault::*;
        for (network, address, expected) in [
            ("BTC", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", Checksum),
            ("BTC", "1BvBMSEYstWetqTFn5Au4m4GFg7xJa", Length),
            ("BTC", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN0", Letter('0')),
            ("BTC", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", Checksum),
            ("BTC", "bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", Letter('W')),
            ("BTC", "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", TestNet),
            ("BTC", "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", TestNet),
            ("ERC20", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", Checksum),
            ("ERC20", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", Length),
            ("ERC20", "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Prefix),
            ("ERC20", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", Letter('g')),
            ("ERC20", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", Other(Tron)),
            ("TRC20", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Other(Ethereum)),
            ("TRC20", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", Checksum),
            ("TRC20", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj", Length),
            ("TRC20", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", Other(Bitcoin)),
            ("SOL", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", Other(Tron)),
            ("SOL", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D", Length),
            ("SOL", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5Dl", Letter('l')),
            ("BTC", "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", Other(Solana)),
            ("BTC", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", Other(Ripple)),
            ("BTC", "1BvBMSEYstWetq TFn5Au4m4GFg7xJaNVN2", Blank),
            ("ERC20", &"0x".chars().chain("ab".repeat(32).chars()).collect::<String>(), Transaction),
        ] {
            assert_eq!(check(network, address), Err(expected), "{network} {address}");
        }
    }

    #[test]
    fn any_text_is_answered() {
        for network in ["BTC", "ERC20", "TRC20", "SOL", "XRP"] {
            for address in ["", "0x", "bc1", "1", "地址", "0x地址", &"z".repeat(5000)] {
                assert!(check(network, address).is_err(), "{network} {address}");
            }
        }
    }

    #[test]
    fn short_forms_keep_both_ends() {
        for (address, short) in [
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aAe…eAed"),
            (" TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t ", "TR7NHq…Lj6t"),
            ("0x5aAe…eAed", "0x5aAe…eAed"),
            ("", ""),
        ] {
            assert_eq!(shortened(address), short);
            assert!(is_shortened(short));
        }
        assert!(!is_shortened("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"));
        assert!(is_shortened("TR7NHq ... Lj6t"));
    }
}
