//! Secrets in a form: stopped, said, taken out, and confirmed for one value only.

use std::rc::Rc;

use help_core::ticket::NewTicket;
use help_session::{Action, Effect, Page, REPLY_TO, Screen, Secret, Session};

use crate::world::{NOW, at_review};

const TOPIC: &str = "withdraw";
const STORY: &str = "/answers/story";
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A recovery phrase of known shape: eleven times the first word, then the one that fits the checksum.
fn phrase() -> String {
    let mut words = vec!["abandon"; 11];
    words.push("about");
    words.join(" ")
}

fn sent(session: &mut Session) -> Option<NewTicket> {
    match session.submit("k".into(), NOW).pop() {
        Some(Effect::Send { body, .. }) => serde_json::from_str(&body).ok(),
        _ => None,
    }
}

#[test]
fn a_recovery_phrase_is_never_kept_or_sent_and_has_no_send_anyway() {
    let mut session = at_review();
    session.answer(TOPIC, "story", &format!("My withdrawal failed: {} (nothing came)", phrase()));
    let stop = session.stop_at(TOPIC, STORY).expect("it is stopped").clone();
    assert_eq!((stop.action, stop.kind), (Action::Block, Secret::RecoveryPhrase));
    assert!(!stop.around.contains("abandon"), "the notice shows no word of it: {}", stop.around);
    assert!(stop.around.contains("My withdrawal failed"));
    assert!(!session.may_keep(TOPIC));
    assert!(session.submit("k".into(), NOW).is_empty());
    session.not_secret(TOPIC, STORY);
    assert!(session.submit("k".into(), NOW).is_empty(), "a person cannot say it away");

    session.take_out(TOPIC, STORY, "(removed)");
    let left = session.answer_to(TOPIC, "story");
    assert!(left.starts_with("My withdrawal failed: (removed)"), "{left}");
    assert!(!left.contains("abandon"), "{left}");
    assert!(session.may_keep(TOPIC));
    assert!(sent(&mut session).is_some());
}

#[test]
fn a_step_with_a_secret_is_not_left() {
    let mut session = at_review();
    session.answer(TOPIC, "story", &phrase());
    let page = session.review(TOPIC).rows.iter().find(|it| it.label == "story").unwrap().page;
    session.change(TOPIC, page);
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), page));
    session.take_out(TOPIC, STORY, "-");
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), Page::Review));
}

#[test]
fn what_is_asked_about_is_confirmed_for_that_value_only() {
    let mut session = at_review();
    session.answer(TOPIC, "story", &format!("see {HASH}"));
    assert_eq!(session.stop_at(TOPIC, STORY).unwrap().action, Action::Ask);
    session.not_secret(TOPIC, STORY);
    assert!(session.may_keep(TOPIC));
    let ticket = sent(&mut session).expect("it is sent");
    let confirmed = &ticket.confirmed;
    assert_eq!((confirmed.len(), confirmed[0].field.as_str()), (1, STORY));

    let mut session = at_review();
    session.answer(TOPIC, "story", &format!("see {HASH}"));
    session.not_secret(TOPIC, STORY);
    let other = HASH.replace('9', "8");
    session.answer(TOPIC, "story", &format!("see {other}"));
    assert!(session.stop_at(TOPIC, STORY).is_some(), "another value is asked about again");
}

#[test]
fn what_the_wallet_knows_passes_and_its_own_keys_are_certain() {
    let mut session = at_review();
    session.know(vec![HASH.to_owned()], None);
    session.answer(TOPIC, "story", &format!("see {HASH}"));
    assert_eq!(session.stop_at(TOPIC, STORY), None);
    let ticket = sent(&mut session).expect("it is sent");
    assert_eq!(ticket.confirmed.len(), 1, "the server knows nothing of it and is told");

    let mut session = at_review();
    session.know(Vec::new(), Some(Rc::new(|_| true)));
    session.answer(TOPIC, "story", &format!("see {HASH}"));
    assert_eq!(session.stop_at(TOPIC, STORY).unwrap().action, Action::Block);
}

#[test]
fn the_reply_address_and_the_context_are_looked_at_too() {
    let mut session = at_review();
    session.set_reply_to(TOPIC, &phrase());
    assert!(session.stop_at(TOPIC, REPLY_TO).is_some());
    session.take_out(TOPIC, REPLY_TO, "");
    assert_eq!(session.stop_at(TOPIC, REPLY_TO), None);

    let mut context = session.context().clone();
    context.network = Some(phrase());
    session.set_context(context);
    let switches = session.review(TOPIC).switches;
    let switch = switches.iter().find(|it| it.left_out()).expect("it is left out");
    assert_eq!((switch.rows[0].value.as_str(), switch.on), ("", false));
    let body = match session.submit("k".into(), NOW).pop() {
        Some(Effect::Send { body, .. }) => body,
        other => panic!("{other:?}"),
    };
    assert!(!body.contains("abandon"), "{body}");
}
