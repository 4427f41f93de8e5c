//! Invents secrets and harmless values from a seed: the same in every run.
#![allow(dead_code, clippy::unwrap_used)]

use bip39::{Language, Mnemonic};
use sha2::{Digest, Sha256};

pub const LANGUAGES: [Language; 10] = [
    Language::English,
    Language::Czech,
    Language::French,
    Language::Italian,
    Language::Portuguese,
    Language::Spanish,
    Language::Japanese,
    Language::Korean,
    Language::SimplifiedChinese,
    Language::TraditionalChinese,
];

const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    pub fn bytes(&mut self, n: usize) -> Vec<u8> {
        (0..n).map(|_| self.next() as u8).collect()
    }

    pub fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    pub fn hex(&mut self, bytes: usize) -> String {
        self.bytes(bytes).iter().map(|b| format!("{b:02x}")).collect()
    }

    /// The words of a valid phrase.
    pub fn phrase(&mut self, language: Language, words: usize) -> Vec<String> {
        let entropy = self.bytes(words / 3 * 4);
        Mnemonic::from_entropy_in(language, &entropy).unwrap().words().map(str::to_owned).collect()
    }

    pub fn card(&mut self) -> String {
        let (prefix, len) = [
            ("4", 16),
            ("52", 16),
            ("37", 15),
            ("62", 16),
            ("6217", 19),
            ("3530", 16),
            ("6011", 16),
            ("2221", 16),
        ][self.below(8)];
        self.luhn(prefix, len)
    }

    pub fn luhn(&mut self, prefix: &str, len: usize) -> String {
        let mut number = prefix.to_owned() + &self.digits(len - prefix.len() - 1);
        let sum: u32 = number
            .bytes()
            .rev()
            .enumerate()
            .map(|(at, d)| {
                let n = u32::from(d - b'0') * (2 - at as u32 % 2);
                if n > 9 { n - 9 } else { n }
            })
            .sum();
        number.push(char::from(b'0' + ((10 - sum % 10) % 10) as u8));
        number
    }

    pub fn password(&mut self) -> String {
        let words = [
            "Sommer", "tiger", "Hello", "qwerty", "Dragon", "lucky", "Maria", "wang", "summer", "Kiev",
        ];
        let signs = ["!", "@", "#", "$", "_", "*"];
        let word = self.pick(&words);
        match self.below(4) {
            0 => format!("{word}{}{}", self.digits(4), self.pick(&signs)),
            1 => format!("{word}{}", self.digits(3)),
            2 => format!("{word}{}{}", self.pick(&signs), self.digits(4)),
            _ => {
                let all: Vec<char> =
                    "abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789!@#$%".chars().collect();
                let mut word: String = (0..10).map(|_| all[self.below(all.len())]).collect();
                word.push_str(&self.digits(1));
                word
            }
        }
    }

    /// A private key in one of the usual forms, with its checksum.
    pub fn key(&mut self) -> (&'static str, String) {
        match self.below(6) {
            0 => ("hex", self.hex(32)),
            1 => ("0x hex", format!("0x{}", self.hex(32))),
            2 => {
                let mut bytes = vec![0x80];
                bytes.extend(self.bytes(32));
                bytes.push(1);
                ("wif", base58check(&bytes))
            }
            3 => {
                let mut bytes = vec![0x04, 0x88, 0xad, 0xe4, 3];
                bytes.extend(self.bytes(41));
                bytes.extend([0; 32]);
                let tail = self.bytes(32);
                bytes[46..78].copy_from_slice(&tail);
                ("xprv", base58check(&bytes))
            }
            4 => {
                let seed = self.bytes(32);
                let pair = ed25519_compact::KeyPair::from_seed(
                    ed25519_compact::Seed::from_slice(&seed).unwrap(),
                );
                let mut bytes = seed;
                bytes.extend(pair.pk.as_slice());
                ("solana", base58(&bytes))
            }
            _ => ("upper hex", self.hex(32).to_uppercase()),
        }
    }

    pub fn fill(&mut self, template: &str) -> String {
        let mut out = template.to_owned();
        let values = [
            ("{otp}", self.digits(6)),
            ("{cvv}", self.digits(3)),
            ("{pin}", format!("{}{}", 3 + self.below(7), self.digits(3))),
            ("{pw}", self.password()),
            ("{card}", self.grouped_card()),
            ("{key}", self.key().1),
            ("{n2}", format!("{}", 10 + self.below(90))),
            ("{n4}", format!("{}{}", 1 + self.below(9), self.digits(3))),
            ("{n5}", format!("{}{}", 1 + self.below(9), self.digits(4))),
            ("{n6}", format!("{}{}", 1 + self.below(9), self.digits(5))),
            ("{tx0x}", format!("0x{}", self.hex(32))),
            ("{txid}", self.hex(32)),
            ("{evm}", format!("0x{}", self.hex(20))),
            ("{luhn16}", self.luhn("4", 16)),
            ("{luhn15}", self.luhn("35", 15)),
            ("{n3}", format!("{}{}", 1 + self.below(9), self.digits(2))),
            ("{n8}", format!("{}{}", 1 + self.below(9), self.digits(7))),
            ("{n10}", format!("{}{}", 1 + self.below(9), self.digits(9))),
            ("{amt}", format!("{}.{}", 1 + self.below(3000), self.digits(4))),
            ("{date}", format!("2026-0{}-1{}", 1 + self.below(9), self.below(10))),
            ("{time}", format!("1{}:3{}", self.below(10), self.below(10))),
            ("{exp}", format!("0{}/2{}", 1 + self.below(9), 7 + self.below(3))),
            ("{phone}", format!("+44 20 7946 0{}", self.digits(3))),
            ("{sig}", format!("0x{}", self.hex(65))),
        ];
        for (name, value) in values {
            out = out.replace(name, &value);
        }
        out
    }

    fn grouped_card(&mut self) -> String {
        let card = self.card();
        let separator = self.pick(&["", " ", "-"]);
        let chars: Vec<char> = card.chars().collect();
        chars.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(separator)
    }
}

pub fn base58(bytes: &[u8]) -> String {
    let mut digits: Vec<u8> = Vec::new();
    for &byte in bytes {
        let mut carry = u32::from(byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = (carry % 58) as u8;
            carry /= 58;
        }
        while carry > 0 {
            digits.push((carry % 58) as u8);
            carry /= 58;
        }
    }
    digits.extend(bytes.iter().take_while(|&&b| b == 0).map(|_| 0));
    digits.iter().rev().map(|&d| char::from(BASE58[usize::from(d)])).collect()
}

pub fn base58check(payload: &[u8]) -> String {
    let sum = Sha256::digest(Sha256::digest(payload));
    let mut bytes = payload.to_vec();
    bytes.extend(&sum[..4]);
    base58(&bytes)
}
