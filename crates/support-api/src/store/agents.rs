//! SQL of the team's accounts, of who is signed in, and of the audit trail.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{AgentRow, AuditRow, NewAgent, StoreError};
use crate::secret::Hash;

/// Lines of the audit trail that are shown.
const TRAIL_MAX: i64 = 300;

/// Adds an account, or gives an existing one another name and password when `replace` is set. `false` when
/// the name is taken or, with `replace`, unknown.
pub(super) fn put(connection: &Connection, new: &NewAgent, replace: bool) -> Result<bool, StoreError> {
    let query = if replace {
        "UPDATE agents SET password = :password, disabled = NULL WHERE name = :name AND :shown IS NOT NULL
             AND :now IS NOT NULL"
    } else {
        "INSERT INTO agents (name, shown, password, created) VALUES (:name, :shown, :password, :now)
         ON CONFLICT DO NOTHING"
    };
    let changed = connection.prepare_cached(query)?.execute(named_params! {
        ":name": new.name, ":shown": new.shown, ":password": new.password, ":now": new.now,
    })?;
    if replace {
        end_sessions(connection, &new.name)?;
    }
    Ok(changed > 0)
}

/// Lets nobody sign in with that account any more. `false` when there is none.
pub(super) fn disable(connection: &Connection, name: &str, now: i64) -> Result<bool, StoreError> {
    end_sessions(connection, name)?;
    let changed = connection
        .prepare_cached("UPDATE agents SET disabled = coalesce(disabled, ?2) WHERE name = ?1")?
        .execute((name, now))?;
    Ok(changed > 0)
}

fn end_sessions(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM agent_sessions WHERE agent IN (SELECT seq FROM agents WHERE name = ?1)",
        )?
        .execute([name])?;
    Ok(())
}

/// Every account, by name.
pub(super) fn all(connection: &Connection) -> Result<Vec<AgentRow>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT seq, name, shown, password, disabled FROM agents ORDER BY name")?;
    let rows = statement.query_map([], agent_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The account of that name, unless it is disabled.
pub(super) fn by_name(connection: &Connection, name: &str) -> Result<Option<AgentRow>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT seq, name, shown, password, disabled FROM agents WHERE name = ?1 AND disabled IS NULL",
        )?
        .query_row([name], agent_row)
        .optional()?)
}

fn agent_row(row: &Row<'_>) -> rusqlite::Result<AgentRow> {
    Ok(AgentRow {
        seq: row.get(0)?,
        name: row.get(1)?,
        shown: row.get(2)?,
        password: row.get(3)?,
        disabled: row.get::<_, Option<i64>>(4)?.is_some(),
    })
}

/// Signs somebody in.
pub(super) fn begin(
    connection: &Connection,
    token: &Hash,
    agent: i64,
    now: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO agent_sessions (token_hash, agent, created, seen) VALUES (?1, ?2, ?3, ?3)",
        )?
        .execute((token, agent, now))?;
    Ok(())
}

/// Who is signed in with that token, when the session began and was used after these moments; with when
/// it was used last.
pub(super) fn session(
    connection: &Connection,
    token: &Hash,
    begun_after: i64,
    seen_after: i64,
) -> Result<Option<(AgentRow, i64)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT agents.seq, name, shown, password, disabled, seen
             FROM agent_sessions JOIN agents ON agents.seq = agent
             WHERE token_hash = :token AND agent_sessions.created > :begun AND seen > :seen
               AND disabled IS NULL",
        )?
        .query_row(
            named_params! { ":token": token, ":begun": begun_after, ":seen": seen_after },
            |row| Ok((agent_row(row)?, row.get(5)?)),
        )
        .optional()?)
}

/// Notes that the session is in use.
pub(super) fn touch(connection: &Connection, token: &Hash, now: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE agent_sessions SET seen = max(seen, ?2) WHERE token_hash = ?1")?
        .execute((token, now))?;
    Ok(())
}

/// Signs somebody out.
pub(super) fn end(connection: &Connection, token: &Hash) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM agent_sessions WHERE token_hash = ?1")?.execute([token])?;
    Ok(())
}

/// Forgets sessions that began before that second.
pub(super) fn forget_sessions(connection: &Connection, before: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM agent_sessions WHERE created < ?1")?.execute([before])?;
    Ok(())
}

/// Writes a line of the trail.
pub(super) fn note(connection: &Connection, line: &AuditRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO audit (at, agent, deed, ticket, detail)
             VALUES (:at, :agent, :deed, :ticket, :detail)",
        )?
        .execute(named_params! {
            ":at": line.at,
            ":agent": line.agent,
            ":deed": line.deed,
            ":ticket": line.ticket,
            ":detail": line.detail,
        })?;
    Ok(())
}

/// The last lines of the trail, the newest first.
pub(super) fn trail(connection: &Connection) -> Result<Vec<AuditRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT at, agent, deed, ticket, detail FROM audit ORDER BY seq DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([TRAIL_MAX], |row| {
        Ok(AuditRow {
            at: row.get(0)?,
            agent: row.get(1)?,
            deed: row.get(2)?,
            ticket: row.get(3)?,
            detail: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
