//! What the widget reads of the demo's bundle is what serde reads of it.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

use std::{fmt::Debug, fs, path::Path};

use help_core::{
    json::{Read, read_json},
    manifest::{Bodies, Flows, Manifest},
};
use serde_json::from_slice;

fn same<T: Read + serde::de::DeserializeOwned + PartialEq + Debug>(bytes: &[u8], name: &str) -> T {
    let value: T = from_slice(bytes).unwrap();
    assert_eq!(read_json::<T>(bytes).as_ref(), Ok(&value), "{name}");
    value
}

#[test]
fn the_widget_reads_the_demo_as_serde_does() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle");
    let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    help_content::build(&knowledge, &bundle, help_content::Options::default()).unwrap();
    let read = |name: &str| fs::read(bundle.join(name)).unwrap();
    let manifest: Manifest = same(&read("manifest.json"), "manifest.json");
    assert_eq!(manifest.languages.len(), 2);
    for language in &manifest.languages {
        let mut articles = 0;
        for file in &language.bodies {
            articles += same::<Bodies>(&read(&file.path), &file.path).articles.len();
        }
        assert_eq!(articles, language.articles as usize);
        let flows = language.flows.as_ref().unwrap();
        assert!(!same::<Flows>(&read(&flows.path), &flows.path).flows.is_empty());
    }
}
