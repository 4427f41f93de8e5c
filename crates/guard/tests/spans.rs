//! GRD-5: a stopped phrase is covered whole, wherever it stands.
#![cfg(not(target_family = "wasm"))]

#[path = "support/invent.rs"]
mod invent;
mod support;

use help_guard::{Action, redact};
use invent::{Chance, LANGUAGES};
use support::plain;

const AROUND: [&str; 8] = [
    "please verify this seed {}",
    "{} please help because there must still be money",
    "hello {} thank you",
    "our old wallet {} never open again",
    "{}\n\nand the other one:\n\n{}",
    "1. I open the app\n2. I type {}\n3. it says error",
    "Hi,\nmy words:\n{}\nthanks",
    "恢复短语：{} 请帮我恢复",
];

#[test]
fn no_word_is_left_outside() {
    let mut chance = Chance(41);
    let mut left = Vec::new();
    let mut total = 0;
    for language in LANGUAGES {
        for around in AROUND {
            for separator in [" ", "\n", ", "] {
                for length in [12, 15, 18, 21, 24] {
                    let first = chance.phrase(language, length);
                    let second = chance.phrase(language, length);
                    let text = around.replacen("{}", &first.join(separator), 1).replacen(
                        "{}",
                        &second.join(separator),
                        1,
                    );
                    let report = plain(&text);
                    assert_eq!(report.action, Action::Block, "{text}");
                    let rest = redact(&text, &report.findings);
                    let used = around.matches("{}").count();
                    total += 1;
                    let frame: Vec<&str> = around.split(|c: char| !c.is_alphanumeric()).collect();
                    for word in
                        first.iter().chain(second.iter().take(if used == 2 { length } else { 0 }))
                    {
                        // A word of the frame may also be one of the phrase.
                        let stays = rest
                            .split(|c: char| {
                                !c.is_alphanumeric()
                                    && !('\u{300}'..='\u{36f}').contains(&c)
                                    && !('\u{3099}'..='\u{309a}').contains(&c)
                            })
                            .any(|part| part == word);
                        if stays && !frame.contains(&word.as_str()) {
                            left.push(format!("{word:?} of {text:?} in {rest:?}"));
                        }
                    }
                }
            }
        }
    }
    println!("GRD-5: {total} texts, {} words left outside", left.len());
    for line in left.iter().take(8) {
        println!("{line}");
    }
    assert!(left.is_empty());
}
