//! `contact check` as people and scripts call it, over the demo wallet's own channels.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::CommandCargoExt;

const KNOWLEDGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge");

fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::cargo_bin("wallet-help")
        .unwrap()
        .args(["contact", "check"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_text_is_official_or_its_differences_are_marked() {
    for (text, code, expected) in [
        ("(020) 7946 0123", 0, "official: Phone (+44 20 7946 0123)"),
        ("mailto:Support@Harbour.example", 0, "official: E-mail (support@harbour.example)"),
        ("https://help.harb0ur.example", 1, "what differs: https://help.harb⟦0⟧ur.example"),
        ("@Harbour\u{200b}Help", 1, "what differs: @Harbour⟦\\u{200b}⟧Help"),
        ("-evil.example", 1, "not on the list: "),
        ("…", 2, "there is nothing to compare"),
    ] {
        let out = run(&[text, "--knowledge", KNOWLEDGE], "");
        let told = [out.stdout, out.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        assert_eq!(out.status.code(), Some(code), "{text}: {told}");
        assert!(told.contains(expected), "{text}: {told}");
        assert!(!told.to_lowercase().contains("safe"), "{told}");
        if code == 1 {
            assert!(told.contains("  Help page (https://help.harbour.example)"), "{told}");
        }
    }
}

#[test]
fn lines_are_told_one_by_one() {
    let rows =
        "{\"text\":\"HarbourWallet\"}\n\n{\"text\":\"support@harbour.exarnple\"}\n{\"text\":\"\"}\n";
    let out = run(&["--jsonl", "--knowledge", KNOWLEDGE], rows);
    assert_eq!(out.status.code(), Some(0));
    let lines: Vec<serde_json::Value> = String::from_utf8(out.stdout)
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["verdict"], "official");
    assert_eq!(lines[0]["channel"], "wechat");
    assert_eq!(lines[1]["verdict"], "imitates");
    assert_eq!(lines[1]["kind"], "email");
    assert_eq!(lines[1]["channel"], "email");
    assert!(!lines[1]["differences"].as_array().unwrap().is_empty());
    assert_eq!(lines[2]["verdict"], "not_listed");
    assert_eq!(lines[2]["kind"], serde_json::Value::Null);
    let out = run(&["--jsonl", "--knowledge", KNOWLEDGE], "no json\n");
    assert_eq!(out.status.code(), Some(1));
}
