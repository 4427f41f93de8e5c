//! Cuts text into the words and Chinese characters that index and queries share. It folds what people
//! do not mean to distinguish (case, full-width forms, accents); it knows no stems and no stop words.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters and digits between blanks.
    Word,
    /// One character of a script that writes without blanks.
    Sign,
}

/// A word, or a single character of Chinese, Japanese or Thai.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded.
    pub text: String,
    /// Where it stood, counted in characters of the given text.
    pub range: Range<u32>,
    /// What it is made of.
    pub kind: Kind,
}

/// Hands over folded text, range in characters, and kind of each token, without keeping them.
pub(crate) fn each(text: &str, mut take: impl FnMut(&str, Range<u32>, Kind)) {
    let mut word = String::new();
    let (mut start, mut end, mut at) = (0u32, 0u32, 0u32);
    let flush = |word: &mut String, range: Range<u32>, take: &mut dyn FnMut(&str, Range<u32>, Kind)| {
        if !word.is_empty() {
            take(word, range, Kind::Word);
            word.clear();
        }
    };
    for raw in text.chars() {
        let c = width(raw);
        if c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric() && !is_sign(c) {
            if word.is_empty() {
                start = at;
            }
            if c.is_ascii() {
                word.push(c.to_ascii_lowercase());
            } else {
                word.extend(c.to_lowercase().map(plain).filter(|it| !is_mark(*it)));
            }
            end = at + 1;
        } else if !c.is_ascii() && is_mark(c) {
            end = at + 1;
        } else if is_sign(c) {
            flush(&mut word, start..end, &mut take);
            let mut buffer = [0; 4];
            take(c.encode_utf8(&mut buffer), at..at + 1, Kind::Sign);
        } else if !is_apostrophe(c) {
            flush(&mut word, start..end, &mut take);
        }
        at += 1;
    }
    flush(&mut word, start..end, &mut take);
}

/// Full-width forms as their plain ones (Unicode block FF00), everything else as it is.
fn width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Scripts whose words are not set apart by blanks.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'     // Thai, Lao
        | '\u{1000}'..='\u{109F}'   // Myanmar
        | '\u{1780}'..='\u{17FF}'   // Khmer
        | '\u{3005}'..='\u{3007}'   // iteration mark, zero
        | '\u{3040}'..='\u{30FF}'   // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}'   // Han, extension A
        | '\u{4E00}'..='\u{9FFF}'   // Han
        | '\u{F900}'..='\u{FAFF}'   // Han, compatibility
        | '\u{20000}'..='\u{323AF}' // Han, further extensions
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '`')
}

/// Combining marks of Latin, Hebrew and Arabic: people leave them out.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// The base letters of U+00E0 to U+017F; `-` keeps the letter.
const BASE: &str = "aaaaaa-ceeeeiiii-nooooo-ouuuuy-y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllll-\
    -llnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A lower-case letter without its accent.
fn plain(c: char) -> char {
    let Some(at) = (c as usize).checked_sub(0xE0) else { return c };
    match BASE.as_bytes().get(at) {
        Some(b'-') | None => c,
        Some(base) => char::from(*base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        each(text, |text, range, kind| out.push(Token { text: text.to_owned(), range, kind }));
        out
    }

    #[track_caller]
    fn check(input: &str, expected: &[&str]) {
        let found: Vec<_> = tokens(input).into_iter().map(|it| it.text).collect();
        assert_eq!(found, expected, "{input}");
    }

    #[test]
    fn words_and_signs_are_cut() {
        check("Where's my money?", &["wheres", "my", "money"]);
        check("'quoted' words", &["quoted", "words"]);
        check("ＵＳＤＴ　提现", &["usdt", "提", "现"]);
        check("WD_NETWORK_MISMATCH", &["wd", "network", "mismatch"]);
        check("Überweisung café Ångström łódź", &["uberweisung", "cafe", "angstrom", "lodz"]);
        check("USDT提现失败", &["usdt", "提", "现", "失", "败"]);
        check("cafe\u{301}", &["cafe"]);
        check("", &[]);
        check("?!…'", &[]);
    }

    #[test]
    fn ranges_count_characters() {
        let found: Vec<_> = tokens("é提 ab's").into_iter().map(|it| it.range).collect();
        assert_eq!(found, [0..1, 1..2, 3..7]);
    }

    #[test]
    fn every_accented_letter_has_its_base() {
        assert_eq!(BASE.len(), 0x180 - 0xE0);
        for (letter, base) in [
            ('ā', 'a'),
            ('đ', 'd'),
            ('ğ', 'g'),
            ('ı', 'i'),
            ('ł', 'l'),
            ('ń', 'n'),
            ('ő', 'o'),
            ('ř', 'r'),
            ('ş', 's'),
            ('ů', 'u'),
            ('ž', 'z'),
            ('ÿ', 'y'),
            ('ß', 'ß'),
            ('æ', 'æ'),
        ] {
            assert_eq!(plain(letter), base, "{letter}");
        }
    }
}
