//! A report after it was sent: its thread, what is written in it, and what can be done.

use help_core::{
    problem::{Code, FieldProblem},
    thread::{
        Author, Escalation, Message, NewMessage, Rating, ReadMark, Standing, Summary, TicketList,
    },
    ticket::{Receipt, State, Ticket},
};
use help_session::{
    Action, Call, Deed, Effect, Event, Failure, Load, MyTicket, Paper, Screen, SendFailure, Sending,
    Session, Stage, pictures_of,
};

use crate::world::{NOW, at_review, settle};

const ID: &str = "t1";
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn phrase() -> String {
    let mut words = vec!["abandon"; 11];
    words.push("about");
    words.join(" ")
}

fn message(id: &str, from: Author) -> Message {
    Message { id: id.into(), from, text: "Try again".into(), ..Message::default() }
}

fn ticket(state: State, unread: u32, messages: Vec<Message>) -> Ticket {
    let standing = Standing { state, level: 1, unread, may_escalate: true, ..Standing::default() };
    Ticket { id: ID.into(), number: "HB-1".into(), standing, messages, ..Ticket::default() }
}

fn calls(effects: Vec<Effect>) -> Vec<Call> {
    let call = |it| if let Effect::Call(call) = it { Some(call) } else { None };
    effects.into_iter().filter_map(call).collect()
}

fn deeds(effects: Vec<Effect>) -> Vec<Deed> {
    calls(effects).iter().map(|it| it.deed).collect()
}

/// Key and body of the reply that is to be sent.
fn reply(effects: Vec<Effect>) -> (String, NewMessage) {
    match effects.as_slice() {
        [Effect::SendReply { ticket, key, body }] if ticket == ID => {
            (key.clone(), serde_json::from_str(body).unwrap())
        }
        other => panic!("{other:?}"),
    }
}

fn withdrawn(key: &str) -> Effect {
    Effect::Withdraw { topic: String::new(), key: key.into() }
}

/// A session whose report was received.
fn received() -> Session {
    let mut session = at_review();
    let key = match session.submit("k".into(), NOW).pop() {
        Some(Effect::Send { key, .. }) => key,
        other => panic!("{other:?}"),
    };
    let receipt = Receipt {
        id: ID.into(),
        number: "HB-1".into(),
        token: "secret-token".into(),
        ..Receipt::default()
    };
    session.sent("withdraw", &key, Ok(receipt));
    session
}

/// The same, in its thread, with a reply of support.
fn answered() -> Session {
    let mut session = received();
    session.open_thread(ID);
    session.later_came(true);
    session.queued();
    session.thread_came(ID, Ok(ticket(State::Answered, 0, vec![message("m1", Author::Support)])));
    session
}

#[test]
fn a_report_is_listed_opened_with_its_token_and_marked_as_read() {
    let mut session = received();
    assert!(session.has_reports());
    let effects = session.open_reports();
    let opened = settle(&mut session, effects);
    assert!(opened.contains(&Effect::FetchLater));
    let asked = calls(opened);
    assert_eq!((asked[0].deed, asked[0].token.as_str()), (Deed::Read, "secret-token"));
    assert_eq!((asked[0].key.as_ref(), asked[0].body.as_ref()), (None, None));
    assert_eq!(session.reports()[0].state, None);

    let came = ticket(State::Answered, 1, vec![message("m1", Author::Support)]);
    let told = session.thread_came(ID, Ok(came));
    assert_eq!(told, [Effect::Tell(Event::Unread(1))], "the list shows it, nobody read it");
    assert_eq!((session.unread(), session.reports()[0].state), (1, Some(State::Answered)));

    let effects = session.open_thread(ID);
    assert_eq!(session.screen(), Screen::Thread(ID.into()));
    let mark = calls(effects).into_iter().find(|it| it.deed == Deed::Mark).unwrap();
    let until: ReadMark = serde_json::from_str(&mark.body.unwrap()).unwrap();
    assert_eq!(until.until, "m1");
    let read = Standing { state: State::Answered, ..Standing::default() };
    session.stands(ID, Deed::Mark, None, Ok(read));
    assert_eq!(session.unread(), 0);
}

#[test]
fn a_thread_that_cannot_be_read_again_stays() {
    let mut session = received();
    session.open_thread(ID);
    session.thread_came(ID, Err(Failure::Network));
    assert_eq!(session.thread(ID).unwrap().ticket, Load::Failed(Failure::Network));
    session.thread_came(ID, Ok(ticket(State::Open, 0, vec![])));
    session.thread_came(ID, Err(Failure::Network));
    assert!(session.thread(ID).unwrap().ticket.ready().is_some());
}

#[test]
fn a_reply_travels_under_one_key_and_a_failure_keeps_every_word() {
    let mut session = answered();
    assert!(session.say(ID, "a".into()).is_empty(), "there is nothing to send");
    session.write(ID, Paper::Reply, " It failed again ");
    let (key, body) = reply(session.say(ID, "a".into()));
    assert!(session.say(ID, "b".into()).is_empty(), "it is under way");
    session.said(ID, "a", Err(SendFailure::Network));
    let writing = session.writing(ID, Paper::Reply);
    assert_eq!(writing.text, " It failed again ");
    assert_eq!(writing.sending, Sending::Failed(SendFailure::Network));
    assert_eq!(session.queued(), [], "it waits in the outbox as it is");
    let second = reply(session.say(ID, "b".into()));
    assert_eq!((key, body.clone()), second, "the same text, the same key");
    assert_eq!(body.text, "It failed again");

    let effects = session.said(ID, "a", Ok(message("m2", Author::Person)));
    assert_eq!(deeds(effects), [Deed::Read]);
    assert_eq!(session.writing(ID, Paper::Reply).text, "");
    session.thread_moved(ID, Standing::default(), Some(message("m2", Author::Person)));
    let shown = &session.thread(ID).unwrap().ticket.ready().unwrap().messages;
    assert_eq!(shown.len(), 2, "a message that comes twice is shown once");
}

#[test]
fn what_is_typed_while_a_reply_is_under_way_stays() {
    let mut session = answered();
    session.write(ID, Paper::Reply, "One");
    session.say(ID, "a".into());
    session.write(ID, Paper::Reply, "One and two");
    session.said(ID, "a", Ok(message("m2", Author::Person)));
    assert_eq!(session.writing(ID, Paper::Reply).text, "One and two");
    assert_eq!(reply(session.say(ID, "b".into())).0, "b");
    // It did not arrive, and is not what is to be sent any more.
    session.write(ID, Paper::Reply, "Three");
    session.said(ID, "b", Err(SendFailure::Network));
    assert_eq!(session.queued(), [withdrawn("b")]);
}

#[test]
fn a_changed_or_refused_reply_is_taken_out_of_the_outbox() {
    let mut session = answered();
    session.write(ID, Paper::Reply, "One");
    session.say(ID, "a".into());
    session.said(ID, "a", Err(SendFailure::Busy(None)));
    session.write(ID, Paper::Reply, "Two");
    assert_eq!(session.queued(), [withdrawn("a")]);
    session.say(ID, "b".into());
    session.said(ID, "b", Err(SendFailure::Refused(Code::NotNow, vec![])));
    assert_eq!(session.queued(), [withdrawn("b")]);
    assert_eq!(session.writing(ID, Paper::Reply).text, "Two", "the words stay");
}

#[test]
fn a_message_of_an_earlier_visit_leaves_what_is_written_now() {
    let mut session = answered();
    session.write(ID, Paper::Reply, "Now");
    session.reply_under_way(ID, "old");
    session.said(ID, "old", Ok(message("m2", Author::Person)));
    session.said(ID, "older", Err(SendFailure::Network));
    let writing = session.writing(ID, Paper::Reply);
    assert_eq!((writing.text.as_str(), writing.sending), ("Now", Sending::Editing));
    assert_eq!(session.thread(ID).unwrap().ticket.ready().unwrap().messages.len(), 2);
}

#[test]
fn pictures_go_along_with_a_reply_and_are_waited_for() {
    let mut session = answered();
    let place = pictures_of(ID);
    assert!(session.add_picture(&place, 1, "shot.png", "picture"));
    session.write(ID, Paper::Reply, "See this");
    assert!(session.say(ID, "a".into()).is_empty(), "nobody has looked at the picture yet");
    session.picture_ready(&place, 1, (20, 10), false);
    assert_eq!(session.use_picture(&place, 1), Some(vec![]));
    session.move_picture(&place, 1, Stage::Arrived("up1".into()));
    let (key, body) = reply(session.say(ID, "a".into()));
    assert_eq!(body.attachments, ["up1"]);
    session.remove_picture(&place, 1);
    assert_eq!(session.pictures(&place).len(), 1, "what is under way is not changed");
    let lost = vec![FieldProblem { pointer: "/attachments/0".into(), code: "unknown".into() }];
    session.said(ID, &key, Err(SendFailure::Refused(Code::InvalidMessage, lost)));
    assert!(matches!(session.pictures(&place)[0].stage, Stage::Failed(_)), "it can be sent again");
    session.move_picture(&place, 1, Stage::Arrived("up2".into()));
    session.write(ID, Paper::Reply, "");
    let (key, body) = reply(session.say(ID, "b".into()));
    assert_eq!((body.text.as_str(), body.attachments.len()), ("", 1), "a picture alone is a message");
    session.said(ID, &key, Ok(message("m2", Author::Person)));
    assert!(session.pictures(&place).is_empty());
}

#[test]
fn a_secret_in_a_message_is_never_sent_and_is_taken_out_with_one_press() {
    for paper in [Paper::Reply, Paper::Reason, Paper::Word] {
        let mut session = answered();
        session.choose_stars(ID, 4);
        session.write(ID, paper, &format!("Here: {} please", phrase()));
        let send = |session: &mut Session| match paper {
            Paper::Reply => session.say(ID, "a".into()),
            Paper::Reason => session.escalate(ID, "a".into()),
            Paper::Word => session.rate(ID),
        };
        let stop = session.writing(ID, paper).stop.expect("it is stopped");
        assert_eq!(stop.action, Action::Block);
        assert!(!stop.around.contains("abandon"));
        session.not_secret_in(ID, paper);
        assert!(send(&mut session).is_empty(), "a person cannot say it away");
        session.take_out_of(ID, paper, "(removed)");
        assert!(!session.writing(ID, paper).text.contains("abandon"));
        let sent = send(&mut session);
        assert_eq!(sent.len(), 1, "{paper:?}");
        assert!(!format!("{sent:?}").contains("abandon"));
    }
}

#[test]
fn what_is_asked_about_is_confirmed_to_the_server() {
    let mut session = answered();
    session.write(ID, Paper::Reply, &format!("see {HASH}"));
    assert_eq!(session.writing(ID, Paper::Reply).stop.unwrap().action, Action::Ask);
    assert!(session.say(ID, "a".into()).is_empty());
    session.not_secret_in(ID, Paper::Reply);
    let (_, body) = reply(session.say(ID, "a".into()));
    assert_eq!((body.confirmed.len(), body.confirmed[0].field.as_str()), (1, "/text"));

    session.write(ID, Paper::Word, &format!("see {HASH}"));
    session.not_secret_in(ID, Paper::Word);
    assert!(session.writing(ID, Paper::Word).stop.is_some(), "a rating cannot carry a confirmation");
}

#[test]
fn a_higher_level_asks_what_is_wrong_and_shows_the_new_promise() {
    let mut session = answered();
    session.not_solved(ID);
    assert!(session.thread(ID).unwrap().unsolved);
    session.ask_higher(ID, true);
    session.write(ID, Paper::Reason, "Still nothing");
    let sent = calls(session.escalate(ID, "e".into())).remove(0);
    let body: Escalation = serde_json::from_str(&sent.body.unwrap()).unwrap();
    assert_eq!((sent.deed, body.reason.as_str()), (Deed::Escalate, "Still nothing"));
    let promise = Some("2026-11-22T20:00:00Z".to_owned());
    let standing = Standing { level: 2, reply_by: promise.clone(), ..Standing::default() };
    let effects = session.stands(ID, Deed::Escalate, Some("e"), Ok(standing));
    assert_eq!(deeds(effects), [Deed::Read]);
    assert_eq!(session.standing(ID).unwrap().reply_by, promise);
    let thread = session.thread(ID).unwrap();
    assert!(!thread.escalating && !thread.unsolved);
    assert_eq!(session.writing(ID, Paper::Reason).text, "");
}

#[test]
fn solved_opened_again_and_rated() {
    let mut session = answered();
    assert_eq!(deeds(session.solve(ID)), [Deed::Solve]);
    assert!(session.solve(ID).is_empty(), "it is under way");
    let again = session.stands(ID, Deed::Solve, None, Err(SendFailure::Refused(Code::NotNow, vec![])));
    assert_eq!(deeds(again), [Deed::Read], "it stands otherwise than was shown");
    assert!(matches!(session.thread(ID).unwrap().doing, Sending::Failed(_)));
    assert_eq!(deeds(session.solve(ID)), [Deed::Solve]);
    let solved = Standing { state: State::Solved, ..Standing::default() };
    session.stands(ID, Deed::Solve, None, Ok(solved.clone()));
    assert_eq!(session.standing(ID).unwrap().state, State::Solved);

    assert!(session.rate(ID).is_empty(), "no stars yet");
    session.choose_stars(ID, 9);
    session.write(ID, Paper::Word, "Quick");
    let sent = calls(session.rate(ID)).remove(0);
    let rating: Rating = serde_json::from_str(&sent.body.unwrap()).unwrap();
    assert_eq!((rating.stars, rating.word.as_deref(), sent.key), (5, Some("Quick"), None));
    session.stands(ID, Deed::Rate, None, Ok(Standing { rating: Some(rating), ..solved }));
    assert_eq!(session.standing(ID).unwrap().rating.as_ref().unwrap().stars, 5);
    assert_eq!(deeds(session.reopen(ID)), [Deed::Reopen]);
}

#[test]
fn the_host_hears_of_news_without_a_word_of_it_and_a_thread_is_followed_while_it_is_shown() {
    let mut session = received();
    let followed = session.open_thread(ID);
    assert!(followed.contains(&Effect::Follow(ID.into())));
    assert!(!session.open_thread(ID).contains(&Effect::Follow(ID.into())), "once is enough");
    assert!(session.follows(ID));
    session.thread_came(ID, Ok(ticket(State::Open, 0, vec![message("m1", Author::Person)])));
    assert_eq!(session.last_message(ID), Some("m1"));
    session.back();
    assert!(!session.follows(ID));
    assert!(session.open_thread(ID).contains(&Effect::Follow(ID.into())), "it begins anew");
    session.back();

    let unread = Standing { unread: 1, ..Standing::default() };
    let told = session.thread_moved(ID, unread.clone(), Some(message("m2", Author::Support)));
    let updated = Effect::Tell(Event::TicketUpdated("HB-1".into()));
    assert_eq!(told, [updated, Effect::Tell(Event::Unread(1))]);
    assert!(session.thread_moved(ID, unread, Some(message("m2", Author::Support))).is_empty());
}

#[test]
fn after_logout_nothing_of_the_person_is_left() {
    let mut session = answered();
    session.write(ID, Paper::Reply, "mine");
    session.set_who("+44 20 7946 0123");
    session.answer("withdraw", "story", "mine too");
    session.signed_in(true);
    session.forget();
    assert!(!session.has_reports() && session.thread(ID).is_none());
    assert_eq!((session.token_of(ID), session.receipt(), session.who()), (None, None, ""));
    assert_eq!(session.draft("withdraw"), None);
    assert_eq!(session.screen(), Screen::Home);
    assert!(session.thread_came(ID, Ok(ticket(State::Open, 1, vec![]))).is_empty());
    session.said(ID, "a", Ok(message("m2", Author::Person)));
    session.stands(ID, Deed::Solve, None, Err(SendFailure::Network));
    session.tickets_came(Ok(TicketList { tickets: vec![summary("t9", 3, 1)], last_event: None }));
    assert!(
        session.thread(ID).is_none() && !session.has_reports(),
        "what was under way brings nothing back"
    );
}

#[test]
fn what_comes_while_the_panel_is_closed_stays_unread_until_somebody_looks() {
    let mut session = answered();
    session.close();
    let unread = Standing { unread: 1, ..Standing::default() };
    let told = session.thread_moved(ID, unread, Some(message("m2", Author::Support)));
    assert!(calls(told).is_empty(), "nobody has read it");
    assert_eq!(session.unread(), 1);
    session.open();
    assert_eq!(deeds(session.news()), [Deed::Read], "somebody is here again");
    let now = ticket(State::Answered, 1, vec![message("m2", Author::Support)]);
    assert_eq!(deeds(session.thread_came(ID, Ok(now))), [Deed::Mark]);
}

fn summary(id: &str, day: u32, unread: u32) -> Summary {
    let standing = Standing { state: State::Answered, level: 1, unread, ..Standing::default() };
    let received = format!("2026-11-{day:02}T12:00:00Z");
    Summary { id: id.into(), number: format!("HB-{id}"), received, standing, ..Summary::default() }
}

fn listed(session: &mut Session, tickets: Vec<Summary>) -> Vec<Effect> {
    session.tickets_came(Ok(TicketList { tickets, last_event: None }))
}

#[test]
fn whoever_signed_in_sees_all_their_reports_from_any_device() {
    let mut session = received();
    let asked = calls(session.signed_in(true));
    assert_eq!((asked[0].deed, asked[0].token.as_str()), (Deed::List, ""));
    assert_eq!(asked[1].deed, Deed::Read, "what only a token opens is asked for with it");
    let told = listed(&mut session, vec![summary("t8", 1, 2), summary("t9", 9, 0)]);
    assert_eq!(told, [Effect::Tell(Event::Unread(2))], "known for the first time is no news");
    let ids: Vec<_> = session.reports().into_iter().map(|it| (it.id, it.unread)).collect();
    assert_eq!(ids, [("t9".into(), 0), ("t8".into(), 2), (ID.into(), 0)]);
    let opened = calls(session.open_thread("t8"));
    assert_eq!((opened[0].deed, opened[0].token.as_str()), (Deed::Read, ""));

    let told = listed(&mut session, vec![summary("t9", 9, 1), summary("t8", 1, 2)]);
    let news = Effect::Tell(Event::TicketUpdated("HB-t9".into()));
    assert_eq!(told, [news, Effect::Tell(Event::Unread(3))]);
    assert_eq!(session.forget().last(), Some(&Effect::Tell(Event::Unread(0))));
}

#[test]
fn a_list_that_cannot_be_had_is_told_and_asked_for_again() {
    let mut session = Session::default();
    session.signed_in(true);
    assert!(!session.has_reports());
    session.tickets_came(Err(Failure::Server(401)));
    assert!(session.has_reports(), "there is a way to where it is told");
    assert_eq!(session.listed(), &Load::Failed(Failure::Server(401)));
    session.open_reports();
    assert_eq!(deeds(session.retry()), [Deed::List]);
    assert_eq!(session.listed(), &Load::Loading);
}

#[test]
fn a_thread_that_failed_is_read_again_when_the_person_tries_again() {
    let mut session = received();
    session.open_thread(ID);
    session.thread_came(ID, Err(Failure::Network));
    assert_eq!(deeds(session.retry()), [Deed::Read]);
    assert_eq!(deeds(session.retry()), [], "it is under way");
}

#[test]
fn what_is_over_is_not_asked_about_by_itself() {
    let mut session = answered();
    session.home();
    assert_eq!(deeds(session.news()), [Deed::Read]);
    session.thread_came(ID, Ok(ticket(State::Closed, 0, vec![])));
    assert_eq!(deeds(session.news()), []);
    assert_eq!(deeds(session.open_reports()), [Deed::Read]);
}

#[test]
fn a_report_kept_from_an_earlier_visit_is_listed_and_opens() {
    let mut session = Session::default();
    let kept =
        MyTicket { id: ID.into(), number: "HB-1".into(), token: "t".into(), ..MyTicket::default() };
    session.restore_tickets(vec![kept]);
    assert_eq!(session.reports()[0].number, "HB-1");
    assert_eq!(calls(session.open_thread(ID))[0].token, "t");
}
