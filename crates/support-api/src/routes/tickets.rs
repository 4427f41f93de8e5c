//! Takes a report, and gives it back to whoever holds its token.

use axum::{
    extract::{FromRequestParts, Path, State, rejection::PathRejection},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing,
};
use help_core::{
    problem::Code,
    ticket::{KEY_MAX, NewTicket, Receipt, Ticket},
};
use jiff::Timestamp;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    fault::Fault,
    openapi::{Operation, Parameter, schema},
    rules,
    secret::{self, Hash},
    store::{Holder, Known, Request, StoreError, Stored, Submission, Submitted},
    wire,
};

/// Whose keys these are. Somebody who signs in will have a scope of their own.
const ANONYMOUS: &str = "anonymous";
/// How long a token opens its ticket.
const TOKEN_SECONDS: i64 = 30 * 86_400;

pub(super) fn create_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets",
        access: Access::Public,
        operation: Operation::new("createTicket", "Send a report")
            .about(
                "Stores the report and answers with its number and token. The same request sent again with \
                 the same key gets the same answer, so it is safe to retry until an answer comes.",
            )
            .parameter(Parameter::header(
                "Idempotency-Key",
                "Made once for each report, such as a UUID, and sent unchanged with every retry. Kept 30 days.",
                KEY_MAX,
            ))
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

pub(super) fn read_endpoint() -> Endpoint {
    Endpoint {
        method: Method::GET,
        path: "/v1/tickets/{id}",
        access: Access::TicketToken,
        operation: Operation::new("readTicket", "Read a report that was sent")
            .about("An unknown id and a wrong token get the same answer.")
            .parameter(Parameter::path("id", "From the receipt"))
            .answer(StatusCode::OK, schema::<Ticket>, "The report and where it stands")
            .problems(&[Code::NotFound]),
        handler: routing::get(read),
    }
}

async fn create(
    State(app): State<App>,
    IdempotencyKey(key): IdempotencyKey,
    Json(ticket): Json<NewTicket>,
) -> Result<Response, Fault> {
    // Members in the order of the type, answers sorted, no blanks: one text for one meaning.
    let report = serde_json::to_string(&ticket).map_err(|_| Code::Internal)?;
    let request = Request {
        scope: ANONYMOUS.into(),
        key_hash: secret::hash([key.as_bytes()]),
        body_hash: secret::hash([report.as_bytes()]),
    };
    // A retry is answered even when the form has changed meanwhile.
    match app.store().known(request.clone()).await? {
        Known::Same(stored) => return receipt(&stored, &key),
        Known::Other => return Err(Code::KeyReused.into()),
        Known::New => {}
    }
    let knowledge = app.library().now();
    let now = app.now();
    rules::check_ticket(&knowledge, &ticket, now.as_second())?;
    let ticket = app.guard().check(ticket, knowledge.clone()).await?;
    let times = (now, app.reply_by(now).await);
    let submission = submission(&app, &knowledge.manifest, request, (ticket, report), &key, times)?;
    match app.store().submit(submission).await? {
        Submitted::Stored(stored) => receipt(&stored, &key),
        Submitted::Other => Err(Code::KeyReused.into()),
        Submitted::NoFile(at) => {
            Err(Fault::field(Code::InvalidTicket, format!("/attachments/{at}"), "unknown"))
        }
    }
}

fn submission(
    app: &App,
    manifest: &help_core::manifest::Manifest,
    request: Request,
    (ticket, report): (NewTicket, String),
    key: &str,
    (now, reply_by): (Timestamp, Option<Timestamp>),
) -> Result<Submission, Fault> {
    let id = secret::id()?;
    let salt: Hash = secret::random()?;
    Ok(Submission {
        request,
        prefix: app.number_prefix(&manifest.name),
        holder: Holder::Token(secret::hash([secret::token(&salt, &id, key).as_bytes()])),
        token_until: now.as_second() + TOKEN_SECONDS,
        id,
        salt,
        topic: ticket.topic,
        language: ticket.language,
        received: now.as_second(),
        reply_by: reply_by.map(Timestamp::as_second),
        chat: false,
        files: ticket.attachments,
        report,
    })
}

fn receipt(stored: &Stored, key: &str) -> Result<Response, Fault> {
    let mut receipt: Receipt =
        serde_json::from_str(&stored.response).map_err(|_| StoreError::Unreadable("receipt"))?;
    receipt.token = secret::token(&stored.salt, &receipt.id, key);
    Ok((StatusCode::CREATED, Json(receipt)).into_response())
}

async fn read(
    State(app): State<App>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Json<Ticket>, Fault> {
    let Path(id) = id.map_err(|_| Code::NotFound)?;
    // No token takes the same way as a wrong one.
    let token_hash = secret::hash([bearer(&headers).unwrap_or_default().as_bytes()]);
    let now = app.now().as_second();
    let thread = app.store().thread(Holder::Token(token_hash), id, now).await?.ok_or(Code::NotFound)?;
    Ok(Json(wire::ticket(thread, now)?))
}

/// The token of `Authorization: Bearer …` (RFC 6750, 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The one `Idempotency-Key` of a request: 1 to 255 visible ASCII characters.
struct IdempotencyKey(String);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let mut values = parts.headers.get_all("idempotency-key").iter();
        let key = values.next().ok_or(Code::KeyMissing)?;
        let fits = (1..=KEY_MAX).contains(&key.len())
            && key.as_bytes().iter().all(|it| (b'!'..=b'~').contains(it))
            && values.next().is_none();
        let key = key.to_str().ok().filter(|_| fits).ok_or(Code::KeyInvalid)?;
        Ok(IdempotencyKey(key.to_owned()))
    }
}
