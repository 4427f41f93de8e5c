//! GRD-4: hashes, addresses and signatures are never stopped, but for a bare 64-hex, which asks.
#![cfg(not(target_family = "wasm"))]

#[path = "support/invent.rs"]
mod invent;
mod support;

use help_guard::{Action, Field, Known, scan};
use invent::{Chance, base58, base58check};
use support::{LISTS, Table, plain};

/// Values that everybody may see, as wallets and explorers write them.
fn public(chance: &mut Chance) -> (&'static str, String) {
    match chance.below(12) {
        0 => ("0x hash", format!("0x{}", chance.hex(32))),
        1 => ("0x address", format!("0x{}", chance.hex(20))),
        2 => {
            let mut bytes = vec![0];
            bytes.extend(chance.bytes(20));
            ("base58 address", base58check(&bytes))
        }
        3 => {
            let mut bytes = vec![0x41];
            bytes.extend(chance.bytes(20));
            ("tron address", base58check(&bytes))
        }
        4 => ("solana address", base58(&chance.bytes(32))),
        5 => {
            let letters: Vec<char> = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".chars().collect();
            let data: String = (0..39).map(|_| letters[chance.below(32)]).collect();
            ("bech32 address", format!("bc1{data}"))
        }
        6 => ("public key", format!("0{}{}", 2 + chance.below(2), chance.hex(32))),
        7 => ("evm signature", format!("0x{}1b", chance.hex(64))),
        8 => {
            let mut bytes = vec![0x04, 0x88, 0xb2, 0x1e, 3];
            bytes.extend(chance.bytes(73));
            ("xpub", base58check(&bytes))
        }
        9 => ("uuid", {
            let h = chance.hex(16);
            format!("{}-{}-{}-{}-{}", &h[..8], &h[8..12], &h[12..16], &h[16..20], &h[20..])
        }),
        10 => ("url", format!("https://explorer.example/tx/{}", chance.hex(32))),
        _ => ("solana signature", base58(&chance.bytes(64))),
    }
}

const AROUND: [&str; 10] = [
    "{}",
    "my {} is stuck since yesterday",
    "{} ?",
    "please look at {} it is pending",
    "从 {} 转出没到账",
    "Status: Success\nHash: {}\nBlock: 19283746",
    "sent from {} yesterday",
    "{} が反映されません",
    "транзакция {} зависла",
    "someone took my private key and then I saw transaction {}",
];

#[test]
fn public_values_pass() {
    let mut chance = Chance(3);
    let mut table = Table::default();
    for at in 0..2_000 {
        let (name, value) = public(&mut chance);
        let text = AROUND[at % AROUND.len()].replace("{}", &value);
        let report = plain(&text);
        if report.action != Action::Allow {
            println!("{} {text:?} {:?}", report.action.as_str(), report.findings);
        }
        table.add(name, report.action);
    }
    table.print("GRD-4, public values");
    assert!(table.of(|_| true).stopped() == 0.0);
}

#[test]
fn bare_hex_asks_and_context_settles_it() {
    let mut chance = Chance(4);
    for _ in 0..200 {
        let hex = chance.hex(32);
        assert_eq!(plain(&hex).action, Action::Ask, "{hex}");
        assert_eq!(plain(&format!("what is this {hex}")).action, Action::Ask);
        for harmless in [
            "txid {}",
            "交易哈希 {}",
            "the block {} was orphaned",
            "sha256 checksum {}",
            "{} is the transaction",
        ] {
            let text = harmless.replace("{}", &hex);
            assert_eq!(plain(&text).action, Action::Allow, "{text}");
        }
        let known = Known { transactions: &[&hex.to_uppercase()], mine: None };
        let with = |field| scan(&hex, &LISTS, &known, field).action;
        assert_eq!(with(Field::Text), Action::Allow);
        assert_eq!(scan(&hex, &LISTS, &Known::default(), Field::TransactionHash).action, Action::Allow);
    }
}

/// The key of all ones, and the generator times it: the host knows the public key as its own.
#[test]
fn a_key_of_the_person_is_certain() {
    let key = format!("{:064x}", 1);
    let key = key.replace("0000000000", "1111111111");
    let seen = std::cell::RefCell::new(Vec::new());
    let mine = |public: &str| {
        seen.borrow_mut().push(public.to_owned());
        public.len() == 66
    };
    let known = Known { transactions: &[], mine: Some(&mine) };
    let report = scan(&format!("tx {key}"), &LISTS, &known, Field::TransactionHash);
    assert_eq!(report.action, Action::Block);
    assert!(report.findings[0].certain);
    assert!(seen.borrow()[0].starts_with("02") || seen.borrow()[0].starts_with("03"));
}
