//! Packs the ten BIP-39 word lists and our own lexicon into the one file that a scan needs.

#[path = "../src/fold/mod.rs"]
#[allow(dead_code)]
mod fold;
mod lexicon;

use bip39::Language;
use std::{env, error::Error, fs, path::Path};

/// The order of the lists in the file; `src/lists.rs` names the same.
const LANGUAGES: [Language; 10] = [
    Language::English,
    Language::Czech,
    Language::French,
    Language::Italian,
    Language::Portuguese,
    Language::Spanish,
    Language::Japanese,
    Language::Korean,
    Language::SimplifiedChinese,
    Language::TraditionalChinese,
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src/fold");
    let mut packed = b"WHG1".to_vec();
    for language in LANGUAGES {
        let words: Vec<String> = language.word_list().iter().map(|w| fold::fold(w)).collect();
        section(&mut packed, &pack_words(&words))?;
    }
    let (labels, common) = lexicon::pack(Path::new("lexicon"))?;
    section(&mut packed, &labels)?;
    section(&mut packed, &common)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("lists.bin"), packed)?;
    Ok(())
}

fn section(packed: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    packed.extend(u32::try_from(bytes.len())?.to_le_bytes());
    packed.extend(bytes);
    Ok(())
}

/// Front coding: how many letters a word shares with the one before it (a byte below 0x20, which
/// also ends the word before), then the rest of the word. Sorted lists become about a third.
fn pack_words(words: &[String]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = "";
    for word in words {
        let shared = word.chars().zip(last.chars()).take_while(|(a, b)| a == b).count();
        out.push(u8::try_from(shared).unwrap_or(0));
        out.extend(word.chars().skip(shared).collect::<String>().bytes());
        last = word;
    }
    out
}
