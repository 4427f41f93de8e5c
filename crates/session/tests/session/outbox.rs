//! What a person sees of reports that wait, of drafts of an earlier visit, and of forgetting.

use help_core::{
    problem::{Code, FieldProblem},
    ticket::Receipt,
};
use help_session::{
    Effect, Event, Keeping, KeptDraft, MyTicket, PICTURES_KEPT_MAX, Page, Screen, SendFailure, Sending,
    Session, Stage, Trouble, Waiting, copyable,
    outbox::{Item, State},
};

use crate::world::{NOW, at_home, at_review, settle};

const MS: u64 = NOW as u64 * 1000;

fn receipt() -> Receipt {
    Receipt {
        id: "a1".into(),
        number: "HB-7K2M-94".into(),
        token: "t".into(),
        received: "2026-11-20T12:00:00Z".into(),
        ..Receipt::default()
    }
}

fn item(key: &str) -> Item {
    Item::new(key.into(), "withdraw".into(), MS, Vec::new())
}

/// Pressed Send under `key`; the report lies on the device and did not arrive.
fn waiting(session: &mut Session, key: &str) {
    session.submit(key.into(), NOW);
    session.outbox_is(vec![Waiting::of(&item(key), true)], Vec::new());
    session.sent("withdraw", key, Err(SendFailure::Network));
    session.queued();
}

#[test]
fn a_letter_typed_is_kept_soon() {
    let mut session = at_review();
    session.queued();
    session.answer("withdraw", "story", "It never left!");
    assert_eq!(session.queued(), [Effect::KeepDraft("withdraw".into())]);
    assert_eq!(session.queued(), []);
}

#[test]
fn a_draft_goes_through_its_record_and_is_gone_on_where_it_stopped() {
    let mut session = at_review();
    session.set_reply_to("withdraw", "ann@mail.example");
    session.change("withdraw", Page::Step(2));
    let kept = session.draft_to_keep("withdraw", MS).unwrap();
    let read = KeptDraft::read(&kept.write()).unwrap();
    assert_eq!(read, kept);

    let mut later = at_home();
    later.restore(vec![read]);
    assert_eq!(later.offers(), ["withdraw"]);
    let effects = later.continue_draft("withdraw");
    settle(&mut later, effects);
    assert_eq!(later.screen(), Screen::Form("withdraw".into(), Page::Step(2)));
    assert_eq!(later.answer_to("withdraw", "story"), "It never left");
    assert_eq!(later.draft("withdraw").unwrap().reply_to, "ann@mail.example");
    assert!(later.offers().is_empty());
    later.next(NOW);
    assert_eq!(later.ticket("withdraw"), session.ticket("withdraw"));
}

/// A picture that was looked over, under this number.
fn looked_over(session: &mut Session, number: u32, name: &str) {
    assert!(session.add_picture("withdraw", number, name, "picture"));
    session.picture_ready("withdraw", number, (30, 20), false);
    assert_eq!(session.use_picture("withdraw", number), Some(Vec::new()));
}

#[test]
fn pictures_of_a_draft_come_back_and_those_that_could_not_be_kept_are_named() {
    let mut session = at_review();
    looked_over(&mut session, 1, "kept.png");
    assert!(session.may_keep_picture("withdraw", 1, PICTURES_KEPT_MAX));
    session.picture_kept("withdraw", 1, "1-a".into(), 1000);
    session.upload_begun("withdraw", 1, "u1");
    looked_over(&mut session, 2, "no-room.png");
    assert!(!session.may_keep_picture("withdraw", 2, PICTURES_KEPT_MAX - 999));
    // What lies under a cover that is still being drawn must not lie on the device.
    assert!(session.add_picture("withdraw", 3, "looking.png", "picture"));
    session.picture_ready("withdraw", 3, (30, 20), false);
    assert!(!session.may_keep_picture("withdraw", 3, 1));
    let kept = session.draft_to_keep("withdraw", MS).unwrap();

    let mut later = at_home();
    later.restore(vec![KeptDraft::read(&kept.write()).unwrap()]);
    let effects = later.continue_draft("withdraw");
    settle(&mut later, effects);
    assert_eq!(later.missing_pictures("withdraw"), ["no-room.png", "looking.png"]);
    let returning = later.returning("withdraw");
    assert_eq!(returning.iter().map(|it| it.record.as_deref()).collect::<Vec<_>>(), [Some("1-a")]);
    // Whatever is saved before they are here forgets none of them.
    assert_eq!(later.draft_to_keep("withdraw", MS).unwrap().words.pictures.len(), 3);
    assert!(later.submit("k".into(), NOW).is_empty(), "sent without its picture");
    later.picture_back("withdraw", 7, &returning[0], true);
    let picture = later.picture("withdraw", 7).unwrap();
    assert_eq!((picture.name.as_str(), picture.size), ("kept.png", (30, 20)));
    assert_eq!(picture.upload.as_deref(), Some("u1"), "the upload goes on where it stopped");
    later.move_picture("withdraw", 7, Stage::Arrived("u1".into()));
    assert_eq!(later.ticket("withdraw").unwrap().attachments, ["u1"]);
    let again = later.draft_to_keep("withdraw", MS).unwrap();
    assert_eq!(again.words.pictures[0].record.as_deref(), Some("1-a"));
    // One that is not found after all is to be added again, and is no more missing then.
    let mut gone = at_home();
    gone.restore(vec![KeptDraft::read(&kept.write()).unwrap()]);
    let effects = gone.continue_draft("withdraw");
    settle(&mut gone, effects);
    gone.picture_back("withdraw", 1, &returning[0], false);
    assert!(gone.pictures("withdraw").is_empty());
    assert_eq!(gone.missing_pictures("withdraw").len(), 3);
    assert!(gone.add_picture("withdraw", 2, "kept.png", "picture"));
    assert_eq!(gone.missing_pictures("withdraw"), ["no-room.png", "looking.png"]);
}

#[test]
fn a_report_that_waits_keeps_its_pictures_when_it_becomes_a_form_again() {
    let mut session = at_review();
    looked_over(&mut session, 1, "a.png");
    session.move_picture("withdraw", 1, Stage::Arrived("u1".into()));
    let ticket = session.ticket("withdraw").unwrap();
    let mut later = at_home();
    let one = Waiting::of(&item("k1"), true);
    later.outbox_is(vec![one.clone()], Vec::new());
    let effects = later.open_waiting(&one, ticket);
    settle(&mut later, effects);
    for (at, kept) in later.returning("withdraw").into_iter().enumerate() {
        later.picture_back("withdraw", at as u32, &kept, false);
    }
    assert!(later.missing_pictures("withdraw").is_empty());
    later.answer("withdraw", "story", "Changed");
    assert_eq!(later.ticket("withdraw").unwrap().attachments, ["u1"]);
}

#[test]
fn afresh_means_the_old_draft_is_forgotten() {
    let kept = at_review().draft_to_keep("withdraw", MS).unwrap();
    let mut session = at_home();
    session.restore(vec![kept]);
    let effects = session.report();
    settle(&mut session, effects);
    assert!(session.offer("withdraw").is_some());
    session.start_afresh("withdraw");
    assert!(session.offer("withdraw").is_none());
    assert_eq!(session.queued(), [Effect::ForgetDraft("withdraw".into())]);
    assert_eq!(session.answer_to("withdraw", "story"), "");
}

#[test]
fn what_the_wallet_filled_in_alone_is_no_draft() {
    let mut session = at_home();
    let effects = session.report();
    settle(&mut session, effects);
    assert!(!session.draft("withdraw").unwrap().from_wallet.is_empty());
    assert_eq!(session.draft_to_keep("withdraw", MS), None);
    session.answer("withdraw", "kind", "failed");
    let kept = session.draft_to_keep("withdraw", MS).unwrap();
    assert!(!kept.is_stale(MS + 86_400_000 - 1) && kept.is_stale(MS + 86_400_000));
    // A clock that was set back makes nothing older.
    assert!(!kept.is_stale(0));
}

#[test]
fn a_draft_begun_meanwhile_is_not_overwritten() {
    let mut session = at_review();
    let other = KeptDraft { topic: "withdraw".into(), saved: 1, ..KeptDraft::default() };
    session.restore(vec![other]);
    assert_eq!(session.offers(), Vec::<String>::new());
    assert_eq!(session.answer_to("withdraw", "story"), "It never left");
}

#[test]
fn a_report_that_waits_keeps_its_key_until_it_is_changed() {
    let mut session = at_review();
    waiting(&mut session, "k1");
    assert!(session.waiting_of("withdraw").is_some_and(|it| it.on_device));
    // The outbox has it; a draft beside it would make it two.
    assert_eq!(session.draft_to_keep("withdraw", MS), None);
    match &session.submit("k2".into(), NOW)[..] {
        [Effect::Send { key, .. }] => assert_eq!(key, "k1"),
        other => panic!("{other:?}"),
    }
    session.sent("withdraw", "k1", Err(SendFailure::Busy(None)));
    session.answer("withdraw", "story", "Something else");
    let withdraw = Effect::Withdraw { topic: "withdraw".into(), key: "k1".into() };
    assert_eq!(session.queued(), [withdraw]);
    assert!(session.draft_to_keep("withdraw", MS).is_some());
    match &session.submit("k2".into(), NOW)[..] {
        [Effect::Send { key, .. }] => assert_eq!(key, "k2"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_of_an_earlier_visit_arrives_without_a_form() {
    let mut session = at_home();
    session.outbox_is(vec![Waiting::of(&item("k1"), true)], Vec::new());
    let effects = session.sent("withdraw", "k1", Ok(receipt()));
    assert_eq!(effects, [Effect::Tell(Event::TicketCreated("HB-7K2M-94".into()))]);
    assert_eq!(session.receipt(), Some(&receipt()));
    assert!(session.waiting().is_empty());
    assert_eq!(session.screen(), Screen::Home);
}

#[test]
fn what_another_tab_delivered_is_received_here_too() {
    let mut session = at_review();
    waiting(&mut session, "k1");
    let ticket = MyTicket::of(&receipt(), "withdraw", "k1", MS);
    let effects = session.outbox_is(Vec::new(), vec![ticket.clone()]);
    assert_eq!(session.screen(), Screen::Receipt);
    assert!(effects.contains(&Effect::Tell(Event::TicketCreated("HB-7K2M-94".into()))));
    assert_eq!(session.tickets(), [ticket]);
}

#[test]
fn the_host_learns_how_many_wait_and_nothing_else() {
    let mut session = at_home();
    let tell = |n| vec![Effect::Tell(Event::Waiting(n))];
    let list = vec![Waiting::of(&item("k1"), true)];
    assert_eq!(session.outbox_is(list.clone(), Vec::new()), tell(1));
    assert_eq!(session.outbox_is(list, Vec::new()), []);
    assert_eq!(session.outbox_is(Vec::new(), Vec::new()), tell(0));
}

#[test]
fn a_report_that_waits_becomes_a_form_again() {
    let mut written = at_review();
    written.set_reply_to("withdraw", "ann@mail.example");
    let ticket = written.ticket("withdraw").unwrap();
    let errors = vec![FieldProblem { pointer: "/answers/story".into(), code: "too_long".into() }];
    let state = State::Refused(Some(Code::InvalidTicket), errors);
    let waiting = Waiting { state, ..Waiting::of(&item("k1"), true) };

    let mut session = at_home();
    let effects = session.open_waiting(&waiting, ticket.clone());
    settle(&mut session, effects);
    session.outbox_is(vec![waiting.clone()], Vec::new());
    assert_eq!(session.screen(), Screen::Form("withdraw".into(), Page::Review));
    assert_eq!(session.ticket("withdraw"), Some(ticket.clone()));
    assert!(matches!(
        session.draft("withdraw").unwrap().sending,
        Sending::Failed(SendFailure::Refused(..))
    ));
    let text = copyable(&session, &ticket);
    assert!(text.contains("story\nIt never left") && text.contains("ann@mail.example"), "{text}");
    session.deleted("k1");
    assert!(session.draft("withdraw").is_none() && session.waiting().is_empty());
    assert_eq!(session.screen(), Screen::Home);

    let mut busy = at_review();
    assert!(!busy.can_reopen("withdraw"));
    assert_eq!(busy.open_waiting(&waiting, ticket), []);
    assert_eq!(busy.answer_to("withdraw", "story"), "It never left");
}

#[test]
fn a_key_that_was_used_for_something_else_is_not_used_again() {
    let mut session = at_review();
    session.submit("k1".into(), NOW);
    session.queued();
    session.sent("withdraw", "k1", Err(SendFailure::Refused(Code::KeyReused, Vec::new())));
    assert_eq!(session.queued(), [Effect::Withdraw { topic: "withdraw".into(), key: "k1".into() }]);
    match &session.submit("k2".into(), NOW)[..] {
        [Effect::Send { key, .. }] => assert_eq!(key, "k2"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_persons_no_is_not_overruled_by_trouble() {
    let mut session = at_home();
    session.keeping_is(Keeping::Trouble(Trouble::of("QuotaExceededError")));
    assert_eq!(session.keeping(), Keeping::Trouble(Trouble::Full));
    session.keeping_is(Keeping::Off);
    session.keeping_is(Keeping::Trouble(Trouble::of("AbortError")));
    assert_eq!(session.keeping(), Keeping::Off);
    session.keeping_is(Keeping::On);
    assert_eq!(session.keeping(), Keeping::On);
}

#[test]
fn after_a_lock_nothing_of_the_person_is_left() {
    let mut session = at_review();
    waiting(&mut session, "k1");
    session.outbox_is(Vec::new(), vec![MyTicket::of(&receipt(), "pay", "k0", MS)]);
    session.forget();
    assert_eq!(session.screen(), Screen::Home);
    assert!(session.draft("withdraw").is_none() && session.tickets().is_empty());
    assert!(session.waiting().is_empty() && session.receipt().is_none());
    assert_eq!(session.queued(), []);
}
