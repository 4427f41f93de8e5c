//! The patterns that articles and flows write: globs for error texts, `regex-lite` for answers.

/// True when `pattern` covers the whole `text`; `*` stands for any run of characters, everything
/// else for itself without regard to case. Linear in `text` for each `*`-separated piece.
pub fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (folded(pattern), folded(text));
    let (mut left, mut at_start) = (&text[..], true);
    let mut pieces = pattern.split(|it| *it == '*').peekable();
    while let Some(piece) = pieces.next() {
        let found = match (at_start, pieces.peek().is_none()) {
            (true, true) => return left == piece,
            (true, false) => left.starts_with(piece).then_some(0),
            (false, true) => return left.ends_with(piece),
            (false, false) => (0..=left.len()).find(|at| left[*at..].starts_with(piece)),
        };
        let Some(at) = found else {
            return false;
        };
        left = &left[at + piece.len()..];
        at_start = false;
    }
    true
}

/// Letter by letter: `str::to_lowercase` brings rules for words that matter here to nobody.
fn folded(text: &str) -> Vec<char> {
    text.trim().chars().flat_map(char::to_lowercase).collect()
}

/// True when an article's error entry speaks of this error: equal to the code, or a glob over the text.
pub fn error_matches(entry: &str, code: Option<&str>, message: Option<&str>) -> bool {
    code.is_some_and(|code| entry.trim().eq_ignore_ascii_case(code.trim()))
        || message.is_some_and(|message| glob(entry, message))
}

/// True when the answer matches; a pattern that does not compile matches everything, because
/// `kb check` refuses it and a person must not be stopped by an author's mistake.
pub fn answer_matches(pattern: &str, answer: &str) -> bool {
    regex_lite::Regex::new(pattern).map_or(true, |regex| regex.is_match(answer))
}

/// What is wrong with an answer pattern, in the words of `regex-lite`.
pub fn answer_pattern_error(pattern: &str) -> Option<String> {
    regex_lite::Regex::new(pattern).err().map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_cover_the_whole_text() {
        for (pattern, text, expected) in [
            ("*address*network*", "The Address belongs to another network.", true),
            ("*address*network*", "network before address", false),
            ("Below minimum", "below minimum", true),
            ("Below minimum", "below minimum of 10", false),
            ("below minimum*", "Below minimum of 10 USDT", true),
            ("*不一致", "地址与网络不一致", true),
            ("*", "", true),
            ("a*b*b", "ab", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} on {text}");
        }
    }

    #[test]
    fn codes_are_equal_or_nothing() {
        assert!(error_matches("WD_PENDING", Some("wd_pending"), None));
        assert!(!error_matches("WD_PENDING", Some("WD_PENDING_2"), None));
        assert!(error_matches("*daily limit*", None, Some("Your daily limit is used up")));
    }

    #[test]
    fn a_broken_answer_pattern_stops_nobody() {
        assert!(answer_matches("(", "anything"));
        assert!(answer_pattern_error("(").is_some());
        assert!(!answer_matches("^[0-9]+$", "12a"));
    }
}
