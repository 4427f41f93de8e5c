//! Streams of server-sent events: one ticket's, and those of everything somebody who signed in has. The
//! token travels in `Authorization`, so clients read these with `fetch`, not with `EventSource`.

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, Method},
    response::{IntoResponse, Response, sse::Sse},
    routing,
};
use help_core::problem::Code;

use super::{Access, Endpoint, thread::Of};
use crate::{
    app::App,
    caller::{Caller, LastEventId, SignedIn},
    fault::Fault,
    feed::{self, Start},
    openapi::{Operation, Parameter},
    store::Scope,
};

/// Tells proxies that hold answers back to let this one through.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

const ABOUT: &str = "Events: `message` (data `ThreadEvent` with a message, the message's id as id), `standing` \
     (`ThreadEvent` without), `presence` (`Presence`), `reload` (the id in `Last-Event-ID` is unknown: read \
     everything again). Send the id of the last message you have as `Last-Event-ID`; what came after it follows. \
     Comments are signs of life. The stream ends with the credential; connect again.";

pub(super) fn ticket_endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/tickets/{id}/events",
        access: Access::Ticket,
        operation: Operation::new("followTicket", "Follow a ticket as it changes")
            .about(ABOUT)
            .parameter(Parameter::path("id", "From the receipt"))
            .parameter(Parameter::optional_header("Last-Event-ID", "The last message you have"))
            .stream_answer("The events")
            .problems(&[Code::NotFound]),
        handler: routing::get(ticket),
    }
}

pub(super) fn all_endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/events",
        access: Access::SignedIn,
        operation: Operation::new("followTickets", "Follow all tickets of whoever signed in")
            .about(ABOUT)
            .parameter(Parameter::optional_header(
                "Last-Event-ID",
                "The last message you have, or `last_event` of the list; without it the stream begins now",
            ))
            .stream_answer("The events")
            .problems(&[]),
        handler: routing::get(all),
    }
}

async fn ticket(State(app): State<App>, of: Of, last: Option<LastEventId>) -> Result<Response, Fault> {
    let until = until(&of.caller);
    let row = of.ticket(&app).await?;
    // Without a last message the whole thread follows.
    open(app, Scope::Ticket(row.seq), last, 0, until).await
}

async fn all(
    State(app): State<App>,
    SignedIn(identity): SignedIn,
    last: Option<LastEventId>,
) -> Result<Response, Fault> {
    let now = app.store().newest(identity.subject.clone()).await?;
    open(app, Scope::Subject(identity.subject), last, now, Some(identity.until)).await
}

fn until(caller: &Caller) -> Option<i64> {
    match caller {
        Caller::Person(identity) => Some(identity.until),
        Caller::Nobody | Caller::Token(_) => None,
    }
}

async fn open(
    app: App,
    scope: Scope,
    last: Option<LastEventId>,
    otherwise: i64,
    until: Option<i64>,
) -> Result<Response, Fault> {
    let seat = app.streams().clone().try_acquire_owned().map_err(|_| Code::Unavailable)?;
    let (after, reload) = match last {
        None => (otherwise, false),
        Some(LastEventId(id)) => match app.store().seq_of(scope.clone(), id).await? {
            Some(seq) => (seq, false),
            None => (otherwise, true),
        },
    };
    let left = until.map(|until| until.saturating_sub(app.now().as_second()));
    let lasts = left.map(|it| u64::try_from(it).unwrap_or(0));
    let start = Start { scope, after, reload, lasts, seat };
    let mut response = Sse::new(feed::stream(app, start)).into_response();
    response.headers_mut().insert(UNBUFFERED, HeaderValue::from_static("no"));
    response
        .headers_mut()
        .insert(axum::http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
