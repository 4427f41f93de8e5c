//! SQL that forgets what people sent. `secure_delete` overwrites the rows; what the log still holds goes when
//! it is cut to nothing.

use help_core::{Context, ticket::NewTicket};
use rusqlite::Connection;

use super::{StoreError, TicketRow};

/// Forgets a ticket with its thread, its requests and its pictures. Returns the ids of the pictures,
/// whose files the caller removes.
pub(super) fn erase(connection: &Connection, ticket: i64) -> Result<Vec<String>, StoreError> {
    let files = connection
        .prepare_cached("DELETE FROM files WHERE ticket = ?1 RETURNING id")?
        .query_map([ticket], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    connection.prepare_cached("DELETE FROM tickets WHERE seq = ?1")?.execute([ticket])?;
    Ok(files)
}

/// The rows of tickets that were settled before that second.
pub(super) fn settled_before(connection: &Connection, before: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq FROM tickets WHERE settled < ?1 AND state IN ('solved', 'closed')",
    )?;
    let rows = statement.query_map([before], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes the context and the device out of a report, and notes that every switch is off now.
pub(super) fn withdraw(connection: &Connection, ticket: &TicketRow) -> Result<(), StoreError> {
    let unreadable = |_| StoreError::Unreadable("report");
    let mut report: NewTicket = serde_json::from_str(&ticket.report).map_err(unreadable)?;
    report.context = Context::default();
    report.device = None;
    if let Some(consent) = &mut report.consent {
        let names: Vec<String> = consent.switches.keys().cloned().collect();
        consent.switches = names.into_iter().map(|name| (name, false)).collect();
    }
    let report = serde_json::to_string(&report).map_err(unreadable)?;
    connection
        .prepare_cached("UPDATE tickets SET report = ?2 WHERE seq = ?1")?
        .execute((ticket.seq, report))?;
    Ok(())
}
