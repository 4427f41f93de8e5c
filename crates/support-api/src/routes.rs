//! The table of endpoints. A new endpoint is a module with a handler, its row here, and nothing else:
//! router, OpenAPI document and the tests that walk all routes read this table.

mod counts;
mod events;
pub(crate) mod files;
mod health;
mod knowledge;
pub(crate) mod pages;
mod privacy;
mod status;
mod thread;
mod tickets;
mod uploads;

use axum::{http::Method, routing::MethodRouter};

use crate::{app::App, openapi::Operation};

/// One method of one path.
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path as axum writes it: `/v1/tickets/{id}`.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    pub(crate) operation: Operation,
    pub(crate) handler: MethodRouter<App>,
}

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody; it shows nothing of anybody.
    Public,
    /// Anybody; what somebody sends who signed in is theirs.
    MaySignIn,
    /// Whoever holds the ticket's token, or signed in and sent it.
    Ticket,
    /// Somebody who signed in.
    SignedIn,
    /// Whoever knows the upload's random id, with the credential under which it was begun, if any.
    Upload,
}

/// Every endpoint, in the order in which the document lists them.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        tickets::create_endpoint(),
        tickets::list_endpoint(),
        thread::read_endpoint(),
        thread::say_endpoint(),
        thread::solved_endpoint(),
        thread::reopen_endpoint(),
        thread::escalate_endpoint(),
        thread::rating_endpoint(),
        thread::mark_endpoint(),
        thread::typing_endpoint(),
        events::ticket_endpoint(),
        events::all_endpoint(),
        files::endpoint(),
        privacy::withdraw_endpoint(),
        privacy::erase_endpoint(),
        uploads::create_endpoint(),
        uploads::head_endpoint(),
        uploads::patch_endpoint(),
        uploads::delete_endpoint(),
        status::endpoint(),
        counts::feedback_endpoint(),
        counts::questions_endpoint(),
        knowledge::endpoint(),
        health::endpoint(),
        crate::openapi::endpoint(),
    ]
}
