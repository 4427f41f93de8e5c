//! `cargo xtask bench mutants`: makes one mistake after the other in a copy of the tree, and sees that the tests
//! notice. A mistake that no test notices fails the run.

mod table;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::project::Project;
use crate::{dist, run, setup};
use table::{Mutant, Test};

/// Compiling fast matters more here than what comes out, which is thrown away.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_WIDGET_LTO", "off"),
    ("CARGO_PROFILE_WIDGET_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_WIDGET_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_WIDGET_INCREMENTAL", "true"),
];

/// Runs those whose name or file holds `filter`.
pub fn run(project: &Project, filter: &str) -> Result<()> {
    let mutants = table::read(&project.root)?;
    let wanted = |it: &Mutant| it.name.contains(filter) || it.file.contains(filter);
    let mutants: Vec<Mutant> = mutants.into_iter().filter(wanted).collect();
    ensure!(!mutants.is_empty(), "no mutant is named like `{filter}`");
    let bench = Bench::new(project, mutants.iter().any(|it| it.test.in_browser()))?;
    let mut seen: Vec<&Test> = Vec::new();
    for mutant in &mutants {
        if !seen.contains(&&mutant.test) {
            seen.push(&mutant.test);
            let Test { package, test, .. } = &mutant.test;
            println!("mutants: {package} {test} must pass without a mistake");
            ensure!(bench.passes(&mutant.test)?, "{test} fails without any mistake");
        }
    }
    let mut survivors = Vec::new();
    for mutant in &mutants {
        let begin = Instant::now();
        let survived = bench.survives(mutant)?;
        let word = if survived { "SURVIVED" } else { "killed" };
        println!("mutants: {word}: {} ({:.0} s)", mutant.name, begin.elapsed().as_secs_f32());
        if survived {
            survivors.push(format!("  {}: {} passes all the same", mutant.name, mutant.test.test));
        }
    }
    println!("mutants: {} of {} killed", mutants.len() - survivors.len(), mutants.len());
    if !survivors.is_empty() {
        bail!("these mistakes go unnoticed:\n{}", survivors.join("\n"));
    }
    Ok(())
}

/// The copy and what it is tested with.
struct Bench<'a> {
    project: &'a Project,
    copy: Project,
}

impl<'a> Bench<'a> {
    fn new(project: &'a Project, browser: bool) -> Result<Self> {
        let place = project.scratch().join("mutants");
        // A target folder of its own: to cargo the copy's packages are those of the tree, and each would run the other's tests.
        let target = place.join("target");
        let mut environment: Vec<(String, String)> =
            QUICK.map(|(name, value)| (name.into(), value.into())).into();
        environment.push(("CARGO_TARGET_DIR".into(), target.to_string_lossy().into_owned()));
        let copy = Project { root: place.join("tree"), target, tools: project.tools(), environment };
        println!("mutants: copying the tree");
        copy_tree(project, &copy.root)?;
        if browser {
            setup::everything(project)?;
            dist::command(project)?;
        }
        Ok(Self { project, copy })
    }

    /// Whether the tests pass with the mistake; the copy is as before afterwards.
    fn survives(&self, mutant: &Mutant) -> Result<bool> {
        let path = self.copy.root.join(&mutant.file);
        let source = fs::read_to_string(&path)?;
        fs::write(&path, source.replacen(&mutant.from, &mutant.to, 1))?;
        let survived = self.passes(&mutant.test).with_context(|| mutant.name.clone());
        fs::write(&path, source)?;
        survived
    }

    /// Whether a test passes over the copy. What does not compile is no mutant but an error.
    fn passes(&self, test: &Test) -> Result<bool> {
        let mut cmd = if test.in_browser() { self.browser()? } else { self.copy.cmd("cargo") };
        cmd.args(["test", "--quiet", "--package", &test.package]);
        match test.target.as_str() {
            "lib" => cmd.arg("--lib"),
            target => cmd.args(["--test", target]),
        };
        let mut compile = self.again(&cmd);
        run::output(compile.arg("--no-run"))?;
        let output = cmd.args(["--", "--exact", &test.test]).output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let ran = |word: &str| said.contains(&format!("1 {word}"));
        ensure!(ran("passed") || ran("failed"), "there is no test {} in {}", test.test, test.package);
        Ok(output.status.success())
    }

    /// The copy's widget, under the browser tests of the tree.
    fn browser(&self) -> Result<Command> {
        dist::widget_alone(&self.copy)?;
        let mut cmd = self.project.cmd("cargo");
        cmd.env("WALLET_HELP_BIN", self.project.command())
            .env("WALLET_HELP_DIST", self.copy.demo())
            .env("WALLET_HELP_KNOWLEDGE", self.project.knowledge())
            .env("WALLET_HELP_AXE", self.project.node_modules().join("axe-core/axe.min.js"))
            .env("WALLET_HELP_CHROMIUM", setup::everything(self.project)?.chromium);
        Ok(cmd)
    }

    fn again(&self, cmd: &Command) -> Command {
        let mut again = Command::new(cmd.get_program());
        again.args(cmd.get_args());
        for (name, value) in cmd.get_envs() {
            match value {
                Some(value) => again.env(name, value),
                None => again.env_remove(name),
            };
        }
        again.current_dir(cmd.get_current_dir().unwrap_or(Path::new(".")));
        again
    }
}

/// Every file that git knows or would take, written only where it differs, so that cargo compiles only what changed.
fn copy_tree(project: &Project, to: &Path) -> Result<()> {
    let listed = run::output(Command::new("git").current_dir(&project.root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let wanted: Vec<&str> = listed.split('\0').filter(|it| project.root.join(it).is_file()).collect();
    for file in wanted.iter().filter(|it| !it.is_empty()) {
        let (content, target) = (fs::read(project.root.join(file))?, to.join(file));
        if fs::read(&target).is_ok_and(|there| there == content) {
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&target, content).with_context(|| target.display().to_string())?;
    }
    for there in crate::files::walk(to)? {
        let name = there.strip_prefix(to)?.to_string_lossy().into_owned();
        // What the copy's own builds left behind stays.
        if !wanted.contains(&name.as_str()) && !name.starts_with("dist") {
            fs::remove_file(&there)?;
        }
    }
    Ok(())
}
