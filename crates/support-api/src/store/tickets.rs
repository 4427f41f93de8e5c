//! SQL of tickets and of the requests that made them.

use help_core::ticket::{Receipt, State};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Known, Request, StoreError, Stored, Submission, TicketRow};
use crate::{
    number,
    secret::{Hash, NoRandom},
};

/// What is known of the request's key.
pub(super) fn known(connection: &Connection, request: &Request) -> Result<Known, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT body_hash, salt, response FROM requests WHERE scope = :scope AND key_hash = :key",
        )?
        .query_row(named_params! { ":scope": request.scope, ":key": request.key_hash }, |row| {
            Ok((row.get::<_, Hash>(0)?, Stored { salt: row.get(1)?, response: row.get(2)? }))
        })
        .optional()?;
    Ok(match row {
        None => Known::New,
        Some((body, stored)) if body == request.body_hash => Known::Same(stored),
        Some(_) => Known::Other,
    })
}

/// Stores the ticket and its request, unless the key is known; [`Known::New`] never comes back.
pub(super) fn submit(connection: &Connection, new: &Submission) -> Result<Known, StoreError> {
    match known(connection, &new.request)? {
        Known::New => insert(connection, new).map(Known::Same),
        known => Ok(known),
    }
}

fn insert(connection: &Connection, new: &Submission) -> Result<Stored, StoreError> {
    let number = free_number(connection, &new.prefix)?;
    connection
        .prepare_cached(
            "INSERT INTO tickets (id, number, token_hash, token_until, state, topic, language,
                                  received, reply_by, report)
             VALUES (:id, :number, :token_hash, :token_until, 'received', :topic, :language,
                     :received, :reply_by, :report)",
        )?
        .execute(named_params! {
            ":id": new.id,
            ":number": number,
            ":token_hash": new.token_hash,
            ":token_until": new.token_until,
            ":topic": new.topic,
            ":language": new.language,
            ":received": new.received,
            ":reply_by": new.reply_by,
            ":report": new.report,
        })?;
    let ticket = connection.last_insert_rowid();
    let receipt = Receipt {
        id: new.id.clone(),
        number,
        token: String::new(),
        received: rfc3339(new.received),
        reply_by: new.reply_by.map(rfc3339),
    };
    let response = serde_json::to_string(&receipt).map_err(|_| StoreError::Unreadable("receipt"))?;
    connection
        .prepare_cached(
            "INSERT INTO requests (scope, key_hash, body_hash, salt, response, received, ticket)
             VALUES (:scope, :key_hash, :body_hash, :salt, :response, :received, :ticket)",
        )?
        .execute(named_params! {
            ":scope": new.request.scope,
            ":key_hash": new.request.key_hash,
            ":body_hash": new.request.body_hash,
            ":salt": new.salt,
            ":response": response,
            ":received": new.received,
            ":ticket": ticket,
        })?;
    Ok(Stored { salt: new.salt, response })
}

/// A number that no ticket has. Nobody else writes while we look.
fn free_number(connection: &Connection, prefix: &str) -> Result<String, StoreError> {
    let failed = |error: NoRandom| StoreError::Number(error.to_string());
    for _ in 0..32 {
        let number = number::draw(prefix).map_err(failed)?;
        let taken =
            connection.prepare_cached("SELECT 1 FROM tickets WHERE number = ?1")?.exists([&number])?;
        if !taken {
            return Ok(number);
        }
    }
    Err(StoreError::Number("all of 32 were taken".into()))
}

/// The ticket that the token opens, when it has that id and the token's time is not over.
pub(super) fn opened(
    connection: &Connection,
    id: &str,
    token_hash: &Hash,
    now: i64,
) -> Result<Option<TicketRow>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT number, state, received, reply_by, report FROM tickets
             WHERE token_hash = :token_hash AND id = :id AND token_until > :now",
        )?
        .query_row(named_params! { ":token_hash": token_hash, ":id": id, ":now": now }, |row| {
            Ok((row.get::<_, String>(1)?, row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((state, number, received, reply_by, report)) = row else { return Ok(None) };
    let state = match state.as_str() {
        "received" => State::Received,
        "answered" => State::Answered,
        "closed" => State::Closed,
        _ => return Err(StoreError::Unreadable("state")),
    };
    Ok(Some(TicketRow { number, state, received, reply_by, report }))
}

/// Forgets requests from before that second; their tickets stay.
pub(super) fn forget_requests(connection: &Connection, before: i64) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached("DELETE FROM requests WHERE received < ?1")?.execute([before])?)
}

/// Succeeds when the tables can be read.
pub(super) fn ping(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached("SELECT 1 FROM tickets LIMIT 1")?.exists([])?;
    Ok(())
}

/// RFC 3339 in UTC of seconds since 1970.
fn rfc3339(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}
