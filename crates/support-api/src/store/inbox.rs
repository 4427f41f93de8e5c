//! SQL of the team's lists, and of the answers that the team keeps.

use rusqlite::{Connection, named_params};

use super::{Filter, InboxCounts, Order, SavedAnswer, StoreError, TicketRow, View, threads};

/// Tickets of a list.
const LIST_MAX: i64 = 200;

/// The tickets that the filter lets through, in its order.
pub(super) fn list(connection: &Connection, filter: &Filter) -> Result<Vec<TicketRow>, StoreError> {
    let order = match filter.order {
        // Who is there and waits comes first, then what waits longest, what waits for nobody last.
        Order::Waiting => "owed_since IS NULL, chat DESC, owed_since, updated DESC",
        Order::Newest => "updated DESC",
    };
    let query = format!(
        "SELECT {} FROM tickets
         WHERE {} AND (:topic IS NULL OR topic = :topic) AND (:level IS NULL OR level = :level)
           AND (:number IS NULL OR instr(number, :number)) AND (:me IS NULL OR 1)
         ORDER BY {order}, seq DESC LIMIT :most",
        threads::TICKET,
        which(filter.view),
    );
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query(named_params! {
        ":topic": filter.topic,
        ":level": filter.level,
        ":number": filter.number,
        ":me": filter.me,
        ":most": LIST_MAX,
    })?;
    let mut tickets = Vec::new();
    while let Some(row) = rows.next()? {
        tickets.push(threads::ticket_row(row)?);
    }
    Ok(tickets)
}

/// How many tickets each view holds.
pub(super) fn counts(connection: &Connection, me: &str) -> Result<InboxCounts, StoreError> {
    let columns: Vec<String> =
        View::ALL.iter().map(|view| format!("count(*) FILTER (WHERE {})", which(*view))).collect();
    let query = format!("SELECT {} FROM tickets WHERE :me IS NOT NULL", columns.join(", "));
    Ok(connection.prepare_cached(&query)?.query_row(named_params! { ":me": me }, |row| {
        let mut counts = [0; View::ALL.len()];
        for (at, count) in counts.iter_mut().enumerate() {
            *count = row.get(at)?;
        }
        Ok(InboxCounts(counts))
    })?)
}

/// The condition of a view. It holds no value of a request.
fn which(view: View) -> &'static str {
    match view {
        View::Open => "state = 'open'",
        View::Mine => "assignee = :me AND state NOT IN ('solved', 'closed')",
        View::Unread => {
            "EXISTS (SELECT 1 FROM messages
                     WHERE ticket = tickets.seq AND author = 'person' AND messages.seq > team_read)"
        }
        View::Waiting => "state IN ('waiting', 'answered')",
        View::Over => "state IN ('solved', 'closed')",
        View::All => "1",
    }
}

/// A number that changes whenever something is written in a ticket, or in any.
pub(super) fn stamp(connection: &Connection, ticket: Option<&str>) -> Result<String, StoreError> {
    let query = match ticket {
        Some(_) => {
            "SELECT (SELECT coalesce(max(messages.seq), 0) FROM messages WHERE ticket = tickets.seq)
                    || '-' || state || '-' || level || '-' || coalesce(assignee, '')
                    || '-' || coalesce(stars, 0) || '-' || coalesce(length(word), 0)
             FROM tickets WHERE id = ?1"
        }
        None => {
            "SELECT (SELECT coalesce(max(seq), 0) FROM messages) || '-' || coalesce(max(seq), 0) || '-'
                    || coalesce(sum(team_read), 0) || '-' || coalesce(sum(settled), 0)
             FROM tickets WHERE ?1 IS NULL"
        }
    };
    Ok(connection.prepare_cached(query)?.query_row([ticket], |row| row.get(0))?)
}

/// Every kept answer, by title.
pub(super) fn answers(connection: &Connection) -> Result<Vec<SavedAnswer>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, title, text, language FROM saved_answers ORDER BY title COLLATE NOCASE, seq",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(SavedAnswer {
            seq: row.get(0)?,
            title: row.get(1)?,
            text: row.get(2)?,
            language: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps an answer; one with a row of its own is changed.
pub(super) fn keep(
    connection: &Connection,
    answer: &SavedAnswer,
    agent: &str,
    now: i64,
) -> Result<(), StoreError> {
    let values = named_params! {
        ":seq": answer.seq, ":title": answer.title, ":text": answer.text, ":language": answer.language,
        ":agent": agent, ":now": now,
    };
    let query = if answer.seq == 0 {
        "INSERT INTO saved_answers (title, text, language, agent, changed)
         SELECT :title, :text, :language, :agent, :now WHERE :seq = 0"
    } else {
        "UPDATE saved_answers SET title = :title, text = :text, language = :language, agent = :agent,
             changed = :now WHERE seq = :seq"
    };
    connection.prepare_cached(query)?.execute(values)?;
    Ok(())
}

/// Drops an answer.
pub(super) fn drop_answer(connection: &Connection, seq: i64) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM saved_answers WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}
