//! Learning from solved questions: what is proposed, and what the files look like afterwards.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/folder.rs"]
mod folder;

use folder::Folder;
use help_content::{
    Failure, check,
    learn::{Limits, Solved, learn},
};

const LIMITS: Limits = Limits { per_article: 10, least: 1 };

fn solved(rows: &[(&str, &str)]) -> Vec<Solved> {
    rows.iter()
        .map(|(text, article)| Solved { text: (*text).into(), article: (*article).into(), lang: None })
        .collect()
}

#[test]
fn new_ways_to_ask_are_added_one_a_line() {
    let folder = Folder::sound();
    let rows = solved(&[
        ("where did my crypto go", "withdraw/pending"),
        ("where did my  crypto go?", "withdraw/pending"),
        ("withdrawal stuck for hours!", "withdraw/pending"),
        ("钱怎么还没出来", "withdraw/pending"),
        ("ok", "withdraw/pending"),
        ("what about this", "gone"),
    ]);
    let lesson = learn(folder.path(), &rows, LIMITS).unwrap();
    let told: Vec<_> =
        lesson.proposals.iter().map(|it| (it.lang.as_str(), it.questions.join("|"))).collect();
    assert_eq!(
        told,
        [("en", "where did my crypto go".to_owned()), ("zh-CN", "钱怎么还没出来".to_owned())]
    );
    assert_eq!(lesson.unused.len(), 2);
    for proposal in &lesson.proposals {
        proposal.accept().unwrap();
    }
    let text = folder.get("en/withdraw/pending.md");
    assert_eq!(
        text,
        folder::PENDING.replace(
            "[\"withdrawal stuck for hours\", \"coins still not out\"]",
            "[\n  \"withdrawal stuck for hours\",\n  \"coins still not out\",\n  \"where did my crypto go\",\n]"
        )
    );
    assert_eq!(check(folder.path()).unwrap().counts().0, 0);
    // What was learned once is not proposed again.
    assert_eq!(learn(folder.path(), &rows, LIMITS).unwrap().proposals, []);
}

#[test]
fn some_of_the_questions_can_be_accepted() {
    let folder = Folder::sound();
    let rows = solved(&[
        ("where did my crypto go", "withdraw/pending"),
        ("price of waiting", "withdraw/pending"),
        ("nobody answers me", "withdraw/pending"),
    ]);
    let lesson = learn(folder.path(), &rows, LIMITS).unwrap();
    let [proposal] = lesson.proposals.as_slice() else { panic!("{:?}", lesson.proposals) };
    assert_eq!(proposal.questions.len(), 3);
    assert_eq!(proposal.only(|_| false), None);
    assert_eq!(proposal.only(|_| true).as_ref(), Some(proposal));
    let some = proposal.only(|it| it != "price of waiting").unwrap();
    assert!(some.questions.len() == 2 && some.missed <= proposal.missed);
    some.accept().unwrap();
    let text = folder.get("en/withdraw/pending.md");
    assert!(text.contains("where did my crypto go") && text.contains("nobody answers me"), "{text}");
    assert!(!text.contains("price of waiting"), "{text}");
}

#[test]
fn an_article_without_questions_gets_some() {
    let folder = Folder::sound();
    folder.edit("en/fees/cost.md", "questions = [\"price of sending money\"]\n", "");
    let lesson = learn(folder.path(), &solved(&[("is it \"free\"", "fees/cost")]), LIMITS).unwrap();
    lesson.proposals[0].accept().unwrap();
    assert!(
        folder
            .get("en/fees/cost.md")
            .contains("topic = \"fees\"\nquestions = [\n  'is it \"free\"',\n]\n+++"),
        "{}",
        folder.get("en/fees/cost.md")
    );
}

#[test]
fn limits_hold_and_wrongly_answered_questions_come_first() {
    let folder = Folder::sound();
    let rows = solved(&[
        ("transfer costs overview", "fees/cost"),
        ("my withdrawal ate the commission", "fees/cost"),
        ("my withdrawal ate the commission", "fees/cost"),
        ("sending price list", "fees/cost"),
    ]);
    let one = learn(folder.path(), &rows, Limits { per_article: 1, least: 1 }).unwrap();
    assert_eq!(one.proposals[0].questions, ["my withdrawal ate the commission"]);
    assert_eq!(one.proposals[0].missed, 1);
    let often = learn(folder.path(), &rows, Limits { per_article: 9, least: 2 }).unwrap();
    assert_eq!(often.proposals[0].questions.len(), 1);
}

#[test]
fn a_file_that_was_edited_meanwhile_is_left_alone() {
    let folder = Folder::sound();
    let lesson = learn(folder.path(), &solved(&[("where is it all", "fees/cost")]), LIMITS).unwrap();
    folder.edit("en/fees/cost.md", "It depends", "It really depends");
    assert!(matches!(lesson.proposals[0].accept(), Err(Failure::Changed(_))));
    assert!(folder.get("en/fees/cost.md").contains("really"));
}
