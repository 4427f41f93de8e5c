//! Whatever is typed: no panic, spans in range and in order, redaction takes them out.
#![cfg(not(target_family = "wasm"))]

mod support;

use help_guard::{Action, Field, Known, redact, scan};
use proptest::prelude::*;
use support::LISTS;

/// Bits of what the detectors look for, glued in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        Just("abandon ".to_owned()),
        Just("zoo, ".to_owned()),
        Just("1. ".to_owned()),
        Just("0x".to_owned()),
        Just("private key ".to_owned()),
        Just("密码：".to_owned()),
        Just("验证码是".to_owned()),
        Just("-----BEGIN PRIVATE KEY-----".to_owned()),
        Just("{\"ciphertext\":".to_owned()),
        Just("的一是".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{1112}\u{1161}".to_owned()),
        Just("か\u{3099}".to_owned()),
        Just("nsec1".to_owned()),
        Just("xprv".to_owned()),
        Just("4111 1111 ".to_owned()),
        Just("\n".to_owned()),
        Just("|".to_owned()),
        Just("[1,2,3,".to_owned()),
        "[0-9a-f]{1,70}",
        "[1-9A-HJ-NP-Za-km-z]{1,90}",
        "\\PC{0,12}",
        "[0-9]{1,20}",
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|parts| parts.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mine = |_: &str| false;
    let known = Known { transactions: &["0xabc"], mine: Some(&mine) };
    for field in [Field::Text, Field::TransactionHash, Field::Address, Field::Reference] {
        let report = scan(text, &LISTS, &known, field);
        let length = text.chars().count();
        let mut last = 0;
        for finding in &report.findings {
            prop_assert!(finding.start < finding.end && finding.end <= length);
            prop_assert!(finding.start >= last, "in order");
            prop_assert!(finding.action > Action::Allow);
            last = finding.start;
        }
        prop_assert_eq!(
            report.action,
            report.findings.iter().map(|f| f.action).max().unwrap_or(Action::Allow)
        );
        let rest = redact(text, &report.findings);
        prop_assert_eq!(rest == text, report.findings.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        check(&text)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<char>(), 0..200)) {
        check(&bytes.into_iter().collect::<String>())?;
    }

    #[test]
    fn scraps_of_secrets(text in scraps()) {
        check(&text)?;
    }
}
