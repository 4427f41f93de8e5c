//! The team's own pages at `/agent`: rendered on the server, a small script, no other origin. Cookies are
//! allowed here and nowhere else, because only the team comes here.
//!
//! `sign_in` and `session` know who somebody is, `form` takes what is sent, `list`, `ticket`, `answers`,
//! `trail` and `numbers` show, `deeds` does; `page` frames all of them, `words` has every text.

mod answers;
mod assets;
mod deeds;
mod facts;
mod form;
mod list;
mod live;
mod numbers;
mod page;
mod picture;
mod session;
mod sign_in;
mod thread;
mod ticket;
mod trail;
mod words;

use axum::{Router, routing::get};

use crate::app::App;
pub(crate) use session::LONGEST;
pub(crate) use sign_in::Doors;

/// The routes of the team's pages.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/agent", get(sign_in::home))
        .route("/agent/", get(sign_in::home))
        .route("/agent/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/agent/sign-out", axum::routing::post(sign_in::leave))
        .route("/agent/tickets", get(list::show))
        .route("/agent/tickets/{id}", get(ticket::show).post(deeds::act))
        .route("/agent/tickets/{id}/files/{file}", get(picture::show))
        .route("/agent/answers", get(answers::show).post(answers::change))
        .route("/agent/numbers", get(numbers::show))
        .route("/agent/numbers.csv", get(numbers::export))
        .route("/agent/trail", get(trail::show))
        .route("/agent/stamp", get(live::stamp))
        .route("/agent/style.css", get(assets::style))
        .route("/agent/icon.svg", get(assets::icon))
        .route("/agent/script.js", get(assets::script))
        .route("/agent/{*rest}", get(page::not_found))
}
