//! The list of tickets: which ones, in which order, and what of each is seen at a glance.

use axum::{
    extract::{RawQuery, State},
    response::Result,
};
use help_core::{
    manifest::Manifest,
    ticket::{NewTicket, State as Where},
};
use maud::{Markup, html};

use super::{
    form::Fields,
    page::{Page, icon, time},
    session::Agent,
    words::Words,
};
use crate::{
    app::App,
    fault::Fault,
    store::{Filter, InboxCounts, Order, TicketRow, View},
};

/// Letters of the beginning of a report.
const GLANCE: usize = 140;

pub(super) async fn show(
    State(app): State<App>,
    agent: Agent,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let filter = filter(&Fields::parse(query.unwrap_or_default().as_bytes()), &agent);
    let (tickets, counts) = app.store().inbox(filter.clone()).await?;
    let knowledge = app.library().now();
    let manifest = &knowledge.manifest;
    let words = agent.words;
    let now = app.now().as_second();
    let content = html! {
        main.inbox {
            h1 { (words.inbox) }
            div.views #views data-live {
                (views(words, &filter, counts))
            }
            form.filters method="get" action="/agent/tickets" {
                input type="hidden" name="view" value=(filter.view.name());
                label { (words.topic)
                    select name="topic" {
                        option value="" { (words.any) }
                        @for topic in &manifest.topics {
                            option value=(topic.id) selected[filter.topic.as_deref() == Some(&topic.id)] {
                                (topic.title.get(words.tag))
                            }
                        }
                    }
                }
                label { (words.level)
                    select name="level" {
                        option value="" { (words.any) }
                        @for level in 1..=help_core::thread::LEVEL_MAX {
                            option value=(level) selected[filter.level == Some(level)] { (level) }
                        }
                    }
                }
                label { (words.order)
                    select name="order" {
                        option value="waiting" { (words.waiting_longest) }
                        option value="newest" selected[filter.order == Order::Newest] { (words.newest) }
                    }
                }
                label.search { (words.number)
                    input name="number" type="search" value=[filter.number.as_deref()] autocomplete="off"
                        data-key="/";
                }
                button { (words.apply) }
            }
            div #tickets data-live data-stamp="/agent/stamp" {
                @if tickets.is_empty() {
                    p.empty { (icon("done")) (words.nothing_here) }
                } @else {
                    ul.tickets { @for ticket in &tickets { (row(ticket, manifest, words, now)) } }
                }
            }
        }
    };
    Ok(Page::new(&agent, words.inbox, "/agent/tickets", &content))
}

fn filter(fields: &Fields, agent: &Agent) -> Filter {
    let view = View::ALL.into_iter().find(|it| it.name() == fields.get("view"));
    Filter {
        view: view.unwrap_or_default(),
        topic: fields.some("topic").map(Into::into),
        level: fields.some("level").and_then(|it| it.parse().ok()),
        number: fields.some("number").map(str::to_uppercase),
        order: if fields.get("order") == "newest" { Order::Newest } else { Order::Waiting },
        me: agent.name.clone(),
    }
}

fn views(words: &Words, filter: &Filter, counts: InboxCounts) -> Markup {
    let names = [words.open, words.mine, words.unread, words.waiting, words.over, words.all];
    html! {
        nav aria-label=(words.views) {
            @for ((view, name), count) in View::ALL.into_iter().zip(names).zip(counts.0) {
                a href={ "/agent/tickets?view=" (view.name()) }
                    aria-current=[(view == filter.view).then_some("page")] {
                    (name) " " span.count { (count) }
                }
            }
        }
    }
}

fn row(ticket: &TicketRow, manifest: &Manifest, words: &Words, now: i64) -> Markup {
    let report: NewTicket = serde_json::from_str(&ticket.report).unwrap_or_default();
    let glance = glance(&report);
    let topic = manifest.topic(&ticket.topic).map(|it| it.title.get(words.tag));
    html! {
        li {
            a.ticket href={ "/agent/tickets/" (ticket.id) } {
                span.first {
                    @if ticket.team_unread > 0 { span.unread { (ticket.team_unread) " " (words.unread_messages) } }
                    strong { (topic.unwrap_or(&ticket.topic)) }
                    span.number { (ticket.number) }
                    @if ticket.chat { span.tag { (icon("chat")) (words.chat) } }
                    @if ticket.level > 1 { span.tag.raised { (icon("up")) (words.level) " " (ticket.level) } }
                }
                span.glance { (glance) }
                span.last {
                    (promise(ticket, words, now))
                    span { (ticket.language) }
                    @if let Some(name) = &ticket.assignee { span { (name) } }
                    @if ticket.subject.is_none() { span { (words.unverified) } }
                    (time(ticket.updated))
                }
            }
        }
    }
}

/// What is owed and until when, or where the ticket stands.
pub(super) fn promise(ticket: &TicketRow, words: &Words, now: i64) -> Markup {
    let by = ticket.owed_since.and(ticket.reply_by);
    match (ticket.owed_since, by) {
        (Some(_), Some(by)) if by <= now => html! {
            span.state.late { (icon("late")) (words.late_since) " " (time(by)) }
        },
        (Some(_), Some(by)) => html! { span.state.owed { (words.promised_by) " " (time(by)) } },
        (Some(since), None) => html! { span.state.owed { (words.waits_since) " " (time(since)) } },
        (None, _) => html! { span.state { (state(ticket.state, words)) } },
    }
}

pub(super) fn state(state: Where, words: &Words) -> &'static str {
    match state {
        Where::Open => words.state_open,
        Where::Waiting => words.state_waiting,
        Where::Answered => words.state_answered,
        Where::Solved => words.state_solved,
        Where::Closed => words.state_closed,
    }
}

/// The error the person saw, or the longest of what they wrote.
fn glance(report: &NewTicket) -> String {
    let error = report.context.error.as_ref().and_then(|it| it.message.as_ref().or(it.code.as_ref()));
    let longest = report.answers.values().max_by_key(|it| it.chars().count());
    let text = longest.filter(|it| it.contains(char::is_whitespace)).or(error).or(longest);
    let mut letters = text.map_or("", String::as_str).chars();
    let mut glance: String = letters.by_ref().take(GLANCE).collect();
    if letters.next().is_some() {
        glance.push('…');
    }
    glance
}
