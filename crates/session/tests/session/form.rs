//! The guided form: prefilled, checked page by page, sent once.

use crate::world::{NOW, at_home, at_review, settle};
use help_core::{
    context::Member,
    draft::FaultCode,
    problem::{Code, FieldProblem},
    ticket::Receipt,
};
use help_session::{Effect, Event, Optional, Page, Progress, Screen, SendFailure, Sending, Session};

const TOPIC: &str = "withdraw";

fn page(session: &Session) -> Option<Page> {
    match session.screen() {
        Screen::Form(_, page) => Some(page),
        _ => None,
    }
}

fn send(session: &mut Session, key: &str) -> Option<(String, help_core::ticket::NewTicket)> {
    match session.submit(key.into(), NOW).pop() {
        Some(Effect::Send { key, body, .. }) => Some((key, serde_json::from_str(&body).unwrap())),
        _ => None,
    }
}

fn receipt() -> Receipt {
    Receipt { id: "1".into(), number: "HB-1".into(), ..Receipt::default() }
}

#[test]
fn the_form_of_the_errors_topic_opens_and_knows_what_the_wallet_knows() {
    let mut session = at_home();
    let effects = session.report();
    assert_eq!(effects.len(), 1, "the forms are fetched only now");
    settle(&mut session, effects);
    assert_eq!(page(&session), Some(Page::Checks));
    assert_eq!(session.answer_to(TOPIC, "amount"), "120.5 USDT");
    assert_eq!(session.answer_to(TOPIC, "hash"), "0xabc");
    assert!(session.draft(TOPIC).unwrap().from_wallet.contains(&"amount".to_owned()));
    session.answer(TOPIC, "amount", "100 USDT");
    assert!(!session.draft(TOPIC).unwrap().from_wallet.contains(&"amount".to_owned()));
}

#[test]
fn a_page_is_left_only_without_faults_and_hidden_pages_are_passed_over() {
    let mut session = at_home();
    let effects = session.report();
    settle(&mut session, effects);
    session.next(NOW);
    assert_eq!(page(&session), Some(Page::Step(0)));
    assert!(session.faults(TOPIC, 0, NOW).is_empty(), "no fault is shown before the person tried");
    session.next(NOW);
    assert_eq!(page(&session), Some(Page::Step(0)));
    assert_eq!(session.faults(TOPIC, 0, NOW)[0].code, FaultCode::Required);
    session.answer(TOPIC, "kind", "failed");
    assert!(session.faults(TOPIC, 0, NOW).is_empty());
    assert_eq!(session.progress(TOPIC, Page::Step(0)), Progress { at: 1, of: 4 });
    session.next(NOW);
    assert_eq!(page(&session), Some(Page::Step(2)));
    session.back();
    session.answer(TOPIC, "kind", "pending");
    assert_eq!(session.progress(TOPIC, Page::Step(0)), Progress { at: 1, of: 5 });
    session.next(NOW);
    assert_eq!(page(&session), Some(Page::Step(1)));
}

#[test]
fn what_the_review_shows_is_what_is_sent() {
    let mut session = at_review();
    let review = session.review(TOPIC);
    let labels: Vec<_> =
        review.rows.iter().map(|row| (row.label.as_str(), row.value.as_str())).collect();
    assert_eq!(labels, [("kind", "FAILED"), ("amount", "120.5 USDT"), ("story", "It never left")]);
    let switches: Vec<_> = review.switches.iter().map(|it| (it.what.clone(), it.on)).collect();
    let network = Optional::Member(Member::Network);
    let hash = Optional::Member(Member::Transaction);
    assert_eq!(
        switches,
        [(network.clone(), true), (hash, false), (Optional::Diagnostics, false)],
        "on is only what the form says, and never what tells of the person"
    );

    session.switch(TOPIC, &Optional::Diagnostics, true);
    session.switch(TOPIC, &network, false);
    let (_, ticket) = send(&mut session, "k").expect("it is sent");
    assert_eq!(ticket.answers.len(), 3, "the hidden hash stays here: {:?}", ticket.answers);
    assert_eq!(
        serde_json::to_string(&ticket.context).unwrap(),
        r#"{"error":{"code":"WD_NETWORK_MISMATCH"}}"#
    );
    assert_eq!((ticket.knowledge.as_str(), ticket.language.as_str()), ("v1", "en"));
}

#[test]
fn a_retry_keeps_its_key_and_a_change_takes_a_new_one() {
    let mut session = at_review();
    assert_eq!(send(&mut session, "first").unwrap().0, "first");
    assert_eq!(send(&mut session, "second"), None, "what is on its way is not sent twice");
    session.answer(TOPIC, "story", "changed while sending");
    assert_eq!(session.answer_to(TOPIC, "story"), "It never left");
    session.sent(TOPIC, "first", Err(SendFailure::Network));
    assert_eq!(session.draft(TOPIC).unwrap().sending, Sending::Failed(SendFailure::Network));
    assert_eq!(session.answer_to(TOPIC, "story"), "It never left", "the text is kept");
    assert_eq!(send(&mut session, "third").unwrap().0, "first");
    session.sent(TOPIC, "first", Err(SendFailure::Busy(Some(3))));
    session.answer(TOPIC, "story", "Something else");
    assert_eq!(send(&mut session, "fourth").unwrap().0, "fourth");
    let late = session.sent(TOPIC, "first", Ok(receipt()));
    assert_eq!(
        late,
        vec![Effect::Tell(Event::TicketCreated("HB-1".into()))],
        "it was stored after all"
    );
    assert_eq!(session.draft(TOPIC).unwrap().sending, Sending::Running, "the changed one goes its way");
    assert!(matches!(session.screen(), Screen::Form(..)));
}

#[test]
fn success_is_shown_only_with_the_receipt() {
    let mut session = at_review();
    let (key, _) = send(&mut session, "k").unwrap();
    assert!(matches!(session.screen(), Screen::Form(..)));
    let effects = session.sent(TOPIC, &key, Ok(receipt()));
    assert_eq!(effects, vec![Effect::Tell(Event::TicketCreated("HB-1".into()))]);
    assert_eq!(session.screen(), Screen::Receipt);
    assert_eq!(session.draft(TOPIC), None);
    session.back();
    assert_eq!(session.screen(), Screen::Home);
}

#[test]
fn a_receipt_that_comes_elsewhere_does_not_move_the_person() {
    let mut session = at_review();
    let (key, _) = send(&mut session, "k").unwrap();
    session.home();
    session.sent(TOPIC, &key, Ok(receipt()));
    assert_eq!(session.screen(), Screen::Home);
    assert_eq!(session.receipt().map(|it| it.number.as_str()), Some("HB-1"));
}

#[test]
fn what_the_server_refuses_is_shown_at_its_question() {
    let mut session = at_review();
    let (key, _) = send(&mut session, "k").unwrap();
    let error = FieldProblem { pointer: "/answers/story".into(), code: "too_long".into() };
    session.sent(TOPIC, &key, Err(SendFailure::Refused(Code::InvalidTicket, vec![error])));
    assert_eq!(page(&session), Some(Page::Step(2)));
    assert_eq!(session.faults(TOPIC, 2, NOW)[0].code, FaultCode::TooLong);
    session.answer(TOPIC, "story", "Shorter");
    assert!(session.faults(TOPIC, 2, NOW).is_empty());
    session.next(NOW);
    assert_eq!(page(&session), Some(Page::Review), "going on leads back to the review");
}

#[test]
fn a_reply_address_is_optional_but_must_be_one() {
    let mut session = at_review();
    session.set_reply_to(TOPIC, "ann");
    assert_eq!(send(&mut session, "k"), None);
    assert_eq!(session.draft(TOPIC).unwrap().sending, Sending::BadReplyAddress);
    session.set_reply_to(TOPIC, " ann@mail.example ");
    assert_eq!(send(&mut session, "k").unwrap().1.reply_to.as_deref(), Some("ann@mail.example"));
}

#[test]
fn a_question_without_answer_goes_into_the_form() {
    let mut session = at_home();
    session.ask("address network match please");
    let effects = session.report_question();
    settle(&mut session, effects);
    if session.screen() == Screen::ChooseTopic {
        let effects = session.choose_topic(TOPIC);
        settle(&mut session, effects);
    }
    assert_eq!(session.answer_to(TOPIC, "story"), "address network match please");
}

#[test]
fn without_an_error_the_person_chooses_the_topic() {
    let mut session = at_home();
    session.set_context(help_core::Context::default());
    session.report();
    assert_eq!(session.screen(), Screen::ChooseTopic);
    let effects = session.choose_topic(TOPIC);
    settle(&mut session, effects);
    assert_eq!(session.answer_to(TOPIC, "amount"), "", "the context is gone");
}
