//! One ticket: what was collected on one side, the thread and what can be done on the other.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use help_core::{thread::LEVEL_MAX, ticket::NewTicket};
use maud::{Markup, html};

use super::{
    facts, list,
    page::{Page, icon, time},
    session::{Agent, BY_SCRIPT},
    thread,
};
use crate::{
    app::App,
    fault::Fault,
    secret,
    store::{AgentRow, SavedAnswer, StoreError, TeamDeed, TeamPost, Thread},
};

pub(super) async fn show(
    State(app): State<App>,
    agent: Agent,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let words = agent.words;
    let Some(thread) = app.store().team_thread(id).await? else {
        return Ok(Page::plain(words, StatusCode::NOT_FOUND, words.not_found).into_response());
    };
    let report: NewTicket =
        serde_json::from_str(&thread.ticket.report).map_err(|_| StoreError::Unreadable("report"))?;
    // A page that the script asks for again was opened before.
    if !headers.contains_key(BY_SCRIPT) {
        agent.note(&app, "opened", Some(&thread.ticket.number), None).await?;
    }
    if thread.ticket.team_unread > 0 {
        app.store().team_post(read(&app, &agent, &thread.ticket.id)?).await?;
    }
    app.presence().agent_in(thread.ticket.seq, &agent.name, false);
    let person = app.presence().seen_by_team(thread.ticket.seq);
    let team: Vec<AgentRow> =
        app.store().agents().await?.into_iter().filter(|it| !it.disabled).collect();
    let answers = app.store().saved_answers().await?;
    let knowledge = app.library().now();
    let ticket = &thread.ticket;
    let topic = knowledge.manifest.topic(&ticket.topic).map(|it| it.title.get(words.tag));
    let now = app.now().as_second();
    let content = html! {
        main.case {
            header.case-head {
                h1 { (topic.unwrap_or(&ticket.topic)) " " span.number { (ticket.number) } }
                p.standing #standing data-live {
                    (list::promise(ticket, words, now))
                    span.tag { (words.level) " " (ticket.level) }
                    @if ticket.chat { span.tag { (icon("chat")) (words.chat) } }
                    @if ticket.subject.is_none() { span.tag { (words.unverified) } }
                    @if let Some(rating) = &ticket.rating {
                        span.tag { (words.rating) " " (rating.stars) "/5" }
                        @if let Some(word) = &rating.word { q { (word) } }
                    }
                    @if person.writing { span.tag { (words.writing) } }
                    @else if person.here { span.tag { (words.here) } }
                    span.soft { (words.received) " " (time(ticket.received)) " · " (ticket.language) }
                }
            }
            aside.facts aria-label=(words.collected) {
                (facts::show(&report, &thread.files, &ticket.id, &knowledge, words))
            }
            div.work {
                div #thread data-live aria-live="polite"
                    data-stamp={ "/agent/stamp?ticket=" (ticket.id) } {
                    (thread::show(&thread, words))
                }
                (deeds(&agent, &thread, &team, &answers)?)
            }
        }
    };
    Ok(Page::new(&agent, &ticket.number, "", &content).into_response())
}

/// Marks what the person wrote as read by the team.
fn read(app: &App, agent: &Agent, id: &str) -> Result<TeamPost, Fault> {
    Ok(TeamPost {
        ticket: id.to_owned(),
        agent: agent.name.clone(),
        first_name: agent.shown.clone(),
        message: secret::id()?,
        deed: TeamDeed::Read,
        now: app.now().as_second(),
    })
}

/// The forms of everything that can be done. Each carries the id of the message it will write, so that
/// sending it twice writes once.
fn deeds(
    agent: &Agent,
    thread: &Thread,
    team: &[AgentRow],
    answers: &[SavedAnswer],
) -> Result<Markup, Fault> {
    let (words, ticket) = (agent.words, &thread.ticket);
    let address = format!("/agent/tickets/{}", ticket.id);
    let hidden = |deed: &str| -> Result<Markup, Fault> {
        Ok(html! {
            (agent.csrf_field())
            input type="hidden" name="deed" value=(deed);
            input type="hidden" name="message" value=(secret::id()?);
        })
    };
    // Answers in the person's language first.
    let mut answers: Vec<&SavedAnswer> = answers.iter().collect();
    answers.sort_by_key(|it| {
        help_core::lang::primary(&it.language) != help_core::lang::primary(&ticket.language)
    });
    let over = ticket.state.is_over();
    Ok(html! {
        form.reply method="post" action=(address) {
            (hidden("reply")?)
            label for="reply" { (words.reply_as) " " strong { (agent.shown) } }
            @if !answers.is_empty() {
                select data-insert="reply" data-key="a" aria-label=(words.saved_answers) {
                    option value="" { (words.insert_answer) }
                    @for answer in &answers {
                        option value=(answer.text) { (answer.title) " (" (answer.language) ")" }
                    }
                }
            }
            textarea #reply name="text" rows="6" maxlength=(help_core::thread::MESSAGE_MAX) required
                lang=(ticket.language) data-key="r" data-keep={ "reply-" (ticket.id) } {}
            div.row {
                label.check { input type="checkbox" name="asks" value="1"; (words.asks) }
                button.main { (words.send) }
            }
        }
        details.note-form {
            summary data-key="n" { (icon("note")) (words.add_note) }
            form method="post" action=(address) {
                (hidden("note")?)
                textarea name="text" rows="3" required aria-label=(words.add_note)
                    maxlength=(help_core::thread::MESSAGE_MAX) {}
                button { (words.save_note) }
            }
        }
        div.deeds {
            form method="post" action=(address) {
                (hidden("assign")?)
                label { (words.assignee)
                    select name="to" {
                        option value="" { (words.nobody) }
                        @for one in team {
                            option value=(one.name) selected[ticket.assignee.as_ref() == Some(&one.name)] {
                                (one.shown)
                            }
                        }
                    }
                }
                button { (words.assign) }
                @if ticket.assignee.as_ref() != Some(&agent.name) {
                    button name="me" value="1" data-key="m" { (words.take) }
                }
            }
            form method="post" action=(address) {
                (hidden("level")?)
                button name="level" value=(ticket.level.saturating_sub(1)) disabled[ticket.level <= 1] {
                    (words.lower)
                }
                button name="level" value=(ticket.level + 1) disabled[ticket.level >= LEVEL_MAX] data-key="l" {
                    (words.raise)
                }
            }
            @if !over {
                details.close-form {
                    summary data-key="c" { (icon("done")) (words.close) }
                    form method="post" action=(address) {
                        (hidden("close")?)
                        textarea name="text" rows="3" aria-label=(words.last_word)
                            maxlength=(help_core::thread::MESSAGE_MAX)
                            placeholder=(words.last_word) lang=(ticket.language) {}
                        button { (words.close) }
                    }
                }
            }
        }
    })
}
