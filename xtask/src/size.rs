//! `cargo xtask size`: what the widget weighs on the wire, beside its peers, against its budget.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dist::{ELEMENT, GLUE, STYLE, WASM};
use crate::project::Project;

/// What wasm, glue and style with one language's strings are to weigh in the end, brotli.
const WIDGET_GOAL: usize = 110 * KB;
/// What they may weigh until then: no change makes the widget heavier than this. Lower it with each gain.
const WIDGET_BUDGET: usize = 154 * KB;
/// The script that every page load pays for, brotli.
const ELEMENT_BUDGET: usize = 4 * KB;
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
    let files = [ELEMENT, GLUE, WASM, STYLE].map(|name| weigh(project, name));
    let files = files.into_iter().collect::<Result<Vec<_>>>()?;
    println!("{:<22}{:>10}{:>10}{:>14}", "", "raw KB", "gzip KB", "brotli 11 KB");
    for file in &files {
        print(file);
    }
    let sum = |of: fn(&Weight) -> usize, all: &[Weight]| all.iter().map(of).sum::<usize>();
    let (element, widget) = files.split_first().context("nothing was weighed")?;
    print(&Weight {
        name: "total",
        raw: sum(|file| file.raw, &files),
        gzip: sum(|file| file.gzip, &files),
        brotli: sum(|file| file.brotli, &files),
    });
    let widget = sum(|file| file.brotli, widget);
    println!();
    println!(
        "widget (wasm, glue, style)  {:>6} of {:>4} KB brotli; the goal is {} KB",
        kb(widget),
        WIDGET_BUDGET / KB,
        WIDGET_GOAL / KB
    );
    println!(
        "element script              {:>6} of {:>4} KB brotli",
        kb(element.brotli),
        ELEMENT_BUDGET / KB
    );
    let peers = PEERS.map(|(name, weight)| format!("{name} {weight}"));
    println!("peers, KB brotli            {}", peers.join(", "));
    if widget > WIDGET_BUDGET || element.brotli > ELEMENT_BUDGET {
        bail!(
            "over the budget; `twiggy top` on target/trunk/wallet-help_bg.wasm tells what weighs most"
        );
    }
    Ok(())
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
    println!("{name:<22}{:>10}{:>10}{:>14}", kb(*raw), kb(*gzip), kb(*brotli));
}

fn kb(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / KB as f64)
}
