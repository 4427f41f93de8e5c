//! SQL of how long reports wait for their first reply.

use rusqlite::{Connection, named_params};

use super::{StoreError, Wait};

/// More tell no more.
const MOST: i64 = 1000;

/// Reports since that second, the newest first, and when support first answered. Conversations are
/// answered at once or become tickets, and what was settled without a reply waited for none.
pub(super) fn waits(connection: &Connection, since: i64) -> Result<Vec<Wait>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT received,
                (SELECT min(at) FROM messages WHERE ticket = tickets.seq AND author = 'support') AS replied
         FROM tickets
         WHERE received >= :since AND NOT chat AND (replied IS NOT NULL OR settled IS NULL)
         ORDER BY received DESC LIMIT :most",
    )?;
    let rows = statement.query_map(named_params! { ":since": since, ":most": MOST }, |row| {
        Ok(Wait { received: row.get(0)?, replied: row.get(1)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
