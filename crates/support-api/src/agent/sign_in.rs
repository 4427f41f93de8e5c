//! Signing in and out. Whoever guesses is slowed down; what is told is the same for a wrong name and a
//! wrong password, and takes as long.

use std::net::IpAddr;

use axum::{
    extract::{FromRequest, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use governor::{DefaultKeyedRateLimiter, RateLimiter};
use maud::html;
use tokio::sync::Semaphore;

use super::{
    form::{Posted, Visited},
    page::Page,
    session::{self, Agent, LONGEST, SESSION, VISIT},
    words::{self, Words},
};
use crate::{
    accounts,
    app::App,
    config::Rate,
    connection::Peer,
    fault::Fault,
    layers::rate::{network_of, quota},
    store::AuditRow,
};

/// Tries of one network at one account.
const FROM_ONE: Rate = Rate { per_minute: 1, burst: 5 };
/// Tries of the whole world at one account.
const FROM_ALL: Rate = Rate { per_minute: 2, burst: 50 };
/// Passwords that are hashed at a time; each takes 19 MiB.
const HASHING: usize = 2;
/// The sign-in form is good for so many seconds.
const VISIT_SECONDS: i64 = 3600;

/// Slows down guessing.
pub(crate) struct Doors {
    one: DefaultKeyedRateLimiter<(IpAddr, String)>,
    all: DefaultKeyedRateLimiter<String>,
    hashing: Semaphore,
}

impl Default for Doors {
    fn default() -> Self {
        Doors {
            one: RateLimiter::keyed(quota(FROM_ONE)),
            all: RateLimiter::keyed(quota(FROM_ALL)),
            hashing: Semaphore::new(HASHING),
        }
    }
}

impl Doors {
    fn may_try(&self, network: IpAddr, name: &str) -> bool {
        // Names longer than any account's share a place.
        let name: String = name.chars().take(40).collect();
        self.one.check_key(&(network, name.clone())).is_ok() && self.all.check_key(&name).is_ok()
    }

    /// Forgets those who have not tried for long.
    pub(crate) fn forget_quiet(&self) {
        self.one.retain_recent();
        self.all.retain_recent();
    }
}

pub(super) async fn home() -> Redirect {
    Redirect::to("/agent/tickets")
}

pub(super) async fn show(headers: HeaderMap) -> Result<Response, Fault> {
    form(&headers, StatusCode::OK, words::wanted(&headers), None)
}

fn form(
    headers: &HeaderMap,
    status: StatusCode,
    words: &Words,
    wrong: Option<&str>,
) -> Result<Response, Fault> {
    let visit = session::token()?;
    let content = html! {
        form.sign-in method="post" action="/agent/sign-in" {
            h1 { (words.brand) }
            @if let Some(wrong) = wrong { p.wrong role="alert" { (wrong) } }
            label { (words.account) input name="name" autocomplete="username" autocapitalize="none"
                spellcheck="false" required autofocus; }
            label { (words.password) input name="password" type="password"
                autocomplete="current-password" required; }
            input type="hidden" name="csrf" value=(session::mark(&visit));
            button.main { (words.sign_in) }
            p.soft { (words.sign_in_help) }
        }
    };
    let mut response = Page::bare(words, status, words.sign_in, &content).into_response();
    if let Some(cookie) = session::set_cookie(headers, VISIT, &visit, VISIT_SECONDS) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

pub(super) async fn enter(State(app): State<App>, request: Request) -> Result<Response, Fault> {
    let peer = request.extensions().get::<Peer>().copied();
    let Visited { fields, headers } = match Visited::from_request(request, &app).await {
        Ok(visited) => visited,
        Err(refused) => return Ok(refused),
    };
    let network = network_of(peer.as_ref(), &headers, app.limits());
    let words = words::wanted(&headers);
    let name = fields.get("name").to_ascii_lowercase();
    let again = |status, why| form(&headers, status, words, Some(why));
    if !app.doors().may_try(network, &name) {
        let mut response = again(StatusCode::TOO_MANY_REQUESTS, words.too_many_tries)?;
        response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("60"));
        return Ok(response);
    }
    let account = app.store().agent(name).await?;
    let (password, hash) =
        (fields.get("password").to_owned(), account.as_ref().map(|it| it.password.clone()));
    let fits = {
        let _seat = app.doors().hashing.acquire().await;
        let comparing =
            tokio::task::spawn_blocking(move || accounts::is_password(&password, hash.as_deref()));
        comparing.await.unwrap_or(false)
    };
    let line = AuditRow {
        at: app.now().as_second(),
        // What was typed for a name is written down only when it is one: it may be a password.
        agent: account.as_ref().map(|it| it.name.clone()),
        deed: if fits { "signed-in" } else { "refused" }.into(),
        ticket: None,
        detail: None,
    };
    app.store().note_audit(line).await?;
    let Some(account) = account.filter(|_| fits) else {
        return again(StatusCode::UNAUTHORIZED, words.wrong_password);
    };
    let token = session::token()?;
    let hash = crate::secret::hash([token.as_bytes()]);
    let now = app.now().as_second();
    app.store().begin_session(hash, account.seq, now).await?;
    let mut response = Redirect::to("/agent/tickets").into_response();
    for (name, value, seconds) in [(SESSION, token.as_str(), LONGEST), (VISIT, "", 0)] {
        if let Some(cookie) = session::set_cookie(&headers, name, value, seconds) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

pub(super) async fn leave(
    State(app): State<App>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Fault> {
    let agent: Agent = posted.agent;
    app.store().end_session(agent.token_hash()).await?;
    agent.note(&app, "signed-out", None, None).await?;
    let mut response = Redirect::to("/agent/sign-in").into_response();
    if let Some(cookie) = session::set_cookie(&headers, SESSION, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    // Whatever the browser kept of the pages goes too.
    response.headers_mut().insert("clear-site-data", header::HeaderValue::from_static("\"cache\""));
    Ok(response)
}
