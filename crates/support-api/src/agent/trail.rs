//! The audit trail: who did what and when.

use axum::extract::State;
use maud::html;

use super::{
    page::{Page, time},
    session::Agent,
};
use crate::{app::App, fault::Fault};

pub(super) async fn show(State(app): State<App>, agent: Agent) -> Result<Page, Fault> {
    let words = agent.words;
    let lines = app.store().audit_trail().await?;
    let content = html! {
        main.sheet {
            h1 { (words.trail) }
            p.soft { (words.trail_help) }
            div.wide tabindex="0" {
                table {
                    thead {
                        tr { @for head in [words.when, words.who, words.what, words.number] { th scope="col" { (head) } } }
                    }
                    tbody {
                        @for line in &lines {
                            tr {
                                td { (time(line.at)) }
                                td { (line.agent.as_deref().unwrap_or("–")) }
                                td { (words.deed(&line.deed)) @if let Some(detail) = &line.detail { " " (detail) } }
                                td.number { (line.ticket.as_deref().unwrap_or_default()) }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new(&agent, words.trail, "/agent/trail", &content))
}
