//! The answers that the team keeps: shown, written, changed and dropped by anybody of the team.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use help_core::thread::MESSAGE_MAX;
use maud::{Markup, html};

use super::{form::Posted, page::Page, session::Agent};
use crate::{app::App, fault::Fault, store::SavedAnswer};

/// The most characters of a title.
const TITLE_MAX: usize = 80;

pub(super) async fn show(State(app): State<App>, agent: Agent) -> Result<Page, Fault> {
    let words = agent.words;
    let answers = app.store().saved_answers().await?;
    let knowledge = app.library().now();
    let languages: Vec<&str> = knowledge.manifest.languages.iter().map(|it| it.tag.as_str()).collect();
    let new = SavedAnswer {
        seq: 0,
        title: String::new(),
        text: String::new(),
        language: languages.first().copied().unwrap_or("en").into(),
    };
    let content = html! {
        main.sheet {
            h1 { (words.saved_answers) }
            p.soft { (words.saved_answers_help) }
            @for answer in &answers {
                details.kept {
                    summary { strong { (answer.title) } " " span.soft { (answer.language) } }
                    (form(&agent, answer, &languages))
                }
            }
            h2 { (words.new_answer) }
            (form(&agent, &new, &languages))
        }
    };
    Ok(Page::new(&agent, words.saved_answers, "/agent/answers", &content))
}

fn form(agent: &Agent, answer: &SavedAnswer, languages: &[&str]) -> Markup {
    let words = agent.words;
    html! {
        form.kept-form method="post" action="/agent/answers" {
            (agent.csrf_field())
            input type="hidden" name="seq" value=(answer.seq);
            label { (words.title) input name="title" value=(answer.title) maxlength=(TITLE_MAX) required; }
            label { (words.language)
                select name="language" {
                    @for tag in languages {
                        option selected[*tag == answer.language] { (tag) }
                    }
                }
            }
            label { (words.text)
                textarea name="text" rows="4" maxlength=(MESSAGE_MAX) required { (answer.text) }
            }
            div.row {
                button.main name="do" value="keep" { (words.keep) }
                @if answer.seq > 0 { button name="do" value="drop" { (words.drop) } }
            }
        }
    }
}

pub(super) async fn change(State(app): State<App>, posted: Posted) -> Result<Response, Fault> {
    let Posted { agent, fields } = posted;
    let seq: i64 = fields.get("seq").parse().unwrap_or_default();
    if fields.get("do") == "drop" {
        app.store().drop_answer(seq).await?;
        agent.note(&app, "answer-dropped", None, None).await?;
        return Ok(Redirect::to("/agent/answers").into_response());
    }
    let answer = SavedAnswer {
        seq,
        title: fields.get("title").into(),
        text: fields.get("text").into(),
        language: fields.get("language").into(),
    };
    let fits = (1..=TITLE_MAX).contains(&answer.title.chars().count())
        && (1..=MESSAGE_MAX).contains(&answer.text.chars().count())
        && app.library().now().manifest.languages.iter().any(|it| it.tag == answer.language);
    if !fits {
        let page = Page::plain(agent.words, StatusCode::BAD_REQUEST, agent.words.form_refused);
        return Ok(page.into_response());
    }
    app.store().keep_answer(answer, agent.name.clone(), app.now().as_second()).await?;
    agent.note(&app, "answer-kept", None, None).await?;
    Ok(Redirect::to("/agent/answers").into_response())
}
