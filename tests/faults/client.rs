//! A client as the widget is one: the same rules over records in memory, with a clock that runs faster.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::body::{Body, to_bytes};
use help_core::ticket::{NewTicket, Receipt};
use help_session::{
    MyTicket, Session, Waiting,
    outbox::{Item, LEASE, Reply, Verdict, Wake, due, judge, next_at},
};
use http::Request;
use hyper_util::{client::legacy, rt::TokioExecutor};

use crate::{HASTE, world::World};

/// A widget gives up on an answer after this, in its own time.
const PATIENCE: Duration = Duration::from_secs(20);

/// One person with one report.
pub struct Client {
    server: SocketAddr,
    words: String,
    key: String,
    world: Arc<World>,
    began: Instant,
    /// The record on the device.
    kept: Mutex<Option<Vec<u8>>>,
    /// The ticket on the device.
    ticket: Mutex<Option<MyTicket>>,
}

impl Client {
    pub fn new(server: SocketAddr, words: String, world: Arc<World>) -> Client {
        let key = words.replace(|it: char| !it.is_ascii_alphanumeric(), "-");
        let kept = Mutex::default();
        Client { server, words, key, world, began: Instant::now(), kept, ticket: Mutex::default() }
    }

    /// Milliseconds since 1970, faster than they are.
    fn now(&self) -> u64 {
        1_795_176_000_000 + (self.began.elapsed() * *HASTE).as_millis() as u64
    }

    /// Sends until it is received; the moment of that.
    pub async fn send(self) -> Instant {
        let item = Item::new(self.key.clone(), "withdraw".into(), self.now(), self.body());
        *self.kept.lock().unwrap() = Some(item.write());
        let mut session = Session::default();
        loop {
            let items: Vec<Item> = self.items();
            session.outbox_is(
                items.iter().map(|it| Waiting::of(it, true)).collect(),
                self.ticket.lock().unwrap().clone().into_iter().collect(),
            );
            self.assert_honest(&session);
            if let Some(key) = due(&items, self.now(), Wake::Timer, false).first() {
                assert_eq!(*key, self.key);
                self.attempt(&mut session).await;
                self.assert_honest(&session);
            } else if let Some(at) = next_at(&items, self.now(), false) {
                let wait = Duration::from_millis(at.saturating_sub(self.now()).max(1));
                tokio::time::sleep(wait / *HASTE).await;
            } else {
                assert!(session.receipt().is_some(), "nothing waits and nothing was received");
                return Instant::now();
            }
        }
    }

    fn body(&self) -> Vec<u8> {
        let answers = [
            ("kind", "failed"),
            ("when", "2026-11-20T10:00+08:00"),
            ("amount", "120.5 USDT"),
            ("network", "TRC20"),
            ("to", "own-wallet"),
            ("more", self.words.as_str()),
        ];
        let ticket = NewTicket {
            topic: "withdraw".into(),
            language: "en".into(),
            answers: answers.map(|it| (it.0.to_owned(), it.1.to_owned())).into_iter().collect(),
            ..NewTicket::default()
        };
        serde_json::to_vec(&ticket).unwrap()
    }

    fn items(&self) -> Vec<Item> {
        self.kept.lock().unwrap().iter().map(|it| Item::read(it).unwrap()).collect()
    }

    fn change(&self, act: impl FnOnce(&mut Item) -> bool) -> Item {
        let mut kept = self.kept.lock().unwrap();
        let mut item = Item::read(kept.as_deref().unwrap()).unwrap();
        assert!(act(&mut item), "{item:?}");
        *kept = Some(item.write());
        item
    }

    async fn attempt(&self, session: &mut Session) {
        let item = self.change(|it| it.claim("tab", self.now(), false));
        let reply = tokio::time::timeout(PATIENCE / *HASTE, self.post(item.body)).await.ok().flatten();
        match judge::<Receipt>(reply.as_ref(), true, self.now()) {
            Verdict::Received(receipt) => {
                let ticket = MyTicket::of(&receipt, "withdraw", &self.key, self.now());
                *self.ticket.lock().unwrap() = Some(ticket);
                *self.kept.lock().unwrap() = None;
                session.sent("withdraw", &self.key, Ok(*receipt));
            }
            Verdict::Failed(failure) => {
                assert!(failure.is_passing(), "{}: {failure:?}", self.words);
                // Any number will do for chance, as long as it differs between clients.
                let chance = f64::from(self.began.elapsed().subsec_nanos() % 1000) / 1000.0;
                self.change(|it| {
                    it.failed(&failure, self.now(), chance);
                    true
                });
                session.sent("withdraw", &self.key, Err(failure));
            }
            Verdict::Refresh => panic!("there is no token to refresh"),
        }
        assert!(LEASE > PATIENCE.as_millis() as u64, "a try ends before its lease does");
    }

    async fn post(&self, body: Vec<u8>) -> Option<Reply> {
        let client = legacy::Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .retry_canceled_requests(false)
            .build_http();
        let request = Request::post(format!("http://{}/v1/tickets", self.server))
            .header("content-type", "application/json")
            .header("idempotency-key", &self.key)
            .header("connection", "close")
            .body(Body::from(body))
            .unwrap();
        let response = client.request(request).await.ok()?;
        let header = |name| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let (status, retry_after, date) =
            (response.status().as_u16(), header("retry-after"), header("date"));
        let body = to_bytes(Body::new(response.into_body()), 1 << 20).await.ok();
        Some(Reply { status, retry_after, date, body: body.map(|it| it.to_vec()) })
    }

    /// What the person is told is true: "received" only with a stored ticket and its id on the device,
    /// "not sent" only while no receipt is here.
    fn assert_honest(&self, session: &Session) {
        match session.receipt() {
            Some(receipt) => {
                assert!(self.world.has(&receipt.id, &self.words), "received, but not stored");
                assert!(self.ticket.lock().unwrap().is_some(), "received, but its id is not kept");
                assert!(session.waiting().is_empty(), "received, and not sent");
            }
            None => assert!(self.ticket.lock().unwrap().is_none(), "not sent, but its id is here"),
        }
    }
}
