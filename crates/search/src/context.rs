//! What the moment adds to a search: the screen, the error, the asset and the network. It knows which
//! articles name them and which words an error message is made of.

use help_core::{Context, context::Member, pattern};

use crate::{asked::Asked, format::Section, index::Index, table};

/// What naming the error's code, matching its text, or naming the screen adds, against all that was asked.
const CODE: f32 = 1.2;
const MESSAGE: f32 = 1.0;
const SCREEN: f32 = 0.5;
/// What a word of the error text says beside a question, against a word typed.
const ERROR_WORD: f32 = 0.2;
/// The same for the asset's and the network's name.
const NAME: f32 = 0.25;
/// Longer words of an error text are hashes and addresses.
const LONGEST: usize = 20;

/// Why an article fits the moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fit {
    pub article: u32,
    /// Against all that was asked.
    pub share: f32,
    /// It names the very error.
    pub error: bool,
}

impl Index {
    /// The words that the moment adds; `alone` when nothing was typed.
    pub(crate) fn words_of(&self, context: &Context, alone: bool) -> Asked {
        let mut out = Asked::default();
        if let Some(message) = context.get(Member::ErrorMessage) {
            let share = if alone { 1.0 } else { ERROR_WORD };
            out.extend(self.understand_words(&without_variables(message), share));
        }
        for member in [Member::Asset, Member::Network] {
            if let Some(name) = context.get(member) {
                out.extend(self.understand_words(name, NAME));
            }
        }
        out
    }

    /// The articles that name the error or the screen.
    pub(crate) fn fitting(&self, context: &Context) -> Vec<Fit> {
        let code = context.get(Member::ErrorCode);
        let message = context.get(Member::ErrorMessage);
        let mut out: Vec<Fit> = Vec::new();
        let mut add = |row: Option<&[u8]>, share: f32, error: bool| {
            for article in table::ascending(row.unwrap_or_default()) {
                match out.iter_mut().find(|it| it.article == article) {
                    Some(fit) => {
                        fit.share += share;
                        fit.error |= error;
                    }
                    None => out.push(Fit { article, share, error }),
                }
            }
        };
        if code.is_some() || message.is_some() {
            for (n, entry) in self.rows(Section::Errors).from(0).enumerate() {
                let Ok(entry) = std::str::from_utf8(entry) else { continue };
                let articles = self.rows(Section::ErrorArticles).get(n);
                if pattern::error_matches(entry, code, None) {
                    add(articles, CODE, true);
                } else if pattern::error_matches(entry, None, message) {
                    add(articles, MESSAGE, true);
                }
            }
        }
        if let Some(screen) = context.get(Member::Screen)
            && let Some(n) = self.rows(Section::Screens).find(screen.as_bytes())
        {
            add(self.rows(Section::ScreenArticles).get(n), SCREEN, false);
        }
        out
    }
}

/// An error text without what differs from one time to the next: amounts, addresses, hashes, times and
/// places left for them (`{{ amount }}`, `${fee}`, `%s`).
fn without_variables(message: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for word in
        message.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | ';'))
    {
        let opens = word.ends_with('{');
        let closes = word.ends_with('}');
        if depth == 0 {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let letters = word.chars().filter(|it| it.is_alphabetic()).count();
            let long = word.is_ascii() && word.len() > LONGEST;
            if (digits == 0 || digits < letters)
                && !word.starts_with("0x")
                && !long
                && !word.starts_with('%')
            {
                out.push_str(word.trim_end_matches(['{', '}']));
                out.push(' ');
            }
        }
        depth = if opens { depth + 1 } else { depth.saturating_sub(usize::from(closes)) };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variable_parts_of_error_texts_are_left_out() {
        for (message, expected) in [
            ("Below minimum of 10.5 USDT", "Below minimum of USDT"),
            ("Address 0x52908400098527886E0F7030069857D2E4169EE7 is refused", "Address is refused"),
            ("Some words are not valid: {{ invalidWords }}", "Some words are not valid:"),
            ("Fee ${fee} is too low", "Fee $ is too low"),
            ("ERC20 token", "ERC20 token"),
            ("提现金额低于最低限额 10 USDT", "提现金额低于最低限额 USDT"),
            ("failed at 2026-11-20 14:05", "failed at"),
            ("%s is unknown", "is unknown"),
        ] {
            let found = without_variables(message);
            let found: Vec<_> = found.split_whitespace().collect();
            assert_eq!(found.join(" "), expected);
        }
    }
}
