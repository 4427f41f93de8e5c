//! The entries of a form one by one: are their texts there in every language, do the articles and questions
//! that they name exist? Whether the form as a whole can be filled in is checked elsewhere.

use std::collections::BTreeSet;

use help_core::{
    fees::Way,
    flow::{Kind, Money},
    pattern,
    solve::Finding,
    text::Text,
};

use super::{
    StepSource,
    file::{CheckRow, QuestionRow},
};
use crate::{
    document::Spot,
    knowledge::{Names, texts},
    report::{Report, Rule},
};

/// A list of texts.
pub fn list(spot: Spot<'_>, names: &Names, report: &mut Report) -> Vec<Text> {
    let list: Vec<Text> = spot.read(report).unwrap_or_default();
    for (at, text) in list.iter().enumerate() {
        texts::complete(spot.nth(at), text, &names.languages, report);
    }
    list
}

/// Something to try first; its id joins those of the questions.
pub fn check(
    spot: Spot<'_>,
    row: &CheckRow,
    names: &Names,
    ids: &mut BTreeSet<String>,
    report: &mut Report,
) {
    texts::complete(spot.key("text"), &row.text, &names.languages, report);
    article(spot.key("article"), row.article.as_deref(), names, report);
    for (key, outcome) in [("yes", &row.yes), ("no", &row.no), ("unsure", &row.unsure)] {
        let Some(outcome) = outcome else { continue };
        let here = spot.key(key);
        texts::complete(here.key("text"), &outcome.text, &names.languages, report);
        article(here.key("article"), outcome.article.as_deref(), names, report);
        if row.id.is_none() {
            let text = "nobody can answer a check that has no id";
            report.add(Rule::Shape, here.place(), text, "write id = \"…\" in this check");
        }
    }
    if let Some(id) = row.id.as_ref().filter(|it| !ids.insert((*it).clone())) {
        let text = format!("there are two checks `{id}`");
        report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
    }
}

/// Which questions speak of money: they must exist and be of a fitting kind.
pub fn money(spot: Spot<'_>, row: &Money, steps: &[StepSource], names: &Names, report: &mut Report) {
    let line = [Kind::Text, Kind::Choice];
    for (key, id, kinds) in [
        ("amount", &row.amount, &[Kind::Amount][..]),
        ("into", &row.into, &line),
        ("network", &row.network, &line),
        ("address", &row.address, &[Kind::Address]),
        ("memo", &row.memo, &line),
        ("confirmations", &row.confirmations, &line),
    ] {
        let Some(id) = id else { continue };
        let asked = steps.iter().flat_map(|it| &it.questions).find(|it| it.id == *id);
        let (text, next) = match asked {
            None => (format!("there is no question `{id}`"), "name the id of a question of this form"),
            Some(asked) if kinds.contains(&asked.kind) => continue,
            Some(_) => (
                format!("the question `{id}` cannot say the {key}"),
                "name another question, or change its kind",
            ),
        };
        report.add(Rule::Money, spot.key(key).place(), text, next);
    }
    if row.way == Way::Conversion && row.into.is_none() {
        let text = "a conversion needs the question what it goes into";
        report.add(Rule::Money, spot.key("way").place(), text, "write into = \"…\"");
    }
    for (code, id) in &row.articles {
        let here = spot.key("articles").key(code);
        if !Finding::CODES.contains(&code.as_str()) {
            let text = format!("nothing that can be found is called `{code}`");
            let next = format!("use one of {}", Finding::CODES.join(", "));
            report.add(Rule::Money, here.place(), text, next);
        }
        article(here, Some(id), names, report);
    }
}

/// A question: its texts, options and pattern.
pub fn question(spot: Spot<'_>, question: &QuestionRow, names: &Names, report: &mut Report) {
    texts::complete(spot.key("label"), &question.label, &names.languages, report);
    texts::complete_opt(spot.key("help"), &question.help, &names.languages, report);
    texts::complete_opt(spot.key("message"), &question.message, &names.languages, report);
    article(spot.key("article"), question.article.as_deref(), names, report);
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
