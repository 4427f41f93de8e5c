//! A page of the team: its frame, its headers, and the pages that say why there is nothing to show.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    session::Agent,
    words::{self, Words},
};
use crate::layers::problems::Rendered;

/// Nothing inline, nothing from elsewhere, forms and fetches only to ourselves.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     form-action 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// A rendered page.
pub(crate) struct Page {
    status: StatusCode,
    body: Markup,
}

impl Page {
    /// A page inside the frame of somebody who is signed in. `here` is the address of its main view.
    pub(super) fn new(agent: &Agent, title: &str, here: &str, content: &Markup) -> Self {
        let words = agent.words;
        let nav = [
            ("/agent/tickets", words.inbox, "g"),
            ("/agent/answers", words.saved_answers, "s"),
            ("/agent/numbers", words.numbers, "v"),
            ("/agent/trail", words.trail, "t"),
        ];
        let body = html! {
            header.bar {
                a.brand href="/agent/tickets" { (words.brand) }
                nav aria-label=(words.pages) {
                    @for (address, name, key) in nav {
                        a href=(address) data-key=(key) aria-current=[(here == address).then_some("page")] {
                            (name)
                        }
                    }
                }
                form.me method="post" action="/agent/sign-out" {
                    span { (agent.shown) }
                    (agent.csrf_field())
                    button.quiet { (words.sign_out) }
                }
            }
            p #lost hidden role="status" { (words.connection_lost) }
            (content)
            dialog #keys {
                h2 { (words.keys) }
                dl {
                    @for (key, meaning) in words.key_list { dt { kbd { (key) } } dd { (meaning) } }
                }
                form method="dialog" { button { (words.close_dialog) } }
            }
        };
        Page { status: StatusCode::OK, body: frame(words, title, &body) }
    }

    /// A page for somebody who is not signed in.
    pub(super) fn bare(words: &Words, status: StatusCode, title: &str, content: &Markup) -> Self {
        Page { status, body: frame(words, title, &html! { main.bare { (content) } }) }
    }

    /// A page that only says something.
    pub(super) fn plain(words: &Words, status: StatusCode, text: &str) -> Self {
        let content = html! {
            h1 { (text) }
            p { a href="/agent" { (words.back_to_inbox) } }
        };
        Page::bare(words, status, text, &content)
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            // Without it browsers would say of our own forms that they come from nowhere.
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        ];
        let mut response = (self.status, headers, self.body.into_string()).into_response();
        response.extensions_mut().insert(Rendered);
        response
    }
}

/// What is not there.
pub(super) async fn not_found() -> Page {
    Page::plain(words::of("en"), StatusCode::NOT_FOUND, words::of("en").not_found)
}

fn frame(words: &Words, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (words.brand) }
                link rel="icon" href="/agent/icon.svg";
                link rel="stylesheet" href="/agent/style.css";
                script type="module" src="/agent/script.js" {}
            }
            body { (body) }
        }
    }
}

/// A time for the script to put into the reader's zone; without it, in UTC.
pub(super) fn time(seconds: i64) -> Markup {
    let at = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    html! { time datetime=(at) { (at.strftime("%Y-%m-%d %H:%M UTC")) } }
}

/// One of the drawn signs; words always stand beside it.
pub(super) fn icon(name: &str) -> Markup {
    let path = match name {
        "late" => "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M10 6v4l3 2",
        "chat" => "M3 5h14v9H9l-4 3v-3H3z",
        "done" => "M4 10.5l4 4l8-9",
        "note" => "M5 3h7l3 3v11H5zM8 9h4M8 12h4",
        "up" => "M10 16V5M5 9.5l5-5l5 5",
        _ => "M10 9v5M10 6v.5M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14",
    };
    PreEscaped(format!(
        "<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}
