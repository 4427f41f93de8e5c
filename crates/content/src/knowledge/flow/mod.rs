//! `flows/<topic>.toml`: the guided form of a topic in all languages, and how it becomes one language's.

pub mod file;
mod words;

use std::collections::BTreeSet;

use help_core::{
    context::Member,
    flow::{Attach, Check, Choice, Flow, Money, Outcome, Question, Step},
    text::Text,
};
use serde::Deserialize;

use super::{Names, folder::Folder, settings::Settings, texts};
use crate::{
    document::{Document, Spot},
    report::{Report, Rule},
};
use file::{CheckRow, OutcomeRow, QuestionRow};

/// A form as written.
#[derive(Debug)]
pub struct FlowSource {
    /// The topic's id: the file's name.
    pub topic: String,
    /// The file, for the places of its entries.
    pub document: Document,
    title: Text,
    urgent: bool,
    attach: Vec<Attach>,
    prepare: Vec<Text>,
    evidence: Vec<Text>,
    /// What to try first.
    pub checks: Vec<CheckRow>,
    /// Which questions speak of money.
    pub money: Vec<Money>,
    /// Its screens.
    pub steps: Vec<StepSource>,
}

/// A screen as written.
#[derive(Debug)]
pub struct StepSource {
    /// Unique in the flow.
    pub id: String,
    title: Text,
    evidence: Vec<Text>,
    /// Its questions.
    pub questions: Vec<QuestionRow>,
    /// Its position in the file.
    pub at: usize,
}

#[derive(Deserialize)]
struct StepHead {
    id: String,
    title: Text,
}

/// Reads the forms, in the order of the topics.
pub fn read_all(
    folder: &Folder,
    settings: &Settings,
    names: &Names,
    report: &mut Report,
) -> Vec<FlowSource> {
    let mut flows = Vec::new();
    for path in folder.list("flows", ".toml") {
        let topic = path.trim_end_matches(".toml");
        let Some(file) = folder.read(&format!("flows/{path}"), report) else { continue };
        if !names.topics.contains(topic) {
            let text = format!("there is no topic `{topic}`");
            let next = match Names::nearest(topic, names.topics.iter()) {
                Some(near) => format!("name the file {near}.toml, or add the topic to knowledge.toml"),
                None => "name the file after a topic, or add the topic to knowledge.toml".into(),
            };
            report.add(Rule::UnknownTopic, file.place(0), text, next);
        }
        let Some(document) = Document::parse(&file, 0..file.text.len(), report) else { continue };
        flows.extend(read(topic, document, names, report));
    }
    flows.sort_by_key(|flow| settings.topics.iter().position(|it| it.id == flow.topic));
    flows
}

fn read(topic: &str, document: Document, names: &Names, report: &mut Report) -> Option<FlowSource> {
    const KEYS: [&str; 8] =
        ["title", "urgent", "attach", "prepare", "evidence", "checks", "money", "steps"];
    document.only(&KEYS, report);
    let root = document.root();
    let title: Text = match root.key("title").exists() {
        true => root.key("title").read(report)?,
        false => {
            report.add(
                Rule::Shape,
                root.place(),
                "the entry `title` is missing",
                "write title = { en = \"…\" }",
            );
            return None;
        }
    };
    texts::complete(root.key("title"), &title, &names.languages, report);
    let prepare = words::list(root.key("prepare"), names, report);
    let evidence = words::list(root.key("evidence"), names, report);
    let mut ids = BTreeSet::new();
    let mut checks = Vec::new();
    for spot in root.key("checks").items(report) {
        let Some(row) = spot.read::<CheckRow>(report) else { continue };
        words::check(spot, &row, names, &mut ids, report);
        checks.push(row);
    }
    let mut steps: Vec<StepSource> = Vec::new();
    for (at, spot) in root.key("steps").items(report).into_iter().enumerate() {
        let Some(step) = step(at, spot, names, &mut ids, report) else { continue };
        if steps.iter().any(|it| it.id == step.id) {
            let text = format!("there are two steps `{}`", step.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
        }
        steps.push(step);
    }
    if steps.is_empty() {
        report.add(Rule::Shape, root.key("steps").place(), "the form has no steps", "add [[steps]]");
    }
    let urgent = root.key("urgent").read(report).unwrap_or_default();
    let attach = attach(root.key("attach"), report);
    let mut money = Vec::new();
    for spot in root.key("money").items(report) {
        let Some(row) = spot.read::<Money>(report) else { continue };
        words::money(spot, &row, &steps, names, report);
        money.push(row);
    }
    Some(FlowSource {
        topic: topic.into(),
        title,
        urgent,
        attach,
        prepare,
        evidence,
        checks,
        money,
        steps,
        document,
    })
}

/// Members of the context; `error` and `account` stand for all of theirs.
fn attach(spot: Spot<'_>, report: &mut Report) -> Vec<Attach> {
    let mut rows: Vec<Attach> = Vec::new();
    for here in spot.items(report) {
        let table = here.key("member").exists();
        let named = if table { here.key("member") } else { here };
        let Some(name) = named.read::<String>(report) else { continue };
        let on = if table { here.key("on").read::<bool>(report) } else { None };
        let inside = format!("{name}.");
        let fits = |it: &Member| it.name() == name || it.name().starts_with(&inside);
        let found: Vec<_> = Member::ALL.into_iter().filter(fits).collect();
        if found.is_empty() {
            let names: Vec<_> = Member::ALL.iter().map(|it| it.name()).collect();
            let text = format!("the context has no member `{name}`");
            let next = format!("use error, account, or one of {}", names.join(", "));
            report.add(Rule::Shape, named.place(), text, next);
        }
        if on == Some(true) && !found.iter().all(|it| it.may_be_on()) {
            let text = format!("`{name}` tells of the person and is never on at first");
            report.add(
                Rule::Privacy,
                here.key("on").place(),
                text,
                "write on = false, or only its name",
            );
        }
        for member in found {
            if !rows.iter().any(|row| row.member == member) {
                rows.push(Attach { member, on: member.may_be_on() && on.unwrap_or(true) });
            }
        }
    }
    rows
}

fn step(
    at: usize,
    spot: Spot<'_>,
    names: &Names,
    ids: &mut BTreeSet<String>,
    report: &mut Report,
) -> Option<StepSource> {
    let head: StepHead = spot.read(report)?;
    for key in spot.keys().filter(|it| !["id", "title", "evidence", "questions"].contains(it)) {
        let next = "use one of id, title, evidence, questions";
        report.add(Rule::Shape, spot.key(key).place(), format!("unknown entry `{key}`"), next);
    }
    texts::complete(spot.key("title"), &head.title, &names.languages, report);
    let evidence = words::list(spot.key("evidence"), names, report);
    let mut questions = Vec::new();
    for (at, spot) in spot.key("questions").items(report).into_iter().enumerate() {
        let Some(mut question) = spot.read::<QuestionRow>(report) else { continue };
        question.at = at;
        if !ids.insert(question.id.clone()) {
            let text = format!("there are two questions `{}` in this form", question.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
        }
        words::question(spot, &question, names, report);
        questions.push(question);
    }
    if questions.is_empty() {
        let text = format!("the step `{}` asks nothing", head.id);
        report.add(Rule::Shape, spot.place(), text, "add [[steps.questions]], or take the step out");
    }
    Some(StepSource { id: head.id, title: head.title, evidence, questions, at })
}

impl FlowSource {
    /// The form in one language. Articles that the language lacks are left out.
    pub fn localise(&self, lang: &str, has: impl Fn(&str) -> bool) -> Flow {
        let known = |id: &Option<String>| id.clone().filter(|it| has(it));
        let read = |text: &Text| text.get(lang).to_owned();
        let all = |texts: &[Text]| texts.iter().map(read).collect();
        let outcome = |it: &Option<OutcomeRow>| {
            it.as_ref().map(|it| Outcome { text: read(&it.text), article: known(&it.article) })
        };
        let check = |it: &CheckRow| Check {
            id: it.id.clone(),
            text: read(&it.text),
            article: known(&it.article),
            yes: outcome(&it.yes),
            no: outcome(&it.no),
            unsure: outcome(&it.unsure),
            show_if: it.show_if.clone(),
        };
        let option = |it: &file::ChoiceRow| Choice {
            value: it.value.clone(),
            label: read(&it.label),
            article: known(&it.article),
            show_if: it.show_if.clone(),
        };
        let question = |it: &QuestionRow| Question {
            id: it.id.clone(),
            kind: it.kind,
            label: read(&it.label),
            help: it.help.as_ref().map(read),
            article: known(&it.article),
            required: it.required,
            from: it.from,
            pattern: it.pattern.clone(),
            message: it.message.as_ref().map(read),
            max: it.max,
            options: it.options.iter().map(option).collect(),
            show_if: it.show_if.clone(),
        };
        let money = |it: &Money| {
            let articles = it.articles.iter().filter(|row| has(row.1));
            let articles = articles.map(|(code, id)| (code.clone(), id.clone())).collect();
            Money { articles, ..it.clone() }
        };
        let step = |it: &StepSource| Step {
            id: it.id.clone(),
            title: read(&it.title),
            questions: it.questions.iter().map(question).collect(),
            evidence: all(&it.evidence),
        };
        Flow {
            topic: self.topic.clone(),
            title: read(&self.title),
            urgent: self.urgent,
            attach: self.attach.clone(),
            prepare: all(&self.prepare),
            evidence: all(&self.evidence),
            checks: self.checks.iter().map(check).collect(),
            money: self.money.iter().map(money).collect(),
            steps: self.steps.iter().map(step).collect(),
        }
    }
}
