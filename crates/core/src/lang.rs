//! Matching of language tags (BCP 47) by what a person can read: script before region.

/// The tag of `have` that a reader of `wanted` reads best: the same tag, else the same language and
/// script (`zh-CN` is `zh-Hans`, `zh-TW` is `zh-Hant`), else the same language. `None` when the
/// language is not there at all.
pub fn nearest<'a>(wanted: &str, have: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(u8, &'a str)> = None;
    for tag in have {
        let score = if tag.eq_ignore_ascii_case(wanted) {
            3
        } else if !primary(tag).eq_ignore_ascii_case(primary(wanted)) {
            continue;
        } else if script(tag) == script(wanted) {
            2
        } else {
            1
        };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, tag));
        }
    }
    best.map(|(_, tag)| tag)
}

/// The first of `wished` (most wanted first) that `have` can serve, else the first of `have`.
pub fn choose<'a>(wished: &[String], have: &'a [String]) -> Option<&'a str> {
    wished
        .iter()
        .find_map(|tag| nearest(tag, have.iter().map(String::as_str)))
        .or_else(|| have.first().map(String::as_str))
}

/// The primary language subtag: `zh` of `zh-CN`.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// True for languages written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    ["ar", "fa", "he", "ur", "ps", "dv", "yi"].contains(&primary(tag).to_ascii_lowercase().as_str())
}

/// The script when it decides what can be read: only Chinese and Serbian need it here.
fn script(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    for part in parts {
        for known in ["Hans", "Hant", "Cyrl", "Latn"] {
            if part.eq_ignore_ascii_case(known) {
                return Some(known);
            }
        }
        if language.eq_ignore_ascii_case("zh")
            && ["tw", "hk", "mo"].contains(&part.to_ascii_lowercase().as_str())
        {
            return Some("Hant");
        }
    }
    language.eq_ignore_ascii_case("zh").then_some("Hans")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_decides_before_region() {
        let both = ["en", "zh-Hant", "zh-CN"];
        for (wanted, expected) in [
            ("zh-CN", Some("zh-CN")),
            ("zh-SG", Some("zh-CN")),
            ("zh", Some("zh-CN")),
            ("zh_HK", Some("zh-Hant")),
            ("zh-Hant-CN", Some("zh-Hant")),
            ("EN-us", Some("en")),
            ("de", None),
        ] {
            assert_eq!(nearest(wanted, both.into_iter()), expected, "{wanted}");
        }
    }

    #[test]
    fn wishes_are_tried_in_order() {
        let have = ["zh-CN".to_owned(), "en".to_owned()];
        assert_eq!(choose(&["fr".into(), "en-AU".into()], &have), Some("en"));
        assert_eq!(choose(&["fr".into()], &have), Some("zh-CN"));
        assert_eq!(choose(&[], &[]), None);
    }
}
