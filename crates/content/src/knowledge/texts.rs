//! Texts that people read stand in every language. This is where a gap is found.

use help_core::text::Text;

use crate::{
    document::Spot,
    report::{Report, Rule},
};

/// Reports the languages that a text lacks, and those that the knowledge does not have.
pub fn complete(spot: Spot<'_>, text: &Text, languages: &[String], report: &mut Report) {
    for tag in languages {
        if text.0.get(tag).is_none_or(|it| it.trim().is_empty()) {
            let message = format!("this text is missing in {tag}");
            report.add(Rule::MissingLanguage, spot.place(), message, format!("add {tag} = \"…\""));
        }
    }
    for tag in text.0.keys().filter(|tag| !languages.contains(tag)) {
        let message = format!("{tag} is not a language of this knowledge");
        let next = "add it to `languages` in knowledge.toml, or take the text out";
        report.add(Rule::ExtraLanguage, spot.key(tag).place(), message, next);
    }
}

/// The text of an optional entry, when there is one.
pub fn complete_opt(spot: Spot<'_>, text: &Option<Text>, languages: &[String], report: &mut Report) {
    if let Some(text) = text {
        complete(spot, text, languages, report);
    }
}

/// True for a well-formed BCP 47 tag of the plain kind: a language, then subtags of letters and digits.
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|it| it.is_ascii_alphabetic())
        && parts
            .all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn tags_have_a_language_first() {
        for (tag, expected) in [
            ("en", true),
            ("zh-Hans", true),
            ("zh-CN", true),
            ("es-419", true),
            ("", false),
            ("en_US", false),
            ("../x", false),
            ("flows", false),
        ] {
            assert_eq!(is_tag(tag), expected, "{tag}");
        }
    }
}
