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
        let bytes = match language {
            Language::Japanese => pack_words(&words, |c| small(c, '\u{3040}')),
            Language::Korean => {
                let parted: Vec<String> =
                    words.iter().map(|w| w.chars().flat_map(jamo).collect()).collect();
                pack_words(&parted, String::from)
            }
            Language::SimplifiedChinese => words.concat().into_bytes(),
            // Two thirds of the characters are those of the simplified list at the same place.
            Language::TraditionalChinese => {
                let simplified = Language::SimplifiedChinese.word_list();
                let differ = words.iter().zip(simplified);
                differ.map(|(a, b)| if a == b { "=" } else { a }).collect::<String>().into_bytes()
            }
            _ => pack_words(&words, String::from),
        };
        section(&mut packed, &bytes)?;
    }
    let english: Vec<String> = Language::English.word_list().iter().map(|w| w.to_string()).collect();
    let (labels, common) = lexicon::pack(Path::new("lexicon"), &english)?;
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
fn pack_words(words: &[String], letter: impl Fn(char) -> String) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = "";
    for word in words {
        let shared = word.chars().zip(last.chars()).take_while(|(a, b)| a == b).count();
        out.push(u8::try_from(shared).unwrap_or(0));
        out.extend(word.chars().skip(shared).flat_map(|c| letter(c).into_bytes()));
        last = word;
    }
    out
}

/// A letter of a small alphabet as one byte.
fn small(c: char, first: char) -> String {
    char::from_u32(c as u32 - first as u32 + 0x20).unwrap_or(' ').to_string()
}

/// A Hangul syllable as its two or three parts, one byte each (Unicode, section 3.12).
fn jamo(c: char) -> Vec<char> {
    let code = c as u32 - 0xac00;
    let (lead, vowel, tail) = (code / 588, code / 28 % 21, code % 28);
    let parts = [0x20 + lead, 0x38 + vowel, 0x50 + tail];
    let used = if tail == 0 { 2 } else { 3 };
    parts[..used].iter().filter_map(|&part| char::from_u32(part)).collect()
}
