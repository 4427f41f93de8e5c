//! The words of the guard: why a text cannot be sent, and what to do. They arrive with the form.

mod en;
mod zh_cn;

/// The words of one language.
#[derive(Debug)]
pub struct GuardWords {
    /// As in English: This looks like a recovery phrase
    pub phrase: &'static str,
    /// As in English: This looks like a private key
    pub key: &'static str,
    /// As in English: This looks like a wallet file with a key in it
    pub wallet_file: &'static str,
    /// As in English: This looks like a card number
    pub card: &'static str,
    /// As in English: This looks like the security code of a card
    pub card_code: &'static str,
    /// As in English: This looks like a one-time code
    pub one_time_code: &'static str,
    /// As in English: This looks like a password
    pub password: &'static str,
    /// As in English: This looks like a PIN
    pub pin: &'static str,
    /// As in English: Nobody from support will ever ask for it, and nobody needs it to help you. It has not been saved or sent.
    pub nobody_asks: &'static str,
    /// As in English: If you typed it anywhere else or showed it to anyone, move your funds to a new wallet now.
    pub move_funds: &'static str,
    /// As in English: If you gave it to anyone, call your bank now and have the card blocked.
    pub call_bank: &'static str,
    /// As in English: If you gave it to anyone, change your password now and sign out everywhere.
    pub change_password: &'static str,
    /// As in English: What to do now
    pub what_now: &'static str,
    /// As in English: Remove it
    pub remove: &'static str,
    /// As in English: (removed)
    pub removed: &'static str,
    /// As in English: Found here: {text}
    pub in_your_text: &'static str,
    /// As in English: Is this a transaction hash or a private key?
    pub hash_or_key: &'static str,
    /// As in English: If it is one, it must not be sent. Is it?
    pub is_it: &'static str,
    /// As in English: It is a transaction hash
    pub a_hash: &'static str,
    /// As in English: No, it is not
    pub no_secret: &'static str,
    /// As in English: Left out: it looks like a secret.
    pub left_out: &'static str,
}

/// The words beside the table of this tag.
pub fn guard_words(tag: &str) -> &'static GuardWords {
    match tag {
        "zh-CN" => &zh_cn::GUARD,
        _ => &en::GUARD,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What every language must say, however it says it: nobody asks, move it, block the card, change it.
    #[test]
    fn the_warning_says_who_never_asks_and_what_to_do_now() {
        let said = [
            (
                "en",
                [
                    "Nobody from support will ever ask",
                    "move your funds",
                    "call your bank",
                    "change your password",
                ],
            ),
            ("zh-CN", ["客服绝不会索要", "把资产转到新钱包", "致电银行", "修改密码"]),
        ];
        for (tag, [nobody, funds, bank, password]) in said {
            let t = guard_words(tag);
            assert!(t.nobody_asks.contains(nobody), "{tag}: {}", t.nobody_asks);
            assert!(t.move_funds.contains(funds), "{tag}: {}", t.move_funds);
            assert!(t.call_bank.contains(bank), "{tag}: {}", t.call_bank);
            assert!(t.change_password.contains(password), "{tag}: {}", t.change_password);
            // All three say now: waiting is what costs the money.
            let now = if tag == "en" { " now" } else { "立刻" };
            for advice in [t.move_funds, t.call_bank, t.change_password] {
                assert!(advice.contains(now), "{tag}: {advice}");
            }
            assert!(!t.what_now.is_empty() && !t.remove.is_empty());
        }
        assert_eq!(said.len(), crate::strings::TABLES.len(), "a language is not looked at here");
    }
}
