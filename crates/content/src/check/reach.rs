//! Whether every question of a form can be shown by some answers, and every condition can hold.

use std::collections::{BTreeMap, BTreeSet};

use help_core::{context::Member, flow::Condition};

use crate::{
    document::Spot,
    knowledge::flow::{FlowSource, QuestionSource},
    report::{Report, Rule},
};

/// What an answer, or a member of the context, may be. Values are in lower case.
#[derive(Clone, Debug, PartialEq)]
struct Allowed {
    /// No answer will do.
    nothing: bool,
    /// `None`: anything but `not`.
    these: Option<BTreeSet<String>>,
    not: BTreeSet<String>,
}

/// What conditions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    Question(&'a str),
    Context(Member),
}

type Needs<'a> = BTreeMap<Subject<'a>, Allowed>;

/// Reports conditions that name nothing, questions that no answers lead to, and steps made of such only.
pub fn check(flow: &FlowSource, report: &mut Report) {
    let mut earlier: BTreeMap<&str, &QuestionSource> = BTreeMap::new();
    let later: BTreeSet<&str> =
        flow.steps.iter().flat_map(|it| &it.questions).map(|it| it.id.as_str()).collect();
    for step in &flow.steps {
        let spot = flow.document.root().key("steps").nth(step.at);
        let mut dead = 0;
        for question in &step.questions {
            let here = spot.key("questions").nth(question.at);
            let mut sound = true;
            for (at, condition) in question.show_if.iter().enumerate() {
                let place = here.key("show_if").nth(at);
                sound &= check_condition(place, condition, &earlier, &later, report);
            }
            if sound && !reachable(question, &earlier) {
                dead += 1;
                let text = format!("no answers lead to the question `{}`", question.id);
                let next = "its conditions contradict each other; mend `show_if`";
                report.add(Rule::Unreachable, here.key("show_if").place(), text, next);
            }
            earlier.insert(&question.id, question);
        }
        if dead > 0 && dead == step.questions.len() {
            let text = format!("no answers lead to the step `{}`", step.id);
            report.add(
                Rule::Unreachable,
                spot.key("id").place(),
                text,
                "mend the conditions of its questions",
            );
        }
    }
}

/// True when the condition can be understood.
fn check_condition(
    spot: Spot<'_>,
    condition: &Condition,
    earlier: &BTreeMap<&str, &QuestionSource>,
    all: &BTreeSet<&str>,
    report: &mut Report,
) -> bool {
    let id = match (&condition.question, condition.context) {
        (Some(id), None) => id,
        (None, Some(_)) => return true,
        (Some(_), Some(_)) => {
            let text = "the condition names a question and a member of the context";
            report.add(Rule::Condition, spot.place(), text, "make two conditions of it; all must hold");
            return false;
        }
        (None, None) => {
            let text = "the condition names no question and no member of the context";
            report.add(
                Rule::Condition,
                spot.place(),
                text,
                "write question = \"…\" or context = \"…\"",
            );
            return false;
        }
    };
    let Some(question) = earlier.get(id.as_str()) else {
        let (text, next) = if all.contains(id.as_str()) {
            (
                format!("the question `{id}` comes later or is this one"),
                "a condition can only look back".into(),
            )
        } else {
            let names: Vec<String> = earlier.keys().map(|it| (*it).to_owned()).collect();
            let near = crate::knowledge::Names::nearest(id, names.iter());
            let next = near.map_or("name the id of an earlier question".into(), |it| {
                format!("did you mean `{it}`?")
            });
            (format!("the condition names no question: there is no `{id}`"), next)
        };
        report.add(Rule::Condition, spot.key("question").place(), text, next);
        return false;
    };
    let mut sound = true;
    if let Some(values) = question.values() {
        for (key, list) in [("is", &condition.is), ("not", &condition.not)] {
            for (at, value) in list.iter().enumerate() {
                if !values.iter().any(|it| it.eq_ignore_ascii_case(value)) {
                    sound = false;
                    let text = format!("`{id}` is never answered by `{value}`");
                    let next = format!("use one of {}", values.join(", "));
                    report.add(Rule::Condition, spot.key(key).nth(at).place(), text, next);
                }
            }
        }
    }
    sound
}

/// True when some answers show the question.
fn reachable(question: &QuestionSource, earlier: &BTreeMap<&str, &QuestionSource>) -> bool {
    let mut needs = Needs::new();
    let mut waiting = vec![question];
    let mut taken = BTreeSet::new();
    while let Some(question) = waiting.pop() {
        if !taken.insert(question.id.as_str()) {
            continue;
        }
        for condition in &question.show_if {
            let (subject, values) = match (&condition.question, condition.context) {
                (Some(id), _) => match earlier.get(id.as_str()) {
                    Some(asked) => (Subject::Question(&asked.id), asked.values()),
                    None => continue,
                },
                (None, Some(member)) => (Subject::Context(member), None),
                (None, None) => continue,
            };
            let allowed = needs.entry(subject).or_insert_with(|| Allowed::any(values));
            allowed.narrow(condition);
            if allowed.is_impossible() {
                return false;
            }
            // An answer that must be given presumes that its question is shown.
            if let (false, Subject::Question(id)) = (allowed.nothing, subject) {
                waiting.extend(earlier.get(id).copied());
            }
        }
    }
    true
}

impl Allowed {
    fn any(values: Option<Vec<&str>>) -> Self {
        let these = values.map(|it| it.into_iter().map(str::to_lowercase).collect());
        Allowed { nothing: true, these, not: BTreeSet::new() }
    }

    /// Keeps what the condition lets through; see `help_core::flow::Condition` for its meaning.
    fn narrow(&mut self, condition: &Condition) {
        let lower = |list: &[String]| list.iter().map(|it| it.to_lowercase()).collect::<BTreeSet<_>>();
        let (is, not) = (lower(&condition.is), lower(&condition.not));
        if !is.is_empty() || not.is_empty() {
            self.nothing = false;
        }
        if !is.is_empty() {
            self.these = Some(match &self.these {
                Some(these) => these.intersection(&is).cloned().collect(),
                None => is,
            });
        }
        self.not.extend(not);
    }

    fn is_impossible(&self) -> bool {
        !self.nothing && self.these.as_ref().is_some_and(|it| it.is_subset(&self.not))
    }
}
