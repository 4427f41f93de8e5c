//! `cargo xtask size`: what the widget weighs on the wire, beside its peers, against its budget.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dist::{ELEMENT, FORM, GLUE, STYLE, WASM};
use crate::project::Project;

/// What the first answer waits for, search included: wasm, glue and style with the strings, brotli.
const WIDGET_BUDGET: usize = 110 * KB;
/// All code together, the form's with it.
const ALL_GOAL: usize = 150 * KB;
/// The script that every page load pays for, brotli.
const ELEMENT_BUDGET: usize = 4096;
const KB: usize = 1000;

/// What comparable widgets transfer, KB of brotli.
const PEERS: [(&str, &str); 4] =
    [("Gleap", "112"), ("Crisp", "about 130"), ("Papercups", "131"), ("DocSearch", "162")];

struct Weight {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table; an error when a budget is exceeded.
pub fn run(project: &Project) -> Result<()> {
    let files = [ELEMENT, GLUE, WASM, STYLE, FORM].map(|name| weigh(project, name));
    let [element, glue, wasm, style, form] = files;
    let (element, first, form) = (element?, [glue?, wasm?, style?], form?);
    println!("{:<34}{:>10}{:>10}{:>14}", "", "raw KB", "gzip KB", "brotli 11 KB");
    print(&element);
    first.iter().for_each(print);
    let widget = sum("the first answer waits for", &first);
    print(&widget);
    print(&form);
    let all = sum("all code", &[sum("", &first), weigh(project, FORM)?]);
    print(&all);
    println!();
    against("first answer (wasm, glue, style)", widget.brotli, WIDGET_BUDGET, WIDGET_BUDGET);
    against("all code, with the form", all.brotli, usize::MAX, ALL_GOAL);
    against("element script", element.brotli, ELEMENT_BUDGET, ELEMENT_BUDGET);
    let peers = PEERS.map(|(name, weight)| format!("{name} {weight}"));
    println!("{:<34}{}", "peers, KB brotli", peers.join(", "));
    if widget.brotli > WIDGET_BUDGET || element.brotli > ELEMENT_BUDGET {
        bail!("over the budget; `twiggy top` on target/xtask/parts/first.wasm tells what weighs most");
    }
    Ok(())
}

fn against(name: &str, weight: usize, budget: usize, goal: usize) {
    let fails =
        if budget == usize::MAX { String::new() } else { format!(", fails past {}", budget / KB) };
    println!("{name:<34}{:>10} KB brotli; the goal is {} KB{fails}", kb(weight), goal / KB);
}

fn sum(name: &'static str, all: &[Weight]) -> Weight {
    let sum = |of: fn(&Weight) -> usize| all.iter().map(of).sum::<usize>();
    Weight { name, raw: sum(|it| it.raw), gzip: sum(|it| it.gzip), brotli: sum(|it| it.brotli) }
}

fn weigh(project: &Project, name: &'static str) -> Result<Weight> {
    let content = fs::read(project.widget().join(name))
        .with_context(|| format!("{name} is not built; run `cargo xtask dist` first"))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    brotli.write_all(&content)?;
    Ok(Weight {
        name,
        raw: content.len(),
        gzip: gzip.finish()?.len(),
        brotli: brotli.into_inner().len(),
    })
}

fn print(Weight { name, raw, gzip, brotli }: &Weight) {
    println!("{name:<34}{:>10}{:>10}{:>14}", kb(*raw), kb(*gzip), kb(*brotli));
}

fn kb(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / KB as f64)
}
