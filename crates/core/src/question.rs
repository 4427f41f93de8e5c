//! What of a question may be kept without telling of anybody: one rule for the page that sends it and for the
//! server that takes it.

/// Addresses, numbers of any kind, hashes, links: words that point to somebody or to their money.
pub fn may_be_personal(text: &str) -> bool {
    let pointing = |word: &str| {
        let digits = word.chars().filter(|it| it.is_numeric()).count();
        let long = word.is_ascii() && word.len() > 24;
        digits >= 5 || long || word.contains('@') || word.contains("://")
    };
    // Numbers are also written in groups.
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    digits >= 8 || text.split(' ').any(pointing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_to_somebody_is_told() {
        for (text, expected) in [
            ("withdrawal not arrived", false),
            ("提现 100 USDT 还没到", false),
            ("where is 0xab12cd34ab12cd34ab12cd34", true),
            ("mail ann@mail.example", true),
            ("call 020 7946 0123", true),
            ("my order 1234567", true),
            ("https://evil.example is this you", true),
            ("TRC20 or ERC20", false),
        ] {
            assert_eq!(may_be_personal(text), expected, "{text}");
        }
    }
}
