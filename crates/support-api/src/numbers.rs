//! Numbers for the team: how many reports of which topic, how soon they were answered and solved, which
//! articles helped, what was asked and not answered. Made of counters and times; no person is in it.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::{
    error::ServeError,
    hub::Hub,
    store::{self, CaseRow, Store, StoreError},
};

/// Days that are counted unless others are named.
const DAYS: i64 = 28;

/// The numbers of some days.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Numbers {
    /// The first day, `YYYY-MM-DD`, UTC.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Votes that an article helped.
    pub helped: u64,
    /// Everything together.
    pub all: TopicNumbers,
    /// Each topic that had reports, most reports first.
    pub topics: Vec<TopicNumbers>,
    /// Each article that had votes, most votes against it first.
    pub articles: Vec<ArticleNumbers>,
    /// What was asked, asked most first.
    pub questions: Vec<QuestionNumbers>,
}

/// The numbers of a topic. Times are whole minutes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TopicNumbers {
    /// The topic's id; empty for all.
    pub topic: String,
    /// Reports that came.
    pub reports: u64,
    /// Of these, conversations.
    pub chats: u64,
    /// Of these, answered.
    pub replied: u64,
    /// Until the first reply, of half of them.
    pub first_reply: Option<u64>,
    /// Until the first reply, of nine of ten.
    pub first_reply_most: Option<u64>,
    /// Solved or closed.
    pub solved: u64,
    /// Until then, of half of them.
    pub solution: Option<u64>,
    /// Opened again at least once.
    pub reopened: u64,
    /// A higher level was asked for.
    pub escalated: u64,
    /// Ratings.
    pub ratings: u64,
    /// Their average, 1 to 5.
    pub stars: Option<f64>,
}

/// The votes on an article.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ArticleNumbers {
    /// The article's id.
    pub article: String,
    /// The language it was read in.
    pub language: String,
    /// Votes for it.
    pub helped: u64,
    /// Votes against it.
    pub not_helped: u64,
}

/// How often a question was asked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuestionNumbers {
    /// As it was typed.
    pub text: String,
    /// The language's tag.
    pub lang: String,
    /// The article that answered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// How often.
    pub count: u64,
}

/// Why there are no numbers.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NumbersError {
    /// No such day.
    #[error("`{0}` is no day; write YYYY-MM-DD, the first day before the last")]
    Day(String),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] ServeError),
    /// The database cannot be read.
    #[error("{0}; try again, and check the disk when it happens again")]
    Failed(String),
}

impl From<StoreError> for NumbersError {
    fn from(error: StoreError) -> Self {
        NumbersError::Failed(error.to_string())
    }
}

/// The numbers of the days from `from` to `to`, both included; the last four weeks unless they are named.
///
/// # Errors
/// When a day is none, or the database cannot be read.
pub async fn read(
    database: &str,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Numbers, NumbersError> {
    let store = Store::open(store::path_of(database)?, Hub::default())?;
    of(&store, Timestamp::now(), from, to).await
}

pub(crate) async fn of(
    store: &Store,
    now: Timestamp,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Numbers, NumbersError> {
    let day = |text: &str| text.parse::<Date>().map_err(|_| NumbersError::Day(text.to_owned()));
    let last = to.map(day).transpose()?.unwrap_or_else(|| now.to_zoned(TimeZone::UTC).date());
    let first = match from {
        Some(text) => day(text)?,
        None => last.saturating_sub((DAYS - 1).days()),
    };
    let begin = |date: Date| date.to_zoned(TimeZone::UTC).map(|it| it.timestamp().as_second());
    let after = last.tomorrow().and_then(begin);
    let (Ok(begin), Ok(end), true) = (begin(first), after, first <= last) else {
        return Err(NumbersError::Day(from.or(to).unwrap_or_default().to_owned()));
    };
    let (from, to) = (first.to_string(), last.to_string());
    let (cases, votes, questions) = store.numbers((begin, from.clone()), (end, to.clone())).await?;
    let articles: Vec<ArticleNumbers> = votes
        .into_iter()
        .map(|it| ArticleNumbers {
            article: it.article,
            language: it.language,
            helped: it.helped.into(),
            not_helped: it.not_helped.into(),
        })
        .collect();
    let mut by_topic: BTreeMap<&str, Vec<&CaseRow>> = BTreeMap::new();
    for case in &cases {
        by_topic.entry(&case.topic).or_default().push(case);
    }
    let mut topics: Vec<TopicNumbers> =
        by_topic.into_iter().map(|(topic, cases)| count(topic, &cases)).collect();
    topics.sort_by_key(|it| std::cmp::Reverse(it.reports));
    Ok(Numbers {
        from,
        to,
        helped: articles.iter().map(|it| it.helped).sum(),
        all: count("", &cases.iter().collect::<Vec<_>>()),
        topics,
        articles,
        questions: questions
            .into_iter()
            .map(|it| QuestionNumbers {
                text: it.text,
                lang: it.language,
                article: it.article,
                count: it.count.into(),
            })
            .collect(),
    })
}

impl Numbers {
    /// Of those who told how it ended, the share that an article helped, so that no report was needed: votes
    /// for articles over these votes and the reports. `None` when nobody told anything.
    pub fn without_report(&self) -> Option<f64> {
        let all = self.helped + self.all.reports;
        (all > 0).then(|| self.helped as f64 / all as f64)
    }

    /// How often something was asked, and how often nothing answered it.
    pub fn asked(&self) -> (u64, u64) {
        let sum = |all: &mut dyn Iterator<Item = &QuestionNumbers>| all.map(|it| it.count).sum();
        (sum(&mut self.questions.iter()), sum(&mut self.unanswered()))
    }

    /// Questions that nothing answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &QuestionNumbers> {
        self.questions.iter().filter(|it| it.article.is_none())
    }

    /// Questions that an article answered, as `wallet-help kb learn` reads them: once for each time.
    pub fn lessons(&self) -> impl Iterator<Item = &QuestionNumbers> {
        let answered = self.questions.iter().filter(|it| it.article.is_some());
        answered.flat_map(|it| std::iter::repeat_n(it, it.count.min(100) as usize))
    }
}

fn count(topic: &str, cases: &[&CaseRow]) -> TopicNumbers {
    let number = |which: fn(&CaseRow) -> bool| cases.iter().filter(|it| which(it)).count() as u64;
    let minutes = |until: fn(&CaseRow) -> Option<i64>| {
        let took = |it: &&CaseRow| until(it).map(|at| (at - it.received).max(0) as u64 / 60);
        let mut sorted: Vec<u64> = cases.iter().filter_map(took).collect();
        sorted.sort_unstable();
        sorted
    };
    let (replies, solutions) = (minutes(|it| it.replied), minutes(|it| it.settled));
    let stars: Vec<f64> = cases.iter().filter_map(|it| it.stars).map(f64::from).collect();
    TopicNumbers {
        topic: topic.into(),
        reports: cases.len() as u64,
        chats: number(|it| it.chat),
        replied: replies.len() as u64,
        first_reply: share(&replies, 50),
        first_reply_most: share(&replies, 90),
        solved: solutions.len() as u64,
        solution: share(&solutions, 50),
        reopened: number(|it| it.reopened > 0),
        escalated: number(|it| it.escalated > 0),
        ratings: stars.len() as u64,
        stars: (!stars.is_empty()).then(|| stars.iter().sum::<f64>() / stars.len() as f64),
    }
}

/// The value that so many of a hundred do not exceed (nearest rank).
fn share(sorted: &[u64], percent: usize) -> Option<u64> {
    sorted.get((sorted.len() * percent).div_ceil(100).checked_sub(1)?).copied()
}

/// The numbers as CSV (RFC 4180), one line a topic, article or question, safe to open in a spreadsheet: a
/// cell that would be taken for a formula begins with an apostrophe (OWASP ASVS 5.0, 1.2.10).
pub fn csv(numbers: &Numbers) -> String {
    let mut out = String::new();
    line(&mut out, &COLUMNS.map(str::to_owned));
    let text = |number: Option<u64>| number.map_or(String::new(), |it| it.to_string());
    let empty = || vec![String::new(); COLUMNS.len()];
    for (kind, topic) in
        std::iter::once(("all", &numbers.all)).chain(numbers.topics.iter().map(|it| ("topic", it)))
    {
        let stars = topic.stars.map_or(String::new(), |it| format!("{it:.2}"));
        line(
            &mut out,
            &[
                kind.into(),
                topic.topic.clone(),
                String::new(),
                topic.reports.to_string(),
                topic.chats.to_string(),
                topic.replied.to_string(),
                text(topic.first_reply),
                text(topic.first_reply_most),
                topic.solved.to_string(),
                text(topic.solution),
                topic.reopened.to_string(),
                topic.escalated.to_string(),
                topic.ratings.to_string(),
                stars,
                String::new(),
                String::new(),
                String::new(),
            ],
        );
    }
    let mut rest = |kind: &str, name: &str, language: &str, helped: [String; 3]| {
        let mut cells = empty();
        for (at, cell) in [(0, kind), (1, name), (2, language)] {
            cells[at] = cell.to_owned();
        }
        for (at, cell) in helped.into_iter().enumerate() {
            cells[COLUMNS.len() - 3 + at] = cell;
        }
        line(&mut out, &cells);
    };
    for it in &numbers.articles {
        let votes = [it.helped.to_string(), it.not_helped.to_string(), String::new()];
        rest("article", &it.article, &it.language, votes);
    }
    for it in numbers.unanswered() {
        rest("unanswered", &it.text, &it.lang, [String::new(), String::new(), it.count.to_string()]);
    }
    out
}

const COLUMNS: [&str; 17] = [
    "kind",
    "name",
    "language",
    "reports",
    "chats",
    "replied",
    "first_reply_minutes",
    "first_reply_minutes_90",
    "solved",
    "solution_minutes",
    "reopened",
    "escalated",
    "ratings",
    "stars",
    "helped",
    "not_helped",
    "asked",
];

fn line(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
        if cell.starts_with(formula) {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_look_like_formulas_are_quoted() {
        let question =
            |text: &str| QuestionNumbers { text: text.into(), count: 2, ..Default::default() };
        let texts =
            ["=1+1", "+44", "-x", "@SUM(A1)", "\tx", "\rx", "a=b", "he said \"x\", \nand", "＝1"];
        let numbers = Numbers { questions: texts.map(question).into(), ..Default::default() };
        let csv = csv(&numbers);
        for cell in [
            "\"'=1+1\"",
            "\"'+44\"",
            "\"'-x\"",
            "\"'@SUM(A1)\"",
            "\"'\tx\"",
            "\"'\rx\"",
            "\"a=b\"",
            "\"he said \"\"x\"\", \nand\"",
            "\"'＝1\"",
        ] {
            assert!(csv.contains(&format!("\"unanswered\",{cell},")), "{cell} in {csv}");
        }
        let first = csv.lines().next().unwrap();
        assert_eq!(first.split(',').count(), COLUMNS.len());
    }

    #[test]
    fn half_and_nine_of_ten() {
        let times: Vec<u64> = (1..=10).collect();
        assert_eq!((share(&times, 50), share(&times, 90)), (Some(5), Some(9)));
        assert_eq!((share(&[7], 50), share(&[], 50)), (Some(7), None));
    }
}
