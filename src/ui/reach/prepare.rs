//! What to have at hand before calling or writing, by topic, and the page to read out.

use help_session::{AtHand, Effect, Load, Session, Source};

use crate::{
    strings::{ContactWords, contact_words},
    ui::{
        Ui,
        el::{El, el, live},
        event,
        icon::Icon,
        lists::{card, group},
        words,
    },
};

/// The part of the screen; nothing for a wallet without forms.
pub fn prepare(ui: Ui) -> El {
    let t = contact_words(ui.t.tag);
    let topics = ui.desk.follow(topics);
    let chosen = ui.desk.follow(|session| session.contact_topic());
    let list = chosen.clone();
    let at_hand = ui.desk.follow(|session| {
        session.contact_topic().map_or(Load::Absent, |topic| session.at_hand(&topic))
    });
    let pages = ui.desk.follow(|session| session.summaries());
    let choice = live(move || {
        let (topics, chosen) = (topics.get(), list.get());
        (!topics.is_empty()).then(|| choice(ui, "wh-about", &topics, chosen.as_deref(), about))
    });
    let things = live(move || match (chosen.get(), at_hand.get()) {
        (Some(_), Load::Ready(at_hand)) => Some(things(t, at_hand)),
        _ => None,
    });
    let pages = live(move || {
        let rows = pages.get().into_iter().map(|(about, name)| page(ui, t, about, &name));
        rows.collect::<Vec<_>>()
    });
    group(t.prepare).add(choice).add(things).add(pages)
}

/// The topics with a form: id and title.
pub fn topics(session: &Session) -> Vec<(String, String)> {
    let topics = session.named_topics().into_iter().filter(|it| session.has_form(&it.0));
    topics.map(|(id, _, title)| (id, title)).collect()
}

fn about(session: &mut Session, topic: &str) -> Vec<Effect> {
    session.contact_about(topic);
    Vec::new()
}

/// "What is it about?" and what follows from the answer.
pub fn choice(
    ui: Ui,
    id: &str,
    topics: &[(String, String)],
    chosen: Option<&str>,
    act: fn(&mut Session, &str) -> Vec<Effect>,
) -> El {
    let t = contact_words(ui.t.tag);
    let none = el("option").attr("value", "").maybe("selected", chosen.is_none().then(String::new));
    let options = topics.iter().map(|(id, title)| {
        let selected = (chosen == Some(id)).then(String::new);
        el("option").attr("value", id).maybe("selected", selected).add(title.as_str())
    });
    let options: Vec<El> = options.collect();
    let choose = move |it| {
        let topic = event::value(&it);
        if !topic.is_empty() {
            ui.desk.act(|session| act(session, &topic));
        }
    };
    let select = el("select").class("input").attr("id", id).on("change", choose);
    let select = select.add(none.add(t.choose)).add(options);
    el("div").class("field").add(el("label").attr("for", id).add(t.about_what)).add(select)
}

fn things(t: &ContactWords, at_hand: AtHand) -> El {
    let list = |title: &str, rows: Vec<String>| {
        (!rows.is_empty()).then(|| {
            let rows: Vec<El> = rows.into_iter().map(|it| el("li").add(it)).collect();
            el("div").class("prepare").add(el("h3").add(title)).add(el("ul").add(rows))
        })
    };
    el("div")
        .class("at-hand")
        .add(list(t.at_hand, at_hand.things))
        .add(list(t.pictures, at_hand.pictures))
        .add(el("p").class("help").add(t.never_tell))
}

fn page(ui: Ui, t: &ContactWords, about: Source, name: &str) -> El {
    let from = match &about {
        Source::Draft(_) => words::fill(t.read_out_draft, &[("topic", name)]),
        Source::Report(_) => words::fill(t.read_out_report, &[("number", name)]),
    };
    card(Icon::Phone, t.read_out, el("span").add(from), move || {
        let about = about.clone();
        ui.desk.act(move |it| it.open_summary(about));
    })
}
