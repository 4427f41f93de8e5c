//! Ticket numbers that people read out on the phone: short, in no order, and with a check character
//! that catches every single wrong letter and every two swapped ones. A number gives no right to
//! see anything; the token does.

use crate::secret::{self, NoRandom};

/// 31 letters and digits, none of which looks like another (no 0 O, 1 stays without I and L, no U).
/// Being a prime number of them makes the check catch every swap.
const ALPHABET: &[u8; 31] = b"123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters before the check character: 887 million numbers.
const LENGTH: usize = 6;

/// A new random number: `HB-7K2M-94X`.
pub(crate) fn draw(prefix: &str) -> Result<String, NoRandom> {
    let mut values = [0; LENGTH];
    for value in &mut values {
        *value = below_31()?;
    }
    let letters: Vec<char> = values.iter().chain([&check(&values)]).map(|it| letter(*it)).collect();
    let (head, tail) = letters.split_at(4);
    Ok(format!("{prefix}-{}-{}", String::from_iter(head), String::from_iter(tail)))
}

/// True when the check character fits; case, blanks and hyphens do not matter, so that a number read
/// out on the phone can be checked as typed.
pub fn is_number(prefix: &str, written: &str) -> bool {
    let clean: String =
        written.to_uppercase().chars().filter(|it| !it.is_whitespace() && *it != '-').collect();
    let Some(rest) = clean.strip_prefix(&prefix.to_uppercase()) else { return false };
    let values: Option<Vec<u32>> = rest.bytes().map(value).collect();
    values.is_some_and(|values| match values.split_last() {
        Some((last, values)) => values.len() == LENGTH && check(values) == *last,
        None => false,
    })
}

/// The letters before a wallet's numbers: the initials of its name, `HW` for Harbour Wallet.
pub(crate) fn prefix_of(name: &str) -> String {
    let initials: String = name
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter_map(|word| word.chars().find(char::is_ascii_alphabetic))
        .take(3)
        .collect();
    let letters = if initials.len() > 1 {
        initials
    } else {
        name.chars().filter(char::is_ascii_alphabetic).take(2).collect()
    };
    if letters.is_empty() { "WH".into() } else { letters.to_ascii_uppercase() }
}

/// Weighted sum modulo a prime, as ISBN-10 does it.
fn check(values: &[u32]) -> u32 {
    values.iter().zip(2..).map(|(value, weight)| value * weight).sum::<u32>() % 31
}

fn letter(value: u32) -> char {
    ALPHABET.get(value as usize).map_or('1', |it| char::from(*it))
}

fn value(letter: u8) -> Option<u32> {
    ALPHABET.iter().position(|it| *it == letter).map(|it| it as u32)
}

/// A random number below 31, each equally likely.
fn below_31() -> Result<u32, NoRandom> {
    loop {
        let [byte] = secret::random::<1>()?;
        if byte < 248 {
            return Ok(u32::from(byte % 31));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_letter_and_every_swap_is_caught() {
        let number = draw("HB").unwrap();
        assert!(is_number("HB", &number) && is_number("hb", &number.to_lowercase().replace('-', " ")));
        assert_eq!(number.len(), "HB-7K2M-94X".len());
        let body: Vec<char> = number[3..].chars().filter(|it| *it != '-').collect();
        for at in 0..body.len() {
            for other in ALPHABET.iter().map(|it| char::from(*it)).filter(|it| *it != body[at]) {
                let mut wrong = body.clone();
                wrong[at] = other;
                assert!(!is_number("HB", &format!("HB{}", String::from_iter(&wrong))), "{wrong:?}");
            }
            for to in at + 1..body.len() {
                let mut wrong = body.clone();
                wrong.swap(at, to);
                let same = wrong == body;
                assert_eq!(is_number("HB", &format!("HB{}", String::from_iter(&wrong))), same);
            }
        }
    }

    #[test]
    fn the_prefix_is_made_from_the_name() {
        for (name, expected) in [
            ("Harbour Wallet", "HW"),
            ("Harbour", "HA"),
            ("港湾钱包", "WH"),
            ("a b c d", "ABC"),
            ("", "WH"),
        ] {
            assert_eq!(prefix_of(name), expected, "{name}");
        }
    }
}
