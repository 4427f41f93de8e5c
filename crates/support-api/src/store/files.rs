//! SQL of uploaded pictures: from the first byte to the ticket they belong to, and out again.

use help_core::upload::FILES_MAX;
use rusqlite::{Connection, OptionalExtension};

use super::{FileRow, StoreError, threads};
use crate::secret::Hash;

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

/// An upload as it stands.
#[derive(Clone, Debug)]
pub(crate) struct UploadRow {
    /// Random id; its name in the folder.
    pub(crate) id: String,
    /// Who alone may send and attach it; none: whoever knows the id.
    pub(crate) owner: Option<String>,
    /// To be shown.
    pub(crate) name: String,
    /// Bytes announced.
    pub(crate) length: u64,
    /// When it began, in seconds since 1970.
    pub(crate) begun: i64,
    /// It is complete, checked and kept.
    pub(crate) is_stored: bool,
    /// It belongs to a ticket.
    pub(crate) is_attached: bool,
}

/// Begins an upload, unless more bytes than `most` wait for a ticket already. `false` when they do.
pub(super) fn begin(connection: &Connection, new: &UploadRow, most: u64) -> Result<bool, StoreError> {
    let bytes = i64::try_from(new.length).unwrap_or(i64::MAX);
    let waiting: i64 = connection
        .prepare_cached("SELECT coalesce(sum(length), 0) FROM files WHERE ticket IS NULL")?
        .query_row([], |row| row.get(0))?;
    if waiting.saturating_add(bytes).unsigned_abs() > most {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "INSERT INTO files (id, owner, name, length, begun) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((&new.id, &new.owner, &new.name, bytes, new.begun))?;
    Ok(true)
}

/// The upload of that id.
pub(super) fn upload(connection: &Connection, id: &str) -> Result<Option<UploadRow>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT id, owner, name, length, begun, stored IS NOT NULL, ticket IS NOT NULL
             FROM files WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(UploadRow {
                id: row.get(0)?,
                owner: row.get(1)?,
                name: row.get(2)?,
                length: row.get::<_, i64>(3)?.unsigned_abs(),
                begun: row.get(4)?,
                is_stored: row.get(5)?,
                is_attached: row.get(6)?,
            })
        })
        .optional()?)
}

/// Notes that an upload is kept. `false` when it was forgotten meanwhile.
pub(super) fn stored(connection: &Connection, file: &FileRow, now: i64) -> Result<bool, StoreError> {
    let changed = connection
        .prepare_cached(
            "UPDATE files SET stored = ?2, name = ?3, media_type = ?4, bytes = ?5, width = ?6, height = ?7
             WHERE id = ?1 AND stored IS NULL",
        )?
        .execute((&file.id, now, &file.name, &file.media_type, file.bytes, file.width, file.height))?;
    Ok(changed > 0)
}

/// Forgets an upload that belongs to no ticket. `false` when there is none.
pub(super) fn forget(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let gone = connection
        .prepare_cached("DELETE FROM files WHERE id = ?1 AND ticket IS NULL")?
        .execute([id])?;
    Ok(gone > 0)
}

/// Forgets uploads that were begun before that second and belong to no ticket. Returns their ids.
pub(super) fn forget_orphans(connection: &Connection, before: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = connection
        .prepare_cached("DELETE FROM files WHERE ticket IS NULL AND begun < ?1 RETURNING id")?;
    let ids = statement.query_map([before], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Those of these names of files that no row knows; a dot before the id marks a file being written.
pub(super) fn unknown(connection: &Connection, ids: Vec<String>) -> Result<Vec<String>, StoreError> {
    let mut find = connection.prepare_cached("SELECT 1 FROM files WHERE id = ?1")?;
    let mut unknown = Vec::new();
    for id in ids {
        if !find.exists([id.trim_start_matches('.')])? {
            unknown.push(id);
        }
    }
    Ok(unknown)
}

/// A picture of a ticket.
pub(super) fn of_ticket(
    connection: &Connection,
    ticket: i64,
    id: &str,
) -> Result<Option<FileRow>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT id, name, media_type, bytes, width, height FROM files
             WHERE id = ?1 AND ticket = ?2 AND stored IS NOT NULL",
        )?
        .query_row((id, ticket), threads::file_row)
        .optional()?)
}

/// The ticket that this token opens.
pub(super) fn ticket_of_token(
    connection: &Connection,
    token_hash: &Hash,
    now: i64,
) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id FROM tickets WHERE token_hash = ?1 AND token_until > ?2")?
        .query_row((token_hash, now), |row| row.get(0))
        .optional()?)
}
