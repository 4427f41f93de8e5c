//! Word vectors from files: which are read, which refused, and what a bundle says about them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/folder.rs"]
mod folder;

use std::{collections::BTreeMap, fs, path::Path};

use folder::Folder;
use help_content::{Failure, Options, WordVectors, build, open};
use help_core::Context;
use help_search::build::Vectors;
use safetensors::{Dtype, serialize, tensor::TensorView};
use serde_json::json;

/// The words of the small table, each with its meaning: going out of the wallet, or costing something.
const WORDS: [(&str, [f32; 2]); 8] = [
    ("<unk>", [0.0, 0.0]),
    ("pending", [1.0, 0.0]),
    ("withdrawal", [1.0, 0.0]),
    ("delayed", [1.0, 0.0]),
    ("transfer", [0.3, 0.7]),
    ("cost", [0.0, 1.0]),
    ("expensive", [0.0, 1.0]),
    ("price", [0.0, 1.0]),
];

/// Writes a table of these numbers and a tokenizer that knows whole words.
fn files(folder: &Path, kind: Dtype, bytes: &[u8]) -> WordVectors {
    let view = TensorView::new(kind, vec![WORDS.len(), 2], bytes).unwrap();
    fs::write(folder.join("words.safetensors"), serialize([("rows", view)], None).unwrap()).unwrap();
    let vocabulary: BTreeMap<&str, usize> = WORDS.iter().enumerate().map(|(n, it)| (it.0, n)).collect();
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>" },
    });
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    opened(folder).unwrap()
}

fn opened(folder: &Path) -> Result<WordVectors, Failure> {
    WordVectors::open(&folder.join("words.safetensors"), &folder.join("tokenizer.json"))
}

fn singles() -> Vec<u8> {
    WORDS.iter().flat_map(|it| it.1).flat_map(f32::to_le_bytes).collect()
}

#[test]
fn numbers_of_16_and_32_bits_are_read() {
    let half = |it: f32| half::f16::from_f32(it).to_le_bytes();
    let brain = |it: f32| half::bf16::from_f32(it).to_le_bytes();
    let numbers = || WORDS.iter().flat_map(|it| it.1);
    for (kind, bytes) in [
        (Dtype::F32, singles()),
        (Dtype::F16, numbers().flat_map(half).collect()),
        (Dtype::BF16, numbers().flat_map(brain).collect()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let vectors = files(folder.path(), kind, &bytes);
        let vector = vectors.vector("transfer").unwrap();
        assert!(
            (vector[0] - 0.3).abs() < 0.01 && (vector[1] - 0.7).abs() < 0.01,
            "{kind:?} {vector:?}"
        );
        assert_eq!(vectors.common().first().map(String::as_str), Some("pending"));
    }
}

#[test]
fn other_files_are_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(opened(folder.path()), Err(Failure::File { .. })));
    files(folder.path(), Dtype::F32, &singles());
    let (table, tokenizer) =
        (folder.path().join("words.safetensors"), folder.path().join("tokenizer.json"));
    let whole = fs::read(&table).unwrap();
    let whole_numbers = vec![0; WORDS.len() * 8];
    let view = TensorView::new(Dtype::I32, vec![WORDS.len(), 2], &whole_numbers).unwrap();
    let list = TensorView::new(Dtype::F32, vec![WORDS.len() * 2], &whole_numbers).unwrap();
    let few = TensorView::new(Dtype::F32, vec![2, 2], &whole_numbers[..16]).unwrap();
    for bytes in [
        whole[..40].to_vec(),
        b"text".to_vec(),
        serialize([("rows", view)], None).unwrap(),
        serialize([("rows", list)], None).unwrap(),
        serialize([("rows", few)], None).unwrap(),
    ] {
        fs::write(&table, bytes).unwrap();
        let Err(failure) = opened(folder.path()) else { panic!("it was read") };
        assert!(
            matches!(&failure, Failure::Vectors { .. }) && failure.to_string().contains("name a"),
            "{failure}"
        );
    }
    fs::write(&table, whole).unwrap();
    fs::write(&tokenizer, "{}").unwrap();
    assert!(matches!(opened(folder.path()), Err(Failure::Vectors { .. })));
    fs::remove_file(&tokenizer).unwrap();
    assert!(matches!(opened(folder.path()), Err(Failure::Vectors { .. })));
}

#[test]
fn a_bundle_with_vectors_finds_other_words_and_says_what_it_gained() {
    let words = tempfile::tempdir().unwrap();
    let vectors = files(words.path(), Dtype::F32, &singles());
    let folder = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    let options = Options { vectors: Some(&vectors), ..Options::default() };
    let summary = build(folder.path(), out.path(), options).unwrap();
    let [english, chinese] = summary.gains.as_slice() else { panic!("{:?}", summary.gains) };
    assert!(english.kept() && english.questions == 1 && english.language == "en", "{english:?}");
    assert!(!chinese.kept() && chinese.bytes_with == chinese.bytes_without, "{chinese:?}");

    let bundle = open(out.path()).unwrap();
    let index = bundle.index("en").unwrap();
    let found = index.search("expensive", &Context::default(), 3);
    assert_eq!(
        found.hits.first().and_then(|it| index.article(it.article)).map(|it| it.id),
        Some("fees/cost")
    );
    // The same knowledge without them has another index, and the Chinese one is the same file.
    let plain = tempfile::tempdir().unwrap();
    assert!(build(folder.path(), plain.path(), Options::default()).unwrap().gains.is_empty());
    let name =
        |bundle: &help_content::Bundle, tag: &str| bundle.language(tag).unwrap().index.path.clone();
    let without = open(plain.path()).unwrap();
    assert_ne!(name(&bundle, "en"), name(&without, "en"));
    assert_eq!(name(&bundle, "zh-CN"), name(&without, "zh-CN"));
}
