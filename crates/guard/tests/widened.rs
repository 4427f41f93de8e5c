//! Wider than any corpus we have: each language by each disguise by each class, from a seed.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

#[path = "support/disguise.rs"]
mod disguise;
#[path = "support/invent.rs"]
mod invent;
mod support;

use bip39::Language;
use help_guard::{Action, Report};
use invent::{Chance, LANGUAGES};
use std::{fs, path::Path};
use support::{Table, covers, plain};

/// The lines of `tests/messages`: language, class, template.
fn messages() -> Vec<(String, String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages"));
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let (class, template) = line.split_once(": ").unwrap();
            out.push((language.clone(), class.to_owned(), template.to_owned()));
        }
    }
    out
}

fn show(class: &str, report: &Report, text: &str) {
    if std::env::var("SHOW").is_ok_and(|wanted| class.contains(&wanted)) {
        println!("{} {class}: {text:?} {:?}", report.action.as_str(), report.findings);
    }
}

#[test]
fn named_values_in_every_language() {
    let mut chance = Chance(17);
    let (mut by_class, mut by_language) = (Table::default(), Table::default());
    for (language, class, template) in messages() {
        if template.contains("{seed}") || class == "harmless" {
            continue;
        }
        for _ in 0..8 {
            let text = chance.fill(&template);
            let report = plain(&text);
            by_class.add(&class, report.action);
            by_language.add(&language, report.action);
            if report.action != Action::Block {
                show(&format!("{class} {language}"), &report, &text);
            }
        }
    }
    by_class.print("named values, by class");
    by_language.print("named values, by language");
    for class in ["otp", "cvv", "pin", "password", "card", "key"] {
        let blocked = by_class.of(|c| c == class).blocked();
        assert!(blocked >= 97.0, "{class}: {blocked:.1} % blocked");
    }
}

#[test]
fn harmless_messages_in_every_language() {
    let mut chance = Chance(23);
    let mut table = Table::default();
    for (language, class, template) in messages() {
        if class != "harmless" {
            continue;
        }
        for _ in 0..12 {
            let text = chance.fill(&template);
            let report = plain(&text);
            table.add(&language, report.action);
            if report.action != Action::Allow {
                show(&format!("harmless {language}"), &report, &text);
            }
        }
    }
    table.print("harmless messages, by language");
    let all = table.of(|_| true);
    assert!(all.blocked() <= 0.5 && all.asked() <= 2.0);
}

/// Every word, and what numbers them where that is not a language's own words.
fn is_covered(disguise: &str, text: &str, body: &str, words: &[String], report: &Report) -> bool {
    match disguise {
        "told in sentences" | "on two pages" => true,
        "html" | "ordinals" | "roman numbers" | "boxes" => {
            let from = text.find(body).unwrap_or_default();
            words.iter().filter(|word| word.chars().count() > 3).all(|word| {
                let at = body.find(word.as_str()).map_or(from, |at| from + at);
                let place = text[..at].chars().count();
                let end = place + word.chars().count();
                report.findings.iter().any(|f| f.start <= place && end <= f.end)
            })
        }
        _ => covers(text, body, report),
    }
}

#[test]
fn phrases_in_every_list_and_disguise() {
    let templates: Vec<String> =
        messages().into_iter().filter(|(_, class, _)| class == "seed").map(|(_, _, t)| t).collect();
    let mut chance = Chance(5);
    let (mut by_disguise, mut by_list) = (Table::default(), Table::default());
    let mut uncovered = 0;
    for list in LANGUAGES {
        let chinese = matches!(list, Language::SimplifiedChinese | Language::TraditionalChinese);
        let spelled = !chinese && !matches!(list, Language::Japanese | Language::Korean);
        for disguise in disguise::PHRASE {
            if disguise::needs_letters(disguise) && !spelled {
                continue;
            }
            for _ in 0..12 {
                let length = [12, 12, 12, 18, 24][chance.below(5)];
                let words = chance.phrase(list, length);
                let body = disguise::phrase(&words, disguise, &mut chance);
                let template = &templates[chance.below(templates.len())];
                let text = template.replace("{seed}", &body);
                let report = plain(&text);
                by_disguise.add(disguise, report.action);
                by_list.add(&format!("{list:?}"), report.action);
                let bare = report.action == Action::Allow
                    || disguise::is_whole(disguise) && report.action != Action::Block;
                if bare {
                    show(&format!("seed {disguise} {list:?}"), &report, &text);
                } else if !is_covered(disguise, &text, &body, &words, &report) {
                    uncovered += 1;
                    show(&format!("uncovered {disguise} {list:?}"), &report, &text);
                }
            }
        }
    }
    by_disguise.print("phrases, by disguise");
    by_list.print("phrases, by list");
    let whole = by_disguise.of(disguise::is_whole);
    let disguised = by_disguise.of(|d| !disguise::is_whole(d));
    println!(
        "whole: {:.2} % blocked; disguised: {:.2} % stopped, {:.2} % blocked; {uncovered} not covered",
        whole.blocked(),
        disguised.stopped(),
        disguised.blocked()
    );
    assert!(whole.blocked() >= 99.0 && disguised.stopped() >= 97.0);
    assert!(uncovered <= 12, "{uncovered} phrases stand out of their spans");
}

#[test]
fn keys_in_every_form_and_disguise() {
    let templates: Vec<String> =
        messages().into_iter().filter(|(_, class, _)| class == "key").map(|(_, _, t)| t).collect();
    let mut chance = Chance(11);
    let (mut by_disguise, mut by_form) = (Table::default(), Table::default());
    for template in &templates {
        for disguise in disguise::KEY {
            for _ in 0..6 {
                let (form, key) = chance.key();
                let text = template.replace("{key}", &disguise::key(&key, disguise));
                let report = plain(&text);
                by_disguise.add(disguise, report.action);
                by_form.add(form, report.action);
                if report.action != Action::Block {
                    show(&format!("key {disguise} {form}"), &report, &text);
                }
            }
        }
    }
    by_disguise.print("keys, by disguise");
    by_form.print("keys, by form");
    assert!(by_disguise.of(|d| d == "plain" || d == "quoted").blocked() >= 99.0);
    assert!(by_disguise.of(|_| true).stopped() >= 97.0);
}
