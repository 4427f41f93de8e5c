//! Answers for the moment and for a question, and what is fetched for them.

use crate::world::{at_home, error_context, settle};
use help_core::Context;
use help_session::{Effect, Failure, Load, Session, Wanted};

#[test]
fn nothing_is_fetched_before_it_is_wanted() {
    let mut session = Session::new(vec!["en".into()]);
    assert_eq!(session.set_context(error_context()), vec![]);
    assert_eq!(session.open(), vec![Effect::FetchManifest, Effect::FetchStatus]);
    assert_eq!(session.open(), vec![], "what is on its way is not asked for again");
}

#[test]
fn the_answer_for_the_error_leads_with_its_text() {
    let session = at_home();
    let lead = session.lead().expect("an error has a leading answer");
    assert_eq!(
        (lead.id.as_str(), lead.title.as_str()),
        ("withdraw/wrong-network", "Address and network do not match")
    );
    assert!(matches!(lead.article, Load::Ready(_)));
    assert_eq!(session.also_here().len(), 1);
}

#[test]
fn without_an_error_nothing_leads_and_answers_follow_the_context() {
    let mut session = at_home();
    session.set_context(Context { screen: Some("withdraw".into()), ..Context::default() });
    assert_eq!(session.lead(), None);
    assert_eq!(session.also_here().len(), 2);
    session.set_context(Context::default());
    assert_eq!(session.also_here(), vec![]);
}

#[test]
fn the_words_of_an_unknown_error_find_its_answer() {
    let mut session = at_home();
    let mut context = error_context();
    context.error.as_mut().unwrap().code = None;
    context.error.as_mut().unwrap().message = Some("address and network do not match".into());
    session.set_context(context);
    assert_eq!(session.lead().map(|it| it.id).as_deref(), Some("withdraw/wrong-network"));
}

#[test]
fn a_question_finds_answers_at_once() {
    let mut session = at_home();
    assert_eq!(session.ask("withdrawal cost"), vec![]);
    let found = session.found().ready().copied().expect("the index is here").clone();
    assert_eq!(found.answers.first().map(|it| it.id.as_str()), Some("fees/withdrawal"));
    session.ask("   ");
    assert!(session.found().ready().unwrap().answers.is_empty());
}

#[test]
fn a_change_of_language_loads_its_files_and_keeps_the_place() {
    let mut session = at_home();
    session.ask("手续费");
    session.open_article("withdraw/wrong-network");
    let effects = session.choose_language("zh-CN");
    assert!(
        effects.iter().any(|it| matches!(it, Effect::Fetch(Wanted::Index(tag), _) if tag == "zh-CN"))
    );
    settle(&mut session, effects);
    assert_eq!(session.article("withdraw/wrong-network").ready().unwrap().title, "地址与网络不一致");
    assert_eq!(session.found().ready().unwrap().answers[0].id, "fees/withdrawal");
    session.set_locale("en".into());
    assert_eq!(session.language(), "zh-CN", "a person's own choice stays");
}

#[test]
fn a_late_file_of_another_language_is_dropped() {
    let mut session = at_home();
    session.choose_language("zh-CN");
    session.fetched(Wanted::Index("en".into()), Err(Failure::Network));
    assert!(matches!(session.found(), Load::Loading));
}

#[test]
fn failures_are_named_and_can_be_tried_again() {
    let mut session = Session::new(vec!["en".into()]);
    session.open();
    for (bytes, expected) in [
        (Err(Failure::Network), Failure::Network),
        (Ok(b"<html>".to_vec()), Failure::Broken),
        (
            Ok(br#"{"format":99,"version":"","name":{},"languages":[],"topics":[]}"#.to_vec()),
            Failure::TooNew,
        ),
    ] {
        session.fetched(Wanted::Manifest, bytes);
        assert_eq!(session.manifest(), &Load::Failed(expected));
        assert!(session.retry().contains(&Effect::FetchManifest));
    }
    settle(&mut session, vec![Effect::FetchManifest]);
    assert!(matches!(session.found(), Load::Ready(_)));
}

#[test]
fn a_vote_counts_once() {
    let mut session = at_home();
    assert_eq!(session.vote("fees/withdrawal", true).len(), 2);
    assert_eq!(session.vote("fees/withdrawal", true), vec![]);
    assert_eq!(session.vote("fees/withdrawal", false).len(), 2);
    assert_eq!(session.voted("fees/withdrawal"), Some(false));
}

#[test]
fn an_unknown_article_is_not_found_rather_than_waited_for() {
    let mut session = at_home();
    session.open_article("no/such");
    assert_eq!(session.article("no/such"), Load::Failed(Failure::NotFound));
    session.back();
    assert_eq!(session.depth(), 0);
}
