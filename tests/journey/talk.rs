//! Talking instead of waiting, and what the team learns of questions: the session and the real service.

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use help_core::thread::{Author, Happening};
use help_session::{Call, Deed, Effect, Load, Page, Paper, Screen};
use help_support_api::Agent;

use crate::{NOW, World, wrong_network};

impl World {
    /// What a person does with a ticket, as the desk asks for it.
    pub(crate) async fn deed(&mut self, call: Call) -> Vec<Effect> {
        let path = format!("/v1/tickets/{}{}", call.ticket, call.deed.path());
        let method = if call.deed == Deed::Read { "GET" } else { "POST" };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", call.token));
        if call.body.is_some() {
            request = request.header("content-type", "application/json");
        }
        if let Some(key) = &call.key {
            request = request.header("idempotency-key", key);
        }
        let request = request.body(Body::from(call.body.clone().unwrap_or_default())).unwrap();
        let answer = self.call(request).await;
        assert!(answer.status().is_success(), "{call:?}: {}", answer.status());
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        match call.deed {
            Deed::Read => {
                self.session.thread_came(&call.ticket, Ok(serde_json::from_slice(&bytes).unwrap()))
            }
            Deed::List | Deed::Typing => Vec::new(),
            deed => {
                let standing = Ok(serde_json::from_slice(&bytes).unwrap());
                self.session.stands(&call.ticket, deed, call.key.as_deref(), standing)
            }
        }
    }

    /// A message that the person sends, which the outbox would keep until it is received.
    pub(crate) async fn say(&mut self, ticket: &str, key: &str, body: String) -> Vec<Effect> {
        let token = self.session.token_of(ticket).unwrap_or_default().to_owned();
        let request = Request::post(format!("/v1/tickets/{ticket}/messages"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body))
            .unwrap();
        let answer = self.call(request).await;
        assert!(answer.status().is_success(), "{}", answer.status());
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        self.session.said(ticket, key, Ok(serde_json::from_slice(&bytes).unwrap()))
    }

    /// From the wallet to a conversation about withdrawals that was sent.
    async fn talks(&mut self) {
        self.session.set_context(wrong_network());
        self.act(|session| session.open()).await;
        self.act(|session| session.open_contact()).await;
        let topic = self.session.contact_topic().unwrap();
        assert_eq!(topic, "withdraw");
        self.act(|session| session.open_talk(&topic)).await;
        assert_eq!(self.session.screen(), Screen::Form("withdraw".into(), Page::Talk));
        self.session.answer("withdraw", "more", "It is stuck");
        self.act(|session| session.talk("k1".into(), NOW)).await;
    }
}

fn ann() -> Agent {
    Agent { account: "ann".into(), name: "Ann Lee".into() }
}

#[tokio::test]
async fn somebody_who_is_there_answers_at_once() {
    let mut world = World::new("en");
    world.app.desk().here(&ann());
    world.talks().await;
    assert!(world.session.may_talk());
    let Screen::Thread(id) = world.session.screen() else { panic!("{:?}", world.session.screen()) };
    assert!(world.session.standing(&id).unwrap().chat);
    world.app.desk().reply(&ann(), &id, "Which network?", true).await.unwrap();
    world.act(|session| session.read_thread(&id).into_iter().collect()).await;
    world.session.write(&id, Paper::Reply, "TRC20");
    world.act(|session| session.say(&id, "k2".into())).await;
    let Load::Ready(ticket) = &world.session.thread(&id).unwrap().ticket else { panic!("not here") };
    let lines: Vec<(Author, &str)> =
        ticket.messages.iter().map(|it| (it.from, it.text.as_str())).collect();
    assert_eq!(lines, [(Author::Support, "Which network?"), (Author::Person, "TRC20")]);
    assert!(ticket.standing.chat, "it goes on as a conversation");
    assert_eq!(world.stored()[0]["answers"]["more"], "It is stuck");
    assert_eq!(world.stored()[0].get("context"), None, "nothing of what the wallet knows");
}

#[tokio::test]
async fn when_nobody_is_there_it_is_a_report_with_its_promise() {
    let mut world = World::new("zh-CN");
    world.talks().await;
    assert!(!world.session.may_talk());
    assert_eq!(world.session.screen(), Screen::Receipt);
    assert!(world.session.missed_talk() && world.receipts[0].reply_by.is_some());
    assert_eq!(world.stored()[0]["answers"]["more"], "It is stuck", "no line is lost");
}

#[tokio::test]
async fn a_conversation_goes_on_as_a_report_when_support_leaves() {
    let mut world = World::new("en");
    world.app.desk().here(&ann());
    world.talks().await;
    let Screen::Thread(id) = world.session.screen() else { panic!("{:?}", world.session.screen()) };
    // The service starts anew, and nobody of support is there yet.
    world.open();
    // So long it waits by the clock of the service, which these journeys do not move.
    let database = rusqlite::Connection::open(world.folder.path().join("help.db")).unwrap();
    database.execute("UPDATE tickets SET owed_since = owed_since - 300", []).unwrap();
    assert_eq!(world.app.hand_over().await, 1);
    world.act(|session| session.read_thread(&id).into_iter().collect()).await;
    let Load::Ready(ticket) = &world.session.thread(&id).unwrap().ticket else { panic!("not here") };
    assert_eq!(ticket.messages.last().unwrap().event, Some(Happening::HandedOver));
    assert!(!ticket.standing.chat && ticket.standing.reply_by.is_some());
}
