//! What a report must be: the rules of its form, which the widget checks too, and the limits of what
//! is around it. Every text that comes in passes here.

use help_core::{
    context::Member,
    draft::{self, FaultCode},
    problem::{Code, FieldProblem},
    thread::{Escalation, MESSAGE_MAX, NewMessage, RATING_WORD_MAX, Rating},
    ticket::{
        Asked, Confirmed, Consent, DEVICE_MAX, Feedback, NewTicket, QUESTION_MAX, REPLY_TO_MAX,
        is_reply_address,
    },
    time,
    upload::FILES_MAX,
};
use serde_json::{Map, Value, json};

use crate::{
    body::{escape, pointer_of},
    fault::Fault,
    knowledge::Knowledge,
};

/// The most characters of a member of the context; error texts are the longest.
const CONTEXT_MAX: usize = 2000;
/// The most characters of a language tag (RFC 5646, 4.4.1).
const LANGUAGE_MAX: usize = 35;
/// [`is_language`] as a pattern of JSON Schema.
const LANGUAGE_PATTERN: &str = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$";
/// [`is_reply_address`] as a pattern of JSON Schema.
const REPLY_TO_PATTERN: &str = r"^\s*[^\s@]+@[^\s@.]+(\.[^\s@.]+)+\s*$";
/// The most characters of an id of topic, article or knowledge version.
const ID_MAX: usize = 200;
/// The most answers of one form.
const ANSWERS_MAX: usize = 200;
/// The most texts that a person says are no secrets.
const CONFIRMED_MAX: usize = 50;
/// The most switches of a record of consent.
const SWITCHES_MAX: usize = 50;
/// [`is_sha256`] as a pattern of JSON Schema.
const SHA256_PATTERN: &str = "^[0-9a-f]{64}$";

/// Refuses a report that breaks a rule, with a pointer for each. `now` in seconds since 1970.
///
/// A form that was filled in with another version of the knowledge than ours is held only to the limits:
/// its questions may be other ones, and a person's report must not be lost over that.
pub(crate) fn check_ticket(knowledge: &Knowledge, ticket: &NewTicket, now: i64) -> Result<(), Fault> {
    let mut faults = limits(ticket);
    let same_form = ticket.knowledge.is_empty() || ticket.knowledge == knowledge.manifest.version;
    if same_form {
        match knowledge.flow(&ticket.topic, &ticket.language) {
            None => faults.push(fault("/topic", "unknown")),
            Some(flow) => {
                let wrong = draft::check_received(flow, &ticket.answers, &ticket.context, Some(now));
                // Whoever wants to talk may say the rest when somebody asks for it.
                let wrong = wrong.iter().filter(|it| !ticket.chat || it.code != FaultCode::Required);
                for wrong in wrong {
                    faults.push(fault(&answer_pointer(&wrong.question), code_name(wrong.code)));
                }
            }
        }
    }
    refuse(Code::InvalidTicket, faults)
}

/// Writes the limits that a schema can state into the schemas of the API document.
pub(crate) fn describe(schemas: &mut Map<String, Value>) {
    let mut limit = |schema: &str, member: &str, limits: Value| {
        let found = schemas.get_mut(schema).and_then(|it| it.get_mut("properties")?.get_mut(member));
        if let (Some(Value::Object(found)), Value::Object(limits)) = (found, limits) {
            found.extend(limits);
        }
    };
    limit("NewTicket", "topic", json!({ "minLength": 1, "maxLength": ID_MAX }));
    limit("NewTicket", "knowledge", json!({ "maxLength": ID_MAX }));
    limit("NewTicket", "answers", json!({ "maxProperties": ANSWERS_MAX }));
    limit("NewTicket", "reply_to", json!({ "maxLength": REPLY_TO_MAX, "pattern": REPLY_TO_PATTERN }));
    limit("NewMessage", "text", json!({ "maxLength": MESSAGE_MAX }));
    limit("Escalation", "reason", json!({ "minLength": 1, "maxLength": MESSAGE_MAX }));
    limit("Rating", "stars", json!({ "minimum": 1, "maximum": 5 }));
    limit("Rating", "word", json!({ "maxLength": RATING_WORD_MAX }));
    limit("ReadMark", "until", json!({ "minLength": 1, "maxLength": ID_MAX }));
    for schema in ["NewTicket", "NewMessage"] {
        limit(schema, "attachments", json!({ "maxItems": FILES_MAX }));
    }
    for schema in ["NewTicket", "NewMessage", "Escalation"] {
        limit(schema, "confirmed", json!({ "maxItems": CONFIRMED_MAX }));
    }
    limit("Confirmed", "field", json!({ "maxLength": ID_MAX }));
    limit("Confirmed", "kind", json!({ "maxLength": ID_MAX }));
    limit("Confirmed", "sha256", json!({ "pattern": SHA256_PATTERN }));
    limit("Consent", "notice", json!({ "maxLength": ID_MAX }));
    limit("Consent", "at", json!({ "format": "date-time" }));
    limit("Consent", "switches", json!({ "maxProperties": SWITCHES_MAX }));
    for schema in ["NewTicket", "Feedback", "Asked"] {
        limit(schema, "language", json!({ "maxLength": LANGUAGE_MAX, "pattern": LANGUAGE_PATTERN }));
    }
    limit("Asked", "text", json!({ "minLength": 1, "maxLength": QUESTION_MAX }));
    limit("Context", "locale", json!({ "maxLength": LANGUAGE_MAX }));
    for (schema, member) in [("Context", "version"), ("Device", "os"), ("Device", "browser")] {
        limit(schema, member, json!({ "maxLength": DEVICE_MAX }));
    }
    let texts = [
        ("Context", &["screen", "asset", "network", "amount", "transaction"][..]),
        ("ErrorContext", &["code", "message"]),
        ("Account", &["id", "name", "contact"]),
    ];
    for (schema, members) in texts {
        for member in members {
            limit(schema, member, json!({ "maxLength": CONTEXT_MAX }));
        }
    }
}

/// Refuses a vote on an article that does not exist.
pub(crate) fn check_feedback(knowledge: &Knowledge, feedback: &Feedback) -> Result<(), Fault> {
    let mut faults = Vec::new();
    if !knowledge.has_article(&feedback.article) {
        faults.push(fault("/article", "unknown"));
    }
    if !knowledge.manifest.languages.iter().any(|it| it.tag == feedback.language) {
        faults.push(fault("/language", "unknown"));
    }
    refuse(Code::InvalidTicket, faults)
}

/// Refuses a question of no language or article of ours, an empty one and one that is too long.
pub(crate) fn check_question(knowledge: &Knowledge, asked: &Asked) -> Result<(), Fault> {
    let mut faults = Vec::new();
    if asked.text.trim().is_empty() {
        faults.push(fault("/text", "invalid"));
    } else if asked.text.chars().count() > QUESTION_MAX {
        faults.push(fault("/text", "too_long"));
    }
    if asked.article.as_ref().is_some_and(|it| !knowledge.has_article(it)) {
        faults.push(fault("/article", "unknown"));
    }
    if !knowledge.manifest.languages.iter().any(|it| it.tag == asked.language) {
        faults.push(fault("/language", "unknown"));
    }
    refuse(Code::InvalidTicket, faults)
}

fn refuse(code: Code, faults: Vec<FieldProblem>) -> Result<(), Fault> {
    if faults.is_empty() { Ok(()) } else { Err(Fault::fields(code, faults)) }
}

fn limits(ticket: &NewTicket) -> Vec<FieldProblem> {
    let mut faults = Vec::new();
    let long = |text: &str, most: usize| text.chars().count() > most;
    if ticket.topic.is_empty() || long(&ticket.topic, ID_MAX) {
        faults.push(fault("/topic", "invalid"));
    }
    if !is_language(&ticket.language) {
        faults.push(fault("/language", "invalid"));
    }
    if ticket.answers.len() > ANSWERS_MAX {
        faults.push(fault("/answers", "too_long"));
    }
    for member in Member::ALL {
        if ticket.context.get(member).is_some_and(|it| long(it, CONTEXT_MAX)) {
            faults.push(fault(&pointer_of(member), "too_long"));
        }
    }
    if ticket.context.locale.as_deref().is_some_and(|it| long(it, LANGUAGE_MAX)) {
        faults.push(fault("/context/locale", "too_long"));
    }
    let device = ticket.device.as_ref();
    let technical = [
        ("/context/version", ticket.context.version.as_ref()),
        ("/device/os", device.and_then(|it| it.os.as_ref())),
        ("/device/browser", device.and_then(|it| it.browser.as_ref())),
    ];
    for (pointer, value) in technical {
        if value.is_some_and(|it| long(it, DEVICE_MAX)) {
            faults.push(fault(pointer, "too_long"));
        }
    }
    if ticket.reply_to.as_deref().is_some_and(|it| !is_reply_address(it)) {
        faults.push(fault("/reply_to", "invalid"));
    }
    if long(&ticket.knowledge, ID_MAX) {
        faults.push(fault("/knowledge", "too_long"));
    }
    if let Some(consent) = &ticket.consent {
        faults.extend(consent_limits(consent));
    }
    faults.extend(attachment_limits(&ticket.attachments));
    faults.extend(confirmed_limits(&ticket.confirmed));
    faults
}

/// Refuses a message that breaks a rule, with a pointer for each.
pub(crate) fn check_message(message: &NewMessage) -> Result<(), Fault> {
    let mut faults = text_limits("/text", &message.text, message.attachments.is_empty());
    faults.extend(attachment_limits(&message.attachments));
    faults.extend(confirmed_limits(&message.confirmed));
    refuse(Code::InvalidMessage, faults)
}

/// Refuses to escalate without a word on what is still wrong.
pub(crate) fn check_escalation(escalation: &Escalation) -> Result<(), Fault> {
    let mut faults = text_limits("/reason", &escalation.reason, true);
    faults.extend(confirmed_limits(&escalation.confirmed));
    refuse(Code::InvalidMessage, faults)
}

/// Refuses a rating that is none.
pub(crate) fn check_rating(rating: &Rating) -> Result<(), Fault> {
    let mut faults = Vec::new();
    if !(1..=5).contains(&rating.stars) {
        faults.push(fault("/stars", "invalid"));
    }
    if rating.word.as_deref().is_some_and(|it| it.chars().count() > RATING_WORD_MAX) {
        faults.push(fault("/word", "too_long"));
    }
    refuse(Code::InvalidMessage, faults)
}

fn text_limits(pointer: &str, text: &str, required: bool) -> Vec<FieldProblem> {
    let code = if required && text.trim().is_empty() {
        "required"
    } else if text.chars().count() > MESSAGE_MAX {
        "too_long"
    } else {
        return Vec::new();
    };
    vec![fault(pointer, code)]
}

fn attachment_limits(ids: &[String]) -> Vec<FieldProblem> {
    if ids.len() > FILES_MAX {
        return vec![fault("/attachments", "too_many")];
    }
    let twice = |at: &usize| ids.iter().take(*at).any(|it| Some(it) == ids.get(*at));
    (0..ids.len()).filter(twice).map(|at| fault(&format!("/attachments/{at}"), "invalid")).collect()
}

fn confirmed_limits(confirmed: &[Confirmed]) -> Vec<FieldProblem> {
    if confirmed.len() > CONFIRMED_MAX {
        return vec![fault("/confirmed", "too_many")];
    }
    let mut faults = Vec::new();
    for (at, it) in confirmed.iter().enumerate() {
        for (member, fits) in [
            ("field", it.field.chars().count() <= ID_MAX),
            ("sha256", is_sha256(&it.sha256)),
            ("kind", it.kind.chars().count() <= ID_MAX),
        ] {
            if !fits {
                faults.push(fault(&format!("/confirmed/{at}/{member}"), "invalid"));
            }
        }
    }
    faults
}

fn consent_limits(consent: &Consent) -> Vec<FieldProblem> {
    let mut faults = Vec::new();
    if consent.notice.chars().count() > ID_MAX {
        faults.push(fault("/consent/notice", "too_long"));
    }
    if time::seconds(&consent.at).is_none() {
        faults.push(fault("/consent/at", "not_a_time"));
    }
    let fits = |name: &String| name.chars().count() <= ID_MAX;
    if consent.switches.len() > SWITCHES_MAX || !consent.switches.keys().all(fits) {
        faults.push(fault("/consent/switches", "too_long"));
    }
    faults
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
}

/// A tag as RFC 5646 writes it: parts of one to eight letters and digits.
fn is_language(tag: &str) -> bool {
    tag.len() <= LANGUAGE_MAX
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}

fn answer_pointer(question: &str) -> String {
    format!("/answers/{}", escape(question))
}

fn fault(pointer: &str, code: &str) -> FieldProblem {
    FieldProblem { pointer: pointer.into(), code: code.into() }
}

/// The code as it travels, in snake case.
fn code_name(code: FaultCode) -> &'static str {
    match code {
        FaultCode::Required => "required",
        FaultCode::TooLong => "too_long",
        FaultCode::NotAnOption => "not_an_option",
        FaultCode::NotAnAmount => "not_an_amount",
        FaultCode::NotATime => "not_a_time",
        FaultCode::InTheFuture => "in_the_future",
        FaultCode::NotATransaction => "not_a_transaction",
        FaultCode::NotYesOrNo => "not_yes_or_no",
        FaultCode::Pattern => "pattern",
        FaultCode::UnknownQuestion => "unknown_question",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_travel_as_core_writes_them() {
        use FaultCode::*;
        for code in [
            Required,
            TooLong,
            NotAnOption,
            NotAnAmount,
            NotATime,
            InTheFuture,
            NotATransaction,
            NotYesOrNo,
            Pattern,
            UnknownQuestion,
        ] {
            assert_eq!(serde_json::to_value(code).unwrap(), code_name(code));
        }
    }

    #[test]
    fn language_tags_are_short_and_plain() {
        for (tag, expected) in [
            ("en", true),
            ("zh-Hans-CN", true),
            ("", false),
            ("en-", false),
            ("englishhh", false),
            ("en_US", false),
            ("en us", false),
        ] {
            assert_eq!(is_language(tag), expected, "{tag}");
        }
    }
}
