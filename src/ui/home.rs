//! The home screen: the answer for the moment, search, topics, and the ways to reach people.

use help_core::{article::Article, context::Member};
use help_session::{Load, Session};

use super::{
    Ui, blocks,
    el::{El, button, el, live, live_text, parts},
    icon::{Icon, icon},
    lists::{self, card, group, more},
    notices, search,
    states::{failed, never_ask, waiting},
    words,
};
use crate::later;

/// The home screen.
pub fn home(ui: Ui) -> El {
    let progress = ui.desk.follow(|session| session.manifest().map(|_| ()));
    let inside = live(move || match progress.get() {
        Load::Ready(()) => ready(ui),
        Load::Failed(failure) => failed(ui, failure),
        Load::Absent | Load::Loading => waiting(ui, 6),
    });
    el("div").class("screen home").add(inside)
}

fn ready(ui: Ui) -> El {
    let asking = ui.desk.follow(|session| !session.query().trim().is_empty());
    let below = asking.clone();
    parts([
        live(move || {
            (!asking.get())
                .then(|| parts([kept(ui), receipt_line(ui), notices::notices(ui, None), lead(ui)]))
        }),
        search::field(ui),
        live(move || if below.get() { search::results(ui) } else { rest(ui) }),
        never_ask(ui),
    ])
}

fn rest(ui: Ui) -> El {
    parts([also(ui), topics(ui), contact_rows(ui)])
}

/// What is kept from earlier visits, drawn by code that arrives with it.
fn kept(ui: Ui) -> El {
    let has_kept = ui.desk.follow(|session| session.has_kept());
    live(move || has_kept.get().then(|| parts(later::here().map(|it| (it.kept)(ui)))))
}

/// The report sent in this session, to find its number again.
fn receipt_line(ui: Ui) -> El {
    let number = ui.desk.follow(|session| session.receipt().map(|it| it.number.clone()));
    live(move || {
        number.get().map(|number| {
            button("notice received", move || ui.desk.act(|it| it.open_receipt()))
                .add(icon(Icon::Check))
                .add(el("span").add(words::fill(ui.t.received_number, &[("number", &number)])))
                .add(icon(Icon::Chevron))
        })
    })
}

/// The answer for the error on the host's screen: its first steps in place.
fn lead(ui: Ui) -> El {
    let lead = ui.desk.follow(|session| {
        let message = session.context().get(Member::ErrorMessage).map(str::to_owned);
        session.lead().map(|lead| (lead.id, lead.title, lead.article.ready().is_some(), message))
    });
    live(move || {
        lead.get().map(|(id, title, here, message)| {
            let error = message.map(|text| {
                el("p").class("lead-error").add(icon(Icon::Warning)).add(el("span").add(text))
            });
            let article =
                |session: &Session| session.article(&id).ready().map(|it| first_steps(ui, it));
            let steps = if here { parts(ui.desk.peek(article)) } else { waiting(ui, 3) };
            el("section")
                .class("lead")
                .attr("aria-labelledby", "wh-lead")
                .add(error)
                .add(el("h2").attr("id", "wh-lead").add(title))
                .add(steps)
                .add(more(ui.t.full_answer, move || ui.desk.act(|it| it.open_article(&id))))
        })
    })
}

fn first_steps(ui: Ui, article: &Article) -> El {
    parts(article.first_steps().map(|block| blocks::block(ui, block)))
}

fn also(ui: Ui) -> El {
    let list = ui.desk.follow(|session| session.also_here());
    live(move || {
        let list = list.get();
        (!list.is_empty()).then(|| group(ui.t.also_helpful).add(lists::answers(ui, list)))
    })
}

fn topics(ui: Ui) -> El {
    let list = ui.desk.follow(|session| session.named_topics());
    live(move || {
        let chips = list.get().into_iter().map(|(id, name, title)| {
            let open = button("chip", move || ui.desk.act(|it| it.open_topic(&id)));
            el("li").add(open.add(icon(Icon::of_topic(&name))).add(el("span").add(title)))
        });
        group(ui.t.topics).add(el("ul").class("chips").add(chips.collect::<Vec<_>>()))
    })
}

/// "Still stuck?": the form, and the official channels with how they stand.
pub fn contact_rows(ui: Ui) -> El {
    let can_report = ui.desk.follow(|session| session.topics().iter().any(|it| it.flow));
    let hint = ui.t.report_hint;
    let report = live(move || {
        can_report.get().then(|| {
            card(Icon::Chat, ui.t.report_problem, el("span").add(hint), move || {
                ui.desk.act(|it| it.report());
            })
        })
    });
    let channels = card(Icon::Support, ui.t.official_channels, standing(ui), move || {
        ui.desk.act(|it| it.open_contact());
    });
    group(ui.t.still_stuck).add(report).add(channels).add(reports_row(ui)).add(who_row(ui))
}

/// The way to the person's reports, once there is one; with how many messages are new.
fn reports_row(ui: Ui) -> El {
    let known = ui.desk.follow(|session| (session.has_reports(), session.unread()));
    live(move || {
        let (any, unread) = known.get();
        any.then(|| {
            let new = (unread > 0).then(|| el("span").class("tag").add(unread.to_string()));
            card(Icon::Email, ui.t.my_reports, new, move || ui.desk.act(|it| it.open_reports()))
        })
    })
}

/// The way to "Is this really support?".
pub fn who_row(ui: Ui) -> El {
    let below = el("span").add(ui.t.is_it_support_hint);
    card(Icon::Safety, ui.t.is_it_support, below, move || ui.desk.act(|it| it.open_who()))
}

/// "Open now, usually answers within 20 minutes", as the server says; nothing when it does not answer.
fn standing(ui: Ui) -> El {
    let now = ui.desk.follow(|it| it.now().ready().map(|now| (now.open, now.reply_minutes)));
    let open = now.clone();
    el("span")
        .live_attr("class", move || {
            Some(if open.get().is_some_and(|it| it.0) { "standing open" } else { "standing" }.into())
        })
        .add(live_text(move || match now.get() {
            None => String::new(),
            Some((false, _)) => ui.t.closed_now.to_owned(),
            Some((true, None)) => ui.t.open_now.to_owned(),
            Some((true, Some(minutes))) => {
                let wait = words::wait(ui.t, minutes);
                words::fill(ui.t.usually_answers, &[("state", ui.t.open_now), ("wait", &wait)])
            }
        }))
}
