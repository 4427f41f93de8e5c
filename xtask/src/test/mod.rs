//! `cargo xtask test`: runs every check one after the other, goes on after a failure, and counts.
//! A check that reports tests counts as these; any other counts as one.

mod tally;

use std::ffi::OsString;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::project::Project;
use crate::setup::Browsers;
use crate::{dist, run, setup, size};
use tally::Tally;

/// Runs all checks; true when every one passed.
pub fn run(project: &Project) -> bool {
    let mut tally = Tally::default();
    let browsers = match setup::everything(project) {
        Ok(browsers) => Some(browsers),
        Err(error) => {
            tally.step("setup", Err(error));
            None
        }
    };
    for (name, cmd) in sources(project) {
        timed(&mut tally, name, |tally| {
            tally.step(name, cmd.and_then(|mut cmd| run::stream(&mut cmd)))
        });
    }
    timed(&mut tally, "tests", |tally| tally.tests("tests", &mut tests(project)));
    timed(&mut tally, "dist", |tally| tally.step("dist", dist::build(project)));
    timed(&mut tally, "size", |tally| tally.step("size", size::run(project)));
    match browsers {
        Some(browsers) => timed(&mut tally, "browser tests", |tally| {
            tally.tests("browser tests", &mut browser_tests(project, &browsers));
        }),
        None => tally.failed("browser tests", "not run, because a browser is missing"),
    }
    tally.print()
}

/// Builds, and runs the browser tests whose names hold one of the filters; true when all passed.
pub fn browser(project: &Project, filters: &[OsString]) -> Result<bool> {
    let browsers = setup::everything(project)?;
    dist::build(project)?;
    let mut tally = Tally::default();
    let mut cmd = browser_tests(project, &browsers);
    tally.tests("browser tests", cmd.arg("--").args(filters));
    Ok(tally.print())
}

/// Checks that read sources only. Lints are denied on clippy's own command line and not through RUSTFLAGS,
/// which would compile every dependency a second time.
fn sources(project: &Project) -> [(&'static str, Result<Command>); 4] {
    let cargo = |args: &[&str]| {
        let mut cmd = project.cmd("cargo");
        cmd.args(args);
        cmd
    };
    let deny = ["--quiet", "--", "-D", "warnings"];
    let host = [&["clippy", "--workspace", "--all-targets"][..], &deny].concat();
    let wasm = [
        "clippy",
        "-p",
        "wallet-help",
        "--lib",
        "--bins",
        "--features",
        "split",
        "--target",
        setup::WASM,
    ];
    let wasm = [&wasm[..], &deny].concat();
    let mut wasm = cargo(&wasm);
    let configured = setup::configure_wasm(project, &mut wasm);
    let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--quiet"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    [
        ("rustfmt", Ok(cargo(&["fmt", "--all", "--check"]))),
        ("clippy (host)", Ok(cargo(&host))),
        ("clippy (wasm)", configured.map(|()| wasm)),
        ("rustdoc", Ok(doc)),
    ]
}

fn tests(project: &Project) -> Command {
    let mut cmd = project.cmd("cargo");
    cmd.args(["test", "--workspace", "--no-fail-fast"]);
    cmd
}

/// Selected over the whole workspace, so that cargo unites features as for the other tests and compiles nothing anew.
pub fn browser_tests(project: &Project, browsers: &Browsers) -> Command {
    let mut cmd = project.cmd("cargo");
    cmd.args(["test", "--workspace", "--test", "browser"])
        .env("WALLET_HELP_BIN", project.command())
        .env("WALLET_HELP_DIST", project.demo())
        .env("WALLET_HELP_KNOWLEDGE", project.knowledge())
        .env("WALLET_HELP_AXE", project.node_modules().join("axe-core/axe.min.js"))
        .env("WALLET_HELP_CHROMIUM", browsers.chromium);
    if browsers.firefox {
        cmd.env("WALLET_HELP_FIREFOX", "1");
    }
    if let Some(webkit) = &browsers.webkit {
        cmd.env("WALLET_HELP_WEBKIT", webkit);
    }
    cmd
}

fn timed(tally: &mut Tally, name: &str, check: impl FnOnce(&mut Tally)) {
    println!("\n=== {name}");
    let begin = Instant::now();
    check(tally);
    println!("=== {name}: {:.0} s", begin.elapsed().as_secs_f32());
}
