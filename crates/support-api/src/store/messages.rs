//! SQL that writes into threads: what the person does ([`Post`]) and what support does ([`TeamPost`]). A
//! ticket's state, promise and what is owed change here and nowhere else, each in the transaction of
//! the message that says so.

use help_core::{thread::Happening, ticket::State};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    Holder, Known, MessageRow, Request, StoreError, TicketRow,
    files::{self, Place},
    threads, tickets,
};
use crate::wire;

/// The most rows of a thread; whoever writes more may begin another ticket.
const MESSAGES_MAX: i64 = 1000;

/// Something that the person does with their ticket.
pub(crate) struct Post {
    /// Whose ticket it must be.
    pub(crate) holder: Holder,
    /// The ticket's id.
    pub(crate) ticket: String,
    /// Which request this is, when sending it twice would do it twice.
    pub(crate) request: Option<Request>,
    /// Random id of the message to be written.
    pub(crate) message: String,
    /// What they do.
    pub(crate) deed: Deed,
    /// Seconds since 1970.
    pub(crate) now: i64,
    /// When a reply can be promised from now on.
    pub(crate) promise: Option<i64>,
    /// The same in a conversation, while somebody is there.
    pub(crate) chat_promise: Option<i64>,
}

/// What a person does with their ticket.
pub(crate) enum Deed {
    /// Writes; opens a ticket again that was over.
    Say {
        /// What.
        text: String,
        /// Ids of finished uploads.
        files: Vec<String>,
    },
    /// Says that it is solved.
    Solve,
    /// Says that it is not.
    Reopen,
    /// Asks for a higher level.
    Escalate {
        /// What is still wrong.
        reason: String,
    },
}

/// What became of it.
pub(crate) enum Posted {
    /// Done now, or before under the same key: the ticket as it stands, and the message.
    Done(Box<TicketRow>, Option<MessageRow>),
    /// Another body was sent with that key.
    Other,
    /// No such ticket of this holder.
    NoTicket,
    /// The ticket does not allow it as it stands.
    NotNow,
    /// This attachment is no finished upload of the sender.
    NoFile(usize),
}

/// Something that support does with a ticket.
pub(crate) struct TeamPost {
    /// The ticket's id.
    pub(crate) ticket: String,
    /// The account of whoever does it.
    pub(crate) agent: String,
    /// What the person reads as the name.
    pub(crate) first_name: String,
    /// Random id of the message to be written, made with the form: the same id twice is done once.
    pub(crate) message: String,
    /// What they do.
    pub(crate) deed: TeamDeed,
    /// Seconds since 1970.
    pub(crate) now: i64,
}

/// What support does with a ticket.
pub(crate) enum TeamDeed {
    /// Writes to the person.
    Reply {
        /// What.
        text: String,
        /// A question that the person has to answer: the ticket waits for them.
        asks: bool,
    },
    /// Writes for support alone.
    Note {
        /// What.
        text: String,
    },
    /// Gives it to another level.
    Level {
        /// 1 to 3.
        level: u8,
        /// What is promised from now on, when it goes up.
        promise: Option<i64>,
    },
    /// Takes care of it, or lets go of it. Not shown to the person.
    Assign {
        /// An account.
        to: Option<String>,
    },
    /// Ends it.
    Close {
        /// A last word; may be empty.
        text: String,
    },
    /// Has read everything that is there.
    Read,
}

/// Does what the person wants, unless the ticket does not allow it.
pub(super) fn post(connection: &Connection, post: &Post) -> Result<Posted, StoreError> {
    let Some(ticket) = threads::opened(connection, &post.holder, &post.ticket, post.now)? else {
        return Ok(Posted::NoTicket);
    };
    if let Some(request) = &post.request {
        match tickets::known(connection, request)? {
            Known::New => {}
            Known::Other => return Ok(Posted::Other),
            Known::Same(stored) => {
                let message = threads::message(connection, ticket.seq, &stored.response)?;
                return Ok(Posted::Done(Box::new(ticket), message));
            }
        }
    }
    let over = ticket.state.is_over();
    let may_reopen = wire::reopen_until(&ticket).is_some_and(|until| post.now < until);
    let (allowed, event, text) = match &post.deed {
        Deed::Say { text, .. } => {
            (!over || may_reopen, over.then_some(Happening::Reopened), text.as_str())
        }
        Deed::Solve if ticket.state == State::Solved => {
            return Ok(Posted::Done(Box::new(ticket), None));
        }
        Deed::Solve => (!over, Some(Happening::Solved), ""),
        Deed::Reopen if !over => return Ok(Posted::Done(Box::new(ticket), None)),
        Deed::Reopen => (may_reopen, Some(Happening::Reopened), ""),
        Deed::Escalate { reason } => {
            (wire::may_escalate(&ticket, post.now), Some(Happening::Escalated), reason.as_str())
        }
    };
    if !allowed || is_full(connection, ticket.seq)? {
        return Ok(Posted::NotNow);
    }
    let line = Line { id: &post.message, author: "person", agent: None, event, text, at: post.now };
    let seq = write(connection, ticket.seq, &line)?;
    if let Deed::Say { files, .. } = &post.deed {
        let of_ticket = owner_of_ticket(&ticket.id);
        let mut owners = vec![of_ticket.as_str()];
        owners.extend(post.holder.subject());
        let place = Place { ticket: ticket.seq, message: Some(seq) };
        files::attach(connection, files, &owners, &place)?.map_err(StoreError::NoFile)?;
    }
    let change = match post.deed {
        Deed::Say { .. } | Deed::Reopen => {
            "state = 'open', settled = NULL,
             reply_by = CASE WHEN owed_since IS NULL THEN :promise ELSE reply_by END,
             owed_since = coalesce(owed_since, :now)"
        }
        Deed::Solve => {
            "state = 'solved', settled = :now, owed_since = NULL, reply_by = coalesce(reply_by, :promise)"
        }
        Deed::Escalate { .. } => {
            "state = 'open', level = level + 1, answered = NULL, owed_since = :now, reply_by = :promise"
        }
    };
    let talks = matches!(post.deed, Deed::Say { .. } | Deed::Reopen);
    let promise = post.chat_promise.filter(|_| ticket.chat && talks).or(post.promise);
    connection
        .prepare_cached(&format!("UPDATE tickets SET updated = :now, {change} WHERE seq = :seq"))?
        .execute(named_params! { ":now": post.now, ":promise": promise, ":seq": ticket.seq })?;
    if let Some(request) = &post.request {
        tickets::remember(connection, request, &[0; 32], &post.message, post.now, ticket.seq)?;
    }
    let message = threads::message(connection, ticket.seq, &post.message)?;
    let ticket = threads::by_seq(connection, ticket.seq)?.ok_or(StoreError::Unreadable("ticket"))?;
    Ok(Posted::Done(Box::new(ticket), message))
}

/// Does what support wants; `None` when there is no such ticket.
pub(super) fn team(connection: &Connection, post: &TeamPost) -> Result<Option<TicketRow>, StoreError> {
    let Some(ticket) = threads::by_id(connection, &post.ticket)? else { return Ok(None) };
    if threads::message(connection, ticket.seq, &post.message)?.is_some() {
        return Ok(Some(ticket));
    }
    let line = |author, event, text| Line {
        id: &post.message,
        author,
        agent: Some((&post.agent, first_name(&post.first_name))),
        event,
        text,
        at: post.now,
    };
    let (line, change, level, promise) = match &post.deed {
        TeamDeed::Reply { text, asks } => {
            let change = if *asks {
                "updated = :now, state = 'waiting', answered = :now, owed_since = NULL, settled = NULL,"
            } else {
                "updated = :now, state = 'answered', answered = :now, owed_since = NULL, settled = NULL,"
            };
            (Some(line("support", None, text)), change, None, None)
        }
        TeamDeed::Note { text } => (Some(line("note", None, text)), "", None, None),
        TeamDeed::Level { level, .. } if *level == ticket.level => return Ok(Some(ticket)),
        TeamDeed::Level { level, promise } => {
            let raised = *level > ticket.level;
            let event = if raised { Happening::Raised } else { Happening::Lowered };
            let promise = promise.filter(|_| raised).or(ticket.reply_by);
            let change = "updated = :now, level = :level, reply_by = :promise,";
            (Some(line("system", Some(event), "")), change, Some(*level), promise)
        }
        TeamDeed::Assign { to } => {
            connection
                .prepare_cached("UPDATE tickets SET assignee = ?2 WHERE seq = ?1")?
                .execute((ticket.seq, to))?;
            (None, "", None, None)
        }
        TeamDeed::Close { text } => {
            let change = "updated = :now, state = 'closed', settled = :now, owed_since = NULL,";
            (Some(line("support", Some(Happening::Closed), text)), change, None, None)
        }
        TeamDeed::Read => (None, "", None, None),
    };
    if let Some(line) = &line {
        write(connection, ticket.seq, line)?;
    }
    if !matches!(post.deed, TeamDeed::Assign { .. }) {
        // Whoever does something with a ticket has read it.
        connection
            .prepare_cached(&format!(
                "UPDATE tickets SET {change}
                     team_read = (SELECT coalesce(max(seq), 0) FROM messages WHERE ticket = tickets.seq)
                 WHERE seq = :seq AND coalesce(:now, :level, :promise) IS NOT NULL"
            ))?
            .execute(named_params! {
                ":seq": ticket.seq, ":now": post.now, ":level": level, ":promise": promise,
            })?;
    }
    threads::by_seq(connection, ticket.seq)
}

/// Makes ordinary tickets of conversations in which the person has waited for an answer since that second,
/// be it the first one or one after support has left. They get the promise of an ordinary ticket. Returns
/// their rows.
pub(super) fn hand_over(
    connection: &Connection,
    before: i64,
    now: i64,
    promise: Option<i64>,
    ids: impl Fn() -> Option<String>,
) -> Result<Vec<TicketRow>, StoreError> {
    let waiting: Vec<i64> = connection
        .prepare_cached("SELECT seq FROM tickets WHERE chat AND state = 'open' AND owed_since <= ?1")?
        .query_map([before], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    for seq in waiting {
        let Some(id) = ids() else { break };
        let event = Some(Happening::HandedOver);
        write(
            connection,
            seq,
            &Line { id: &id, author: "system", agent: None, event, text: "", at: now },
        )?;
        connection
            .prepare_cached(
                "UPDATE tickets SET chat = 0, updated = ?2, reply_by = coalesce(?3, reply_by) WHERE seq = ?1",
            )?
            .execute((seq, now, promise))?;
        rows.extend(threads::by_seq(connection, seq)?);
    }
    Ok(rows)
}

/// Marks everything up to that message as read by the person. `false` when the ticket has no such
/// message.
pub(super) fn read(connection: &Connection, ticket: i64, message: &str) -> Result<bool, StoreError> {
    let changed = connection
        .prepare_cached(
            "UPDATE tickets SET person_read = max(person_read,
                 (SELECT seq FROM messages WHERE id = ?2 AND ticket = ?1 AND author <> 'note'))
             WHERE seq = ?1
               AND EXISTS (SELECT 1 FROM messages WHERE id = ?2 AND ticket = ?1 AND author <> 'note')",
        )?
        .execute((ticket, message))?;
    Ok(changed > 0)
}

/// Keeps the person's rating; a later one replaces it.
pub(super) fn rate(
    connection: &Connection,
    ticket: i64,
    stars: u8,
    word: Option<&str>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE tickets SET stars = ?2, word = ?3 WHERE seq = ?1")?
        .execute((ticket, stars, word))?;
    Ok(())
}

/// Who owns uploads that were made with a ticket's own token.
pub(super) fn owner_of_ticket(id: &str) -> String {
    format!("ticket:{id}")
}

/// A row to be written.
struct Line<'a> {
    id: &'a str,
    author: &'a str,
    agent: Option<(&'a str, &'a str)>,
    event: Option<Happening>,
    text: &'a str,
    at: i64,
}

fn write(connection: &Connection, ticket: i64, line: &Line<'_>) -> Result<i64, StoreError> {
    let event = line.event.and_then(|event| threads::HAPPENINGS.iter().find(|it| it.1 == event));
    connection
        .prepare_cached(
            "INSERT INTO messages (id, ticket, author, agent, agent_name, event, text, at)
             VALUES (:id, :ticket, :author, :agent, :agent_name, :event, :text, :at)",
        )?
        .execute(named_params! {
            ":id": line.id,
            ":ticket": ticket,
            ":author": line.author,
            ":agent": line.agent.map(|it| it.0),
            ":agent_name": line.agent.map(|it| it.1),
            ":event": event.map(|it| it.0),
            ":text": line.text,
            ":at": line.at,
        })?;
    Ok(connection.last_insert_rowid())
}

fn is_full(connection: &Connection, ticket: i64) -> Result<bool, StoreError> {
    let count: Option<i64> = connection
        .prepare_cached("SELECT count(*) FROM messages WHERE ticket = ?1")?
        .query_row([ticket], |row| row.get(0))
        .optional()?;
    Ok(count.unwrap_or(0) >= MESSAGES_MAX)
}

/// People read first names only.
fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}
