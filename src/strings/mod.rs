//! The words of the interface: one table a language, and every table has every word, because a missing
//! one does not compile. What a wallet writes itself stands in its knowledge, not here.

mod after;
mod contact;
mod en;
mod evidence;
mod form;
mod guard;
mod zh_cn;

use help_core::lang;

pub use after::{AfterWords, after_words};
pub use contact::{ContactWords, contact_words};
pub use evidence::{EvidenceWords, evidence_words};
pub use form::{FormWords, form_words};
pub use guard::{GuardWords, guard_words};

/// The words of one language. Parts in braces are filled in, as the comment says.
#[derive(Debug)]
pub struct Strings {
    /// BCP 47 tag of this table.
    pub tag: &'static str,
    /// The language's name in itself.
    pub own_name: &'static str,
    /// As in English: Help.
    pub help: &'static str,
    /// As in English: Close help.
    pub close: &'static str,
    /// As in English: Back.
    pub back: &'static str,
    /// As in English: Language.
    pub language: &'static str,
    /// As in English: Loading.
    pub loading: &'static str,
    /// As in English: Ask in your own words.
    pub ask: &'static str,
    /// As in English: Answer.
    pub answer: &'static str,
    /// As in English: Act now.
    pub urgent: &'static str,
    /// As in English: Open the full answer.
    pub full_answer: &'static str,
    /// As in English: Also helpful here.
    pub also_helpful: &'static str,
    /// As in English: Topics.
    pub topics: &'static str,
    /// As in English: Related answers.
    pub related: &'static str,
    /// As in English: Still stuck?.
    pub still_stuck: &'static str,
    /// As in English: Report the problem.
    pub report_problem: &'static str,
    /// As in English: A few questions, then you get a number.
    pub report_hint: &'static str,
    /// As in English: What is it about?.
    pub what_about: &'static str,
    /// As in English: Official channels.
    pub official_channels: &'static str,
    /// As in English: Is this really support?
    pub is_it_support: &'static str,
    /// As in English: Check a number, address, link or name.
    pub is_it_support_hint: &'static str,
    /// As in English: My reports.
    pub my_reports: &'static str,
    /// As in English: Check this link
    pub link_out: &'static str,
    /// As in English: Support can be reached only here. Anyone who contacts you elsewhere and says they are support is not.
    pub only_these: &'static str,
    /// As in English: No channels are listed yet. Look for them in the wallet itself.
    pub no_channels: &'static str,
    /// As in English: We never ask for your recovery phrase, password or codes.
    pub never_ask: &'static str,
    /// As in English: Open now.
    pub open_now: &'static str,
    /// As in English: Closed now.
    pub closed_now: &'static str,
    /// `{time}`
    pub open_until: &'static str,
    /// `{time}`
    pub opens_at: &'static str,
    /// `{state}` is open or closed, `{wait}` a wait.
    pub usually_answers: &'static str,
    /// `{n}`
    pub about_minutes: &'static str,
    /// `{n}`
    pub about_hours: &'static str,
    /// `{n}`
    pub about_days: &'static str,
    /// `{time}`
    pub today_at: &'static str,
    /// As in English: No answer found.
    pub found_none: &'static str,
    /// As in English: 1 answer.
    pub found_one: &'static str,
    /// `{n}`
    pub found_n: &'static str,
    /// As in English: No answer has these words. Describe it shortly, or report it: your words go along.
    pub unsure_none: &'static str,
    /// As in English: These may not be what you mean. If none fits, report it: your words go along.
    pub unsure_some: &'static str,
    /// As in English: Report it with these words.
    pub report_these_words: &'static str,
    /// As in English: Clear the search.
    pub clear_search: &'static str,
    /// As in English: Not what you need?.
    pub not_found_it: &'static str,
    /// `{number}`
    pub received_number: &'static str,
    /// As in English: Did this help?.
    pub did_it_help: &'static str,
    /// As in English: Yes.
    pub yes: &'static str,
    /// As in English: No.
    pub no: &'static str,
    /// As in English: Good. You can close the help now.
    pub thanks_yes: &'static str,
    /// As in English: Noted. The form below gets you to a person.
    pub thanks_no: &'static str,
    /// `{date}`
    pub checked_on: &'static str,
    /// As in English: Note.
    pub note: &'static str,
    /// As in English: Tip.
    pub tip: &'static str,
    /// As in English: Careful.
    pub careful: &'static str,
    /// As in English: Danger.
    pub danger: &'static str,
    /// As in English: Table.
    pub table: &'static str,
    /// As in English: No connection.
    pub no_connection: &'static str,
    /// As in English: What is already on this screen still works. It loads again when the connection is back.
    pub no_connection_help: &'static str,
    /// As in English: This answer is not there.
    pub not_here: &'static str,
    /// As in English: It may have been renamed, or is not written in this language yet. Search finds what there is.
    pub not_here_help: &'static str,
    /// As in English: This could not be loaded.
    pub cannot_load: &'static str,
    /// As in English: Try again in a moment. If it stays like this, use an official channel.
    pub cannot_load_help: &'static str,
    /// As in English: This page needs a newer version.
    pub too_new: &'static str,
    /// As in English: Reload the wallet to get it.
    pub too_new_help: &'static str,
    /// As in English: Try again.
    pub try_again: &'static str,
    /// `{time}`
    pub since: &'static str,
    /// `{time}`
    pub until: &'static str,
    /// As in English: You can still send a report.
    pub notice_go_on: &'static str,
    /// As in English: Change.
    pub change: &'static str,
    /// As in English: Send the report.
    pub send_report: &'static str,
    /// As in English: Report received.
    pub report_received: &'static str,
    /// As in English: Copied.
    pub copied: &'static str,
    /// `{time}`
    pub reply_today: &'static str,
    /// `{time}`
    pub reply_tomorrow: &'static str,
    /// `{time}`
    pub reply_on: &'static str,
}

const TABLES: [&Strings; 2] = [&en::STRINGS, &zh_cn::STRINGS];

/// The table that a reader of `tag` reads best; English when there is none in that language.
pub fn strings(tag: &str) -> &'static Strings {
    let nearest = lang::nearest(tag, TABLES.iter().map(|it| it.tag));
    TABLES.into_iter().find(|it| Some(it.tag) == nearest).unwrap_or(&en::STRINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_nearest_table() {
        for (tag, expected) in [("zh-Hans", "zh-CN"), ("zh-TW", "zh-CN"), ("en-GB", "en"), ("fr", "en")]
        {
            assert_eq!(strings(tag).tag, expected, "{tag}");
        }
    }

    #[test]
    fn both_tables_fill_in_the_same_places() {
        let places = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|it| Some(it.split_once('}')?.0.to_owned()))
                .collect();
            found.sort();
            found
        };
        let tables = TABLES.map(|it| format!("{it:?}"));
        let fields = |table: &str| -> Vec<Vec<String>> { table.split("\", ").map(places).collect() };
        let [en, zh] = &tables;
        assert_eq!(fields(en).concat().len(), fields(zh).concat().len());
    }
}
