//! SQL that reads tickets with what was written in them.

use help_core::{
    thread::{Happening, Rating},
    ticket::State,
};
use rusqlite::{Connection, OptionalExtension, Params, Row, named_params, types::FromSql};

use super::{FileRow, Holder, MessageRow, StoreError, Thread, TicketRow, Writer};

/// Tickets of a list.
const LIST_MAX: i64 = 100;

/// The columns that [`ticket_row`] reads.
pub(super) const TICKET: &str = "seq, id, number, subject, state, level, chat, topic, language, received, updated,
    reply_by, owed_since, answered, settled, assignee, stars, word, report,
    (SELECT count(*) FROM messages WHERE ticket = tickets.seq AND author = 'support' AND seq > person_read),
    (SELECT count(*) FROM messages WHERE ticket = tickets.seq AND author = 'person' AND seq > team_read)";

/// The ticket of that id, when it is the holder's. Looks for the holder first, so that an unknown id and
/// a wrong token take the same way.
pub(super) fn opened(
    connection: &Connection,
    holder: &Holder,
    id: &str,
    now: i64,
) -> Result<Option<TicketRow>, StoreError> {
    match holder {
        Holder::Token(hash) => one(
            connection,
            "token_hash = :token_hash AND id = :id AND token_until > :now",
            named_params! { ":token_hash": hash, ":id": id, ":now": now },
        ),
        Holder::Subject(subject) => one(
            connection,
            "subject = :subject AND id = :id",
            named_params! { ":subject": subject, ":id": id },
        ),
    }
}

/// The ticket of that id, whoever asks: for support and for the service itself.
pub(super) fn by_id(connection: &Connection, id: &str) -> Result<Option<TicketRow>, StoreError> {
    one(connection, "id = :id", named_params! { ":id": id })
}

/// The ticket of that row.
pub(super) fn by_seq(connection: &Connection, seq: i64) -> Result<Option<TicketRow>, StoreError> {
    one(connection, "seq = :seq", named_params! { ":seq": seq })
}

/// The tickets of somebody who signed in, the last changed first.
pub(super) fn of_subject(connection: &Connection, subject: &str) -> Result<Vec<TicketRow>, StoreError> {
    let query = format!(
        "SELECT {TICKET} FROM tickets WHERE subject = :subject ORDER BY updated DESC, seq DESC LIMIT :most"
    );
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query(named_params! { ":subject": subject, ":most": LIST_MAX })?;
    let mut tickets = Vec::new();
    while let Some(row) = rows.next()? {
        tickets.push(ticket_row(row)?);
    }
    Ok(tickets)
}

/// What was written in a ticket after that row, the oldest first. Notes of support only when asked for.
pub(super) fn messages(
    connection: &Connection,
    ticket: i64,
    after: i64,
    notes: bool,
) -> Result<Vec<MessageRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, id, author, agent, agent_name, event, text, at FROM messages
         WHERE ticket = :ticket AND seq > :after AND (:notes OR author <> 'note') ORDER BY seq",
    )?;
    let mut rows =
        statement.query(named_params! { ":ticket": ticket, ":after": after, ":notes": notes })?;
    let mut messages = Vec::new();
    while let Some(row) = rows.next()? {
        let mut message = message_row(row)?;
        message.files = files(connection, "message = ?1", message.seq)?;
        messages.push(message);
    }
    Ok(messages)
}

/// The message of that id in a ticket.
pub(super) fn message(
    connection: &Connection,
    ticket: i64,
    id: &str,
) -> Result<Option<MessageRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, id, author, agent, agent_name, event, text, at FROM messages
         WHERE id = ?1 AND ticket = ?2",
    )?;
    let mut rows = statement.query((id, ticket))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut message = message_row(row)?;
    message.files = files(connection, "message = ?1", message.seq)?;
    Ok(Some(message))
}

/// A ticket with all that was written and sent.
pub(super) fn whole(
    connection: &Connection,
    ticket: TicketRow,
    notes: bool,
) -> Result<Thread, StoreError> {
    Ok(Thread {
        files: files(connection, "ticket = ?1 AND message IS NULL", ticket.seq)?,
        messages: messages(connection, ticket.seq, 0, notes)?,
        ticket,
    })
}

/// The row of a message of that id, when it lies within the scope.
pub(super) fn seq_of(
    connection: &Connection,
    scope: &Scope,
    message: &str,
) -> Result<Option<i64>, StoreError> {
    let (ticket, subject) = match scope {
        Scope::Ticket(seq) => (Some(*seq), None),
        Scope::Subject(subject) => (None, Some(subject)),
        Scope::Team => (None, None),
    };
    Ok(connection
        .prepare_cached(
            "SELECT messages.seq FROM messages JOIN tickets ON tickets.seq = messages.ticket
             WHERE messages.id = ?1 AND (?2 IS NULL OR ticket = ?2) AND (?3 IS NULL OR subject = ?3)",
        )?
        .query_row((message, ticket, subject), |row| row.get(0))
        .optional()?)
}

/// Which tickets a stream tells of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// One, by its row.
    Ticket(i64),
    /// All of somebody who signed in.
    Subject(String),
    /// All there are, for support.
    Team,
}

/// The newest message that this subject may see: its row and id.
pub(super) fn newest(
    connection: &Connection,
    subject: &str,
) -> Result<Option<(i64, String)>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT messages.seq, messages.id FROM messages JOIN tickets ON tickets.seq = messages.ticket
             WHERE subject = ?1 AND author <> 'note' ORDER BY messages.seq DESC LIMIT 1",
        )?
        .query_row([subject], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Messages after that row, with their tickets.
pub(super) fn news(
    connection: &Connection,
    scope: &Scope,
    after: i64,
) -> Result<Vec<(TicketRow, MessageRow)>, StoreError> {
    let tickets = match scope {
        Scope::Ticket(seq) => Vec::from_iter(by_seq(connection, *seq)?),
        Scope::Subject(_) | Scope::Team => {
            let subject = match scope {
                Scope::Subject(subject) => Some(subject),
                _ => None,
            };
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT ticket FROM messages JOIN tickets ON tickets.seq = messages.ticket
                 WHERE messages.seq > ?2 AND (?1 IS NULL OR subject = ?1)",
            )?;
            let found = statement.query_map((subject, after), |row| row.get::<_, i64>(0))?;
            let mut tickets = Vec::new();
            for seq in found {
                tickets.extend(by_seq(connection, seq?)?);
            }
            tickets
        }
    };
    let mut news = Vec::new();
    for ticket in tickets {
        for message in messages(connection, ticket.seq, after, false)? {
            news.push((ticket.clone(), message));
        }
    }
    news.sort_by_key(|it| it.1.seq);
    Ok(news)
}

/// Conversations that wait and came earlier than this one, and this one: its place in the queue.
/// `None` when it does not wait.
pub(super) fn place(connection: &Connection, ticket: i64) -> Result<Option<u32>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM tickets AS other
                 WHERE other.chat AND other.state = 'open' AND other.answered IS NULL
                   AND other.seq <= tickets.seq)
         FROM tickets WHERE seq = ?1 AND chat AND state = 'open' AND answered IS NULL",
    )?;
    Ok(statement.query_row([ticket], |row| row.get(0)).optional()?)
}

/// Finished pictures, the first sent first. `which` is a condition of this module, never of a request.
pub(super) fn files(
    connection: &Connection,
    which: &str,
    value: i64,
) -> Result<Vec<FileRow>, StoreError> {
    let query = format!(
        "SELECT id, name, media_type, bytes, width, height FROM files
         WHERE {which} AND stored IS NOT NULL ORDER BY seq"
    );
    let mut statement = connection.prepare_cached(&query)?;
    let rows = statement.query_map([value], file_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Reads `id, name, media_type, bytes, width, height`.
pub(super) fn file_row(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    Ok(FileRow {
        id: row.get(0)?,
        name: row.get(1)?,
        media_type: row.get(2)?,
        bytes: row.get(3)?,
        width: row.get(4)?,
        height: row.get(5)?,
    })
}

fn one(
    connection: &Connection,
    which: &str,
    values: impl Params,
) -> Result<Option<TicketRow>, StoreError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {TICKET} FROM tickets WHERE {which}"))?;
    let mut rows = statement.query(values)?;
    rows.next()?.map(ticket_row).transpose()
}

/// Reads the columns of [`TICKET`].
pub(super) fn ticket_row(row: &Row<'_>) -> Result<TicketRow, StoreError> {
    let stars: Option<u8> = row.get(16)?;
    let word = row.get(17)?;
    Ok(TicketRow {
        seq: row.get(0)?,
        id: row.get(1)?,
        number: row.get(2)?,
        subject: row.get(3)?,
        state: State::from_name(&text::<String>(row, 4)?).ok_or(StoreError::Unreadable("state"))?,
        level: row.get(5)?,
        chat: row.get(6)?,
        topic: row.get(7)?,
        language: row.get(8)?,
        received: row.get(9)?,
        updated: row.get(10)?,
        reply_by: row.get(11)?,
        owed_since: row.get(12)?,
        answered: row.get(13)?,
        settled: row.get(14)?,
        assignee: row.get(15)?,
        rating: stars.map(|stars| Rating { stars, word }),
        report: row.get(18)?,
        unread: row.get(19)?,
        team_unread: row.get(20)?,
    })
}

fn message_row(row: &Row<'_>) -> Result<MessageRow, StoreError> {
    let author = match text::<String>(row, 2)?.as_str() {
        "person" => Writer::Person,
        "support" => Writer::Support,
        "system" => Writer::System,
        "note" => Writer::Note,
        _ => return Err(StoreError::Unreadable("author")),
    };
    let event = match text::<Option<String>>(row, 5)? {
        None => None,
        Some(name) => Some(happening(&name).ok_or(StoreError::Unreadable("event"))?),
    };
    Ok(MessageRow {
        seq: row.get(0)?,
        id: row.get(1)?,
        author,
        agent: row.get(3)?,
        agent_name: row.get(4)?,
        event,
        text: row.get(6)?,
        at: row.get(7)?,
        files: Vec::new(),
    })
}

fn text<T: FromSql>(row: &Row<'_>, at: usize) -> Result<T, StoreError> {
    Ok(row.get(at)?)
}

/// The names under which happenings are stored; those of the wire.
pub(super) const HAPPENINGS: [(&str, Happening); 7] = [
    ("solved", Happening::Solved),
    ("reopened", Happening::Reopened),
    ("escalated", Happening::Escalated),
    ("raised", Happening::Raised),
    ("lowered", Happening::Lowered),
    ("closed", Happening::Closed),
    ("handed_over", Happening::HandedOver),
];

fn happening(name: &str) -> Option<Happening> {
    HAPPENINGS.iter().find(|it| it.0 == name).map(|it| it.1)
}
