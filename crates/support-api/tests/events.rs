//! Streams of events: each message comes once and in order, whatever happens to the connection.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use help_support_api::Agent;
use serde_json::{Value, json};
use support::{Request, StatusCode, World, identity, ticket};
use tower::ServiceExt;

/// One event as it came.
#[derive(Clone, Debug, PartialEq)]
struct Event {
    name: String,
    id: String,
    data: Value,
}

/// A client that reads a stream as the standard says (WHATWG HTML, 9.2.6), and remembers the last id.
struct Client {
    body: BodyDataStream,
    buffer: String,
    last: String,
    beats: usize,
}

impl Client {
    async fn open(world: &World, path: &str, bearer: &str, last: &str) -> Client {
        let mut request = Request::get(path).header("authorization", bearer);
        if !last.is_empty() {
            request = request.header("last-event-id", last);
        }
        let response =
            world.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Client {
            body: response.into_body().into_data_stream(),
            buffer: String::new(),
            last: last.to_owned(),
            beats: 0,
        }
    }

    /// The next event, `None` when the stream ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((block, rest)) = self.buffer.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.buffer = rest;
                match self.read(&block) {
                    Some(event) => return Some(event),
                    None => continue,
                }
            }
            let bytes = self.body.next().await?.unwrap();
            self.buffer.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    fn read(&mut self, block: &str) -> Option<Event> {
        let field = |name: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.map(|it| it.strip_prefix(' ').unwrap_or(it).to_owned())
        };
        if let Some(id) = field("id") {
            self.last = id;
        }
        self.beats += usize::from(block.lines().any(|it| it.starts_with(':')));
        let data = field("data")?;
        Some(Event {
            name: field("event").unwrap(),
            id: field("id").unwrap_or_default(),
            data: serde_json::from_str(&data).unwrap(),
        })
    }

    /// The next event of that name.
    async fn named(&mut self, name: &str) -> Event {
        let wait = async {
            loop {
                let event = self.next().await.expect("the stream ended");
                if event.name == name {
                    return event;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(10), wait).await.expect("no such event")
    }
}

fn ann() -> Agent {
    Agent { account: "ann".into(), name: "Ann".into() }
}

#[tokio::test]
async fn both_directions_arrive_at_once() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/events");
    let mut client = Client::open(&world, &path, &bearer, "").await;
    let standing = client.named("standing").await;
    assert_eq!(
        (&standing.data["ticket"], &standing.data["standing"]["state"]),
        (&json!(id), &json!("open"))
    );
    assert_eq!(standing.id, "", "only messages have ids");
    let presence = client.named("presence").await;
    assert_eq!(presence.data, json!({ "ticket": id, "here": false, "writing": false }));

    let started = Instant::now();
    world.app.desk().reply(&ann(), &id, "line\none: \"two\"\n\ndata: x", false).await.unwrap();
    let message = client.named("message").await;
    println!("a reply took {:?}", started.elapsed());
    assert_eq!(message.data["message"]["text"], "line\none: \"two\"\n\ndata: x");
    assert_eq!(message.data["message"]["id"], message.id.as_str());
    assert_eq!(message.data["standing"]["unread"], 1);
    let say = format!("/v1/tickets/{id}/messages");
    world.post(&say, &bearer, "m", &json!({ "text": "thanks" })).await;
    let own = client.named("message").await;
    assert_eq!(
        (&own.data["message"]["text"], &own.data["standing"]["state"]),
        (&json!("thanks"), &json!("open"))
    );
    world.post(&format!("/v1/tickets/{id}/read"), &bearer, "", &json!({ "until": own.id })).await;
    assert_eq!(client.named("standing").await.data["standing"]["unread"], 0);
    world.app.desk().note(&ann(), &id, "secret note").await.unwrap();
    world.app.desk().close(&ann(), &id, "bye").await.unwrap();
    let closed = client.named("message").await;
    assert_eq!(
        (&closed.data["message"]["event"], &closed.data["message"]["text"]),
        (&json!("closed"), &json!("bye"))
    );
}

#[tokio::test]
async fn presence_comes_and_goes() {
    let world = World::new();
    world.app.desk().here(&ann());
    let mut report = ticket();
    report["chat"] = json!(true);
    let mut open = Vec::new();
    for key in ["one", "two"] {
        let receipt = world.submit(key, &report).await.json();
        let text = |member: &str| receipt[member].as_str().unwrap().to_owned();
        open.push((text("id"), format!("Bearer {}", text("token"))));
    }
    let (id, bearer) = open[1].clone();
    let mut client = Client::open(&world, &format!("/v1/tickets/{id}/events"), &bearer, "").await;
    let seen = |event: Event| {
        (event.data["here"].clone(), event.data["writing"].clone(), event.data["place"].clone())
    };
    assert_eq!(seen(client.named("presence").await), (json!(false), json!(false), json!(2)));
    world.app.desk().looks(&ann(), &id, false).await.unwrap();
    assert_eq!(seen(client.named("presence").await), (json!(true), json!(false), json!(2)));
    world.app.desk().looks(&ann(), &id, true).await.unwrap();
    assert_eq!(seen(client.named("presence").await), (json!(true), json!(true), json!(2)));
    // The one in front is answered: this one moves up.
    world.app.desk().reply(&ann(), &open[0].0, "hi", true).await.unwrap();
    assert_eq!(seen(client.named("presence").await), (json!(true), json!(true), json!(1)));
    world.app.desk().leaves(&ann(), &id).await.unwrap();
    assert_eq!(seen(client.named("presence").await), (json!(false), json!(false), json!(1)));

    assert_eq!(world.app.desk().person(&id).await.unwrap(), (true, false));
    let typing = world.post(&format!("/v1/tickets/{id}/typing"), &bearer, "", &Value::Null).await;
    assert_eq!(typing.status, StatusCode::NO_CONTENT);
    assert_eq!(world.app.desk().person(&id).await.unwrap(), (true, true));
    drop(client);
    assert!(!world.app.desk().person(&id).await.unwrap().0);
}

#[tokio::test]
async fn writing_ends_by_itself() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    world.app.desk().looks(&ann(), &id, true).await.unwrap();
    let mut client = Client::open(&world, &format!("/v1/tickets/{id}/events"), &bearer, "").await;
    assert_eq!(client.named("presence").await.data["writing"], true);
    let started = Instant::now();
    assert_eq!(client.named("presence").await.data["writing"], false);
    assert!(started.elapsed() > Duration::from_secs(4) && started.elapsed() < Duration::from_secs(9));
}

/// A client that is cut off again and again, at any byte, reads every message once and in order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_message_is_lost_or_doubled_across_connections() {
    const MESSAGES: usize = 120;
    let world = std::sync::Arc::new(World::new());
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/events");
    let writer = {
        let (world, id) = (world.clone(), id.clone());
        tokio::spawn(async move {
            for at in 0..MESSAGES {
                world.app.desk().reply(&ann(), &id, &at.to_string(), false).await.unwrap();
            }
        })
    };
    let mut read: Vec<usize> = Vec::new();
    let (mut last, mut connections) = (String::new(), 0);
    while read.len() < MESSAGES {
        let mut client = Client::open(&world, &path, &bearer, &last).await;
        connections += 1;
        // Another number of events each time, also none.
        for _ in 0..(connections * 7) % 11 {
            let next = tokio::time::timeout(Duration::from_secs(5), client.next()).await;
            let Some(event) = next.expect("nothing came") else { break };
            if event.name == "message" {
                read.push(event.data["message"]["text"].as_str().unwrap().parse().unwrap());
            }
            if read.len() == MESSAGES {
                break;
            }
        }
        last = client.last.clone();
    }
    writer.await.unwrap();
    assert_eq!(read, Vec::from_iter(0..MESSAGES));
    println!("{MESSAGES} messages over {connections} connections");
    assert!(connections > 10);
}

#[tokio::test]
async fn an_unknown_last_event_says_so() {
    let world = World::new();
    let (id, bearer) = world.sent("key").await;
    let (other, others) = world.sent("other").await;
    world.app.desk().reply(&ann(), &id, "mine", false).await.unwrap();
    world.app.desk().reply(&ann(), &other, "theirs", false).await.unwrap();
    let read = world.get_as(&format!("/v1/tickets/{other}"), &others).await.json();
    let foreign = read["messages"][0]["id"].as_str().unwrap();
    let path = format!("/v1/tickets/{id}/events");
    for last in ["unknown", foreign, "%00", &"x".repeat(5000)] {
        let mut client = Client::open(&world, &path, &bearer, last).await;
        assert_eq!(client.next().await.unwrap().name, "reload", "{last}");
        assert_eq!(client.named("message").await.data["message"]["text"], "mine");
    }
}

#[tokio::test]
async fn somebody_who_signed_in_follows_all_their_tickets() {
    let world = World::new();
    let bearer = identity::bearer("ann");
    let mut ids = Vec::new();
    for key in ["one", "two"] {
        let receipt = world.post("/v1/tickets", &bearer, key, &ticket()).await.json();
        ids.push(receipt["id"].as_str().unwrap().to_owned());
    }
    let bob = world.post("/v1/tickets", &identity::bearer("bob"), "one", &ticket()).await.json();
    world.app.desk().reply(&ann(), &ids[0], "before", false).await.unwrap();
    let list = world.get_as("/v1/tickets", &bearer).await.json();
    world.app.desk().reply(&ann(), &ids[1], "between", false).await.unwrap();
    let last = list["last_event"].as_str().unwrap();
    let mut client = Client::open(&world, "/v1/events", &bearer, last).await;
    let mut fresh = Client::open(&world, "/v1/events", &bearer, "").await;
    let between = client.named("message").await;
    assert_eq!(
        (&between.data["ticket"], &between.data["message"]["text"]),
        (&json!(ids[1]), &json!("between"))
    );
    world.app.desk().reply(&ann(), bob["id"].as_str().unwrap(), "for bob", false).await.unwrap();
    world.app.desk().reply(&ann(), &ids[0], "after", false).await.unwrap();
    for client in [&mut client, &mut fresh] {
        let after = client.named("message").await;
        assert_eq!(after.data["message"]["text"], "after");
    }
    let body = json!({ "until": between.id });
    world.post(&format!("/v1/tickets/{}/read", ids[1]), &bearer, "", &body).await;
    let standing = client.named("standing").await;
    assert_eq!(
        (&standing.data["ticket"], &standing.data["standing"]["unread"]),
        (&json!(ids[1]), &json!(0))
    );
    world.get("/v1/events").await.is_problem(401, "unauthorized");
}

#[tokio::test]
async fn streams_live_end_and_are_counted() {
    let world = World::with(|config| {
        config.limits.heartbeat = Duration::from_millis(40);
        config.limits.streams = 2;
    });
    let (id, bearer) = world.sent("key").await;
    let path = format!("/v1/tickets/{id}/events");
    let mut client = Client::open(&world, &path, &bearer, "").await;
    client.named("presence").await;
    let quiet = tokio::time::timeout(Duration::from_millis(300), client.next()).await;
    assert!(quiet.is_err() && client.beats >= 3, "{} signs of life", client.beats);
    // A promise that passes is told without anybody doing anything.
    world.now.fetch_add(2 * 3600, Ordering::Relaxed);
    assert_eq!(client.named("standing").await.data["standing"]["may_escalate"], true);

    let second = Client::open(&world, &path, &bearer, "").await;
    let full = world.get_as(&path, &bearer).await;
    full.is_problem(503, "unavailable");
    assert!(!full.header("retry-after").is_empty());
    drop(second);
    world.now.store(support::NOON + 298, Ordering::Relaxed);
    let token = identity::bearer("ann");
    let mut short = Client::open(&world, "/v1/events", &token, "").await;
    let ended = tokio::time::timeout(Duration::from_secs(4), short.next()).await;
    assert_eq!(ended.expect("it outlives its token"), None);

    world.database().execute("DELETE FROM tickets", []).unwrap();
    let ended =
        tokio::time::timeout(Duration::from_secs(2), async { while client.next().await.is_some() {} });
    assert!(ended.await.is_ok(), "it outlives its ticket");
}
