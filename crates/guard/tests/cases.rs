//! Single messages, each with what must be done with it (`tests/messages.txt`).
#![cfg(not(target_family = "wasm"))]

mod support;

use help_guard::Action;
use support::plain;

#[test]
fn every_message_gets_its_verdict() {
    let mut wrong = Vec::new();
    let cases = include_str!("messages.txt").lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for case in cases {
        count += 1;
        let Some((wanted, text)) = case.split_once(": ") else { panic!("no verdict in {case:?}") };
        let text = text.replace("\\n", "\n");
        let got = plain(&text).action;
        let right = match wanted {
            "block" => got == Action::Block,
            "ask" => got == Action::Ask,
            "stop" => got != Action::Allow,
            "allow" => got == Action::Allow,
            other => panic!("no such verdict: {other}"),
        };
        if !right {
            wrong.push(format!("{} instead of {case:?}", got.as_str()));
        }
    }
    for line in &wrong {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} of {count} messages", wrong.len());
}
