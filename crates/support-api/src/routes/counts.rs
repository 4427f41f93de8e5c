//! Counts whether an article helped, and, where the wallet and the person agreed to send it, what was asked
//! and which article answered it. Whose it was is not kept; what could be personal is refused or dropped.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::{
    problem::Code,
    question::may_be_personal,
    ticket::{Asked, Feedback},
};
use jiff::tz::TimeZone;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    fault::Fault,
    openapi::{Operation, schema},
    rules,
    store::{AskedRow, Vote},
};

pub(super) fn feedback_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/feedback",
        access: Access::Public,
        operation: Operation::new("sendFeedback", "Tell whether an article helped")
            .body(schema::<Feedback>, "The verdict; whose it was is not kept")
            .empty_answer(StatusCode::NO_CONTENT, "Counted")
            .problems(&[
                Code::InvalidBody,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidTicket,
            ]),
        handler: routing::post(count),
    }
}

pub(super) fn questions_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/questions",
        access: Access::Public,
        operation: Operation::new("sendQuestion", "Tell what was asked")
            .about(
                "For wallets that agreed to it. Questions with addresses, numbers or other long words are \
                 accepted and not kept.",
            )
            .body(schema::<Asked>, "The question, and the article that answered it; who asked is not kept")
            .empty_answer(StatusCode::NO_CONTENT, "Taken")
            .problems(&[
                Code::InvalidBody,
                Code::TooLarge,
                Code::UnsupportedMediaType,
                Code::InvalidTicket,
                Code::ContainsSecret,
            ]),
        handler: routing::post(ask),
    }
}

async fn count(State(app): State<App>, Json(feedback): Json<Feedback>) -> Result<StatusCode, Fault> {
    rules::check_feedback(&app.library().now(), &feedback)?;
    let Feedback { article, language, helped } = feedback;
    app.store().vote(Vote { day: today(&app), article, language, helped }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn ask(State(app): State<App>, Json(asked): Json<Asked>) -> Result<StatusCode, Fault> {
    rules::check_question(&app.library().now(), &asked)?;
    let Asked { text, language, article } = asked;
    let text = app.guard().check_text("/text", text, Vec::new()).await?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !may_be_personal(&text) {
        app.store().ask(AskedRow { day: today(&app), language, text, article }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Counters are kept by day and nothing finer.
fn today(app: &App) -> String {
    app.now().to_zoned(TimeZone::UTC).date().to_string()
}
