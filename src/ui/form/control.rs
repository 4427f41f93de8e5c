//! The controls by which questions are answered, one for each kind.

use help_core::flow::{Kind, Question};
use wasm_bindgen::JsValue;

use crate::{
    browser::clock,
    desk::Follow,
    ui::{
        Ui,
        el::{El, el, live, live_text},
        event,
        lists::more,
        words,
    },
};

/// More options than this become a list to open.
const RADIOS: usize = 12;

/// Where a question's answer lives.
#[derive(Clone)]
pub struct Place {
    /// The desk and the words.
    pub ui: Ui,
    /// The topic's id.
    pub topic: String,
    /// The question's id.
    pub question: String,
}

impl Place {
    /// The place of a topic's question.
    pub fn new(ui: Ui, topic: &str, question: &str) -> Place {
        Place { ui, topic: topic.to_owned(), question: question.to_owned() }
    }

    fn answer(&self, value: &str) {
        self.ui.desk.set(|session| session.answer(&self.topic, &self.question, value));
    }

    fn value(&self) -> String {
        self.ui.desk.read(|session| session.answer_to(&self.topic, &self.question).to_owned())
    }
}

/// True for questions answered by one of a few options that all stand on the screen.
pub fn is_group(question: &Question) -> bool {
    match question.kind {
        Kind::Yesno | Kind::Account => true,
        Kind::Choice => question.options.len() <= RADIOS,
        _ => false,
    }
}

/// The options of a group.
pub fn options(place: &Place, question: &Question) -> El {
    if matches!(question.kind, Kind::Yesno | Kind::Account) {
        let t = place.ui.form();
        return el("div")
            .class("options two")
            .add(option(place, "yes", t.yes, None))
            .add(option(place, "no", t.no, None));
    }
    // Each option shows or hides in its own place, so that choosing keeps its focus.
    let rows = question.options.iter().map(|it| {
        let (place, it) = (place.clone(), it.clone());
        let offered = offered(&place, &it.value);
        live(move || offered.get().then(|| option(&place, &it.value, &it.label, it.article.clone())))
    });
    el("div").class("options").add(rows.collect::<Vec<_>>())
}

/// Whether an option is offered now.
fn offered(place: &Place, value: &str) -> Follow<bool> {
    let (place, value) = (place.clone(), value.to_owned());
    let (topic, question) = (place.topic, place.question);
    place.ui.desk.follow(move |session| session.offered(&topic, &question).contains(&value))
}

/// One option; once chosen it shows the article that likely solves it.
fn option(place: &Place, value: &str, label: &str, article: Option<String>) -> El {
    let (read, own) = (place.clone(), value.to_owned());
    let (write, answer) = (place.clone(), value.to_owned());
    let chosen =
        place.ui.desk.follow(move |session| session.answer_to(&read.topic, &read.question) == own);
    let is_chosen = chosen.clone();
    let input = el("input")
        .attr("type", "radio")
        .attr("name", format!("wh-{}-{}", place.topic, place.question))
        .attr("value", value)
        .live_prop("checked", move || JsValue::from_bool(is_chosen.get()))
        .on("change", move |_| write.answer(&answer));
    let suggestion = suggestion(place.ui, article, move || chosen.get());
    el("div").class("option").add(el("label").add(input).add(el("span").add(label))).add(suggestion)
}

/// "This may solve it: …", while it is chosen.
fn suggestion(ui: Ui, article: Option<String>, chosen: impl Fn() -> bool + 'static) -> El {
    live(move || {
        let id = article.clone().filter(|_| chosen())?;
        let title = ui.desk.peek(|session| session.title_of(&id).map(str::to_owned))?;
        let text = words::fill(ui.form().may_solve, &[("title", &title)]);
        Some(more(text, move || ui.desk.act(|it| it.open_article(&id))))
    })
}

/// The single field of the other kinds.
pub fn field(place: &Place, question: &Question, id: &str) -> El {
    let tag = match question.kind {
        Kind::Choice => return select(place, question, id),
        Kind::Long => "textarea",
        _ => "input",
    };
    let (read, write, kind) = (place.clone(), place.clone(), question.kind);
    let field = el(tag)
        .attr("id", id)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-required", question.required.to_string())
        .live_prop("value", move || {
            JsValue::from_str(&match kind {
                Kind::Datetime => clock::to_local(&read.value()),
                Kind::Amount => number_and_asset(&read.value()).0,
                _ => read.value(),
            })
        })
        .on("input", move |it| {
            let typed = event::value(&it);
            write.answer(&match kind {
                Kind::Datetime => clock::from_local(&typed),
                Kind::Amount => {
                    let number: String = typed.split_whitespace().collect();
                    join(&number, &number_and_asset(&write.value()).1)
                }
                _ => typed,
            });
        });
    let limit = question.limit().to_string();
    match kind {
        Kind::Long => field.class("input long").attr("rows", "5"),
        Kind::Datetime => {
            field.class("input").attr("type", "datetime-local").attr("max", clock::local_now())
        }
        Kind::Amount => field
            .class("input")
            .attr("type", "text")
            .attr("inputmode", "decimal")
            .attr("maxlength", "40"),
        Kind::Transaction | Kind::Address => {
            field.class("input mono").attr("type", "text").attr("maxlength", limit)
        }
        _ => field.class("input").attr("type", "text").attr("maxlength", limit),
    }
}

fn select(place: &Place, question: &Question, id: &str) -> El {
    let write = place.clone();
    let options = question.options.iter().map(|option| {
        let (read, option) = (place.clone(), option.clone());
        let offered = offered(place, &option.value);
        live(move || {
            let (read, own) = (read.clone(), option.value.clone());
            offered.get().then(|| {
                el("option")
                    .attr("value", option.value.as_str())
                    .live_prop("selected", move || JsValue::from_bool(read.value() == own))
                    .add(option.label.as_str())
            })
        })
    });
    el("select")
        .class("input")
        .attr("id", id)
        .attr("aria-required", question.required.to_string())
        .on("change", move |it| write.answer(&event::value(&it)))
        .add(el("option").attr("value", "").add(place.ui.form().choose))
        .add(options.collect::<Vec<_>>())
}

/// The asset beside the number; the answer is both, with one blank between.
pub fn with_asset(place: &Place, number: El) -> El {
    let (read, write, t) = (place.clone(), place.clone(), place.ui.form());
    let asset = el("input")
        .class("input asset")
        .attr("type", "text")
        .attr("aria-label", t.asset)
        .attr("placeholder", t.asset)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("maxlength", "12")
        .live_prop("value", move || JsValue::from_str(&number_and_asset(&read.value()).1))
        .on("input", move |it| {
            let asset = event::value(&it).trim().to_ascii_uppercase();
            write.answer(&join(&number_and_asset(&write.value()).0, &asset));
        });
    el("div").class("amount").add(number).add(asset)
}

/// How many characters are used, once they run short.
pub fn with_counter(place: &Place, question: &Question, field: El) -> El {
    let (read, limit, t) = (place.clone(), question.limit(), place.ui.form());
    let used = live_text(move || {
        let used = read.value().chars().count();
        if used * 10 <= limit * 8 {
            return String::new();
        }
        words::fill(t.letters_of, &[("n", &used.to_string()), ("total", &limit.to_string())])
    });
    el("div").add(field).add(el("p").class("counter").attr("role", "status").add(used))
}

fn number_and_asset(answer: &str) -> (String, String) {
    match answer.rsplit_once(' ') {
        Some((number, asset)) => (number.to_owned(), asset.to_owned()),
        None => (answer.to_owned(), String::new()),
    }
}

fn join(number: &str, asset: &str) -> String {
    if number.is_empty() && asset.is_empty() { String::new() } else { format!("{number} {asset}") }
}
