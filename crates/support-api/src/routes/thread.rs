//! What a person does in the thread of their ticket: reads it, writes, says that it is solved or not,
//! asks for more, rates, marks as read.

use axum::{
    extract::{FromRequestParts, Path, State},
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse, Response},
    routing,
};
use help_core::{
    problem::Code,
    thread::{Escalation, Message, NewMessage, Rating, ReadMark, Standing},
    ticket::Ticket,
};
use jiff::Timestamp;
use serde::Serialize;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    caller::Caller,
    fault::Fault,
    key::IdempotencyKey,
    openapi::{Operation, Parameter, schema},
    rules, secret,
    store::{Deed, MessageRow, Post, Posted, Request, TicketRow},
    wire,
};

/// Who calls, and for which ticket.
pub(super) struct Of {
    pub(super) caller: Caller,
    pub(super) id: String,
}

impl FromRequestParts<App> for Of {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let path = Path::<String>::from_request_parts(parts, app).await;
        let Path(id) = path.map_err(|_| Code::NotFound)?;
        Ok(Of { caller, id })
    }
}

impl Of {
    /// The ticket, when it is the caller's.
    pub(super) async fn ticket(&self, app: &App) -> Result<TicketRow, Fault> {
        let now = app.now().as_second();
        let found = app.store().ticket(self.caller.holder(), self.id.clone(), now).await?;
        found.ok_or_else(|| Code::NotFound.into())
    }
}

/// An operation on one ticket.
fn about(id: &'static str, summary: &'static str) -> Operation {
    Operation::new(id, summary).parameter(Parameter::path("id", "From the receipt"))
}

const STANDING: &str = "Where the ticket stands now";

/// What can be wrong with something that is written under a key.
const WRITING: &[Code] = &[
    Code::InvalidBody,
    Code::KeyMissing,
    Code::KeyInvalid,
    Code::NotFound,
    Code::NotNow,
    Code::TooLarge,
    Code::UnsupportedMediaType,
    Code::InvalidMessage,
    Code::KeyReused,
    Code::ContainsSecret,
    Code::NeedsConfirmation,
];

pub(super) fn read_endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/tickets/{id}",
        access: Access::Ticket,
        operation: about("readTicket", "Read a report and its thread")
            .about("An unknown id and a wrong token get the same answer.")
            .answer(StatusCode::OK, schema::<Ticket>, "The report, its thread and where it stands")
            .problems(&[Code::NotFound]),
        handler: routing::get(read),
    }
}

pub(super) fn say_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/messages",
        access: Access::Ticket,
        operation: about("sendMessage", "Write in the thread")
            .about(
                "A solved or closed ticket is opened again, within 14 days. The same request sent again with the \
                 same key gets the same answer.",
            )
            .parameter(IdempotencyKey::parameter())
            .body(schema::<NewMessage>, "What the person wrote")
            .answer(StatusCode::CREATED, schema::<Message>, "Stored")
            .problems(WRITING),
        handler: routing::post(say),
    }
}

pub(super) fn solved_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/solved",
        access: Access::Ticket,
        operation: about("solveTicket", "Say that it is solved")
            .answer(StatusCode::OK, schema::<Standing>, STANDING)
            .problems(&[Code::NotFound, Code::NotNow]),
        handler: routing::post(solved),
    }
}

pub(super) fn reopen_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/reopen",
        access: Access::Ticket,
        operation: about("reopenTicket", "Open it again")
            .about("Within 14 days after it was solved or closed.")
            .answer(StatusCode::OK, schema::<Standing>, STANDING)
            .problems(&[Code::NotFound, Code::NotNow]),
        handler: routing::post(reopen),
    }
}

pub(super) fn escalate_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/escalate",
        access: Access::Ticket,
        operation: about("escalateTicket", "Ask for a higher level")
            .about(
                "Possible when the promised time has passed or a reply has come; makes a new promise.",
            )
            .parameter(IdempotencyKey::parameter())
            .body(schema::<Escalation>, "What is still wrong")
            .answer(StatusCode::OK, schema::<Standing>, STANDING)
            .problems(WRITING),
        handler: routing::post(escalate),
    }
}

pub(super) fn rating_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/rating",
        access: Access::Ticket,
        operation: about("rateTicket", "Say how it was handled")
            .about("A later rating replaces an earlier one.")
            .body(schema::<Rating>, "Stars, and a word if wanted")
            .answer(StatusCode::OK, schema::<Standing>, STANDING)
            .problems(&[
                Code::InvalidBody,
                Code::NotFound,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidMessage,
                Code::ContainsSecret,
                Code::NeedsConfirmation,
            ]),
        handler: routing::post(rate),
    }
}

pub(super) fn mark_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/read",
        access: Access::Ticket,
        operation: about("markRead", "Tell what was read")
            .body(schema::<ReadMark>, "The last message that the person has seen")
            .answer(StatusCode::OK, schema::<Standing>, STANDING)
            .problems(&[
                Code::InvalidBody,
                Code::NotFound,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidMessage,
            ]),
        handler: routing::post(mark),
    }
}

pub(super) fn typing_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/typing",
        access: Access::Ticket,
        operation: about("tellTyping", "Tell that the person is writing")
            .about("Holds for six seconds; nothing of what is written is sent or kept.")
            .empty_answer(StatusCode::NO_CONTENT, "Told")
            .problems(&[Code::NotFound]),
        handler: routing::post(typing),
    }
}

async fn read(State(app): State<App>, of: Of) -> Result<Json<Ticket>, Fault> {
    let now = app.now().as_second();
    let thread = app.store().thread(of.caller.holder(), of.id, now).await?;
    Ok(Json(wire::ticket(thread.ok_or(Code::NotFound)?, now)?))
}

async fn say(
    State(app): State<App>,
    of: Of,
    key: Result<IdempotencyKey, Fault>,
    body: Result<Json<NewMessage>, Fault>,
) -> Result<Response, Fault> {
    // Whose ticket it is comes first: nobody learns from a refusal that a ticket is there.
    let ticket = of.ticket(&app).await?;
    let (key, Json(message)) = (key?, body?);
    let request = under(&key, "messages", &ticket, &message)?;
    rules::check_message(&message)?;
    let text = app.guard().check_text("/text", message.text, message.confirmed).await?;
    let deed = Deed::Say { text, files: message.attachments };
    let (ticket, written) = post(&app, of, Some(request), deed).await?;
    let written = written.ok_or(Code::Internal)?;
    Ok((StatusCode::CREATED, Json(wire::message(written, ticket.subject.is_some()))).into_response())
}

async fn solved(State(app): State<App>, of: Of) -> Result<Json<Standing>, Fault> {
    stands(&app, post(&app, of, None, Deed::Solve).await?.0)
}

async fn reopen(State(app): State<App>, of: Of) -> Result<Json<Standing>, Fault> {
    stands(&app, post(&app, of, None, Deed::Reopen).await?.0)
}

async fn escalate(
    State(app): State<App>,
    of: Of,
    key: Result<IdempotencyKey, Fault>,
    body: Result<Json<Escalation>, Fault>,
) -> Result<Json<Standing>, Fault> {
    let ticket = of.ticket(&app).await?;
    let (key, Json(escalation)) = (key?, body?);
    let request = under(&key, "escalations", &ticket, &escalation)?;
    rules::check_escalation(&escalation)?;
    let reason = app.guard().check_text("/reason", escalation.reason, escalation.confirmed).await?;
    stands(&app, post(&app, of, Some(request), Deed::Escalate { reason }).await?.0)
}

async fn rate(
    State(app): State<App>,
    of: Of,
    body: Result<Json<Rating>, Fault>,
) -> Result<Json<Standing>, Fault> {
    let ticket = of.ticket(&app).await?;
    let Json(rating) = body?;
    rules::check_rating(&rating)?;
    let word = rating.word.filter(|it| !it.trim().is_empty());
    let word = match word {
        Some(word) => Some(app.guard().check_text("/word", word, Vec::new()).await?),
        None => None,
    };
    let row = app.store().rate(ticket.seq, rating.stars, word).await?.ok_or(Code::NotFound)?;
    stands(&app, row)
}

async fn mark(
    State(app): State<App>,
    of: Of,
    body: Result<Json<ReadMark>, Fault>,
) -> Result<Json<Standing>, Fault> {
    let ticket = of.ticket(&app).await?;
    let Json(mark) = body?;
    let row = app.store().read(ticket.seq, mark.until).await?;
    stands(&app, row.ok_or_else(|| Fault::field(Code::InvalidMessage, "/until", "unknown"))?)
}

async fn typing(State(app): State<App>, of: Of) -> Result<StatusCode, Fault> {
    let ticket = of.ticket(&app).await?;
    app.presence().person_writes(ticket.seq);
    Ok(StatusCode::NO_CONTENT)
}

async fn post(
    app: &App,
    of: Of,
    request: Option<Request>,
    deed: Deed,
) -> Result<(TicketRow, Option<MessageRow>), Fault> {
    let now = app.now();
    let post = Post {
        holder: of.caller.holder(),
        ticket: of.id,
        request,
        message: secret::id()?,
        deed,
        now: now.as_second(),
        promise: app.reply_by(now).await.map(Timestamp::as_second),
        chat_promise: app.chat_by(now).map(Timestamp::as_second),
    };
    match app.store().post(post).await? {
        Posted::Done(ticket, message) => Ok((*ticket, message)),
        Posted::Other => Err(Code::KeyReused.into()),
        Posted::NoTicket => Err(Code::NotFound.into()),
        Posted::NotNow => Err(Code::NotNow.into()),
        Posted::NoFile(at) => {
            Err(Fault::field(Code::InvalidMessage, format!("/attachments/{at}"), "unknown"))
        }
    }
}

fn stands(app: &App, ticket: TicketRow) -> Result<Json<Standing>, Fault> {
    Ok(Json(wire::standing(&ticket, app.now().as_second())))
}

/// Which request this is. Members in the order of the type, no blanks: one text for one meaning.
fn under(
    key: &IdempotencyKey,
    what: &str,
    ticket: &TicketRow,
    body: &impl Serialize,
) -> Result<Request, Fault> {
    let body = serde_json::to_string(body).map_err(|_| Code::Internal)?;
    Ok(key.request(format!("{what}:{}", ticket.id), &body))
}
