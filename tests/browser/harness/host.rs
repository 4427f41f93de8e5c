//! A host in front of the server that can be as difficult as real ones: pages with other policies, files that are
//! missing, wrong or late. What it is not told about goes through to the server unchanged.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};

use super::server::Server;

/// What the host gives for a path.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    after: Duration,
}

/// The status of an answer that the server gives.
const THROUGH: u16 = 0;

impl Answer {
    /// What the server says, after a while.
    pub fn through(after: Duration) -> Self {
        Self { status: THROUGH, headers: Vec::new(), body: Vec::new(), after }
    }

    /// A page with a policy; `""` is none.
    pub fn page(html: &str, policy: &str) -> Self {
        let mut headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
        if !policy.is_empty() {
            headers.push(("content-security-policy", policy.to_owned()));
        }
        Self { status: 200, headers, body: html.into(), after: Duration::ZERO }
    }

    /// Something else: status, type, content.
    pub fn other(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", kind.to_owned())];
        Self { status, headers, body: body.into(), after: Duration::ZERO }
    }

    /// The same with another header.
    pub fn with(mut self, header: &'static str, value: &str) -> Self {
        self.headers.push((header, value.to_owned()));
        self
    }

    /// The same, after a while.
    pub fn late(self, after: Duration) -> Self {
        Self { after, ..self }
    }
}

/// A host on a free port. It ends with the runtime of the test.
pub struct Host {
    address: SocketAddr,
    answers: Answers,
    asked: Asked,
    load: Load,
    refused: Refused,
}

/// Endings of paths that are answered with 503.
type Refused = Arc<Mutex<Vec<&'static str>>>;

/// A request that is under way, until it is answered or whoever asked is gone.
struct UnderWay(Load, String, u32);

impl UnderWay {
    fn begin(load: Load, path: String) -> Self {
        let mut all = load.lock().expect("no test panicked here");
        let it = all.entry(path.clone()).or_default();
        it.now += 1;
        it.most = it.most.max(it.now);
        let round = it.round;
        drop(all);
        Self(load, path, round)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut all = self.0.lock().expect("no test panicked here");
        if let Some(it) = all.get_mut(&self.1).filter(|it| it.round == self.2) {
            it.now -= 1;
        }
    }
}

/// Paths and the requests to them that are under way.
type Load = Arc<Mutex<HashMap<String, Count>>>;

#[derive(Default)]
struct Count {
    now: usize,
    most: usize,
    /// Requests of an earlier one are counted no more.
    round: u32,
}

type Answers = Arc<Mutex<HashMap<String, Answer>>>;
/// Methods and paths.
type Asked = Arc<Mutex<Vec<(String, String)>>>;
type Forward = Client<hyper_util::client::legacy::connect::HttpConnector, Body>;

#[derive(Clone)]
struct Inside {
    answers: Answers,
    asked: Asked,
    load: Load,
    refused: Refused,
    server: SocketAddr,
    forward: Forward,
}

impl Host {
    /// Starts a host in front of a server.
    pub async fn start(server: &Server) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a port has a number");
        let (answers, asked) = (Answers::default(), Asked::default());
        let forward = Client::builder(TokioExecutor::new()).build_http();
        let (load, refused) = (Load::default(), Refused::default());
        let (there, server) = (answers.clone(), server.address());
        let inside = Inside {
            answers: there,
            asked: asked.clone(),
            load: load.clone(),
            refused: refused.clone(),
            server,
            forward,
        };
        let router = Router::new().fallback(answer).with_state(inside);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, answers, asked, load, refused }
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// This path goes through to the server again.
    pub fn pass(&self, path: &str) {
        self.answers.lock().expect("no test panicked here").remove(path);
    }

    /// From now on every path with this ending is answered with 503.
    pub fn refuse_ending(&self, ending: &'static str) {
        self.refused.lock().expect("no test panicked here").push(ending);
    }

    /// How many requests to this path were under way at most at one time.
    pub fn most_at_once(&self, path: &str) -> usize {
        let load = self.load.lock().expect("no test panicked here");
        load.get(path).map_or(0, |it| it.most)
    }

    /// What is under way to this path is counted no more: who asked for it is about to be killed, and what
    /// a tab asked for may go on without it.
    pub fn discount(&self, path: &str) {
        if let Some(it) = self.load.lock().expect("no test panicked here").get_mut(path) {
            (it.now, it.round) = (0, it.round + 1);
        }
    }

    /// From now on this path is answered so; one that ends in `*` stands for all that begin so.
    pub fn set(&self, path: &str, answer: Answer) {
        self.answers.lock().expect("no test panicked here").insert(path.to_owned(), answer);
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panicked here").iter().map(|it| it.1.clone()).collect()
    }

    /// How many requests of this method were made to paths that begin so.
    pub fn count(&self, method: &str, path: &str) -> usize {
        let asked = self.asked.lock().expect("no test panicked here");
        asked.iter().filter(|it| it.0 == method && it.1.starts_with(path)).count()
    }
}

async fn answer(State(inside): State<Inside>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let asked = (request.method().to_string(), path.clone());
    inside.asked.lock().expect("no test panicked here").push(asked);
    let _under_way = UnderWay::begin(inside.load.clone(), path);
    told(inside, request).await
}

async fn told(inside: Inside, request: Request) -> Response {
    let refused = inside.refused.lock().expect("no test panicked here").clone();
    if refused.iter().any(|it| request.uri().path().ends_with(it)) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let told = find(&inside.answers, request.uri().path());
    match told {
        Some(told) if told.status == THROUGH => {
            tokio::time::sleep(told.after).await;
            pass_on(inside, request).await
        }
        Some(told) => {
            // Only who has read everything hears that the other side is gone.
            let _ = axum::body::to_bytes(request.into_body(), usize::MAX).await;
            tokio::time::sleep(told.after).await;
            let status = StatusCode::from_u16(told.status).expect("a status");
            let mut response = (status, told.body).into_response();
            for (name, value) in told.headers {
                let value = HeaderValue::from_str(&value).expect("a header's value");
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
            response
        }
        None => pass_on(inside, request).await,
    }
}

fn find(answers: &Answers, path: &str) -> Option<Answer> {
    let answers = answers.lock().expect("no test panicked here");
    let begins = |it: &&String| it.strip_suffix('*').is_some_and(|it| path.starts_with(it));
    answers.get(path).or_else(|| answers.get(answers.keys().find(begins)?)).cloned()
}

async fn pass_on(inside: Inside, mut request: Request) -> Response {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = format!("http://{}{path}", inside.server).parse::<Uri>().expect("an address");
    request.headers_mut().remove("host");
    match inside.forward.request(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
