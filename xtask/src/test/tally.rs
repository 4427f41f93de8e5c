//! Counts what passed and what failed, reading the results that Rust's test harness prints.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// The counts so far, and what to look at.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

/// Counts of one line `test result: …`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Counts {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// A check that passes or fails as a whole.
    pub fn step(&mut self, name: &str, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => self.failed(name, &format!("{error:#}")),
        }
    }

    /// Notes one failure.
    pub fn failed(&mut self, name: &str, why: &str) {
        eprintln!("{name}: {why}");
        self.failed += 1;
        self.failures.push(format!("{name}: {}", why.lines().next().unwrap_or_default()));
    }

    /// Runs test programs, shows what they print and counts their tests. A run that fails without
    /// naming a failed test (it did not compile, or it crashed) is one failure itself.
    pub fn tests(&mut self, name: &str, cmd: &mut Command) {
        let before = self.failed;
        let result = self.listen(cmd);
        match result {
            Ok(true) => {}
            Ok(false) if self.failed > before => {}
            Ok(false) => self.failed(name, "did not compile or did not run to the end"),
            Err(error) => self.failed(name, &format!("{error:#}")),
        }
    }

    fn listen(&mut self, cmd: &mut Command) -> Result<bool> {
        let mut child = cmd.stdout(Stdio::piped()).spawn().context("starting the tests")?;
        let stdout = child.stdout.take().context("the tests print nothing")?;
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(counts) = counts(&line) {
                self.passed += counts.passed;
                self.failed += counts.failed;
            }
            if let Some(test) =
                line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
            {
                self.failures.push(test.to_owned());
            }
        }
        Ok(child.wait()?.success())
    }

    /// Prints what failed and, as the last line, the counts; true when nothing failed.
    pub fn print(&self) -> bool {
        println!();
        for failure in &self.failures {
            println!("failed: {failure}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

fn counts(line: &str) -> Option<Counts> {
    let (_, rest) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let part = rest.split("; ").find_map(|part| part.strip_suffix(word))?;
        part.trim().parse().ok()
    };
    Some(Counts { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_harness_result_lines_and_no_others() {
        let ok = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        let bad = "test result: FAILED. 2 passed; 7 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s";
        assert_eq!(counts(ok), Some(Counts { passed: 12, failed: 0 }));
        assert_eq!(counts(bad), Some(Counts { passed: 2, failed: 7 }));
        assert_eq!(counts("test tests::a ... ok"), None);
        assert_eq!(counts("12 passed, 0 failed"), None);
    }

    fn told(script: &str) -> Tally {
        let mut tally = Tally::default();
        tally.tests("tests", Command::new("sh").args(["-c", script]));
        tally
    }

    #[test]
    fn counts_the_tests_of_several_programs() {
        let tally = told(
            "echo 'test result: ok. 3 passed; 0 failed; 0 ignored'; echo 'test a::b ... FAILED';
             echo 'test result: FAILED. 1 passed; 1 failed; 0 ignored'; exit 101",
        );
        assert_eq!((tally.passed, tally.failed), (4, 1));
        assert_eq!(tally.failures, ["a::b"]);
    }

    #[test]
    fn a_run_that_names_no_failed_test_and_fails_is_one_failure() {
        let tally = told("echo 'test result: ok. 3 passed; 0 failed; 0 ignored'; exit 101");
        assert_eq!((tally.passed, tally.failed), (3, 1));
    }

    #[test]
    fn a_check_that_cannot_start_is_one_failure() {
        let mut tally = Tally::default();
        tally.tests("tests", &mut Command::new("/nonexistent/program"));
        tally.step("step", Err(anyhow::anyhow!("no")));
        tally.step("step", Ok(()));
        assert_eq!((tally.passed, tally.failed), (1, 2));
    }
}
