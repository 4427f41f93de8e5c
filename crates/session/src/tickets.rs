//! The reports that were received and can be opened again from this device: number and token, kept as long
//! as the token opens the ticket.

use help_core::{
    json::{Object, read_json},
    read,
    ticket::Receipt,
};

use crate::{
    kept::{self, Unreadable},
    session::Session,
};

/// How long a ticket's token is kept, in milliseconds: the server takes it for 30 days.
pub const TICKET_KEPT: u64 = 30 * 86_400_000;

/// A report that was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MyTicket {
    /// The server's id of the ticket.
    pub id: String,
    /// What people say on the phone: `HB-7K2M-94`.
    pub number: String,
    /// Opens the ticket.
    pub token: String,
    /// The topic's id.
    pub topic: String,
    /// When its receipt arrived, milliseconds since 1970.
    pub at: u64,
    /// The `Idempotency-Key` under which it was sent.
    pub key: String,
    /// When it was received by the server's clock, RFC 3339, UTC.
    pub received: String,
    /// When a reply is to be expected at the latest, RFC 3339, UTC.
    pub reply_by: Option<String>,
}

struct Line {}

read!(Line {} may {});
read!(MyTicket { id, number, token, topic, at } may { key, received, reply_by });

impl MyTicket {
    /// From the receipt of a report.
    pub fn of(receipt: &Receipt, topic: &str, key: &str, now: u64) -> MyTicket {
        MyTicket {
            id: receipt.id.clone(),
            number: receipt.number.clone(),
            token: receipt.token.clone(),
            topic: topic.to_owned(),
            at: now,
            key: key.to_owned(),
            received: receipt.received.clone(),
            reply_by: receipt.reply_by.clone(),
        }
    }

    /// The receipt that it came from.
    pub fn receipt(&self) -> Receipt {
        Receipt {
            id: self.id.clone(),
            number: self.number.clone(),
            token: self.token.clone(),
            received: self.received.clone(),
            reply_by: self.reply_by.clone(),
            ..Receipt::default()
        }
    }

    /// As a record; its body holds the token.
    pub fn write(&self) -> Vec<u8> {
        let body = Object::default()
            .text("id", &self.id)
            .text("number", &self.number)
            .text("token", &self.token)
            .text("topic", &self.topic)
            .number("at", self.at)
            .text("key", &self.key)
            .text("received", &self.received)
            .maybe("reply_by", &self.reply_by);
        kept::record(kept::line(), body.end().as_bytes())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is none of ours.
    pub fn read(record: &[u8]) -> Result<MyTicket, Unreadable> {
        let (_, body) = kept::open::<Line>(record)?;
        read_json(body).map_err(|_| Unreadable::Damaged)
    }

    /// True when its token opens nothing any more.
    pub fn is_stale(&self, now: u64) -> bool {
        now.saturating_sub(self.at) >= TICKET_KEPT
    }
}

impl Session {
    /// The reports received from this device, the newest first.
    pub fn tickets(&self) -> &[MyTicket] {
        &self.tickets
    }

    /// What is kept on the device is here.
    pub fn restore_tickets(&mut self, tickets: Vec<MyTicket>) {
        for ticket in tickets {
            self.add_ticket(ticket);
        }
    }

    pub(crate) fn add_ticket(&mut self, ticket: MyTicket) {
        self.remember(&ticket.topic, &ticket.receipt());
        if !self.tickets.iter().any(|it| it.id == ticket.id) {
            let at = self.tickets.iter().position(|it| it.at <= ticket.at);
            self.tickets.insert(at.unwrap_or(self.tickets.len()), ticket);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(id: &str, at: u64) -> MyTicket {
        let receipt = Receipt {
            id: id.into(),
            number: "HB-1".into(),
            token: "t".into(),
            received: "2026-11-20T12:00:00Z".into(),
            reply_by: Some("2026-11-20T14:00:00Z".into()),
            ..Receipt::default()
        };
        let ticket = MyTicket::of(&receipt, "pay", "k", at);
        assert_eq!(ticket.receipt(), receipt);
        ticket
    }

    #[test]
    fn a_ticket_comes_back_and_its_line_tells_nothing() {
        let ticket = ticket("a", 7);
        let record = ticket.write();
        assert_eq!(MyTicket::read(&record), Ok(ticket.clone()));
        assert!(record.starts_with(b"{\"v\":1}\n"));
        assert!(!ticket.is_stale(6 + TICKET_KEPT) && ticket.is_stale(7 + TICKET_KEPT));
    }

    #[test]
    fn the_newest_stands_first_and_none_twice() {
        let mut session = Session::default();
        session.restore_tickets(vec![ticket("a", 1), ticket("c", 3), ticket("b", 2), ticket("c", 3)]);
        let ids: Vec<_> = session.tickets().iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["c", "b", "a"]);
    }
}
