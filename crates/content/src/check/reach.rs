//! Whether a form can be filled in: every condition names something and can hold, every question, option,
//! check and step is shown by some answers, and no answers lead to a dead end.

use std::collections::BTreeMap;

use help_core::{condition::Condition, flow::Kind};

use super::explore::{self, Seen};
use crate::{
    document::Spot,
    knowledge::{Names, flow::FlowSource},
    place::Place,
    report::{Report, Rule},
};

/// The most screens of a report: what to try, the steps, the review.
const SCREENS: usize = 6;
/// The most answers that a report must have.
const ANSWERS: usize = 8;

/// What a condition may name: ids, and the values that they can have where these can be counted.
type Earlier<'a> = BTreeMap<&'a str, Option<Vec<&'a str>>>;

/// Reports what is wrong with the conditions of a form, and where they lead.
pub fn check(flow: &FlowSource, lang: &str, report: &mut Report) {
    if !conditions(flow, report) {
        return;
    }
    let form = flow.localise(lang, |_| true);
    let seen = explore::explore(&form);
    let root = flow.document.root();
    if !seen.complete {
        let text = format!("the conditions of this form have over {} cases", explore::CASES);
        let next = "not every way through it was tried; use fewer conditions, or simpler ones";
        report.add(Rule::Unproven, root.key("steps").place(), text, next);
        return;
    }
    unreached(flow, &seen, report);
    for (question, answers) in &seen.dead_ends {
        let place = question_spot(flow, question).map_or(root.place(), |it| it.key("options").place());
        let text = format!("{answers}the question `{question}` has nothing to choose from");
        report.add(Rule::DeadEnd, place, text, "offer an option there, or hide the question");
    }
    if let Some(answers) = &seen.empty {
        let text = format!("{answers}the form asks nothing");
        let next = "ask at least one question whatever was answered before";
        report.add(Rule::DeadEnd, root.key("steps").place(), text, next);
    }
    if seen.screens > SCREENS || seen.answers > ANSWERS {
        let (screens, answers) = (seen.screens, seen.answers);
        let text = format!("a report can take {screens} screens and {answers} required answers");
        let next = format!("at most {SCREENS} and {ANSWERS} keep a worried person with us");
        report.add(Rule::LongForm, root.key("steps").place(), text, next);
    }
    if !form.questions().any(|it| it.kind == Kind::Account) {
        let text = "the form never asks whether the account details are right";
        let next = "add a question of kind = \"account\"; a wrong detail costs days";
        report.add(Rule::NoAccount, root.key("steps").place(), text, next);
    }
}

fn unreached(flow: &FlowSource, seen: &Seen, report: &mut Report) {
    let root = flow.document.root();
    let mut told = |spot: Spot<'_>, what: String| {
        let text = format!("no answers lead to {what}");
        let next = "its conditions contradict each other, or those of what they name; mend `show_if`";
        report.add(Rule::Unreachable, spot.place(), text, next);
    };
    for (at, check) in flow.checks.iter().enumerate() {
        if !seen.checks.contains(&at) {
            let name = check.id.as_deref().unwrap_or("without id");
            told(root.key("checks").nth(at).key("show_if"), format!("the check `{name}`"));
        }
    }
    for step in &flow.steps {
        let spot = root.key("steps").nth(step.at);
        let mut any = false;
        for question in &step.questions {
            let here = spot.key("questions").nth(question.at);
            if !seen.questions.contains(&question.id) {
                told(here.key("show_if"), format!("the question `{}`", question.id));
                continue;
            }
            any = true;
            for (at, option) in question.options.iter().enumerate() {
                if !seen.options.contains(&(question.id.clone(), option.value.clone())) {
                    let what = format!("the option `{}`", option.value);
                    told(here.key("options").nth(at).key("show_if"), what);
                }
            }
        }
        if !any && !step.questions.is_empty() {
            told(spot.key("id"), format!("the step `{}`", step.id));
        }
    }
}

fn question_spot<'a>(flow: &'a FlowSource, id: &str) -> Option<Spot<'a>> {
    flow.steps.iter().find_map(|step| {
        let question = step.questions.iter().find(|it| it.id == id)?;
        let spot = flow.document.root().key("steps").nth(step.at);
        Some(spot.key("questions").nth(question.at))
    })
}

/// True when every condition can be understood.
fn conditions(flow: &FlowSource, report: &mut Report) -> bool {
    let root = flow.document.root();
    let checks = flow.checks.iter().filter_map(|it| it.id.as_deref());
    let questions = flow.steps.iter().flat_map(|it| &it.questions).map(|it| it.id.as_str());
    let all: Vec<&str> = checks.chain(questions).collect();
    let mut earlier = Earlier::new();
    let mut sound = true;
    let mut look = |spot: Spot<'_>, list: &[Condition], earlier: &Earlier<'_>, report: &mut Report| {
        for (at, condition) in list.iter().enumerate() {
            sound &= understood(spot.nth(at), condition, earlier, &all, report);
        }
    };
    for (at, check) in flow.checks.iter().enumerate() {
        let spot = root.key("checks").nth(at);
        look(spot.key("show_if"), &check.show_if, &earlier, report);
        if let Some(id) = &check.id {
            let values: &[&str] =
                if check.unsure.is_some() { &["yes", "no", "unsure"] } else { &["yes", "no"] };
            earlier.insert(id, Some(values.to_vec()));
        }
    }
    for step in &flow.steps {
        for question in &step.questions {
            let spot = root.key("steps").nth(step.at).key("questions").nth(question.at);
            look(spot.key("show_if"), &question.show_if, &earlier, report);
            for (at, option) in question.options.iter().enumerate() {
                let here = spot.key("options").nth(at);
                look(here.key("show_if"), &option.show_if, &earlier, report);
            }
            let values = match question.kind {
                Kind::Choice => Some(question.options.iter().map(|it| it.value.as_str()).collect()),
                Kind::Yesno | Kind::Account => Some(vec!["yes", "no"]),
                _ => None,
            };
            earlier.insert(&question.id, values);
        }
    }
    for (at, money) in flow.money.iter().enumerate() {
        look(root.key("money").nth(at).key("show_if"), &money.show_if, &earlier, report);
    }
    sound
}

/// True when the condition, and each one inside of it, can be understood.
fn understood(
    spot: Spot<'_>,
    condition: &Condition,
    earlier: &Earlier<'_>,
    all: &[&str],
    report: &mut Report,
) -> bool {
    let mut sound = true;
    let mut wrong = |place: Place, text: String, next: String| {
        sound = false;
        report.add(Rule::Condition, place, text, next);
    };
    let joined = [("all", &condition.all), ("any", &condition.any), ("none", &condition.none)];
    let named = usize::from(condition.question.is_some())
        + usize::from(condition.context.is_some())
        + joined.iter().filter(|it| !it.1.is_empty()).count();
    let values = !condition.is.is_empty() || !condition.not.is_empty();
    if named == 0 {
        let next =
            "write question = \"…\", context = \"…\", or a list of conditions in all, any or none";
        wrong(spot.place(), "the condition names nothing".into(), next.into());
    } else if named > 1 {
        let text = "the condition names several things";
        wrong(spot.place(), text.into(), "make several conditions of it, joined by all or any".into());
    } else if values && condition.question.is_none() && condition.context.is_none() {
        let text = "`is` and `not` belong to a question or a member of the context";
        wrong(spot.place(), text.into(), "move them into the conditions inside".into());
    }
    if let Some(id) = condition.question.as_deref() {
        let place = spot.key("question").place();
        match earlier.get(id) {
            None if all.contains(&id) => {
                let text = format!("the question `{id}` comes later or is this one");
                wrong(place, text, "a condition can only look back".into());
            }
            None => {
                let names: Vec<String> = earlier.keys().map(|it| (*it).to_owned()).collect();
                let near = Names::nearest(id, names.iter());
                let next = near.map_or("name the id of an earlier question".into(), |it| {
                    format!("did you mean `{it}`?")
                });
                wrong(place, format!("the condition names no question: there is no `{id}`"), next);
            }
            Some(None) => {}
            Some(Some(values)) => {
                for (key, list) in [("is", &condition.is), ("not", &condition.not)] {
                    for (at, value) in list.iter().enumerate() {
                        if !values.iter().any(|it| it.eq_ignore_ascii_case(value)) {
                            let text = format!("`{id}` is never answered by `{value}`");
                            let next = format!("use one of {}", values.join(", "));
                            wrong(spot.key(key).nth(at).place(), text, next);
                        }
                    }
                }
            }
        }
    }
    for (key, inner) in joined {
        for (at, condition) in inner.iter().enumerate() {
            sound &= understood(spot.key(key).nth(at), condition, earlier, all, report);
        }
    }
    sound
}
