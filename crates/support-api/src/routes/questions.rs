//! Counts what was asked and whether an article answered it, where the wallet and the person agreed to
//! send it. What could be personal is refused or not kept.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::{problem::Code, ticket::Asked};
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

/// Addresses, numbers of any kind, hashes, links: words that point to somebody or to their money.
fn may_be_personal(text: &str) -> bool {
    let pointing = |word: &str| {
        let digits = word.chars().filter(|it| it.is_numeric()).count();
        let long = word.is_ascii() && word.len() > 24;
        digits >= 5 || long || word.contains('@') || word.contains("://")
    };
    // Numbers are also written in groups.
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    digits >= 8 || text.split(' ').any(pointing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_to_somebody_is_not_kept() {
        for (text, expected) in [
            ("withdrawal not arrived", false),
            ("提现 100 USDT 还没到", false),
            ("where is 0xab12cd34ab12cd34ab12cd34", true),
            ("mail ann@mail.example", true),
            ("call 020 7946 0123", true),
            ("my order 1234567", true),
            ("https://evil.example is this you", true),
            ("TRC20 or ERC20", false),
        ] {
            assert_eq!(may_be_personal(text), expected, "{text}");
        }
    }
}
