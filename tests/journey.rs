//! Whole journeys without a browser: the session, the real knowledge, the real router and a real SQLite
//! file. What the desk does in the browser, `World::run` does here.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "journey/talk.rs"]
mod talk;

use std::path::{Path, PathBuf};

use axum::{
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode},
};
use help_core::{
    Context,
    context::ErrorContext,
    problem::Problem,
    ticket::{Receipt, Ticket},
};
use help_session::{Effect, Event, Failure, Load, Page, Screen, SendFailure, Session, Wanted};
use help_support_api::{App, Config, router};
use serde_json::Value;
use tower::ServiceExt;

const NOW: i64 = 1_795_154_700;

fn config(folder: &Path) -> Config {
    Config {
        database: format!("sqlite://{}", folder.join("help.db").display()),
        files: folder.join("files"),
        knowledge: folder.join("bundle"),
        ..Config::default()
    }
}

struct World {
    folder: tempfile::TempDir,
    app: App,
    router: axum::Router,
    session: Session,
    told: Vec<Event>,
    receipts: Vec<Receipt>,
    down: bool,
}

impl World {
    fn new(language: &str) -> World {
        let folder = tempfile::tempdir().unwrap();
        let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let out = folder.path().join("bundle");
        help_content::build(&knowledge, &out, help_content::Options::default()).unwrap();
        let app = App::open(&config(folder.path())).unwrap();
        World {
            folder,
            router: router(app.clone()),
            app,
            session: Session::new(vec![language.into()]),
            told: Vec::new(),
            receipts: Vec::new(),
            down: false,
        }
    }

    /// The service starts anew over the same database.
    fn open(&mut self) {
        self.app = App::open(&config(self.folder.path())).unwrap();
        self.router = router(self.app.clone());
    }

    async fn call(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str) -> (StatusCode, Vec<u8>) {
        let answer = self.call(Request::get(path).body(Body::empty()).unwrap()).await;
        let status = answer.status();
        (status, to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn post(&self, path: &str, key: &str, body: String) -> (StatusCode, Vec<u8>) {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body))
            .unwrap();
        let answer = self.call(request).await;
        let status = answer.status();
        (status, to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn act(&mut self, act: impl FnOnce(&mut Session) -> Vec<Effect>) {
        let mut open = act(&mut self.session);
        while let Some(effect) = open.pop() {
            let more = self.run(effect).await;
            open.extend(more);
        }
    }

    async fn run(&mut self, effect: Effect) -> Vec<Effect> {
        match effect {
            Effect::FetchManifest => {
                let bytes = self.knowledge("manifest.json").await;
                self.session.fetched(Wanted::Manifest, bytes)
            }
            Effect::Fetch(wanted, file) => {
                let bytes = self.knowledge(&file.path).await;
                self.session.fetched(wanted, bytes)
            }
            Effect::FetchStatus => {
                let (status, bytes) = self.get("/v1/status").await;
                assert_eq!(status, 200);
                self.session.status(Ok(serde_json::from_slice(&bytes).unwrap()));
                Vec::new()
            }
            Effect::FetchFlows(tag, file) => match self.knowledge(&file.path).await {
                Ok(bytes) => {
                    self.session.begin_guarding();
                    self.session.flows(&tag, &bytes)
                }
                Err(failure) => {
                    self.session.no_flows(&tag, failure);
                    Vec::new()
                }
            },
            // Threads are followed in a browser only.
            Effect::FetchLater | Effect::Follow(_) => Vec::new(),
            Effect::SendReply { ticket, key, body } => self.say(&ticket, &key, body).await,
            Effect::Call(call) => self.deed(call).await,
            Effect::BeginForm(topic) => {
                self.session.begin_form(&topic);
                Vec::new()
            }
            Effect::Send { topic, key, body } => {
                let result = self.send(&key, body).await;
                self.session.sent(&topic, &key, result)
            }
            Effect::SendFeedback(feedback) => {
                let (status, _) =
                    self.post("/v1/feedback", "-", serde_json::to_string(&feedback).unwrap()).await;
                assert!(status.is_success(), "{status}");
                Vec::new()
            }
            Effect::Tell(event) => {
                self.told.push(event);
                Vec::new()
            }
            // There is no device here to keep anything.
            Effect::KeepDraft(_) | Effect::ForgetDraft(_) | Effect::Withdraw { .. } => Vec::new(),
        }
    }

    async fn knowledge(&self, path: &str) -> Result<Vec<u8>, Failure> {
        match self.get(&format!("/knowledge/{path}")).await {
            (StatusCode::OK, bytes) => Ok(bytes),
            _ => Err(Failure::NotFound),
        }
    }

    async fn send(&mut self, key: &str, body: String) -> Result<Receipt, SendFailure> {
        if self.down {
            return Err(SendFailure::Network);
        }
        let (status, bytes) = self.post("/v1/tickets", key, body).await;
        if status.is_success() {
            let receipt: Receipt = serde_json::from_slice(&bytes).unwrap();
            self.receipts.push(receipt.clone());
            return Ok(receipt);
        }
        let problem: Problem = serde_json::from_slice(&bytes).unwrap();
        Err(SendFailure::Refused(problem.code, problem.errors))
    }

    /// Fills in and leaves pages until the review.
    async fn until_review(&mut self, topic: &str, answers: &[(&str, &str)]) {
        for _ in 0..12 {
            for (question, answer) in answers {
                self.session.answer(topic, question, answer);
            }
            if self.session.screen() == Screen::Form(topic.into(), Page::Review) {
                return;
            }
            self.act(|session| session.next(NOW)).await;
        }
        let Screen::Form(_, Page::Step(step)) = self.session.screen() else { unreachable!() };
        panic!("stuck on step {step}: {:?}", self.session.faults(topic, step, NOW));
    }

    fn stored(&self) -> Vec<Value> {
        let path: PathBuf = self.folder.path().join("help.db");
        let database = rusqlite::Connection::open(path).unwrap();
        let mut rows = database.prepare("SELECT report FROM tickets ORDER BY seq").unwrap();
        let texts = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        texts.map(|it| serde_json::from_str(&it.unwrap()).unwrap()).collect()
    }
}

fn wrong_network() -> Context {
    Context {
        screen: Some("withdraw".into()),
        error: Some(ErrorContext { code: Some("WD_NETWORK_MISMATCH".into()), message: None }),
        asset: Some("USDT".into()),
        network: Some("TRC20".into()),
        amount: Some("120.5".into()),
        ..Context::default()
    }
}

const ANSWERS: [(&str, &str); 4] = [
    ("kind", "failed"),
    ("when", "2026-11-20T10:00+08:00"),
    ("to", "own-wallet"),
    ("more", "The address was refused twice."),
];

#[tokio::test]
async fn the_answer_for_the_error_is_there_before_a_word_is_typed() {
    for (language, titled) in [("en-US", "network"), ("zh-CN", "网络")] {
        let mut world = World::new(language);
        world.act(|session| session.set_context(wrong_network())).await;
        world.act(Session::open).await;
        let lead = world.session.lead().expect("the error has an answer");
        assert_eq!(lead.id, "withdraw/wrong-network");
        assert!(lead.title.to_lowercase().contains(titled), "{}", lead.title);
        let article = lead.article.ready().copied().expect("its text is here").clone();
        assert!(matches!(article.first_steps(), Some(help_core::article::Block::Steps(..))));
        assert!(matches!(world.session.now(), Load::Ready(_)));
    }
}

#[tokio::test]
async fn a_question_leads_to_its_article_and_a_vote_is_counted() {
    for (language, question, expected) in [
        ("en", "my withdrawal is still pending", "withdraw/pending"),
        ("zh-CN", "提现一直在处理中", "withdraw/pending"),
    ] {
        let mut world = World::new(language);
        world.act(Session::open).await;
        world.act(|session| session.ask(question)).await;
        let found = world.session.found().ready().copied().unwrap().clone();
        let first: Vec<_> = found.answers.iter().take(3).map(|it| it.id.as_str()).collect();
        assert!(first.contains(&expected), "{question}: {first:?}");
        world.act(|session| session.open_article(expected)).await;
        assert!(matches!(world.session.article(expected), Load::Ready(_)));
        world.act(|session| session.vote(expected, true)).await;
        let database = rusqlite::Connection::open(world.folder.path().join("help.db")).unwrap();
        let count: i64 = database
            .query_row("SELECT sum(helped) FROM feedback WHERE article = ?", [expected], |it| it.get(0))
            .unwrap();
        assert_eq!(count, 1);
    }
}

#[tokio::test]
async fn a_filled_in_form_becomes_one_stored_ticket() {
    let mut world = World::new("en");
    world.act(|session| session.set_context(wrong_network())).await;
    world.act(Session::open).await;
    world.act(Session::report).await;
    world.until_review("withdraw", &ANSWERS).await;
    let mut shown = world.session.ticket("withdraw").unwrap();
    world.act(|session| session.submit("key-1".into(), NOW)).await;
    let stored = world.stored();
    let record = serde_json::from_value(stored[0]["consent"].clone()).unwrap();
    shown.consent = Some(record);

    assert_eq!(world.session.screen(), Screen::Receipt);
    let receipt = world.session.receipt().unwrap().clone();
    assert_eq!(world.told, [Event::TicketCreated(receipt.number.clone())]);
    assert_eq!(stored, [serde_json::to_value(&shown).unwrap()], "what was shown is what is stored");

    let request = Request::get(format!("/v1/tickets/{}", receipt.id))
        .header("authorization", format!("Bearer {}", receipt.token))
        .body(Body::empty())
        .unwrap();
    let answer = world.call(request).await;
    let ticket: Ticket =
        serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await.unwrap()).unwrap();
    assert_eq!((ticket.number, ticket.report), (receipt.number, shown));
}

#[tokio::test]
async fn sending_again_after_a_lost_answer_makes_no_second_ticket() {
    let mut world = World::new("zh-CN");
    world.act(|session| session.set_context(wrong_network())).await;
    world.act(Session::open).await;
    world.act(Session::report).await;
    world.until_review("withdraw", &ANSWERS).await;

    // The request arrives, the answer does not.
    let sent = world.session.submit("key-1".into(), NOW);
    let [Effect::Send { key, body, topic }] = sent.as_slice() else { panic!("{sent:?}") };
    world.send(key, body.clone()).await.unwrap();
    world.session.sent(topic, key, Err(SendFailure::Network));
    assert!(world.session.receipt().is_none(), "nothing is shown as sent");

    world.down = true;
    world.act(|session| session.submit("key-2".into(), NOW)).await;
    assert!(matches!(world.session.screen(), Screen::Form(_, Page::Review)));
    world.down = false;
    world.act(|session| session.submit("key-3".into(), NOW)).await;
    assert_eq!(world.session.screen(), Screen::Receipt);
    assert_eq!(world.receipts.len(), 2);
    assert_eq!(world.receipts.first(), world.receipts.last(), "the same key, the same receipt");
    assert_eq!(world.stored().len(), 1);
}

#[tokio::test]
async fn bad_input_names_its_field_on_both_sides() {
    let mut world = World::new("en");
    world.act(|session| session.set_context(wrong_network())).await;
    world.act(Session::open).await;
    world.act(Session::report).await;
    world.until_review("withdraw", &ANSWERS).await;
    let mut ticket = world.session.ticket("withdraw").unwrap();
    ticket.answers.insert("kind".into(), "no such option".into());
    let (status, bytes) =
        world.post("/v1/tickets", "key-1", serde_json::to_string(&ticket).unwrap()).await;
    let problem: Problem = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(status, 422);
    assert_eq!(problem.errors[0].pointer, "/answers/kind");
    assert_eq!(problem.errors[0].code, "not_an_option");

    world.session.answer("withdraw", "kind", "no such option");
    world.act(|session| session.submit("key-2".into(), NOW)).await;
    let Screen::Form(_, Page::Step(step)) = world.session.screen() else {
        panic!("a wrong answer is not sent");
    };
    assert_eq!(world.session.faults("withdraw", step, NOW)[0].question, "kind");
    assert!(world.stored().is_empty());
}
