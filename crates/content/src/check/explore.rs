//! Walks every way through a form: each value that a condition asks about is tried, and one value for all
//! that none asks about. What a condition means is asked of the form itself.

use std::collections::{BTreeMap, BTreeSet};

use help_core::{
    Context,
    condition::Condition,
    context::Member,
    flow::{Answers, Flow, Kind, Question},
};

/// More ways than this are not walked.
pub const CASES: usize = 200_000;

/// Stands for all values that no condition names.
const OTHER: &str = "\u{1}";

/// What was met on the ways through a form.
#[derive(Debug, Default)]
pub struct Seen {
    /// Every way was walked.
    pub complete: bool,
    /// Positions of checks.
    pub checks: BTreeSet<usize>,
    /// Ids of questions.
    pub questions: BTreeSet<String>,
    /// Ids of questions, each with the value of an option.
    pub options: BTreeSet<(String, String)>,
    /// Questions with nothing to choose from, and the answers before them in words.
    pub dead_ends: BTreeMap<String, String>,
    /// Answers after which nothing is asked at all, in words.
    pub empty: Option<String>,
    /// The most screens of a way: what to try, steps, review.
    pub screens: usize,
    /// The most required answers of a way.
    pub answers: usize,
}

/// Walks every way through the form.
pub fn explore(form: &Flow) -> Seen {
    let mut walker = Walker::new(form);
    let mut members: Vec<Member> = walker.members.keys().copied().collect();
    if form.questions().any(|it| it.kind == Kind::Account) && !walker.knows_account() {
        walker.members.insert(Member::AccountName, BTreeSet::new());
        members.push(Member::AccountName);
    }
    walker.contexts(&members, Context::default());
    walker.seen.complete = walker.left > 0;
    walker.seen
}

struct Walker<'f> {
    form: &'f Flow,
    questions: Vec<(usize, &'f Question)>,
    /// Values that conditions name, by the id they ask about.
    named: BTreeMap<&'f str, BTreeSet<&'f str>>,
    members: BTreeMap<Member, BTreeSet<&'f str>>,
    seen: Seen,
    left: usize,
}

/// A way so far.
#[derive(Clone, Default)]
struct Way {
    answers: Answers,
    steps: BTreeSet<usize>,
    required: usize,
}

impl<'f> Walker<'f> {
    fn new(form: &'f Flow) -> Self {
        let mut walker = Walker {
            form,
            questions: Vec::new(),
            named: BTreeMap::new(),
            members: BTreeMap::new(),
            seen: Seen::default(),
            left: CASES,
        };
        for (at, step) in form.steps.iter().enumerate() {
            walker.questions.extend(step.questions.iter().map(|it| (at, it)));
        }
        let of_questions = form.questions().flat_map(|it| {
            it.show_if.iter().chain(it.options.iter().flat_map(|option| &option.show_if))
        });
        let of_checks = form.checks.iter().flat_map(|it| &it.show_if);
        for condition in of_questions.chain(of_checks) {
            walker.note(condition);
        }
        walker
    }

    fn note(&mut self, condition: &'f Condition) {
        condition.each(&mut |it| {
            let values = it.is.iter().chain(&it.not).map(String::as_str);
            match (&it.question, it.context) {
                (Some(id), _) => self.named.entry(id).or_default().extend(values),
                (None, Some(member)) => self.members.entry(member).or_default().extend(values),
                (None, None) => {}
            }
        });
    }

    fn knows_account(&self) -> bool {
        [Member::AccountId, Member::AccountName, Member::AccountContact]
            .iter()
            .any(|it| self.members.contains_key(it))
    }

    fn contexts(&mut self, members: &[Member], context: Context) {
        let Some((member, rest)) = members.split_first() else {
            return self.checks(0, Way::default(), &context);
        };
        let values: Vec<&str> = self.members.get(member).into_iter().flatten().copied().collect();
        for value in values.into_iter().map(Some).chain([Some(OTHER), None]) {
            let mut context = context.clone();
            context.set(*member, value.map(str::to_owned));
            self.contexts(rest, context);
        }
    }

    fn checks(&mut self, at: usize, way: Way, context: &Context) {
        let Some(check) = self.form.checks.get(at) else {
            return self.walk(0, way, context);
        };
        if !help_core::condition::hold(&check.show_if, &way.answers, context) {
            return self.checks(at + 1, way, context);
        }
        self.seen.checks.insert(at);
        match check.id.as_deref().filter(|id| self.named.contains_key(id)) {
            None => self.checks(at + 1, way, context),
            Some(id) => {
                for value in check.values() {
                    let mut way = way.clone();
                    way.answers.insert(id.to_owned(), (*value).to_owned());
                    self.checks(at + 1, way, context);
                }
                self.checks(at + 1, way, context);
            }
        }
    }

    fn walk(&mut self, at: usize, mut way: Way, context: &Context) {
        let Some((step, question)) = self.questions.get(at).copied() else {
            return self.end(&way, context);
        };
        if self.left == 0 {
            return;
        }
        let hidden = !help_core::condition::hold(&question.show_if, &way.answers, context);
        if question.kind == Kind::Account && !hidden {
            // Where a reply may go is asked even when no account is known.
            way.steps.insert(step);
            self.seen.questions.insert(question.id.clone());
        }
        if hidden || question.kind == Kind::Account && context.account.is_none() {
            return self.walk(at + 1, way, context);
        }
        way.steps.insert(step);
        way.required += usize::from(question.required);
        self.seen.questions.insert(question.id.clone());
        let offered = question.offered(&way.answers, context);
        for option in &offered {
            self.seen.options.insert((question.id.clone(), option.value.clone()));
        }
        let stuck = question.kind == Kind::Choice && offered.is_empty();
        if stuck && question.required {
            let words = || words(&way.answers, context);
            self.seen.dead_ends.entry(question.id.clone()).or_insert_with(words);
            self.left -= 1;
            return;
        }
        let Some(named) = self.named.get(question.id.as_str()).filter(|_| !stuck) else {
            return self.walk(at + 1, way, context);
        };
        let is_named = |value: &&str| named.iter().any(|it| it.eq_ignore_ascii_case(value));
        let mut values: Vec<&str> = match question.kind {
            Kind::Choice => {
                let (asked, rest): (Vec<_>, Vec<_>) =
                    offered.iter().map(|it| it.value.as_str()).partition(is_named);
                asked.into_iter().chain(rest.into_iter().take(1)).collect()
            }
            Kind::Yesno | Kind::Account => vec!["yes", "no"],
            _ => named.iter().copied().chain([OTHER]).collect(),
        };
        if !question.required {
            values.push("");
        }
        for value in values {
            let mut way = way.clone();
            if !value.is_empty() {
                way.answers.insert(question.id.clone(), value.to_owned());
            }
            self.walk(at + 1, way, context);
        }
    }

    fn end(&mut self, way: &Way, context: &Context) {
        self.left = self.left.saturating_sub(1);
        if way.steps.is_empty() && self.seen.empty.is_none() {
            self.seen.empty = Some(words(&way.answers, context));
        }
        let screens = usize::from(!self.form.checks.is_empty()) + way.steps.len() + 1;
        self.seen.screens = self.seen.screens.max(screens);
        self.seen.answers = self.seen.answers.max(way.required);
    }
}

/// "with kind = pending, network = another: ", nothing when nothing was answered.
fn words(answers: &Answers, context: &Context) -> String {
    let told = Member::ALL.into_iter().filter_map(|it| Some((it.name(), context.get(it)?)));
    let answered = answers.iter().map(|(id, answer)| (id.as_str(), answer.as_str()));
    let rows: Vec<String> = told
        .chain(answered)
        .map(|(name, value)| format!("{name} = {}", if value == OTHER { "another" } else { value }))
        .collect();
    if rows.is_empty() { String::new() } else { format!("with {}: ", rows.join(", ")) }
}
