//! Where things are in this checkout, and the versions its lockfile names; changes nothing.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run;

/// The checkout this command works on.
pub struct Project {
    /// The workspace root.
    pub root: PathBuf,
    /// Cargo's target directory, wherever configuration puts it.
    pub target: PathBuf,
    /// Tools that `setup` installs, in an ignored folder of the checkout.
    pub tools: PathBuf,
    /// Variables for every command, besides those that are there.
    pub environment: Vec<(String, String)>,
}

impl Project {
    /// Finds the workspace from where cargo says this package lies.
    pub fn find() -> Result<Self> {
        let own =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own).parent().context("xtask lies in no workspace")?.to_path_buf();
        let metadata = run::output(Command::new("cargo").current_dir(&root).args([
            "metadata",
            "--no-deps",
            "--format-version=1",
        ]))?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target =
            metadata["target_directory"].as_str().context("cargo names no target directory")?;
        Ok(Self { target: target.into(), tools: root.join(".tools"), root, environment: Vec::new() })
    }

    /// Where `setup` puts tools.
    pub fn tools(&self) -> PathBuf {
        self.tools.clone()
    }

    /// The pinned packages from npm: esbuild, binaryen, axe-core.
    pub fn node_modules(&self) -> PathBuf {
        self.tools().join("npm/node_modules")
    }

    /// What a wallet hosts, and the demo wallet around it.
    pub fn demo(&self) -> PathBuf {
        self.root.join("dist/demo")
    }

    /// The widget's files as delivered.
    pub fn widget(&self) -> PathBuf {
        self.demo().join("wallet-help")
    }

    /// The built knowledge bundle.
    pub fn knowledge(&self) -> PathBuf {
        self.root.join("dist/knowledge")
    }

    /// The `wallet-help` command as `dist` builds it.
    pub fn command(&self) -> PathBuf {
        self.target.join("release").join(format!("wallet-help{}", env::consts::EXE_SUFFIX))
    }

    /// Intermediate files of these commands.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A command that runs in the root, with the project's tools first on PATH and without
    /// the variables cargo set for us: they would make build scripts of nested builds run again.
    pub fn cmd(&self, program: &str) -> Command {
        let mut cmd = Command::new(program);
        cmd.current_dir(&self.root).env("PATH", self.path());
        cmd.envs(self.environment.iter().map(|(name, value)| (name, value)));
        for (name, _) in env::vars_os() {
            let own = name.to_str().is_some_and(|name| {
                name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
            });
            if own {
                cmd.env_remove(name);
            }
        }
        cmd
    }

    /// As [`Project::cmd`], for a script of a pinned npm package.
    pub fn node(&self, script: &str) -> Command {
        let mut cmd = self.cmd("node");
        cmd.arg(self.node_modules().join(script));
        cmd
    }

    fn path(&self) -> OsString {
        let own = [self.tools().join("bin"), self.node_modules().join(".bin")];
        let rest = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&rest))).unwrap_or(rest)
    }

    /// The version of a package as Cargo.lock has it.
    pub fn locked(&self, package: &str) -> Result<String> {
        let lock = std::fs::read_to_string(self.root.join("Cargo.lock")).context("Cargo.lock")?;
        let entry = format!("name = \"{package}\"\nversion = \"");
        let (_, rest) =
            lock.split_once(&entry).with_context(|| format!("Cargo.lock names no {package}"))?;
        Ok(rest.split('"').next().unwrap_or_default().to_owned())
    }
}
