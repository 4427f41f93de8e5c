//! One question: label, help, the control of its kind, and its fault.

use help_core::{
    draft::Fault,
    flow::{Kind, Question},
};
use leptos::prelude::*;

use super::step::fault_words;
use crate::{
    browser::clock,
    ui::{
        Ui,
        icon::{Icon, icon},
        words,
    },
};

/// More options than this become a list to open.
const RADIOS: usize = 7;

/// The id of a question's control.
pub fn field_id(question: &str) -> String {
    format!("wh-q-{question}")
}

/// Where a question's answer lives.
#[derive(Clone)]
struct Place {
    ui: Ui,
    topic: String,
    question: String,
}

impl Place {
    fn answer(&self, value: &str) {
        self.ui.desk.set(|session| session.answer(&self.topic, &self.question, value));
    }

    fn value(&self) -> String {
        self.ui.desk.read(|session| session.answer_to(&self.topic, &self.question).to_owned())
    }
}

/// A question with all that belongs to it.
pub fn field(ui: Ui, topic: String, question: Question, faults: Memo<Vec<Fault>>) -> AnyView {
    let place = Place { ui, topic, question: question.id.clone() };
    let id = field_id(&question.id);
    let (help_id, fault_id) = (format!("{id}-help"), format!("{id}-fault"));
    let asked = question.clone();
    let fault = Memo::new(move |_| {
        let faults = faults.get();
        let mine = faults.into_iter().find(|it| it.question == asked.id)?;
        Some(fault_words(ui.t, mine.code, &asked))
    });
    let described = {
        let (help_id, fault_id) = (help_id.clone(), fault_id.clone());
        let has_help = question.help.is_some();
        Signal::derive(move || match (has_help, fault.get().is_some()) {
            (true, true) => Some(format!("{fault_id} {help_id}")),
            (true, false) => Some(help_id.clone()),
            (false, true) => Some(fault_id.clone()),
            (false, false) => None,
        })
    };
    let invalid = Signal::derive(move || fault.get().map(|_| "true"));
    let tags = tags(&place, question.required);
    let help = question.help.clone().map(|it| view! { <p class="help" id=help_id>{it}</p> });
    let fault_line = move || {
        let fault_id = fault_id.clone();
        fault.get().map(
            |text| view! { <p class="fault" id=fault_id>{icon(Icon::Warning)}<span>{text}</span></p> },
        )
    };
    let grouped = matches!(question.kind, Kind::Yesno)
        || (question.kind == Kind::Choice && question.options.len() <= RADIOS);
    let control = control(&place, &question, id.clone(), described, invalid);
    if grouped {
        view! {
            <fieldset class="field" id=id tabindex="-1" aria-describedby=move || described.get() aria-invalid=move || invalid.get()>
                <legend>{question.label}{tags}</legend>
                {help}{fault_line}{control}
            </fieldset>
        }
        .into_any()
    } else {
        view! {
            <div class="field">
                <label for=id>{question.label}{tags}</label>
                {help}{fault_line}{control}
            </div>
        }
        .into_any()
    }
}

/// "optional", "from the wallet".
fn tags(place: &Place, required: bool) -> AnyView {
    let ui = place.ui;
    let here = place.clone();
    let from_wallet = ui.desk.memo(move |session| {
        session.draft(&here.topic).is_some_and(|it| it.from_wallet.contains(&here.question))
    });
    view! {
        {(!required).then(|| view! { <span class="tag">{ui.t.optional}</span> })}
        {move || from_wallet.get().then(|| view! { <span class="tag wallet">{ui.t.from_wallet}</span> })}
    }
    .into_any()
}

fn control(
    place: &Place,
    question: &Question,
    id: String,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> AnyView {
    match question.kind {
        Kind::Choice if question.options.len() > RADIOS => {
            select(place, question, id, described, invalid)
        }
        Kind::Choice => {
            let options = question.options.iter();
            let rows = options.map(|it| radio(place, &it.value, it.label.clone(), it.article.clone()));
            view! { <div class="options">{rows.collect::<Vec<_>>()}</div> }.into_any()
        }
        Kind::Yesno => {
            let t = place.ui.t;
            let rows = [("yes", t.yes), ("no", t.no)];
            let rows = rows.map(|(value, label)| radio(place, value, label.to_owned(), None));
            view! { <div class="options two">{rows.into_iter().collect::<Vec<_>>()}</div> }.into_any()
        }
        Kind::Long => long(place, question, id, described, invalid),
        Kind::Amount => amount(place, id, described, invalid),
        Kind::Text | Kind::Transaction | Kind::Datetime => {
            line(place, question, id, described, invalid)
        }
    }
}

fn line(
    place: &Place,
    question: &Question,
    id: String,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> AnyView {
    let kind = question.kind;
    let (read, write) = (place.clone(), place.clone());
    let is_time = kind == Kind::Datetime;
    let shown = move || if is_time { clock::to_local(&read.value()) } else { read.value() };
    view! {
        <input
            id=id
            class=if kind == Kind::Transaction { "input mono" } else { "input" }
            type=if is_time { "datetime-local" } else { "text" }
            max=is_time.then(clock::local_now)
            maxlength=(!is_time).then(|| question.limit().to_string())
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get()
            aria-required=question.required.to_string()
            prop:value=shown
            on:input:target=move |event| {
                let value = event.target().value();
                write.answer(&if is_time { clock::from_local(&value) } else { value });
            }
        />
    }
    .into_any()
}

fn long(
    place: &Place,
    question: &Question,
    id: String,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> AnyView {
    let (read, write, count) = (place.clone(), place.clone(), place.clone());
    let limit = question.limit();
    let t = place.ui.t;
    let left = move || {
        let used = count.value().chars().count();
        (used * 10 > limit * 8).then(|| {
            words::fill(t.letters_of, &[("n", &used.to_string()), ("total", &limit.to_string())])
        })
    };
    view! {
        <textarea
            id=id
            class="input long"
            rows="5"
            autocomplete="off"
            spellcheck="false"
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get()
            aria-required=question.required.to_string()
            prop:value=move || read.value()
            on:input:target=move |event| write.answer(&event.target().value())
        ></textarea>
        <p class="counter" role="status">{left}</p>
    }
    .into_any()
}

/// A number and the asset beside it; the answer is both, with one blank between.
fn amount(
    place: &Place,
    id: String,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> AnyView {
    let t = place.ui.t;
    let parts = |value: &str| match value.rsplit_once(' ') {
        Some((number, asset)) => (number.to_owned(), asset.to_owned()),
        None => (value.to_owned(), String::new()),
    };
    let join = |number: &str, asset: &str| match (number, asset) {
        ("", "") => String::new(),
        _ => format!("{number} {asset}"),
    };
    let (number, asset) = (place.clone(), place.clone());
    let (write_number, write_asset) = (place.clone(), place.clone());
    view! {
        <div class="amount">
            <input
                id=id
                class="input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                maxlength="40"
                aria-describedby=move || described.get()
                aria-invalid=move || invalid.get()
                prop:value=move || parts(&number.value()).0
                on:input:target=move |event| {
                    let typed: String = event.target().value().split_whitespace().collect();
                    write_number.answer(&join(&typed, &parts(&write_number.value()).1));
                }
            />
            <input
                class="input asset"
                type="text"
                aria-label=t.asset
                placeholder=t.asset
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                maxlength="12"
                prop:value=move || parts(&asset.value()).1
                on:input:target=move |event| {
                    let typed = event.target().value().trim().to_uppercase();
                    write_asset.answer(&join(&parts(&write_asset.value()).0, &typed));
                }
            />
        </div>
    }
    .into_any()
}

fn select(
    place: &Place,
    question: &Question,
    id: String,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
) -> AnyView {
    let (read, write) = (place.clone(), place.clone());
    let first = view! { <option value="">{place.ui.t.choose}</option> };
    let options = question.options.iter().map(|option| {
        let (read, value) = (read.clone(), option.value.clone());
        let chosen = value.clone();
        view! { <option value=value prop:selected=move || read.value() == chosen>{option.label.clone()}</option> }
    });
    view! {
        <select
            id=id
            class="input"
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get()
            on:change:target=move |event| write.answer(&event.target().value())
        >
            {first}
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// One option; once chosen it shows the article that likely solves it.
fn radio(place: &Place, value: &str, label: String, article: Option<String>) -> AnyView {
    let ui = place.ui;
    let (read, write) = (place.clone(), place.clone());
    let (own, answer) = (value.to_owned(), value.to_owned());
    let chosen = Memo::new(move |_| read.value() == own);
    let suggestion = move || {
        let id = article.clone().filter(|_| chosen.get())?;
        let title = ui.desk.read(|session| session.title_of(&id).map(str::to_owned))?;
        let text = words::fill(ui.t.may_solve, &[("title", &title)]);
        Some(view! {
            <button type="button" class="more" on:click=move |_| ui.desk.act(|it| it.open_article(&id))>
                {text}{icon(Icon::Chevron)}
            </button>
        })
    };
    view! {
        <div class="option">
            <label>
                <input
                    type="radio"
                    name=format!("wh-{}-{}", place.topic, place.question)
                    value=value.to_owned()
                    prop:checked=move || chosen.get()
                    on:change=move |_| write.answer(&answer)
                />
                <span>{label}</span>
            </label>
            {suggestion}
        </div>
    }
    .into_any()
}
