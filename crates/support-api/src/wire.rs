//! What travels, made of stored rows: the one place where the rules on a ticket's standing meet the
//! clock.

use help_core::{
    thread::{Attachment, Author, LEVEL_MAX, Message, REOPEN_DAYS, Standing, Summary},
    ticket::{State, Ticket},
};
use jiff::Timestamp;

use crate::store::{FileRow, MessageRow, StoreError, Thread, TicketRow, Writer};

/// A day, after which somebody whom nothing was promised may ask for more.
const DAY: i64 = 86_400;

/// The whole ticket.
pub(crate) fn ticket(thread: Thread, now: i64) -> Result<Ticket, StoreError> {
    let row = thread.ticket;
    let report = serde_json::from_str(&row.report).map_err(|_| StoreError::Unreadable("report"))?;
    let signed_in = row.subject.is_some();
    Ok(Ticket {
        standing: standing(&row, now),
        received: rfc3339(row.received),
        updated: rfc3339(row.updated),
        unverified: !signed_in,
        report,
        attachments: thread.files.into_iter().map(attachment).collect(),
        messages: thread.messages.into_iter().map(|it| message(it, signed_in)).collect(),
        id: row.id,
        number: row.number,
    })
}

/// A line of a list.
pub(crate) fn summary(row: TicketRow, now: i64) -> Summary {
    Summary {
        standing: standing(&row, now),
        received: rfc3339(row.received),
        updated: rfc3339(row.updated),
        id: row.id,
        number: row.number,
        topic: row.topic,
    }
}

/// Where a ticket stands and what its person may do now.
pub(crate) fn standing(row: &TicketRow, now: i64) -> Standing {
    Standing {
        state: row.state,
        level: row.level,
        reply_by: row.reply_by.filter(|_| row.owed_since.is_some()).map(rfc3339),
        unread: row.unread,
        may_escalate: may_escalate(row, now),
        reopen_until: reopen_until(row).filter(|until| now < *until).map(rfc3339),
        rating: row.rating.clone(),
        chat: row.chat && !row.state.is_over(),
    }
}

/// A higher level can be asked for when the promised time has passed or a reply did not solve it.
pub(crate) fn may_escalate(row: &TicketRow, now: i64) -> bool {
    let late = row.owed_since.is_some_and(|since| now >= row.reply_by.unwrap_or(since + DAY));
    !row.state.is_over() && row.level < LEVEL_MAX && (row.answered.is_some() || late)
}

/// Until when a ticket that is over can be opened again.
pub(crate) fn reopen_until(row: &TicketRow) -> Option<i64> {
    row.settled
        .filter(|_| matches!(row.state, State::Solved | State::Closed))
        .map(|at| at + REOPEN_DAYS * DAY)
}

/// A message as the person reads it; notes of support never come here.
pub(crate) fn message(row: MessageRow, signed_in: bool) -> Message {
    let from = match row.author {
        Writer::Person => Author::Person,
        Writer::Support => Author::Support,
        Writer::System | Writer::Note => Author::System,
    };
    Message {
        id: row.id,
        from,
        agent: row.agent_name.filter(|_| from == Author::Support),
        event: row.event,
        text: row.text,
        at: rfc3339(row.at),
        attachments: row.files.into_iter().map(attachment).collect(),
        unverified: from == Author::Person && !signed_in,
    }
}

fn attachment(row: FileRow) -> Attachment {
    Attachment {
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        bytes: row.bytes,
        width: row.width,
        height: row.height,
    }
}

/// RFC 3339 in UTC of seconds since 1970.
pub(crate) fn rfc3339(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}
