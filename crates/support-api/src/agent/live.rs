//! Tells the script when something is new, so that it asks for the page again only then: it sends the stamp
//! it knows and gets an answer as soon as there is another one.

use std::time::Duration;

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use help_core::problem::Code;
use tokio::time::{Instant, timeout_at};

use super::{form::Fields, session::Agent};
use crate::{
    app::App,
    fault::Fault,
    hub::News,
    store::{Scope, TicketRow},
};

/// An answer comes after so long at the latest; well below [`crate::Limits::request`].
const LONGEST: Duration = Duration::from_secs(10);

pub(super) async fn stamp(
    State(app): State<App>,
    agent: Agent,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let ticket = match fields.some("ticket") {
        Some(id) => Some(app.store().team_thread(id.into()).await?.ok_or(Code::NotFound)?.ticket),
        None => None,
    };
    if let Some(ticket) = &ticket {
        app.presence().agent_in(ticket.seq, &agent.name, fields.some("writes").is_some());
    }
    // The team waits for everything: whoever waits for one ticket counts as its person.
    let mut waiter = app.hub().wait(Scope::Team);
    let seat = app.streams().clone().try_acquire_owned();
    let end = Instant::now() + if seat.is_ok() { LONGEST } else { Duration::ZERO };
    let mut stamp = now(&app, ticket.as_ref()).await?;
    while fields.some("last") == Some(&stamp) {
        // Somebody who wrote stops writing without telling.
        let look = ticket.as_ref().and_then(|it| app.presence().seen_by_team(it.seq).until);
        let until = look.map_or(end, |it| it.min(end));
        match timeout_at(until, waiter.news()).await {
            Ok(News::End) => break,
            Err(_) if until >= end => break,
            Ok(_) | Err(_) => stamp = now(&app, ticket.as_ref()).await?,
        }
    }
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, plain)], stamp).into_response())
}

/// What stands in the database, and whether the person is there.
async fn now(app: &App, ticket: Option<&TicketRow>) -> Result<String, Fault> {
    let stored = app.store().stamp(ticket.map(|it| it.id.clone())).await?;
    let look = ticket.map(|it| app.presence().seen_by_team(it.seq)).unwrap_or_default();
    let there = if look.writing {
        "writing"
    } else if look.here {
        "here"
    } else {
        "away"
    };
    Ok(format!("{stored}-{there}"))
}
