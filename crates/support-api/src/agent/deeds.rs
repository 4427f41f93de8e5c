//! Does with a ticket what a form says, writes it into the audit trail, and shows the ticket again.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use help_core::thread::{LEVEL_MAX, MESSAGE_MAX};
use jiff::Timestamp;

use super::{
    form::{Fields, Posted},
    page::Page,
    session::Agent,
};
use crate::{
    app::App,
    fault::Fault,
    store::{TeamDeed, TeamPost},
};

/// Letters of a message's id, which the form carries.
const ID_LENGTH: usize = 26;

pub(super) async fn act(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let Posted { agent, fields } = posted;
    let refused = |status, why| Ok(Page::plain(agent.words, status, why).into_response());
    let message = fields.get("message");
    let is_id = message.len() == ID_LENGTH && message.bytes().all(|it| it.is_ascii_alphanumeric());
    let deed = read(&app, &agent, &fields).await?.filter(|_| is_id);
    let Some(Deed { deed, noted, detail }) = deed else {
        return refused(StatusCode::BAD_REQUEST, agent.words.form_refused);
    };
    let post = TeamPost {
        ticket: id.clone(),
        agent: agent.name.clone(),
        first_name: agent.shown.clone(),
        message: message.to_owned(),
        deed,
        now: app.now().as_second(),
    };
    let Some(ticket) = app.store().team_post(post).await? else {
        return refused(StatusCode::NOT_FOUND, agent.words.not_found);
    };
    agent.note(&app, noted, Some(&ticket.number), detail).await?;
    Ok(Redirect::to(&format!("/agent/tickets/{}", ticket.id)).into_response())
}

/// What a form asks for, and what the audit trail will say of it.
struct Deed {
    deed: TeamDeed,
    noted: &'static str,
    detail: Option<String>,
}

/// Reads the form; `None` when it is not whole.
async fn read(app: &App, agent: &Agent, fields: &Fields) -> Result<Option<Deed>, Fault> {
    let text = fields.get("text").to_owned();
    let length = text.chars().count();
    let written = (1..=MESSAGE_MAX).contains(&length);
    let done = |deed, noted, detail| Ok(Some(Deed { deed, noted, detail }));
    match fields.get("deed") {
        "reply" if written => {
            let asks = fields.some("asks").is_some();
            done(TeamDeed::Reply { text, asks }, if asks { "asked" } else { "replied" }, None)
        }
        "note" if written => done(TeamDeed::Note { text }, "noted", None),
        "close" if length <= MESSAGE_MAX => done(TeamDeed::Close { text }, "closed", None),
        "level" => match fields.get("level").parse::<u8>() {
            Ok(level) if (1..=LEVEL_MAX).contains(&level) => {
                let promise = app.reply_by(app.now()).await.map(Timestamp::as_second);
                done(TeamDeed::Level { level, promise }, "level", Some(level.to_string()))
            }
            _ => Ok(None),
        },
        "assign" => {
            let to = match fields.some("me") {
                Some(_) => Some(agent.name.clone()),
                None => fields.some("to").map(str::to_owned),
            };
            if let Some(name) = &to
                && app.store().agent(name.clone()).await?.is_none()
            {
                return Ok(None);
            }
            let detail = Some(to.clone().unwrap_or_else(|| "–".into()));
            done(TeamDeed::Assign { to }, "assigned", detail)
        }
        _ => Ok(None),
    }
}
