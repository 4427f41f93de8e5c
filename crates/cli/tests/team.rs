//! The commands of the team: accounts and numbers, on a database of their own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use assert_cmd::cargo::CommandCargoExt;

fn run(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::cargo_bin("wallet-help")
        .unwrap()
        .current_dir(dir)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that needs no input has ended before it is written.
    drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
    child.wait_with_output().unwrap()
}

fn told(out: &Output) -> String {
    String::from_utf8([&out.stdout[..], &out.stderr].concat()).unwrap()
}

#[test]
fn accounts_are_managed_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (args, input, code, expected) in [
        (
            &["agent", "add", "ann", "--shown", "Ann Lee"][..],
            "correct horse battery\n",
            0,
            "added `ann`",
        ),
        (&["agent", "add", "ann"], "correct horse battery\n", 2, "there is an account `ann` already"),
        (&["agent", "add", "bob"], "short\n", 2, "too short"),
        (&["agent", "add", "b b"], "correct horse battery\n", 2, "no name for an account"),
        (&["agent", "add", "bob"], "", 2, "too short"),
        (&["agent", "list"], "", 0, "ann\tAnn Lee\n"),
        (&["agent", "disable", "ann"], "", 0, "nobody signs in with `ann`"),
        (&["agent", "list"], "", 0, "ann\tAnn Lee\tdisabled\n"),
        (&["agent", "password", "ann"], "another horse battery\n", 0, "another password"),
        (&["agent", "list"], "", 0, "ann\tAnn Lee\n"),
        (&["agent", "password", "bob"], "another horse battery\n", 2, "there is no account `bob`"),
    ] {
        let mut whole = args.to_vec();
        whole.extend(["--database", "sqlite://support.db"]);
        let out = run(folder.path(), &whole, input);
        assert_eq!(out.status.code(), Some(code), "{args:?}: {}", told(&out));
        assert!(told(&out).contains(expected), "{args:?}: {}", told(&out));
        assert!(!told(&out).contains("horse"), "a password is shown");
    }
}

#[test]
fn numbers_are_told_and_lessons_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let report = |more: &[&str]| {
        let mut args = vec!["report", "--database", "sqlite://support.db"];
        args.extend(more);
        run(folder.path(), &args, "")
    };
    let plain = report(&["--from", "2026-11-01", "--to", "2026-11-30"]);
    assert_eq!(plain.status.code(), Some(0), "{}", told(&plain));
    assert!(told(&plain).contains("2026-11-01 to 2026-11-30 (UTC)") && told(&plain).contains("\nall "));
    assert!(told(&report(&["--csv"])).starts_with("\"kind\",\"name\""));
    let json: serde_json::Value = serde_json::from_slice(&report(&["--json"]).stdout).unwrap();
    assert_eq!(json["all"]["reports"], 0);
    let learn = report(&["--learn", "solved.jsonl"]);
    assert!(told(&learn).contains("0 questions written to solved.jsonl"), "{}", told(&learn));
    assert_eq!(fs::read_to_string(folder.path().join("solved.jsonl")).unwrap(), "");
    assert_eq!(report(&["--from", "soon"]).status.code(), Some(2));
}
