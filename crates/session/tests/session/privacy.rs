//! What is shown is what is sent, and nothing is sent that was not switched on.

use crate::world::{NOW, at_home, error_context, flow, settle};
use help_core::{
    Context,
    context::{Account, Member},
    flow::Kind,
    json::Json,
    ticket::NewTicket,
};
use help_session::{About, Effect, Optional, Page, Screen, Sending, Session};
use serde_json::Value;

const TOPIC: &str = "withdraw";
const TRON: &str = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

fn with_account() -> Context {
    let account = Account { id: None, name: Some("Ann".into()), contact: Some("ann@x.example".into()) };
    Context {
        account: Some(account),
        locale: Some("en-GB".into()),
        version: Some("4.12.0".into()),
        ..error_context()
    }
}

/// The form of somebody who is signed in, filled in up to the review.
fn signed_in(account: &str) -> Session {
    let mut session = at_home();
    session.set_context(with_account());
    session.device_is(
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/155.0.7000.12 Mobile Safari/537.36",
    );
    let effects = session.report();
    settle(&mut session, effects);
    for (question, answer) in
        [("kind", "failed"), ("address", TRON), ("story", "It never left"), ("account", account)]
    {
        session.answer(TOPIC, question, answer);
    }
    while session.screen() != Screen::Form(TOPIC.into(), Page::Review) {
        let before = session.screen();
        session.next(NOW);
        assert_ne!(session.screen(), before, "stuck: {:?}", session.faults(TOPIC, 3, NOW));
    }
    session
}

fn sent(session: &mut Session) -> NewTicket {
    match session.submit("key".into(), NOW).pop() {
        Some(Effect::Send { body, .. }) => serde_json::from_str(&body).unwrap(),
        other => panic!("not sent: {other:?}"),
    }
}

/// Every text in a body but its names.
fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Object(members) => members.values().for_each(|it| leaves(it, out)),
        Value::Array(list) => list.iter().for_each(|it| leaves(it, out)),
        _ => {}
    }
}

#[test]
fn the_text_of_the_review_is_the_body_that_is_sent() {
    for switches in 0..16 {
        let mut session = signed_in(if switches & 8 == 0 { "yes" } else { "no" });
        session.switch(TOPIC, &Optional::Diagnostics, switches & 1 != 0);
        session.switch(TOPIC, &Optional::WholeAddress("address".into()), switches & 2 != 0);
        session.switch(TOPIC, &Optional::Member(Member::Network), switches & 4 != 0);
        let shown = session.review(TOPIC);
        let mut body = sent(&mut session);
        let record = body.consent.take().unwrap();
        assert_eq!(shown.text, body.json(), "{switches}");
        assert_eq!(record.at, "2026-11-20T06:05:00Z");
        let told: Vec<_> = record.switches.iter().map(|(name, on)| (name.as_str(), *on)).collect();
        assert_eq!(told.len(), shown.switches.len());
        assert!(told.contains(&("diagnostics", switches & 1 != 0)), "{told:?}");

        // The rows that people read say the same: every text of the body stands in one of them.
        let mut seen: Vec<String> = shown.rows.iter().map(|it| it.value.clone()).collect();
        for switch in shown.switches.iter().filter(|it| it.on) {
            seen.extend(switch.rows.iter().map(|it| it.value.clone()));
        }
        let mut texts = Vec::new();
        let json = serde_json::to_value(&body).unwrap();
        leaves(&json["answers"], &mut texts);
        leaves(&json["context"], &mut texts);
        leaves(&json["device"], &mut texts);
        let device = json.get("device").cloned().unwrap_or_default();
        match switches & 1 {
            0 => assert_eq!((device, json.pointer("/context/version")), (Value::Null, None)),
            _ => {
                assert_eq!(device, serde_json::json!({ "os": "Android", "browser": "Chrome 155" }));
                assert_eq!(json["context"]["version"], "4.12.0");
            }
        }
        for text in texts {
            let label = text.to_uppercase();
            assert!(seen.contains(&text) || seen.contains(&label), "{text} is not in {seen:?}");
        }
    }
}

#[test]
fn a_report_with_everything_refused_is_sent_all_the_same() {
    let mut session = signed_in("no");
    for switch in session.review(TOPIC).switches {
        session.switch(TOPIC, &switch.what, false);
    }
    let body = sent(&mut session);
    assert_eq!((body.context.clone(), body.device.clone()), (Context::default(), None));
    assert_eq!(body.reply_to, None);
    assert!(body.consent.unwrap().switches.values().all(|on| !on));
    let flow = flow();
    let faults = help_core::draft::check_received(&flow, &body.answers, &body.context, Some(NOW));
    assert_eq!(faults, vec![], "the server takes it");
}

#[test]
fn technical_details_are_off_until_they_are_switched_on_and_hold_no_secret() {
    let mut session = signed_in("yes");
    let ticket = session.ticket(TOPIC).unwrap();
    assert_eq!((ticket.device, ticket.context.version, ticket.context.locale), (None, None, None));
    let mut context = with_account();
    context.version = Some(["abandon "; 11].concat() + "about");
    session.set_context(context);
    session.switch(TOPIC, &Optional::Diagnostics, true);
    let ticket = session.ticket(TOPIC).unwrap();
    assert_eq!(ticket.context.version, None);
    assert_eq!(ticket.context.locale.as_deref(), Some("en-GB"));
    let review = session.review(TOPIC);
    let switch = review.switches.iter().find(|it| it.what == Optional::Diagnostics).unwrap();
    let version = switch.rows.iter().find(|it| it.about == About::Version).unwrap();
    assert!(version.left_out && version.value.is_empty());
}

#[test]
fn an_address_is_sent_shortened_unless_the_person_wants_it_whole() {
    let mut session = signed_in("no");
    assert_eq!(session.ticket(TOPIC).unwrap().answers["address"], "TR7NHq…Lj6t");
    session.switch(TOPIC, &Optional::WholeAddress("address".into()), true);
    assert_eq!(sent(&mut session).answers["address"], TRON);
}

#[test]
fn an_account_goes_along_once_the_person_says_that_it_is_right() {
    for (answer, expected) in [("yes", Some("Ann")), ("no", None)] {
        let session = signed_in(answer);
        let ticket = session.ticket(TOPIC).unwrap();
        assert_eq!(ticket.context.get(Member::AccountName), expected);
        assert_eq!(ticket.context.get(Member::AccountContact), None, "the form does not offer it");
        let review = session.review(TOPIC);
        let row = review.rows.iter().find(|it| it.kind == Kind::Account).unwrap();
        assert_eq!((row.page, row.value.as_str()), (Page::Step(3), answer));
    }
}

#[test]
fn a_contact_is_known_only_masked() {
    let session = signed_in("yes");
    assert_eq!(session.context().get(Member::AccountContact), Some("a•••@x.example"));
}

#[test]
fn without_an_account_the_page_asks_only_where_a_reply_may_go() {
    let mut session = crate::world::at_review();
    assert!(session.review(TOPIC).rows.iter().all(|it| it.kind != Kind::Account));
    session.change(TOPIC, Page::Step(3));
    session.set_reply_to(TOPIC, "ann");
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), Page::Step(3)));
    assert_eq!(session.draft(TOPIC).unwrap().sending, Sending::BadReplyAddress);
    session.set_reply_to(TOPIC, "ann@mail.example");
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), Page::Review));
    assert_eq!(sent(&mut session).reply_to.as_deref(), Some("ann@mail.example"));
}

#[test]
fn a_second_try_carries_the_very_same_body() {
    let mut session = signed_in("yes");
    let first = sent(&mut session);
    session.sent(TOPIC, "key", Err(help_session::SendFailure::Network));
    let second: NewTicket = match session.submit("other".into(), NOW + 600).pop() {
        Some(Effect::Send { key, body, .. }) if key == "key" => serde_json::from_str(&body).unwrap(),
        other => panic!("not sent: {other:?}"),
    };
    assert_eq!(first, second);
}

#[test]
fn pictures_are_wanted_of_the_steps_that_are_shown() {
    let session = signed_in("yes");
    let wanted = session.review(TOPIC).evidence;
    assert_eq!(wanted, ["A picture of what", "A picture of more", "A picture of account"]);
}
