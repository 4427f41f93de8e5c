//! How upset or careful people write down a phrase or a key.
#![allow(dead_code, clippy::unwrap_used)]

use super::invent::Chance;

pub const PHRASE: [&str; 22] = [
    "spaces",
    "commas",
    "lines",
    "numbered",
    "numbered in a row",
    "table",
    "two columns",
    "capitals",
    "one typo",
    "two typos",
    "one missing",
    "one foreign word",
    "cut to four",
    "look-alikes",
    "zero-width",
    "glued",
    "camel case",
    "letters apart",
    "told in sentences",
    "on two pages",
    "in groups",
    "html",
];

/// Disguises that only words of several letters can have.
pub fn needs_letters(disguise: &str) -> bool {
    matches!(
        disguise,
        "one typo"
            | "two typos"
            | "cut to four"
            | "look-alikes"
            | "glued"
            | "camel case"
            | "letters apart"
            | "one foreign word"
            | "capitals"
    )
}

/// Whether what is left is still a whole phrase in its words, so that it must be blocked.
pub fn is_whole(disguise: &str) -> bool {
    matches!(
        disguise,
        "spaces"
            | "commas"
            | "lines"
            | "numbered"
            | "numbered in a row"
            | "table"
            | "capitals"
            | "zero-width"
            | "in groups"
    )
}

fn typo(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + chance.below(letters.len() - 1);
    match chance.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, char::from(b'a' + chance.below(26) as u8)),
        2 => letters[at] = char::from(b'a' + chance.below(26) as u8),
        _ => letters.swap(at, at - 1),
    }
    letters.into_iter().collect()
}

fn look_alike(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'a' => 'а',
            'e' => 'е',
            'o' => 'о',
            'p' => 'р',
            'c' => 'с',
            'x' => 'х',
            'i' => 'і',
            other => other,
        })
        .collect()
}

pub fn phrase(words: &[String], disguise: &str, chance: &mut Chance) -> String {
    let mut words = words.to_vec();
    let n = words.len();
    let numbered = |mark: &str, between: &str| {
        words
            .iter()
            .enumerate()
            .map(|(i, w)| format!("{}{mark}{w}", i + 1))
            .collect::<Vec<_>>()
            .join(between)
    };
    match disguise {
        "commas" => words.join(", "),
        "lines" => words.join("\n"),
        "numbered" => numbered(". ", "\n"),
        "numbered in a row" => numbered(":", " "),
        "table" => words
            .iter()
            .enumerate()
            .map(|(i, w)| format!("| {} | {w} |", i + 1))
            .collect::<Vec<_>>()
            .join("\n"),
        "two columns" => (0..n / 2)
            .map(|i| format!("{} {}    {} {}", i + 1, words[i], i + 1 + n / 2, words[i + n / 2]))
            .collect::<Vec<_>>()
            .join("\n"),
        "capitals" => words.join(" ").to_uppercase(),
        "one typo" | "two typos" => {
            for _ in 0..if disguise == "one typo" { 1 } else { 2 } {
                let at = chance.below(n);
                words[at] = typo(&words[at], chance);
            }
            words.join(" ")
        }
        "one missing" => {
            words.remove(chance.below(n));
            words.join(" ")
        }
        "one foreign word" => {
            words[chance.below(n)] = "kfzwort".into();
            words.join(" ")
        }
        "cut to four" => words
            .iter()
            .map(|w| {
                w.chars().filter(|c| !('\u{300}'..'\u{370}').contains(c)).take(4).collect::<String>()
            })
            .collect::<Vec<_>>()
            .join(" "),
        "look-alikes" => words.iter().map(|w| look_alike(w)).collect::<Vec<_>>().join(" "),
        "zero-width" => words.join(" ").chars().flat_map(|c| [c, '\u{200b}']).collect(),
        "glued" => words.concat(),
        "camel case" => words
            .iter()
            .map(|w| {
                let mut letters = w.chars();
                letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default()
                    + letters.as_str()
            })
            .collect::<String>(),
        "letters apart" => words
            .iter()
            .map(|w| w.chars().map(String::from).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
            .join("  "),
        "told in sentences" => {
            let names = [
                "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
                "tenth", "eleventh", "twelfth",
            ];
            words
                .iter()
                .enumerate()
                .map(|(i, w)| match names.get(i) {
                    Some(name) => format!("The {name} word is {w}."),
                    None => format!("Word {} is {w}.", i + 1),
                })
                .collect::<Vec<_>>()
                .join(" ")
        }
        "on two pages" => format!(
            "{}\n--- page 2, I had to turn the sheet, sorry for the bad photo ---\n{}",
            words[..n / 2].join(" "),
            words[n / 2..].join(" "),
        ),
        "in groups" => words.chunks(4).map(|c| c.join(" ")).collect::<Vec<_>>().join(" / "),
        "html" => words.iter().map(|w| format!("<li class=\"word\">{w}</li>")).collect(),
        _ => words.join(" "),
    }
}

pub const KEY: [&str; 7] =
    ["plain", "in fours", "in eights with dashes", "two lines", "look-alikes", "full width", "quoted"];

pub fn key(key: &str, disguise: &str) -> String {
    let chunks = |n: usize, between: &str| {
        key.chars()
            .collect::<Vec<_>>()
            .chunks(n)
            .map(|c| c.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join(between)
    };
    match disguise {
        "in fours" => chunks(4, " "),
        "in eights with dashes" => chunks(8, "-"),
        "two lines" => chunks(key.len().div_ceil(2), "\n"),
        "look-alikes" => look_alike(key),
        "full width" => key.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c)).collect(),
        "quoted" => format!("\"{key}\""),
        _ => key.to_owned(),
    }
}
