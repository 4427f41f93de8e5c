//! A short text in several languages, as knowledge files write it.

use serde::{Deserialize, Serialize};

use crate::{lang, map::Map};

/// A text keyed by language tag, as in `{ en = "Withdrawals", zh-CN = "提现" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub Map<String>);

impl Text {
    /// The text in the language nearest to `wanted`, else in any language, else empty.
    pub fn get(&self, wanted: &str) -> &str {
        lang::nearest(wanted, self.0.keys().map(String::as_str))
            .and_then(|tag| self.0.get(tag))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// True when no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Text {
    fn from(rows: [(&str, &str); N]) -> Self {
        Text(rows.into_iter().map(|(tag, text)| (tag.to_owned(), text.to_owned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_read() {
        let text = Text::from([("en", "Withdrawals"), ("zh-CN", "提现")]);
        for (wanted, expected) in
            [("en-GB", "Withdrawals"), ("zh-Hans", "提现"), ("zh-TW", "提现"), ("fr", "Withdrawals")]
        {
            assert_eq!(text.get(wanted), expected, "{wanted}");
        }
        assert_eq!(Text::default().get("en"), "");
    }
}
