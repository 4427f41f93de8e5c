//! SQL of votes on articles: counters, nothing about who voted.

use rusqlite::{Connection, named_params};

use super::{StoreError, Vote};

/// Counts a vote.
pub(super) fn count(connection: &Connection, vote: &Vote) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO feedback (day, article, language, helped, not_helped)
             VALUES (:day, :article, :language, :helped, 1 - :helped)
             ON CONFLICT DO UPDATE SET helped = helped + excluded.helped,
                                       not_helped = not_helped + excluded.not_helped",
        )?
        .execute(named_params! {
            ":day": vote.day,
            ":article": vote.article,
            ":language": vote.language,
            ":helped": vote.helped,
        })?;
    Ok(())
}
