//! What is told of questions, where it is told at all.

use help_core::ticket::Asked;

use crate::world::{at_home, settle};

fn asked(text: &str, article: Option<&str>) -> Option<Asked> {
    Some(Asked { text: text.into(), language: "en".into(), article: article.map(str::to_owned) })
}

#[test]
fn the_last_question_is_told_once_with_the_article_that_was_opened_for_it() {
    let mut session = at_home();
    session.begin_guarding();
    for typed in ["w", "wi", "withdrawal  stuck", "withdrawal", ""] {
        session.ask(typed);
    }
    assert_eq!(session.take_question(), asked("withdrawal stuck", None));
    assert_eq!(session.take_question(), None);

    session.ask("wrong network");
    let effects = session.open_article("withdraw/wrong-network");
    settle(&mut session, effects);
    assert_eq!(session.take_question(), asked("wrong network", Some("withdraw/wrong-network")));

    session.ask("pending for days");
    session.open_article("withdraw/wrong-network");
    session.vote("withdraw/wrong-network", false);
    assert_eq!(session.take_question(), asked("pending for days", None), "it did not help");
}

#[test]
fn what_may_be_personal_or_secret_is_never_told() {
    let phrase = ["abandon "; 11].concat() + "about";
    for typed in [
        "x",
        "mail ann@mail.example",
        "order 1234567",
        "where is 0xab12cd34ab12cd34ab12cd34",
        &phrase,
        &"long ".repeat(60),
    ] {
        let mut session = at_home();
        session.ask(typed);
        session.begin_guarding();
        assert_eq!(session.take_question(), None, "{typed}");
    }
    let mut unguarded = at_home();
    unguarded.ask("withdrawal stuck");
    assert_eq!(unguarded.take_question(), None, "nobody has looked at it");
}
