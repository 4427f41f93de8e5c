//! Reads lines and shows what the guard finds in each: `cargo run -p help-guard --example scan`.

use help_guard::{Field, Known, Lists, redact, scan};
use std::io::{BufRead, stdin};

fn main() -> std::io::Result<()> {
    let lists = Lists::embedded();
    for line in stdin().lock().lines() {
        let line = line?.replace("\\n", "\n");
        let report = scan(&line, &lists, &Known::default(), Field::Text);
        println!("{:5} {}", report.action.as_str(), redact(&line, &report.findings));
    }
    Ok(())
}
