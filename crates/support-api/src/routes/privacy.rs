//! What people can take back: what they agreed to send beside their words, and everything.

use axum::{
    extract::State,
    http::{Method, StatusCode},
    routing,
};
use help_core::problem::Code;

use super::{Access, Endpoint, thread::Of};
use crate::{
    app::App,
    fault::Fault,
    openapi::{Operation, Parameter},
};

pub(super) fn withdraw_endpoint() -> Endpoint {
    Endpoint {
        method: Method::POST,
        path: "/v1/tickets/{id}/withdraw",
        access: Access::Ticket,
        operation: Operation::new("withdrawConsent", "Take back what was sent beside the answers")
            .about("Removes the context and the device from the report for good, and notes every switch as off.")
            .parameter(Parameter::path("id", "From the receipt"))
            .empty_answer(StatusCode::NO_CONTENT, "Removed")
            .problems(&[Code::NotFound]),
        handler: routing::post(withdraw),
    }
}

pub(super) fn erase_endpoint() -> Endpoint {
    Endpoint {
        method: Method::DELETE,
        path: "/v1/tickets/{id}",
        access: Access::Ticket,
        operation: Operation::new("eraseTicket", "Forget a ticket with everything in it")
            .about("The report, the thread and the pictures are gone for good; there is no way back.")
            .parameter(Parameter::path("id", "From the receipt"))
            .empty_answer(StatusCode::NO_CONTENT, "Forgotten")
            .problems(&[Code::NotFound]),
        handler: routing::delete(erase),
    }
}

async fn withdraw(State(app): State<App>, of: Of) -> Result<StatusCode, Fault> {
    let ticket = of.ticket(&app).await?;
    app.store().withdraw(ticket).await?;
    app.cut_log().await;
    Ok(StatusCode::NO_CONTENT)
}

async fn erase(State(app): State<App>, of: Of) -> Result<StatusCode, Fault> {
    let ticket = of.ticket(&app).await?;
    app.erase(ticket).await?;
    app.cut_log().await;
    Ok(StatusCode::NO_CONTENT)
}
