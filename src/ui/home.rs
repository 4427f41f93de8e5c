//! The home screen: the answer for the moment, search, topics, and the ways to reach people.

use help_core::{article::Article, context::Member, notice::Level};
use help_session::Load;
use leptos::prelude::*;

use super::{
    Ui, blocks,
    icon::{Icon, icon},
    lists, search,
    states::{failed, never_ask, waiting},
    words,
};
use crate::browser::clock;

/// The home screen.
pub fn home(ui: Ui) -> AnyView {
    let progress = ui.desk.memo(|session| Some(session.manifest().map(|_| ())));
    view! {
        <div class="screen home">
            {move || match progress.get().unwrap_or(Load::Absent) {
                Load::Ready(()) => ready(ui),
                Load::Failed(failure) => failed(ui, failure),
                Load::Absent | Load::Loading => waiting(ui, 6),
            }}
        </div>
    }
    .into_any()
}

fn ready(ui: Ui) -> AnyView {
    let asking = ui.desk.memo(|session| !session.query().trim().is_empty());
    view! {
        {move || (!asking.get()).then(|| view! { {receipt_line(ui)} {notices(ui, None)} {lead(ui)} })}
        {search::field(ui)}
        {move || if asking.get() { search::results(ui) } else { rest(ui) }}
        {never_ask(ui)}
    }
    .into_any()
}

fn rest(ui: Ui) -> AnyView {
    view! { {also(ui)} {topics(ui)} {contact_rows(ui)} }.into_any()
}

/// Notices that concern the moment.
pub fn notices(ui: Ui, topic: Option<String>) -> AnyView {
    (move || {
        let list = ui.desk.read(|session| {
            let language = session.language();
            session
                .notices(topic.as_deref(), clock::now())
                .into_iter()
                .map(|it| {
                    (it.level, it.title.get(language).to_owned(), it.text.get(language).to_owned())
                })
                .collect::<Vec<_>>()
        });
        list.into_iter()
            .map(|(level, title, text)| {
                let (class, mark) = match level {
                    Level::Info => ("notice info", Icon::Info),
                    Level::Warning => ("notice warning", Icon::Warning),
                };
                view! {
                    <details class=class>
                        <summary>{icon(mark)}<span>{title}</span></summary>
                        <p>{text}</p>
                    </details>
                }
            })
            .collect_view()
    })
    .into_any()
}

/// The report sent in this session, to find its number again.
fn receipt_line(ui: Ui) -> AnyView {
    let number = ui.desk.memo(|session| session.receipt().map(|it| it.number.clone()));
    (move || {
        number.get().map(|number| {
            view! {
                <button type="button" class="notice received" on:click=move |_| ui.desk.act(|it| it.open_receipt())>
                    {icon(Icon::Check)}
                    <span>{words::fill(ui.t.received_number, &[("number", &number)])}</span>
                    {icon(Icon::Chevron)}
                </button>
            }
        })
    })
    .into_any()
}

/// The answer for the error on the host's screen: its first steps in place.
fn lead(ui: Ui) -> AnyView {
    let lead = ui.desk.memo(|session| {
        session.lead().map(|lead| (lead.id, lead.title, lead.article.ready().map(|it| (*it).clone())))
    });
    let message =
        ui.desk.memo(|session| session.context().get(Member::ErrorMessage).map(str::to_owned));
    (move || {
        let (id, title, article) = lead.get()?;
        let open = id.clone();
        let steps = match article {
            Some(article) => first_steps(ui, &article),
            None => waiting(ui, 3),
        };
        Some(view! {
            <section class="lead" aria-labelledby="wh-lead">
                <p class="lead-error">{icon(Icon::Warning)}<span>{message.get().unwrap_or_default()}</span></p>
                <h2 id="wh-lead">{title}</h2>
                {steps}
                <button type="button" class="more" on:click=move |_| ui.desk.act(|it| it.open_article(&open))>
                    {ui.t.full_answer}{icon(Icon::Chevron)}
                </button>
            </section>
        })
    })
    .into_any()
}

fn first_steps(ui: Ui, article: &Article) -> AnyView {
    article.first_steps().map(|block| blocks::block(ui, block)).into_any()
}

fn also(ui: Ui) -> AnyView {
    let list = ui.desk.memo(|session| session.also_here());
    (move || {
        let list = list.get();
        (!list.is_empty()).then(|| {
            view! {
                <section class="group">
                    <h2>{ui.t.also_helpful}</h2>
                    {lists::answers(ui, list)}
                </section>
            }
        })
    })
    .into_any()
}

fn topics(ui: Ui) -> AnyView {
    let list = ui.desk.memo(|session| {
        let language = session.language();
        let named = session.topics().iter();
        named
            .map(|it| (it.id.clone(), it.icon.clone(), it.title.get(language).to_owned()))
            .collect::<Vec<_>>()
    });
    let chips = move || {
        list.get()
            .into_iter()
            .map(|(id, name, title)| {
                view! {
                    <li>
                        <button type="button" class="chip" on:click=move |_| ui.desk.act(|it| it.open_topic(&id))>
                            {icon(Icon::of_topic(&name))}<span>{title}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section class="group">
            <h2>{ui.t.topics}</h2>
            <ul class="chips">{chips}</ul>
        </section>
    }
    .into_any()
}

/// "Still stuck?": the form, and the official channels with how they stand.
pub fn contact_rows(ui: Ui) -> AnyView {
    let can_report = ui.desk.memo(|session| session.topics().iter().any(|it| it.flow));
    let report = move || {
        can_report.get().then(|| {
            view! {
                <button type="button" class="card-row" on:click=move |_| ui.desk.act(|it| it.report())>
                    {icon(Icon::Chat)}
                    <span class="card-text"><strong>{ui.t.report_problem}</strong><span>{ui.t.report_hint}</span></span>
                    {icon(Icon::Chevron)}
                </button>
            }
        })
    };
    view! {
        <section class="group">
            <h2>{ui.t.still_stuck}</h2>
            {report}
            <button type="button" class="card-row" on:click=move |_| ui.desk.act(|it| it.open_contact())>
                {icon(Icon::Support)}
                <span class="card-text"><strong>{ui.t.official_channels}</strong>{standing(ui)}</span>
                {icon(Icon::Chevron)}
            </button>
        </section>
    }
    .into_any()
}

/// "Open now, usually answers within 20 minutes", as the server says; nothing when it does not answer.
fn standing(ui: Ui) -> AnyView {
    let now =
        ui.desk.memo(|session| session.now().ready().map(|status| (status.open, status.reply_minutes)));
    (move || {
        let (open, minutes) = now.get()?;
        let state = if open { ui.t.open_now } else { ui.t.closed_now };
        let wait = minutes.filter(|_| open).map(|it| words::wait(ui.t, it));
        let text = match wait {
            Some(wait) => words::fill(ui.t.usually_answers, &[("state", state), ("wait", &wait)]),
            None => state.to_owned(),
        };
        Some(view! { <span class=if open { "standing open" } else { "standing" }>{text}</span> })
    })
    .into_any()
}
