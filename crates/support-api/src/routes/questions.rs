//! Counts what was asked and whether an article answered it, where the wallet and the person agreed to
//! send it. What could be personal is refused or not kept.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::{problem::Code, question::may_be_personal, ticket::Asked};
use jiff::tz::TimeZone;

use super::{Access, Endpoint};
use crate::{
    app::App,
    body::Json,
    fault::Fault,
    openapi::{Operation, schema},
    rules,
    store::AskedRow,
};

pub(super) fn endpoint() -> Endpoint {
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

async fn ask(State(app): State<App>, Json(asked): Json<Asked>) -> Result<StatusCode, Fault> {
    rules::check_question(&app.library().now(), &asked)?;
    let text = app.guard().check_text("/text", asked.text, Vec::new()).await?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !may_be_personal(&text) {
        let day = app.now().to_zoned(TimeZone::UTC).date().to_string();
        let (language, article) = (asked.language, asked.article);
        app.store().ask(AskedRow { day, language, text, article }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
