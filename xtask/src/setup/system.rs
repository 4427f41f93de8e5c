//! Packages of the operating system: installed by apt-get where that is possible, else named.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run;

/// Installs Debian packages, or says which command a person with the rights has to run.
pub fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let list = packages.join(" ");
    let root = run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !run::succeeds(Command::new("apt-get").arg("--version")) {
        bail!("{what_for} is missing; install it as root: apt-get install {list}");
    }
    println!("setup: installing {list} with apt-get (about 1 minute)");
    if apt(packages).is_err() {
        // Fresh machines and images often come without package lists.
        run::stream(Command::new("apt-get").args(["update", "--quiet"]))?;
        if let Err(error) = apt(packages) {
            bail!("{what_for} could not be installed ({error}); try: apt-get install {list}");
        }
    }
    Ok(())
}

fn apt(packages: &[&str]) -> Result<()> {
    let mut cmd = Command::new("apt-get");
    cmd.env("DEBIAN_FRONTEND", "noninteractive");
    cmd.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    run::stream(&mut cmd)
}
