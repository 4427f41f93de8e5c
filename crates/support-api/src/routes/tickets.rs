//! Takes a report, and lists those of somebody who signed in.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing,
};
use help_core::{
    problem::Code,
    thread::TicketList,
    ticket::{NewTicket, Receipt},
};
use jiff::Timestamp;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    caller::{Caller, SignedIn},
    fault::Fault,
    key::IdempotencyKey,
    openapi::{Operation, schema},
    rules,
    secret::{self, Hash},
    store::{Holder, Known, Request, StoreError, Stored, Submission, Submitted},
    wire,
};

/// Whose keys these are; somebody who signed in has keys of their own.
const ANONYMOUS: &str = "anonymous";
/// How long a token opens its ticket.
const TOKEN_SECONDS: i64 = 30 * 86_400;

pub(super) fn create_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets",
        access: Access::MaySignIn,
        operation: Operation::new("createTicket", "Send a report")
            .about(
                "Stores the report and answers with its number and token. The same request sent again with \
                 the same key gets the same answer, so it is safe to retry until an answer comes. The \
                 report of somebody who signed in is theirs; every other one is opened by its token and marked \
                 as unverified.",
            )
            .parameter(IdempotencyKey::parameter())
            .body(schema::<NewTicket>, "What the person agreed to send")
            .answer(StatusCode::CREATED, schema::<Receipt>, "Stored")
            .problems(&[
                Code::InvalidBody,
                Code::KeyMissing,
                Code::KeyInvalid,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidTicket,
                Code::KeyReused,
                Code::ContainsSecret,
                Code::NeedsConfirmation,
            ]),
        handler: routing::post(create),
    }
}

pub(super) fn list_endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/tickets",
        access: Access::SignedIn,
        operation: Operation::new("listTickets", "The tickets of whoever signed in").answer(
            StatusCode::OK,
            schema::<TicketList>,
            "The last changed first, at most 100",
        ),
        handler: routing::get(list),
    }
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    key: IdempotencyKey,
    Json(ticket): Json<NewTicket>,
) -> Result<Response, Fault> {
    // Members in the order of the type, answers sorted, no blanks: one text for one meaning.
    let report = serde_json::to_string(&ticket).map_err(|_| Code::Internal)?;
    let subject = match caller {
        Caller::Person(identity) => Some(identity.subject),
        // A ticket's token says nothing about who sends another one.
        Caller::Nobody | Caller::Token(_) => None,
    };
    let scope = subject.as_ref().map_or_else(|| ANONYMOUS.to_owned(), |it| format!("subject:{it}"));
    let request = key.request(scope, &report);
    // A retry is answered even when the form has changed meanwhile.
    match app.store().known(request.clone()).await? {
        Known::Same(stored) => return receipt(&stored, &key, subject.is_some()),
        Known::Other => return Err(Code::KeyReused.into()),
        Known::New => {}
    }
    let knowledge = app.library().now();
    rules::check_ticket(&knowledge, &ticket, app.now().as_second())?;
    let ticket = app.guard().check(ticket, knowledge.clone()).await?;
    let signed_in = subject.is_some();
    let now = app.now();
    // A conversation needs somebody who is there, not only hours in which somebody should be.
    let promise = match app.chat_by(now).filter(|_| ticket.chat) {
        Some(by) => Promise { now, by: Some(by), chat: true },
        None => Promise { now, by: app.reply_by(now).await, chat: false },
    };
    let prefix = app.number_prefix(&knowledge.manifest.name);
    let submission = submission(prefix, request, (ticket, report), &key, subject, promise)?;
    match app.store().submit(submission).await? {
        Submitted::Stored(stored) => receipt(&stored, &key, signed_in),
        Submitted::Other => Err(Code::KeyReused.into()),
        Submitted::NoFile(at) => {
            Err(Fault::field(Code::InvalidTicket, format!("/attachments/{at}"), "unknown"))
        }
    }
}

/// What the receipt promises.
struct Promise {
    now: Timestamp,
    by: Option<Timestamp>,
    chat: bool,
}

fn submission(
    prefix: String,
    request: Request,
    (ticket, report): (NewTicket, String),
    key: &IdempotencyKey,
    subject: Option<String>,
    promise: Promise,
) -> Result<Submission, Fault> {
    let id = secret::id()?;
    let salt: Hash = secret::random()?;
    let holder = match subject {
        Some(subject) => Holder::Subject(subject),
        None => Holder::Token(secret::hash([secret::token(&salt, &id, &key.0).as_bytes()])),
    };
    let received = promise.now.as_second();
    Ok(Submission {
        request,
        prefix,
        holder,
        token_until: received + TOKEN_SECONDS,
        id,
        salt,
        topic: ticket.topic,
        language: ticket.language,
        received,
        reply_by: promise.by.map(Timestamp::as_second),
        chat: promise.chat,
        files: ticket.attachments,
        report,
    })
}

fn receipt(stored: &Stored, key: &IdempotencyKey, signed_in: bool) -> Result<Response, Fault> {
    let mut receipt: Receipt =
        serde_json::from_str(&stored.response).map_err(|_| StoreError::Unreadable("receipt"))?;
    if !signed_in {
        receipt.token = secret::token(&stored.salt, &receipt.id, &key.0);
    }
    Ok((StatusCode::CREATED, Json(receipt)).into_response())
}

async fn list(State(app): State<App>, SignedIn(identity): SignedIn) -> Result<Json<TicketList>, Fault> {
    let now = app.now().as_second();
    let (rows, last_event) = app.store().list(identity.subject).await?;
    let tickets = rows.into_iter().map(|row| wire::summary(row, now)).collect();
    Ok(Json(TicketList { tickets, last_event }))
}
