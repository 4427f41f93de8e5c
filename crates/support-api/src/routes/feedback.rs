//! Counts whether an article helped.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::{problem::Code, ticket::Feedback};
use jiff::tz::TimeZone;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    fault::Fault,
    openapi::{Operation, schema},
    rules,
    store::Vote,
};

pub(super) fn endpoint() -> Endpoint {
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

async fn count(State(app): State<App>, Json(feedback): Json<Feedback>) -> Result<StatusCode, Fault> {
    rules::check_feedback(&app.library().now(), &feedback)?;
    let vote = Vote {
        day: app.now().to_zoned(TimeZone::UTC).date().to_string(),
        article: feedback.article,
        language: feedback.language,
        helped: feedback.helped,
    };
    app.store().vote(vote).await?;
    Ok(StatusCode::NO_CONTENT)
}
