//! GRD-1: the labelled set, by class.
#![cfg(not(target_family = "wasm"))]

mod support;

use help_guard::Action;
use support::{Table, covers, plain, rows};

const OBFUSCATED: [&str; 7] = [
    "bip39_typo",
    "bip39_missing1",
    "bip39_shuffled",
    "bip39_prefix4",
    "bip39_filler",
    "bip39_zerowidth",
    "bip39_fullwidth",
];

#[test]
fn labelled_set() {
    let Some(rows) = rows("security/secrets/labelled/guard-testset.jsonl") else { return };
    let mut table = Table::default();
    let mut uncovered = Vec::new();
    let show = std::env::var("SHOW").ok();
    for row in &rows {
        let field = |name: &str| row[name].as_str().unwrap_or_default();
        let unseparated = field("fmt") == "nospace";
        let class = format!(
            "{}/{}{}",
            field("label"),
            field("cls"),
            if unseparated { "_unseparated" } else { "" }
        );
        let text = field("text");
        let report = plain(text);
        table.add(&class, report.action);
        let missed = field("label") == "secret" && report.action != Action::Block;
        let stopped = field("label") == "benign" && report.action != Action::Allow;
        if show.as_deref().is_some_and(|s| class.contains(s)) && (missed || stopped) {
            println!("{:?} {class} {text:?}", report.action);
        }
        if field("label") == "secret"
            && report.action == Action::Block
            && !covers(text, field("span"), &report)
        {
            uncovered.push((class, text.to_owned(), report));
        }
    }
    table.print("GRD-1, the labelled set");
    for (class, text, report) in uncovered.iter().take(12) {
        println!("not covered: {class} {text:?} {:?}", report.findings);
    }
    let class = |name: &str| table.of(|c| c == name);
    let plain = table.of(|c| {
        [
            "bip39",
            "wif",
            "xprv",
            "solana_b58",
            "solana_json",
            "stellar_S",
            "sui",
            "nsec",
            "keystore",
            "pem",
        ]
        .iter()
        .any(|name| c == format!("secret/{name}"))
    });
    let obfuscated = table.of(|c| OBFUSCATED.iter().any(|name| c == format!("secret/{name}")));
    assert!(plain.blocked() >= 99.9, "valid secrets blocked: {:.2} %", plain.blocked());
    assert!((class("secret/bip39_unseparated").stopped() - 100.0).abs() < 1e-9);
    assert!(obfuscated.stopped() >= 98.0 && obfuscated.blocked() >= 80.0);
    assert!(class("secret/hexkey_ctx").blocked() >= 99.0);
    assert!(class("secret/card").blocked() >= 99.0);
    for name in ["otp", "cvv", "password"] {
        assert!(class(&format!("secret/{name}")).blocked() >= 95.0, "{name}");
    }
    assert!((class("ambiguous/hex64_bare").asked() - 100.0).abs() < 1e-9);
    let benign = table.of(|c| c.starts_with("benign/"));
    assert!(benign.blocked() == 0.0, "harmless rows blocked: {:.2} %", benign.blocked());
    assert!(uncovered.is_empty(), "{} stopped secrets stand out of their spans", uncovered.len());
}
