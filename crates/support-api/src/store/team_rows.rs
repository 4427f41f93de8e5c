//! Rows of the team: accounts, the audit trail, what a list is to show. Times in seconds since 1970.

/// An account of the team.
#[derive(Clone, Debug)]
pub(crate) struct AgentRow {
    /// The row.
    pub(crate) seq: i64,
    /// Of the account, in small letters.
    pub(crate) name: String,
    /// The name that people read.
    pub(crate) shown: String,
    /// Argon2id as a PHC string.
    pub(crate) password: String,
    /// Nobody signs in with it.
    pub(crate) disabled: bool,
}

/// An account to be made.
pub(crate) struct NewAgent {
    /// In small letters.
    pub(crate) name: String,
    /// The name that people read.
    pub(crate) shown: String,
    /// Argon2id as a PHC string.
    pub(crate) password: String,
    /// When.
    pub(crate) now: i64,
}

/// A line of the audit trail.
#[derive(Clone, Debug)]
pub(crate) struct AuditRow {
    /// When.
    pub(crate) at: i64,
    /// The account; none when somebody was refused.
    pub(crate) agent: Option<String>,
    /// What was done: `replied`.
    pub(crate) deed: String,
    /// The ticket's number.
    pub(crate) ticket: Option<String>,
    /// What else there is to know, never what was written.
    pub(crate) detail: Option<String>,
}

/// Which tickets a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Those that support has to answer.
    #[default]
    Open,
    /// Those that are not over and that I take care of.
    Mine,
    /// Those in which a person wrote something that support has not read.
    Unread,
    /// Those that wait for their person.
    Waiting,
    /// Solved and closed ones.
    Over,
    /// All there are.
    All,
}

impl View {
    /// In the order in which they are shown.
    pub(crate) const ALL: [View; 6] =
        [View::Open, View::Mine, View::Unread, View::Waiting, View::Over, View::All];

    /// The name in addresses.
    pub(crate) fn name(self) -> &'static str {
        match self {
            View::Open => "open",
            View::Mine => "mine",
            View::Unread => "unread",
            View::Waiting => "waiting",
            View::Over => "over",
            View::All => "all",
        }
    }
}

/// What comes first in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// What waits longest.
    #[default]
    Waiting,
    /// What changed last.
    Newest,
}

/// What a list is to show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Which tickets.
    pub(crate) view: View,
    /// Of one topic.
    pub(crate) topic: Option<String>,
    /// Of one level.
    pub(crate) level: Option<u8>,
    /// With these letters in the number.
    pub(crate) number: Option<String>,
    /// What first.
    pub(crate) order: Order,
    /// Whose list it is.
    pub(crate) me: String,
}

/// How many tickets each of [`View::ALL`] holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InboxCounts(pub(crate) [u32; View::ALL.len()]);

/// An answer that the team keeps.
#[derive(Clone, Debug)]
pub(crate) struct SavedAnswer {
    /// The row; 0 for one that is new.
    pub(crate) seq: i64,
    /// What it is for.
    pub(crate) title: String,
    /// What is written.
    pub(crate) text: String,
    /// Of the text, a language tag.
    pub(crate) language: String,
}

/// What the numbers need of a ticket.
pub(crate) struct CaseRow {
    /// The topic's id.
    pub(crate) topic: String,
    /// When it came.
    pub(crate) received: i64,
    /// When it was solved or closed.
    pub(crate) settled: Option<i64>,
    /// Began as a conversation and stayed one.
    pub(crate) chat: bool,
    /// Of the person.
    pub(crate) stars: Option<u8>,
    /// First reply of support.
    pub(crate) replied: Option<i64>,
    /// How often it was opened again.
    pub(crate) reopened: u32,
    /// How often a higher level was asked for.
    pub(crate) escalated: u32,
}

/// The votes on an article.
pub(crate) struct VotesRow {
    /// The article's id.
    pub(crate) article: String,
    /// The language it was read in.
    pub(crate) language: String,
    /// Votes for it.
    pub(crate) helped: u32,
    /// Votes against it.
    pub(crate) not_helped: u32,
}

/// A question that somebody asked.
pub(crate) struct AskedRow {
    /// `YYYY-MM-DD`, UTC.
    pub(crate) day: String,
    /// The language's tag.
    pub(crate) language: String,
    /// As it was typed.
    pub(crate) text: String,
    /// The article that answered it.
    pub(crate) article: Option<String>,
}

/// How often a question was asked.
pub(crate) struct QuestionRow {
    /// As it was typed.
    pub(crate) text: String,
    /// The language's tag.
    pub(crate) language: String,
    /// The article that answered it.
    pub(crate) article: Option<String>,
    /// How often.
    pub(crate) count: u32,
}
