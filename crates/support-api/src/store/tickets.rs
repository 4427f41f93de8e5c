//! SQL of tickets and of the requests that made them.

use help_core::ticket::Receipt;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    Holder, Known, Request, StoreError, Stored, Submission, Submitted,
    files::{self, Place},
};
use crate::{
    number,
    secret::{Hash, NoRandom},
    wire::rfc3339,
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

/// Stores the ticket and its request, unless the key is known.
pub(super) fn submit(connection: &Connection, new: &Submission) -> Result<Submitted, StoreError> {
    match known(connection, &new.request)? {
        Known::New => insert(connection, new),
        Known::Same(stored) => Ok(Submitted::Stored(stored)),
        Known::Other => Ok(Submitted::Other),
    }
}

fn insert(connection: &Connection, new: &Submission) -> Result<Submitted, StoreError> {
    let token_hash = match &new.holder {
        Holder::Token(hash) => Some(hash),
        Holder::Subject(_) => None,
    };
    let number = free_number(connection, &new.prefix)?;
    connection
        .prepare_cached(
            "INSERT INTO tickets (id, number, token_hash, token_until, subject, state, chat, topic, language,
                                  received, updated, reply_by, owed_since, report)
             VALUES (:id, :number, :token_hash, :token_until, :subject, 'open', :chat, :topic, :language,
                     :received, :received, :reply_by, :received, :report)",
        )?
        .execute(named_params! {
            ":id": new.id,
            ":number": number,
            ":token_hash": token_hash,
            ":token_until": new.token_until,
            ":subject": new.holder.subject(),
            ":chat": new.chat,
            ":topic": new.topic,
            ":language": new.language,
            ":received": new.received,
            ":reply_by": new.reply_by,
            ":report": new.report,
        })?;
    let ticket = connection.last_insert_rowid();
    let owners = Vec::from_iter(new.holder.subject());
    let place = Place { ticket, message: None };
    files::attach(connection, &new.files, &owners, &place)?.map_err(StoreError::NoFile)?;
    let receipt = Receipt {
        id: new.id.clone(),
        number,
        token: String::new(),
        received: rfc3339(new.received),
        reply_by: new.reply_by.map(rfc3339),
        chat: new.chat,
    };
    let response = serde_json::to_string(&receipt).map_err(|_| StoreError::Unreadable("receipt"))?;
    remember(connection, &new.request, &new.salt, &response, new.received, ticket)?;
    Ok(Submitted::Stored(Stored { salt: new.salt, response }))
}

/// Keeps the answer to a request, so that the same request gets it again.
pub(super) fn remember(
    connection: &Connection,
    request: &Request,
    salt: &Hash,
    response: &str,
    now: i64,
    ticket: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO requests (scope, key_hash, body_hash, salt, response, received, ticket)
             VALUES (:scope, :key_hash, :body_hash, :salt, :response, :received, :ticket)",
        )?
        .execute(named_params! {
            ":scope": request.scope,
            ":key_hash": request.key_hash,
            ":body_hash": request.body_hash,
            ":salt": salt,
            ":response": response,
            ":received": now,
            ":ticket": ticket,
        })?;
    Ok(())
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

/// Forgets requests from before that second; their tickets stay.
pub(super) fn forget_requests(connection: &Connection, before: i64) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached("DELETE FROM requests WHERE received < ?1")?.execute([before])?)
}

/// Succeeds when the tables can be read.
pub(super) fn ping(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached("SELECT 1 FROM tickets LIMIT 1")?.exists([])?;
    Ok(())
}
