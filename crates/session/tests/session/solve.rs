//! Checks that may solve it before anything is sent.

use crate::world::{NOW, at_home, settle};
use help_core::solve::Finding;
use help_session::{Page, Screen, Session};

const TOPIC: &str = "withdraw";

fn at_checks() -> Session {
    let mut session = at_home();
    let effects = session.report();
    settle(&mut session, effects);
    session
}

fn codes(session: &Session) -> Vec<(Option<String>, &'static str)> {
    session.findings(TOPIC).iter().map(|it| (it.question.clone(), it.finding.code())).collect()
}

#[test]
fn what_the_wallet_told_is_held_against_the_fees_before_a_question() {
    let session = at_checks();
    let found = session.first_findings(TOPIC);
    assert_eq!(found.len(), 1, "120.5 USDT are below the least of 200: {found:?}");
    assert!(matches!(&found[0].finding, Finding::BelowMin(min, _) if min.to_string() == "200"));
}

#[test]
fn findings_follow_the_answers() {
    let mut session = at_checks();
    session.answer(TOPIC, "amount", "250 USDT");
    assert_eq!(codes(&session), []);
    session.answer(TOPIC, "address", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    assert_eq!(codes(&session), [(Some("address".into()), "address")], "no address of Tron");
    session.answer(TOPIC, "address", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t");
    assert_eq!(codes(&session), []);
}

#[test]
fn a_check_keeps_its_answer_and_sends_it() {
    let mut session = at_checks();
    assert_eq!(session.checks(TOPIC).len(), 1);
    session.answer(TOPIC, "same", "no");
    assert_eq!(session.checks(TOPIC)[0].outcome("no").unwrap().text, "Choose the other one.");
    session.next(NOW);
    session.answer(TOPIC, "kind", "failed");
    session.next(NOW);
    session.answer(TOPIC, "story", "It never left");
    session.next(NOW);
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), Page::Review));
    assert_eq!(session.ticket(TOPIC).unwrap().answers["same"], "no");
    let review = session.review(TOPIC);
    let row = &review.rows[0];
    assert_eq!((row.page, row.label.as_str()), (Page::Checks, "Same network?"));
    session.change(TOPIC, row.page);
    session.next(NOW);
    assert_eq!(session.screen(), Screen::Form(TOPIC.into(), Page::Review), "and back again");
}
