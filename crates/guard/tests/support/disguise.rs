//! How upset or careful people write down a phrase or a key.
#![allow(dead_code, clippy::unwrap_used)]

use super::invent::Chance;

pub const PHRASE: [&str; 28] = [
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
    "ordinals",
    "roman numbers",
    "figures for letters",
    "broken at line ends",
    "two missing",
    "boxes",
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
            | "roman numbers"
            | "figures for letters"
            | "broken at line ends"
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
            | "ordinals"
            | "boxes"
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
        "ordinals" => {
            let names = chance.pick(&ORDINALS).split(", ").map(str::to_owned);
            let more = (13..).map(|n| format!("{n}."));
            let rows = names.chain(more).zip(&words).map(|(name, word)| format!("{name}: {word}"));
            rows.collect::<Vec<_>>().join(", ")
        }
        "roman numbers" => {
            let names = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv";
            let rows = names.split(' ').zip(&words).map(|(name, word)| format!("{name}. {word}"));
            rows.collect::<Vec<_>>().join(" ")
        }
        "figures for letters" => {
            let figure = |c| match c {
                'o' => '0',
                'l' => '1',
                'e' => '3',
                other => other,
            };
            words.join(" ").chars().map(figure).collect()
        }
        "broken at line ends" => words
            .iter()
            .enumerate()
            .map(|(i, w)| {
                let half = w.char_indices().nth(w.chars().count() / 2).map_or(0, |(at, _)| at);
                if i % 4 == 1 { format!("{}-\n{}", &w[..half], &w[half..]) } else { w.clone() }
            })
            .collect::<Vec<_>>()
            .join(" "),
        "two missing" => {
            words.remove(chance.below(n));
            words.remove(chance.below(n - 1));
            words.join(" ")
        }
        "boxes" => words
            .iter()
            .enumerate()
            .map(|(i, w)| format!("│ {:2} │ {w:10} │", i + 1))
            .collect::<Vec<_>>()
            .join("\n"),
        _ => words.join(" "),
    }
}

/// First to twelfth.
const ORDINALS: [&str; 8] = [
    "primera, segunda, tercera, cuarta, quinta, sexta, séptima, octava, novena, décima, undécima, duodécima",
    "premier, deuxième, troisième, quatrième, cinquième, sixième, septième, huitième, neuvième, dixième, onzième, douzième",
    "erstes, zweites, drittes, viertes, fünftes, sechstes, siebtes, achtes, neuntes, zehntes, elftes, zwölftes",
    "первое, второе, третье, четвёртое, пятое, шестое, седьмое, восьмое, девятое, десятое, одиннадцатое, двенадцатое",
    "birinci, ikinci, üçüncü, dördüncü, beşinci, altıncı, yedinci, sekizinci, dokuzuncu, onuncu, on birinci, on ikinci",
    "第一个, 第二个, 第三个, 第四个, 第五个, 第六个, 第七个, 第八个, 第九个, 第十个, 第十一个, 第十二个",
    "첫번째, 두번째, 세번째, 네번째, 다섯번째, 여섯번째, 일곱번째, 여덟번째, 아홉번째, 열번째, 열한번째, 열두번째",
    "الأولى, الثانية, الثالثة, الرابعة, الخامسة, السادسة, السابعة, الثامنة, التاسعة, العاشرة, الحادية عشرة, الثانية عشرة",
];

pub const KEY: [&str; 8] = [
    "plain",
    "in fours",
    "in eights with dashes",
    "two lines",
    "numbered lines",
    "look-alikes",
    "full width",
    "quoted",
];

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
        "numbered lines" => chunks(16, "\n")
            .lines()
            .enumerate()
            .map(|(i, part)| format!("\n{}) {part}", i + 1))
            .collect(),
        "look-alikes" => look_alike(key),
        "full width" => key.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c)).collect(),
        "quoted" => format!("\"{key}\""),
        _ => key.to_owned(),
    }
}
