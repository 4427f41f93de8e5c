//! SQL of uploaded pictures: from the first byte to the ticket they belong to, and out again.

use help_core::upload::FILES_MAX;
use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// Where attached pictures belong.
pub(super) struct Place {
    /// The ticket's row.
    pub(super) ticket: i64,
    /// The message's row; the report itself when there is none.
    pub(super) message: Option<i64>,
}

/// Gives finished uploads to a ticket. `Err(n)` inside: the n-th is none that these owners may attach.
/// An upload without an owner belongs to whoever knows its id; each can be attached once.
pub(super) fn attach(
    connection: &Connection,
    ids: &[String],
    owners: &[&str],
    place: &Place,
) -> Result<Result<(), usize>, StoreError> {
    if ids.len() > FILES_MAX {
        return Ok(Err(FILES_MAX));
    }
    let mut find = connection.prepare_cached(
        "SELECT seq, owner FROM files WHERE id = ?1 AND stored IS NOT NULL AND ticket IS NULL",
    )?;
    let mut give =
        connection.prepare_cached("UPDATE files SET ticket = ?2, message = ?3 WHERE seq = ?1")?;
    for (at, id) in ids.iter().enumerate() {
        let found = find
            .query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?)))
            .optional()?;
        match found {
            Some((seq, owner)) if owner.as_deref().is_none_or(|it| owners.contains(&it)) => {
                give.execute((seq, place.ticket, place.message))?;
            }
            _ => return Ok(Err(at)),
        }
    }
    Ok(Ok(()))
}
