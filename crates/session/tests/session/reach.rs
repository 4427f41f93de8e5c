//! Reaching people: what to have at hand, the page to read out, and talking instead of waiting.

use help_core::{
    thread::Presence,
    ticket::{NewTicket, Receipt, Status, Ticket},
};
use help_session::{Call, Deed, Effect, Load, Page, Screen, Session, Source};

use crate::world::{NOW, at_home, at_review, settle};

fn staffed(session: &mut Session) {
    session.status(Ok(Status { open: true, chat: true, ..Status::default() }));
}

fn phrase() -> String {
    let mut words = vec!["abandon"; 11];
    words.push("about");
    words.join(" ")
}

/// What is handed to the outbox.
fn sent(effects: Vec<Effect>) -> (String, NewTicket) {
    let [Effect::Send { key, body, .. }] = &effects[..] else { panic!("{effects:?}") };
    (key.clone(), serde_json::from_str(body).unwrap())
}

fn receipt(chat: bool) -> Receipt {
    Receipt {
        id: "t1".into(),
        number: "HB-1".into(),
        token: "token".into(),
        chat,
        ..Receipt::default()
    }
}

/// A session on the page on which a conversation about the withdrawal begins.
fn about_to_talk() -> Session {
    let mut session = at_home();
    staffed(&mut session);
    let effects = session.open_contact();
    settle(&mut session, effects);
    let topic = session.contact_topic().unwrap();
    let effects = session.open_talk(&topic);
    settle(&mut session, effects);
    session
}

#[test]
fn the_contact_screen_knows_the_topic_and_asks_who_is_there_anew() {
    let mut session = at_home();
    assert_eq!(session.contact_topic().as_deref(), Some("withdraw"), "that of the host's error");
    let effects = session.open_contact();
    assert!(effects.contains(&Effect::FetchStatus), "{effects:?}");
    assert!(effects.iter().any(|it| matches!(it, Effect::FetchFlows(..))), "{effects:?}");
    settle(&mut session, effects);
    let at_hand = session.at_hand("withdraw").ready().cloned().unwrap();
    // This form says nothing of it: what it always asks for and cannot do without stands in its place.
    assert_eq!(at_hand.things, ["hash"]);
    assert_eq!(at_hand.pictures.len(), 4);
    session.contact_about("fees");
    assert_eq!(session.contact_topic().as_deref(), Some("fees"));
    assert!(matches!(session.at_hand("fees"), Load::Failed(_)), "it has no form");

    let mut plain = Session::new(vec!["en".into()]);
    let effects = plain.open();
    settle(&mut plain, effects);
    assert_eq!(plain.contact_topic(), None);
    let effects = plain.open_topic("withdraw");
    settle(&mut plain, effects);
    plain.open_contact();
    assert_eq!(plain.contact_topic().as_deref(), Some("withdraw"), "that of the screen before");
}

#[test]
fn a_page_to_read_out_holds_the_draft_without_its_secrets() {
    let mut session = at_review();
    assert_eq!(session.summaries()[0].0, Source::Draft("withdraw".into()));
    session.answer("withdraw", "story", &format!("my words are {}", phrase()));
    let about = Source::Draft("withdraw".into());
    let effects = session.open_summary(about.clone());
    settle(&mut session, effects);
    let Load::Ready(page) = session.summary(&about, "[left out]") else { panic!("not ready") };
    let story = page.rows.iter().find(|it| it.label == "story").unwrap();
    assert_eq!(story.value, "my words are [left out]");
    let kind = page.rows.iter().find(|it| it.label == "kind").unwrap();
    assert_eq!(kind.value, "FAILED", "the option's own words");
    assert_eq!(page.members, [(help_core::context::Member::Network, "TRC20".to_owned())]);
    assert!(page.number.is_empty());
}

#[test]
fn a_page_to_read_out_holds_the_report_that_was_sent() {
    let mut session = at_review();
    let (key, report) = sent(session.submit("k".into(), NOW));
    session.sent("withdraw", &key, Ok(receipt(false)));
    assert_eq!(session.summaries(), [(Source::Report("t1".into()), "HB-1".to_owned())]);
    let about = Source::Report("t1".into());
    let effects = session.open_summary(about.clone());
    assert!(effects.iter().any(|it| matches!(it, Effect::Call(Call { deed: Deed::Read, .. }))));
    settle(&mut session, effects);
    assert_eq!(session.summary(&about, ""), Load::Loading);
    let ticket = Ticket { id: "t1".into(), number: "HB-1".into(), report, ..Ticket::default() };
    session.thread_came("t1", Ok(ticket));
    let Load::Ready(page) = session.summary(&about, "") else { panic!("not ready") };
    assert_eq!(page.number, "HB-1");
    assert!(page.rows.iter().any(|it| it.value == "It never left"), "{:?}", page.rows);
    session.forget();
    assert_ne!(session.screen(), Screen::Summary(about), "nothing of it is left on the screen");
    assert!(session.summaries().is_empty());
}

#[test]
fn a_conversation_begins_with_a_few_words_and_nothing_of_what_the_wallet_knows() {
    let mut session = about_to_talk();
    assert!(session.talk("k".into(), NOW).is_empty(), "nothing is said yet");
    session.answer("withdraw", "story", "Where is it?");
    let (key, ticket) = sent(session.talk("k".into(), NOW));
    assert!(ticket.chat);
    assert_eq!(ticket.answers.get("story").map(String::as_str), Some("Where is it?"));
    assert_eq!(ticket.context, help_core::Context::default());
    assert_eq!(ticket.consent.unwrap().switches.len(), 0);
    let effects = session.sent("withdraw", &key, Ok(receipt(true)));
    assert_eq!(session.screen(), Screen::Thread("t1".into()), "no receipt: the conversation is there");
    assert!(effects.contains(&Effect::Follow("t1".into())), "{effects:?}");
    assert!(!session.missed_talk());
}

#[test]
fn a_secret_begins_no_conversation() {
    let mut session = about_to_talk();
    session.answer("withdraw", "story", &phrase());
    assert!(session.talk("k".into(), NOW).is_empty());
}

#[test]
fn where_nobody_is_there_it_is_a_report_like_any_other() {
    let mut session = about_to_talk();
    session.answer("withdraw", "story", "Anybody?");
    let (key, _) = sent(session.talk("k".into(), NOW));
    session.sent("withdraw", &key, Ok(receipt(false)));
    assert_eq!(session.screen(), Screen::Receipt);
    assert!(session.missed_talk(), "the receipt says so");
}

#[test]
fn the_review_can_ask_for_a_conversation_with_everything_in_it() {
    let mut session = at_review();
    staffed(&mut session);
    assert!(!session.wants_talk("withdraw"));
    session.want_talk("withdraw", true);
    let (key, ticket) = sent(session.submit("k".into(), NOW));
    assert!(ticket.chat);
    assert_eq!(ticket.context.network.as_deref(), Some("TRC20"));
    session.sent("withdraw", &key, Ok(receipt(true)));
    assert_eq!(session.screen(), Screen::Thread("t1".into()));
}

#[test]
fn another_topic_takes_the_words_along() {
    let mut session = about_to_talk();
    session.answer("withdraw", "story", "Where is it?");
    let depth = session.depth();
    let effects = session.talk_about("withdraw");
    settle(&mut session, effects);
    assert_eq!(session.screen(), Screen::Form("withdraw".into(), Page::Talk));
    assert_eq!(session.depth(), depth, "back still leads to the channels");
    assert_eq!(session.first_words("withdraw"), "Where is it?");
}

#[test]
fn presence_is_known_only_while_it_is_followed() {
    let mut session = about_to_talk();
    session.answer("withdraw", "story", "Hello");
    let (key, _) = sent(session.talk("k".into(), NOW));
    session.sent("withdraw", &key, Ok(receipt(true)));
    session.thread_came("t1", Ok(Ticket { id: "t1".into(), ..Ticket::default() }));
    assert!(session.typing("t1").is_empty(), "nobody would see it");
    let presence = Presence { ticket: "t1".into(), here: true, writing: true, place: None };
    session.presence_came("t1", Some(presence.clone()));
    assert_eq!(session.thread("t1").unwrap().presence, Some(presence));
    let effects = session.typing("t1");
    assert!(matches!(&effects[..], [Effect::Call(Call { deed: Deed::Typing, body: None, .. })]));
    session.presence_came("t1", None);
    assert_eq!(session.thread("t1").unwrap().presence, None);
}
