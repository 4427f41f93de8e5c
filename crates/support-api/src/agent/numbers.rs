//! The team's numbers as a page and as a file for spreadsheets.

use axum::{
    extract::{RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use help_core::problem::Code;
use maud::{Markup, html};

use super::{form::Fields, page::Page, session::Agent, words::Words};
use crate::{
    app::App,
    fault::Fault,
    numbers::{self, Numbers, NumbersError, TopicNumbers},
};

/// Lines of a table.
const LINES: usize = 50;

pub(super) async fn show(
    State(app): State<App>,
    agent: Agent,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let words = agent.words;
    let numbers = match read(&app, &fields).await? {
        Ok(numbers) => numbers,
        Err(_) => {
            let page = Page::plain(words, StatusCode::BAD_REQUEST, words.no_such_day);
            return Ok(page.into_response());
        }
    };
    let knowledge = app.library().now();
    let title = |id: &str| {
        knowledge.manifest.topic(id).map_or(id.to_owned(), |it| it.title.get(words.tag).to_owned())
    };
    let days = format!("from={}&to={}", numbers.from, numbers.to);
    let content = html! {
        main.sheet {
            h1 { (words.numbers) }
            form.filters method="get" action="/agent/numbers" {
                label { (words.from) input type="date" name="from" value=(numbers.from); }
                label { (words.to) input type="date" name="to" value=(numbers.to); }
                button { (words.apply) }
                a href={ "/agent/numbers.csv?" (days) } { (words.download_csv) }
            }
            (figures(&numbers, words))
            h2 { (words.by_topic) }
            div.wide tabindex="0" {
                table {
                    thead { tr {
                        th scope="col" { (words.topic) }
                        @for head in [words.reports, words.first_reply, words.first_reply_most, words.solved, words.solution, words.reopened, words.escalated, words.rating] {
                            th.figure scope="col" { (head) }
                        }
                    } }
                    tbody { @for it in &numbers.topics { (topic(it, &title(&it.topic), words)) } }
                }
            }
            h2 { (words.articles) }
            p.soft { (words.articles_help) }
            div.wide tabindex="0" {
                table {
                    thead { tr {
                        th scope="col" { (words.article) }
                        th scope="col" { (words.language) }
                        th.figure scope="col" { (words.helped) }
                        th.figure scope="col" { (words.not_helped) }
                    } }
                    tbody {
                        @for it in numbers.articles.iter().take(LINES) {
                            tr { td { (it.article) } td { (it.language) } td.figure { (it.helped) } td.figure { (it.not_helped) } }
                        }
                    }
                }
            }
            h2 { (words.unanswered) }
            p.soft { (words.unanswered_help) }
            div.wide tabindex="0" {
                table {
                    thead { tr {
                        th scope="col" { (words.question) }
                        th scope="col" { (words.language) }
                        th.figure scope="col" { (words.asked) }
                    } }
                    tbody {
                        @for it in numbers.unanswered().take(LINES) {
                            tr { td { (it.text) } td { (it.lang) } td.figure { (it.count) } }
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new(&agent, words.numbers, "/agent/numbers", &content).into_response())
}

pub(super) async fn export(
    State(app): State<App>,
    agent: Agent,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let Ok(numbers) = read(&app, &fields).await? else {
        let page = Page::plain(agent.words, StatusCode::BAD_REQUEST, agent.words.no_such_day);
        return Ok(page.into_response());
    };
    let days = format!("{} – {}", numbers.from, numbers.to);
    agent.note(&app, "exported", None, Some(days)).await?;
    let name = format!("attachment; filename=\"numbers-{}-{}.csv\"", numbers.from, numbers.to);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|_| Code::Internal)?),
    ];
    Ok((headers, numbers::csv(&numbers)).into_response())
}

async fn read(app: &App, fields: &Fields) -> Result<Result<Numbers, NumbersError>, Fault> {
    match numbers::of(app.store(), app.now(), fields.some("from"), fields.some("to")).await {
        Err(NumbersError::Failed(error)) => {
            tracing::error!(error, "could not read the numbers");
            Err(Code::Unavailable.into())
        }
        other => Ok(other),
    }
}

fn figures(numbers: &Numbers, words: &Words) -> Markup {
    let all = &numbers.all;
    let (asked, open) = numbers.asked();
    let share = numbers.without_report().map_or("–".into(), |it| format!("{:.0} %", it * 100.0));
    html! {
        dl.figures {
            div { dt { (words.reports) } dd { (all.reports) } }
            div { dt { (words.without_report) } dd { (share) } }
            div { dt { (words.unanswered) } dd { (open) " / " (asked) } }
            div { dt { (words.first_reply) } dd { (minutes(all.first_reply, words)) } }
            div { dt { (words.solution) } dd { (minutes(all.solution, words)) } }
            div { dt { (words.reopened) } dd { (all.reopened) } }
            div { dt { (words.rating) " (" (all.ratings) ")" } dd { (stars(all)) } }
        }
    }
}

fn topic(it: &TopicNumbers, title: &str, words: &Words) -> Markup {
    html! {
        tr {
            td { (title) }
            td.figure { (it.reports) }
            td.figure { (minutes(it.first_reply, words)) }
            td.figure { (minutes(it.first_reply_most, words)) }
            td.figure { (it.solved) }
            td.figure { (minutes(it.solution, words)) }
            td.figure { (it.reopened) }
            td.figure { (it.escalated) }
            td.figure { (stars(it)) }
        }
    }
}

fn stars(it: &TopicNumbers) -> String {
    it.stars.map_or("–".into(), |it| format!("{it:.1}"))
}

/// Minutes, hours or days, whichever says it shortest.
fn minutes(minutes: Option<u64>, words: &Words) -> String {
    match minutes {
        None => "–".into(),
        Some(it @ 0..120) => format!("{it} {}", words.minutes),
        Some(it @ 120..2880) => format!("{:.1} {}", it as f64 / 60.0, words.hours),
        Some(it) => format!("{:.1} {}", it as f64 / 1440.0, words.days),
    }
}
