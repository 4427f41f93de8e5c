//! How tickets and their threads are read from JSON, and how what a person adds to them is written.

use super::write::{Json, Object, quoted};
use crate::{
    read, read_names,
    thread::{
        Attachment, Author, Escalation, Happening, Message, NewMessage, Presence, Rating, ReadMark,
        Standing, Summary, ThreadEvent, TicketList,
    },
    ticket::{Confirmed, Consent, Device, NewTicket, State, Ticket},
};

read!(Ticket { id, number, received, updated, standing, report } may {
    attachments, messages, unverified
});
read!(NewTicket { topic, language, answers } may {
    context, device, reply_to, knowledge, attachments, consent, confirmed, chat
} no_more);
read!(Device {} may { os, browser } no_more);
read!(Consent { notice, at } may { switches } no_more);
read!(Confirmed { field, sha256, kind } may {} no_more);
read!(Message { id, from, at } may { agent, event, text, attachments, unverified });
read!(Attachment { id, name, media_type, bytes, width, height } may {});
read!(Standing { state, level } may { reply_by, unread, may_escalate, reopen_until, rating, chat });
read!(Rating { stars } may { word } no_more);
read!(TicketList { tickets } may { last_event });
read!(Summary { id, number, topic, received, updated, standing } may {});
read!(ThreadEvent { ticket, standing } may { message });
read!(Presence { ticket, here, writing } may { place });
read!(NewMessage { text } may { attachments, confirmed } no_more);
read!(Escalation { reason } may { confirmed } no_more);
read!(ReadMark { until } may {} no_more);
read_names!(State {
    Open = "open",
    Waiting = "waiting",
    Answered = "answered",
    Solved = "solved",
    Closed = "closed"
});
read_names!(Author { Person = "person", Support = "support", System = "system" });
read_names!(Happening {
    Solved = "solved",
    Reopened = "reopened",
    Escalated = "escalated",
    Raised = "raised",
    Lowered = "lowered",
    Closed = "closed",
    HandedOver = "handed_over"
});

impl Json for NewMessage {
    fn json(&self) -> String {
        Object::default()
            .text("text", &self.text)
            .list("attachments", self.attachments.iter().map(|it| quoted(it)))
            .list("confirmed", self.confirmed.iter().map(Json::json))
            .end()
    }
}

impl Json for Escalation {
    fn json(&self) -> String {
        Object::default()
            .text("reason", &self.reason)
            .list("confirmed", self.confirmed.iter().map(Json::json))
            .end()
    }
}

impl Json for Rating {
    fn json(&self) -> String {
        Object::default().json("stars", &self.stars.to_string()).maybe("word", &self.word).end()
    }
}

impl Json for ReadMark {
    fn json(&self) -> String {
        Object::default().text("until", &self.until).end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_written_as_serde_json_writes_them() {
        let confirmed = vec![
            Confirmed { field: "/text".into(), sha256: "0f".into(), kind: "pin".into() },
            Confirmed::default(),
        ];
        for (attachments, confirmed) in [(vec![], vec![]), (vec!["a".into(), "b".into()], confirmed)] {
            let message =
                NewMessage { text: "\"你\n".into(), attachments, confirmed: confirmed.clone() };
            assert_eq!(message.json(), serde_json::to_string(&message).unwrap());
            let reason = Escalation { reason: "no".into(), confirmed };
            assert_eq!(reason.json(), serde_json::to_string(&reason).unwrap());
        }
        for word in [None, Some("fine".to_owned())] {
            let rating = Rating { stars: 5, word };
            assert_eq!(rating.json(), serde_json::to_string(&rating).unwrap());
        }
        let mark = ReadMark { until: "x".into() };
        assert_eq!(mark.json(), serde_json::to_string(&mark).unwrap());
    }
}
