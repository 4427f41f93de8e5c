//! SQL of the team's numbers: one row a ticket, counters of articles and questions. Nothing of what a
//! person wrote in a report is read here.

use rusqlite::{Connection, named_params};

use super::{AskedRow, CaseRow, QuestionRow, StoreError, VotesRow};

/// Questions that are listed.
const QUESTIONS_MAX: i64 = 5000;

/// The tickets that came between two moments.
pub(super) fn cases(connection: &Connection, from: i64, to: i64) -> Result<Vec<CaseRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT topic, received, settled, chat, stars,
                (SELECT min(at) FROM messages WHERE ticket = tickets.seq AND author = 'support'),
                (SELECT count(*) FROM messages WHERE ticket = tickets.seq AND event = 'reopened'),
                (SELECT count(*) FROM messages WHERE ticket = tickets.seq AND event = 'escalated')
         FROM tickets WHERE received >= :from AND received < :to",
    )?;
    let rows = statement.query_map(named_params! { ":from": from, ":to": to }, |row| {
        Ok(CaseRow {
            topic: row.get(0)?,
            received: row.get(1)?,
            settled: row.get(2)?,
            chat: row.get(3)?,
            stars: row.get(4)?,
            replied: row.get(5)?,
            reopened: row.get(6)?,
            escalated: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The votes on articles of the days between two dates, both included; most votes first.
pub(super) fn votes(
    connection: &Connection,
    from: &str,
    to: &str,
) -> Result<Vec<VotesRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT article, language, sum(helped) AS yes, sum(not_helped) AS no FROM feedback
         WHERE day BETWEEN ?1 AND ?2 GROUP BY article, language ORDER BY no DESC, yes DESC, article",
    )?;
    let rows = statement.query_map([from, to], |row| {
        Ok(VotesRow {
            article: row.get(0)?,
            language: row.get(1)?,
            helped: row.get(2)?,
            not_helped: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The questions of the days between two dates, both included; those asked most first.
pub(super) fn questions(
    connection: &Connection,
    from: &str,
    to: &str,
) -> Result<Vec<QuestionRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT text, language, article, sum(count) AS often FROM questions
         WHERE day BETWEEN ?1 AND ?2 GROUP BY text, language, article
         ORDER BY often DESC, text LIMIT ?3",
    )?;
    let rows = statement.query_map((from, to, QUESTIONS_MAX), |row| {
        Ok(QuestionRow {
            text: row.get(0)?,
            language: row.get(1)?,
            article: Some(row.get::<_, String>(2)?).filter(|it| !it.is_empty()),
            count: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Counts a question.
pub(super) fn ask(connection: &Connection, asked: &AskedRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO questions (day, language, text, article) VALUES (:day, :language, :text, :article)
             ON CONFLICT DO UPDATE SET count = count + 1",
        )?
        .execute(named_params! {
            ":day": asked.day,
            ":language": asked.language,
            ":text": asked.text,
            ":article": asked.article.as_deref().unwrap_or_default(),
        })?;
    Ok(())
}

/// Forgets questions from before that day.
pub(super) fn forget_questions(connection: &Connection, before: &str) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM questions WHERE day < ?1")?.execute([before])?;
    Ok(())
}
