//! A picture of a ticket, given to the team only when somebody asks for it, and noted in the audit trail.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{page::Page, session::Agent};
use crate::{app::App, fault::Fault, routes::files};

pub(super) async fn show(
    State(app): State<App>,
    agent: Agent,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let thread = app.store().team_thread(id).await?;
    let row = match &thread {
        Some(thread) => app.store().file(thread.ticket.seq, file).await?,
        None => None,
    };
    let (Some(thread), Some(row)) = (thread, row) else {
        let page = Page::plain(agent.words, StatusCode::NOT_FOUND, agent.words.not_found);
        return Ok(page.into_response());
    };
    agent.note(&app, "file-opened", Some(&thread.ticket.number), None).await?;
    files::answer(&app, &row).await
}
