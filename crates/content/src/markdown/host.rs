//! Whether the words of a link tell the truth about where it leads.

/// True when the text names this host, and nothing else that looks like a host: then it need not be
/// shown again. Anything doubtful (other scripts, invisible characters) counts as not named.
pub(super) fn is_named(host: &str, shown: &str) -> bool {
    let mut named = false;
    for word in words(shown) {
        if word.eq_ignore_ascii_case(host) {
            named = true;
        } else if looks_like_host(word) {
            return false;
        }
    }
    named && !shown.chars().any(is_invisible)
}

/// True when the text itself looks like an address of some host.
pub(super) fn names_any(shown: &str) -> bool {
    words(shown).any(looks_like_host)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !(it.is_alphanumeric() || it == '.' || it == '-' || it == '_'))
        .map(|it| it.trim_matches('.'))
        .filter(|it| !it.is_empty())
}

/// Labels between dots, the last of letters, as in `wallet.example` (RFC 1123, section 2.1).
fn looks_like_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(_, last)| {
        last.chars().count() >= 2 && last.chars().all(|it| it.is_alphabetic() || it == '-')
            || last.starts_with("xn--")
    })
}

/// Controls, marks of direction and characters without width, with which a text can hide what it says.
pub(super) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn only_the_very_host_counts_as_named() {
        for (host, shown, expected) in [
            ("wallet.example", "wallet.example", true),
            ("wallet.example", "https://Wallet.example/help", true),
            ("wallet.example", "see wallet.example.", true),
            ("wallet.example", "our page", false),
            ("evil.example", "https://wallet.example", false),
            ("evil.example", "wallet.example@evil.example", false),
            ("evil.example", "wallet.example.evil.example", false),
            ("xn--wllet-4qa.example", "wallet.example", false),
            ("xn--wllet-4qa.example", "wället.example", false),
            ("wallet.example", "w\u{200b}allet.example", false),
            ("wallet.example", "\u{202e}wallet.example", false),
        ] {
            assert_eq!(is_named(host, shown), expected, "{shown} -> {host}");
        }
    }
}
