//! `flows/<topic>.toml`: the guided form of a topic in all languages, and how it becomes one language's.

use std::collections::BTreeSet;

use help_core::{
    context::Member,
    flow::{Check, Choice, Condition, Flow, Kind, Question, Step},
    pattern,
    text::Text,
};
use serde::Deserialize;

use super::{Names, folder::Folder, settings::Settings, texts};
use crate::{
    document::{Document, Spot},
    report::{Report, Rule},
};

/// A form as written.
#[derive(Debug)]
pub struct FlowSource {
    /// The topic's id: the file's name.
    pub topic: String,
    /// The file, for the places of its entries.
    pub document: Document,
    title: Text,
    urgent: bool,
    attach: Vec<Member>,
    prepare: Vec<Text>,
    checks: Vec<CheckRow>,
    /// Its screens.
    pub steps: Vec<StepSource>,
}

/// A screen as written.
#[derive(Debug)]
pub struct StepSource {
    /// Unique in the flow.
    pub id: String,
    title: Text,
    /// Its questions.
    pub questions: Vec<QuestionSource>,
    /// Its position in the file.
    pub at: usize,
}

/// A question as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionSource {
    /// Unique in the flow.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    label: Text,
    help: Option<Text>,
    #[serde(default = "yes")]
    required: bool,
    from: Option<Member>,
    pattern: Option<String>,
    message: Option<Text>,
    max: Option<u32>,
    #[serde(default)]
    options: Vec<ChoiceRow>,
    /// Shown only when all of these hold.
    #[serde(default)]
    pub show_if: Vec<Condition>,
    /// Its position in the step.
    #[serde(skip)]
    pub at: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckRow {
    text: Text,
    article: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceRow {
    value: String,
    label: Text,
    article: Option<String>,
}

#[derive(Deserialize)]
struct StepHead {
    id: String,
    title: Text,
}

fn yes() -> bool {
    true
}

impl QuestionSource {
    /// The values that an answer can have, when they can be counted.
    pub fn values(&self) -> Option<Vec<&str>> {
        match self.kind {
            Kind::Choice => Some(self.options.iter().map(|it| it.value.as_str()).collect()),
            Kind::Yesno => Some(vec!["yes", "no"]),
            _ => None,
        }
    }
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
    document.only(&["title", "urgent", "attach", "prepare", "checks", "steps"], report);
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
    let prepare: Vec<Text> = root.key("prepare").read(report).unwrap_or_default();
    for (at, text) in prepare.iter().enumerate() {
        texts::complete(root.key("prepare").nth(at), text, &names.languages, report);
    }
    let mut checks = Vec::new();
    for spot in root.key("checks").items(report) {
        let Some(row) = spot.read::<CheckRow>(report) else { continue };
        texts::complete(spot.key("text"), &row.text, &names.languages, report);
        article(spot.key("article"), row.article.as_deref(), names, report);
        checks.push(row);
    }
    let mut ids = BTreeSet::new();
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
    Some(FlowSource { topic: topic.into(), title, urgent, attach, prepare, checks, steps, document })
}

/// Members of the context; `error` and `account` stand for all of theirs.
fn attach(spot: Spot<'_>, report: &mut Report) -> Vec<Member> {
    let mut members = Vec::new();
    for (at, name) in spot.read::<Vec<String>>(report).unwrap_or_default().iter().enumerate() {
        let inside = format!("{name}.");
        let named = |it: &Member| it.name() == name || it.name().starts_with(&inside);
        let found: Vec<_> = Member::ALL.into_iter().filter(named).collect();
        if found.is_empty() {
            let names: Vec<_> = Member::ALL.iter().map(|it| it.name()).collect();
            let text = format!("the context has no member `{name}`");
            let next = format!("use error, account, or one of {}", names.join(", "));
            report.add(Rule::Shape, spot.nth(at).place(), text, next);
        }
        members.extend(found);
    }
    members.dedup();
    members
}

fn step(
    at: usize,
    spot: Spot<'_>,
    names: &Names,
    ids: &mut BTreeSet<String>,
    report: &mut Report,
) -> Option<StepSource> {
    let head: StepHead = spot.read(report)?;
    texts::complete(spot.key("title"), &head.title, &names.languages, report);
    let mut questions = Vec::new();
    for (at, spot) in spot.key("questions").items(report).into_iter().enumerate() {
        let Some(mut question) = spot.read::<QuestionSource>(report) else { continue };
        question.at = at;
        if !ids.insert(question.id.clone()) {
            let text = format!("there are two questions `{}` in this form", question.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
        }
        check_question(spot, &question, names, report);
        questions.push(question);
    }
    if questions.is_empty() {
        let text = format!("the step `{}` asks nothing", head.id);
        report.add(Rule::Shape, spot.place(), text, "add [[steps.questions]], or take the step out");
    }
    Some(StepSource { id: head.id, title: head.title, questions, at })
}

fn check_question(spot: Spot<'_>, question: &QuestionSource, names: &Names, report: &mut Report) {
    texts::complete(spot.key("label"), &question.label, &names.languages, report);
    texts::complete_opt(spot.key("help"), &question.help, &names.languages, report);
    texts::complete_opt(spot.key("message"), &question.message, &names.languages, report);
    let options = spot.key("options");
    match (question.kind == Kind::Choice, question.options.is_empty()) {
        (true, true) => {
            let text = "a choice without options";
            report.add(
                Rule::Options,
                spot.key("kind").place(),
                text,
                "write options = [{ value = …, label = … }]",
            );
        }
        (false, false) => {
            report.add(
                Rule::Options,
                options.place(),
                "only a choice has options",
                "write kind = \"choice\"",
            );
        }
        _ => {}
    }
    for (at, option) in question.options.iter().enumerate() {
        let here = options.nth(at);
        texts::complete(here.key("label"), &option.label, &names.languages, report);
        article(here.key("article"), option.article.as_deref(), names, report);
        // Conditions compare without regard to case, so values must differ in more than case.
        if question.options.iter().take(at).any(|it| it.value.eq_ignore_ascii_case(&option.value)) {
            let text = format!("the value `{}` stands here twice", option.value);
            report.add(Rule::Options, here.key("value").place(), text, "give one another value");
        }
    }
    if let Some(written) = &question.pattern {
        if let Some(error) = pattern::answer_pattern_error(written) {
            let text = format!("the pattern does not compile: {}", error.replace('\n', " "));
            report.add(
                Rule::Pattern,
                spot.key("pattern").place(),
                text,
                "mend it; the syntax is regex-lite's",
            );
        } else if question.message.is_none() {
            let text = "nobody is told what to do when the pattern does not match";
            report.add(
                Rule::Pattern,
                spot.key("pattern").place(),
                text,
                "add message = { en = \"…\" }",
            );
        }
    }
}

fn article(spot: Spot<'_>, id: Option<&str>, names: &Names, report: &mut Report) {
    let Some(id) = id.filter(|it| !names.articles.contains_key(*it)) else { return };
    let next = match Names::nearest(id, names.articles.keys()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the article, or take the entry out".into(),
    };
    report.add(Rule::DeadLink, spot.place(), format!("there is no article `{id}`"), next);
}

impl FlowSource {
    /// The form in one language. Articles that the language lacks are left out.
    pub fn localise(&self, lang: &str, has: impl Fn(&str) -> bool) -> Flow {
        let known = |id: &Option<String>| id.clone().filter(|it| has(it));
        let read = |text: &Text| text.get(lang).to_owned();
        let question = |it: &QuestionSource| Question {
            id: it.id.clone(),
            kind: it.kind,
            label: read(&it.label),
            help: it.help.as_ref().map(read),
            required: it.required,
            from: it.from,
            pattern: it.pattern.clone(),
            message: it.message.as_ref().map(read),
            max: it.max,
            options: it
                .options
                .iter()
                .map(|it| Choice {
                    value: it.value.clone(),
                    label: read(&it.label),
                    article: known(&it.article),
                })
                .collect(),
            show_if: it.show_if.clone(),
        };
        Flow {
            topic: self.topic.clone(),
            title: read(&self.title),
            urgent: self.urgent,
            attach: self.attach.clone(),
            prepare: self.prepare.iter().map(read).collect(),
            checks: self
                .checks
                .iter()
                .map(|it| Check { text: read(&it.text), article: known(&it.article) })
                .collect(),
            steps: self
                .steps
                .iter()
                .map(|it| Step {
                    id: it.id.clone(),
                    title: read(&it.title),
                    questions: it.questions.iter().map(question).collect(),
                })
                .collect(),
        }
    }
}
