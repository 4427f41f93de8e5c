//! The demo's guided forms, and the published schema of such files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf};

use help_content::{check, flow_schema};
use serde_json::{Value, json};

fn knowledge() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge"))
}

/// Every form of the demo as JSON, by topic.
fn forms() -> Vec<(String, Value)> {
    let mut forms: Vec<_> = fs::read_dir(knowledge().join("flows"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let topic = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (topic, toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap())
        })
        .collect();
    forms.sort_by(|a, b| a.0.cmp(&b.0));
    forms
}

#[test]
fn the_published_schema_is_the_one_that_the_types_make() {
    let path = knowledge().join("flow.schema.json");
    let published: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(published, flow_schema(), "run `wallet-help kb schema flow` and keep its output");
}

#[test]
fn the_schema_takes_every_form_of_the_demo_and_names_mistakes() {
    let schema = jsonschema::validator_for(&flow_schema()).unwrap();
    for (topic, form) in forms() {
        let faults: Vec<_> = schema.iter_errors(&form).map(|it| it.to_string()).collect();
        assert_eq!(faults, [""; 0], "{topic}");
    }
    let (_, sound) = forms().into_iter().find(|it| it.0 == "withdraw").unwrap();
    for (pointer, wrong) in [
        ("/title", json!(3)),
        ("/attach/0", json!("color")),
        ("/attach/0", json!({ "member": "asset" })),
        ("/checks/0/yes", json!("Good.")),
        ("/money/0/way", json!("sideways")),
        ("/money/0/amuont", json!("amount")),
        ("/steps/0/questions/0/kind", json!("colour")),
        ("/steps/0/questions/0/options/0/show_if", json!([{ "questoin": "kind" }])),
        ("/steps/0/questions/1/show_if/0/is", json!("other")),
    ] {
        let mut form = sound.clone();
        match form.pointer_mut(pointer) {
            Some(place) => *place = wrong.clone(),
            None => {
                let (parent, name) = pointer.rsplit_once('/').unwrap();
                form.pointer_mut(parent).unwrap()[name] = wrong.clone();
            }
        }
        assert!(!schema.is_valid(&form), "{pointer} = {wrong}");
    }
}

/// The check walks every way through every form: each of at most six screens and eight required answers,
/// none a dead end, every step reached, every condition sound.
#[test]
fn the_demo_has_a_form_for_every_trouble_and_nothing_to_mend() {
    let topics: Vec<String> = forms().into_iter().map(|it| it.0).collect();
    for topic in ["pay", "withdraw", "deposit", "account", "safety", "fees", "identity", "support"] {
        assert!(topics.iter().any(|it| it == topic), "there is no form for {topic}");
    }
    let report = check(&knowledge()).unwrap();
    assert_eq!(report.mistakes(), [], "{report}");
    let urgent: Vec<_> =
        forms().into_iter().filter(|it| it.1["urgent"] == json!(true)).map(|it| it.0).collect();
    assert_eq!(urgent, ["safety"]);
}
