//! Trunk, wasm-bindgen and geckodriver in exactly the wanted versions: one already on PATH is used, else `cargo binstall`
//! is tried where it is installed, else they are compiled into the checkout's own folder.

use anyhow::{Result, bail};

use crate::project::Project;
use crate::run;

const TRUNK: &str = "0.21.14";

const GECKODRIVER: Tool<&str> = Tool {
    package: "geckodriver",
    program: "geckodriver",
    version: "0.37.1",
    from_source: &["--locked"],
    minutes: "3 to 6",
};

struct Tool<V> {
    package: &'static str,
    program: &'static str,
    version: V,
    from_source: &'static [&'static str],
    minutes: &'static str,
}

/// Installs what drives Firefox.
pub fn ensure_geckodriver(project: &Project) -> Result<()> {
    if present(project, &GECKODRIVER) { Ok(()) } else { install(project, &GECKODRIVER) }
}

/// Installs what is missing or has another version.
pub fn ensure(project: &Project) -> Result<()> {
    let tools = [
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            // The tool refuses glue of any other version than the crate's.
            version: project.locked("wasm-bindgen")?,
            from_source: &[],
            minutes: "2 to 4",
        },
        Tool {
            package: "trunk",
            program: "trunk",
            version: TRUNK.to_owned(),
            from_source: &["--locked", "--no-default-features", "--features=rustls"],
            minutes: "5 to 10",
        },
    ];
    tools.iter().filter(|tool| !present(project, tool)).try_for_each(|tool| install(project, tool))
}

fn present<V: AsRef<str>>(project: &Project, tool: &Tool<V>) -> bool {
    run::output(project.cmd(tool.program).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().nth(1) == Some(tool.version.as_ref()))
}

fn install<V: AsRef<str>>(project: &Project, tool: &Tool<V>) -> Result<()> {
    let (package, version) = (tool.package, tool.version.as_ref());
    if run::succeeds(project.cmd("cargo").args(["binstall", "-V"])) {
        println!("setup: fetching {package} {version} with cargo binstall");
        let mut cmd = project.cmd("cargo");
        cmd.args(["binstall", "--no-confirm", "--disable-strategies=compile", "--root"])
            .arg(project.tools());
        if run::stream(cmd.arg(format!("{package}@{version}"))).is_ok() && present(project, tool) {
            return Ok(());
        }
    }
    println!(
        "setup: compiling {package} {version} into .tools (about {} minutes on 2 cores, once)",
        tool.minutes
    );
    let mut cmd = project.cmd("cargo");
    // A tool that runs for seconds need not be optimised for minutes.
    cmd.env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .args(["install", package, "--version", version, "--root"])
        .arg(project.tools())
        // Kept, so that an interrupted build goes on where it stopped.
        .arg("--target-dir")
        .arg(project.target.join("tools"))
        .args(tool.from_source);
    if let Err(error) = run::stream(&mut cmd) {
        bail!("{package} {version} could not be had ({error}); put it on PATH and run this again");
    }
    if !present(project, tool) {
        bail!("{package} was installed, but `{} --version` does not say {version}", tool.program);
    }
    Ok(())
}
