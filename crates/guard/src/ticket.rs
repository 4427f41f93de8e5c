//! Which texts of a report are looked at, under which name and as what sort of field: one rule for the page
//! that sends it and for the server that takes it.

use help_core::{
    context::Member,
    flow::{Flow, Kind},
    ticket::{Confirmed, NewTicket},
};
use sha2::{Digest, Sha256};

use crate::{Action, Field, Finding, Known, Lists, scan};

/// A text of a report: its RFC 6901 pointer, itself, and what is asked for there.
pub type Place<'a> = (String, &'a str, Field);

/// Every text of a report that somebody may have written. `flow` is the form that was filled in, when it is
/// known: without it the names of the questions are somebody's text too.
#[must_use]
pub fn texts<'a>(ticket: &'a NewTicket, flow: Option<&Flow>) -> Vec<Place<'a>> {
    let mut texts = vec![
        ("/topic".to_owned(), ticket.topic.as_str(), Field::Text),
        ("/language".to_owned(), &ticket.language, Field::Text),
        ("/knowledge".to_owned(), &ticket.knowledge, Field::Text),
    ];
    for (question, answer) in &ticket.answers {
        let kind = flow.and_then(|flow| flow.question(question)).map(|it| it.kind);
        if kind.is_none() {
            texts.push(("/answers".to_owned(), question, Field::Text));
        }
        texts.push((answer_pointer(question), answer, field_of(kind)));
    }
    for member in Member::ALL {
        let field = match member {
            Member::Transaction => Field::TransactionHash,
            Member::AccountId => Field::Reference,
            _ => Field::Text,
        };
        texts.extend(ticket.context.get(member).map(|text| (pointer_of(member), text, field)));
    }
    let more = [("/context/locale", &ticket.context.locale), ("/reply_to", &ticket.reply_to)];
    for (pointer, text) in more {
        texts.extend(text.as_deref().map(|text| (pointer.to_owned(), text, Field::Text)));
    }
    texts
}

/// What sort of field a question of this kind is.
#[must_use]
pub fn field_of(kind: Option<Kind>) -> Field {
    match kind {
        Some(Kind::Transaction) => Field::TransactionHash,
        Some(Kind::Address) => Field::Address,
        _ => Field::Text,
    }
}

/// Where the answer to a question stands in a report.
#[must_use]
pub fn answer_pointer(question: &str) -> String {
    ["/answers/", &escape(question)].concat()
}

/// Where a member of the context stands in a report.
#[must_use]
pub fn pointer_of(member: Member) -> String {
    let mut pointer = String::from("/context");
    for part in member.name().split('.') {
        pointer.push('/');
        pointer.push_str(part);
    }
    pointer
}

/// One step of a JSON pointer (RFC 6901, section 4).
fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// What a finding covers.
#[must_use]
pub fn found<'a>(text: &'a str, finding: &Finding) -> &'a str {
    let at = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    text.get(at(finding.start)..at(finding.end)).unwrap_or_default()
}

/// SHA-256 of a text's UTF-8 in 64 small hexadecimal digits: how a confirmed text is named.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from(DIGITS[usize::from(half)]));
        }
    }
    out
}

/// True when the person said of exactly this text in this field that it is no secret.
#[must_use]
pub fn is_confirmed(pointer: &str, text: &str, finding: &Finding, confirmed: &[Confirmed]) -> bool {
    let mut of_field = confirmed.iter().filter(|it| it.field == pointer).peekable();
    if of_field.peek().is_none() {
        return false;
    }
    let hash = fingerprint(found(text, finding));
    of_field.any(|it| it.sha256 == hash)
}

/// What the server will ask about in this report: to be sent along once nothing in it is stopped any more,
/// because the person, or the wallet, has said of each that it is none.
#[must_use]
pub fn to_confirm(ticket: &NewTicket, flow: Option<&Flow>, lists: &Lists) -> Vec<Confirmed> {
    let transactions: Vec<&str> = ticket.context.transaction.as_deref().into_iter().collect();
    let known = Known { transactions: &transactions, mine: None };
    let mut confirmed = Vec::new();
    for (pointer, text, field) in texts(ticket, flow) {
        for finding in scan(text, lists, &known, field).findings {
            if finding.action == Action::Ask {
                let sha256 = fingerprint(found(text, &finding));
                let kind = finding.kind.as_str().to_owned();
                confirmed.push(Confirmed { field: pointer.clone(), sha256, kind });
            }
        }
    }
    confirmed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 64 hexadecimal digits without a word around them: a hash or a key, nobody can say.
    const EITHER: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn report(text: &str) -> NewTicket {
        let answers = [("story/1".to_owned(), text.to_owned())].into_iter().collect();
        NewTicket { topic: "pay".into(), language: "en".into(), answers, ..NewTicket::default() }
    }

    #[test]
    fn what_is_asked_about_is_named_by_its_hash() {
        let ticket = report(&format!("密 {EITHER}"));
        let confirmed = to_confirm(&ticket, None, &Lists::embedded());
        let places: Vec<&str> = confirmed.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(places, ["/answers/story~11"]);
        assert_eq!(confirmed[0].sha256, fingerprint(EITHER));
        let text = &ticket.answers["story/1"];
        let findings = scan(text, &Lists::embedded(), &Known::default(), Field::Text).findings;
        assert!(is_confirmed("/answers/story~11", text, &findings[0], &confirmed));
        assert!(!is_confirmed("/answers/other", text, &findings[0], &confirmed));
    }

    #[test]
    fn a_question_says_what_sort_of_field_it_is() {
        use help_core::flow::{Question, Step};
        let question = |id: &str, kind| Question { id: id.into(), kind, ..Question::default() };
        let asked = vec![question("to", Kind::Address), question("hash", Kind::Transaction)];
        let flow =
            Flow { steps: vec![Step { questions: asked, ..Step::default() }], ..Flow::default() };
        let answers = [("hash".to_owned(), "x".to_owned()), ("to".to_owned(), "y".to_owned())];
        let ticket = NewTicket { answers: answers.into_iter().collect(), ..NewTicket::default() };
        let fields: Vec<_> = texts(&ticket, Some(&flow)).into_iter().map(|it| (it.0, it.2)).collect();
        assert!(fields.contains(&("/answers/to".to_owned(), Field::Address)), "{fields:?}");
        assert!(fields.contains(&("/answers/hash".to_owned(), Field::TransactionHash)), "{fields:?}");
    }

    #[test]
    fn a_fingerprint_is_sha_256() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint("abc"), abc, "FIPS 180-4");
    }
}
