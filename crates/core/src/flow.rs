//! The guided form of one topic, as data, in one language. What its conditions mean stands in
//! `condition`, what its answers must be in `draft`.

use serde::{Deserialize, Serialize};

pub use crate::condition::Condition;
use crate::{
    condition,
    context::{Context, Member},
    fees::Way,
    map::Map,
};

/// What a person answered: question id to answer text.
pub type Answers = Map<String>;

/// A guided form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// The topic's id.
    pub topic: String,
    /// The form's name.
    pub title: String,
    /// First what to do now, then the form.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// Members of the context that may be sent along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attach: Vec<Attach>,
    /// What to have at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepare: Vec<String>,
    /// Which pictures help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What to try first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Which questions speak of money on its way; the first that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub money: Vec<Money>,
    /// One screen each.
    pub steps: Vec<Step>,
}

/// A member of the context that may be sent along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attach {
    /// Which member.
    pub member: Member,
    /// Sent unless the person says no; else only when the person says yes.
    pub on: bool,
}

/// Something to try before reporting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Unique among questions and checks. With it the check is a question, answered by `yes`, `no` or
    /// `unsure`; without it, a hint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A question to oneself.
    pub text: String,
    /// The article that goes further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What to do when the answer is yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<Outcome>,
    /// What to do when the answer is no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<Outcome>,
    /// What to do when the person cannot tell; the answer is offered only with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsure: Option<Outcome>,
    /// Shown only when all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// What the answer to a check leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// What it means, and what to do.
    pub text: String,
    /// The article that goes further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// Which questions speak of money on its way, so that they can be held against fees, limits and the
/// shape of addresses. Ids are those of questions; what is not asked is taken from the context.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Which rows of the fees count.
    pub way: Way,
    /// A number and an asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// The asset that is received, for a conversion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// A network of the fees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The memo or tag beside the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
    /// How many confirmations the explorer shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmations: Option<String>,
    /// Show what is deducted and what arrives.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub calculate: bool,
    /// Code of a finding to the article that solves it: `suspended`, `not-offered`, `below-min`, `above-max`,
    /// `above-daily`, `memo-needed`, `memo-unused`, `address`, `confirmations`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub articles: Map<String>,
    /// Counts only when all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// A screen of the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Unique in the flow.
    pub id: String,
    /// A question: "When did it happen?"
    pub title: String,
    /// What is asked.
    pub questions: Vec<Question>,
    /// Which pictures help, once this step is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in the flow.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// The question's words.
    pub label: String,
    /// A hint below the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The article that helps to answer it, or makes it unnecessary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Must be answered when shown.
    pub required: bool,
    /// Filled in from the context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Member>,
    /// What an answer must look like, in the syntax of `regex-lite`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What to do when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Shown only when all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One of the options, by its value.
    Choice,
    /// A line.
    #[default]
    Text,
    /// Several lines.
    Long,
    /// A number and an asset: `120.5 USDT`.
    Amount,
    /// An RFC 3339 time.
    Datetime,
    /// A transaction's hash or reference number.
    Transaction,
    /// `yes` or `no`.
    Yesno,
    /// An address of a network. Sent shortened unless the person wants it sent whole.
    Address,
    /// Shows what the host knows of the account and asks whether it is right: `yes` or `no`. Beside it
    /// stands where a reply may go. Without an account it asks only that.
    Account,
}

/// One option of a choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// The article that likely solves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// Offered only when all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub show_if: Vec<Condition>,
}

/// A form as its answers make it at this moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View<'f> {
    /// The questions that are shown, in order.
    pub shown: Vec<&'f Question>,
    /// The answers that count: those to questions that are shown, by options that are offered.
    pub counting: Answers,
}

impl Question {
    /// The most characters of an answer.
    pub fn limit(&self) -> usize {
        self.max.map_or(if self.kind == Kind::Long { 4000 } else { 200 }, |max| max as usize)
    }

    /// The options that are offered, given the answers that count.
    pub fn offered(&self, counting: &Answers, context: &Context) -> Vec<&Choice> {
        let mut offered = Vec::new();
        for option in &self.options {
            if condition::hold(&option.show_if, counting, context) {
                offered.push(option);
            }
        }
        offered
    }
}

impl Check {
    /// The values by which it can be answered.
    pub fn values(&self) -> &'static [&'static str] {
        match (&self.id, &self.unsure) {
            (None, _) => &[],
            (_, None) => &["yes", "no"],
            _ => &["yes", "no", "unsure"],
        }
    }

    /// What an answer leads to.
    pub fn outcome(&self, answer: &str) -> Option<&Outcome> {
        match answer {
            "yes" => self.yes.as_ref(),
            "no" => self.no.as_ref(),
            "unsure" => self.unsure.as_ref(),
            _ => None,
        }
    }
}

impl Flow {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.steps.iter().flat_map(|step| &step.questions)
    }

    /// The question of that id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The check of that id.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id.as_deref() == Some(id))
    }

    /// The checks that are shown, in order. They speak of the context and of checks before them.
    pub fn checks_shown(&self, answers: &Answers, context: &Context) -> Vec<&Check> {
        self.tried(answers, context).0
    }

    /// The questions that are shown, in order.
    pub fn shown(&self, answers: &Answers, context: &Context) -> Vec<&Question> {
        self.view(answers, context).shown
    }

    /// The form at this moment. An answer counts in a condition only while its own question is shown
    /// and its option is offered.
    pub fn view(&self, answers: &Answers, context: &Context) -> View<'_> {
        let mut view = View { shown: Vec::new(), counting: self.tried(answers, context).1 };
        for question in self.questions() {
            let nobody = question.kind == Kind::Account && context.account.is_none();
            if nobody || !condition::hold(&question.show_if, &view.counting, context) {
                continue;
            }
            view.shown.push(question);
            let Some(answer) = answers.get(&question.id).filter(|it| !it.trim().is_empty()) else {
                continue;
            };
            let offered = question.offered(&view.counting, context);
            if question.options.is_empty() || offered.iter().any(|it| it.value == answer.trim()) {
                view.counting.insert(question.id.clone(), answer.clone());
            }
        }
        view
    }

    /// The checks that are shown, and their answers.
    fn tried(&self, answers: &Answers, context: &Context) -> (Vec<&Check>, Answers) {
        let (mut shown, mut counting) = (Vec::new(), Answers::new());
        for check in &self.checks {
            if !condition::hold(&check.show_if, &counting, context) {
                continue;
            }
            shown.push(check);
            if let Some(id) = &check.id
                && let Some(answer) = answers.get(id).filter(|it| check.values().contains(&it.as_str()))
            {
                counting.insert(id.clone(), answer.clone());
            }
        }
        (shown, counting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, show_if: Vec<Condition>) -> Question {
        Question { id: id.into(), show_if, ..Question::default() }
    }

    fn when(id: &str, is: &[&str], not: &[&str]) -> Condition {
        Condition {
            question: Some(id.into()),
            is: is.iter().map(|it| (*it).into()).collect(),
            not: not.iter().map(|it| (*it).into()).collect(),
            ..Condition::default()
        }
    }

    fn flow(questions: Vec<Question>) -> Flow {
        Flow { steps: vec![Step { id: "s".into(), questions, ..Step::default() }], ..Flow::default() }
    }

    fn answers(rows: &[(&str, &str)]) -> Answers {
        rows.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect()
    }

    fn ids(questions: &[&Question]) -> String {
        questions.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn hidden_answers_do_not_count() {
        let flow = flow(vec![
            question("kind", vec![]),
            question("hash", vec![when("kind", &["pending"], &[])]),
            question("explorer", vec![when("hash", &[], &[])]),
            question("other", vec![when("kind", &[], &["pending"])]),
        ]);
        for (kind, hash, expected) in [
            ("pending", "abc", "kind hash explorer"),
            ("pending", "", "kind hash"),
            ("failed", "abc", "kind other"),
        ] {
            let answers = answers(&[("kind", kind), ("hash", hash)]);
            assert_eq!(ids(&flow.shown(&answers, &Context::default())), expected, "{kind} {hash}");
        }
    }

    #[test]
    fn options_depend_on_answers_and_one_that_is_gone_does_not_count() {
        let option =
            |value: &str, show_if| Choice { value: value.into(), show_if, ..Choice::default() };
        let network = Question {
            kind: Kind::Choice,
            options: vec![
                option("BTC", vec![when("asset", &["BTC"], &[])]),
                option("TRC20", vec![when("asset", &["USDT", "TRX"], &[])]),
                option("other", vec![]),
            ],
            ..question("network", vec![])
        };
        let flow = flow(vec![
            question("asset", vec![]),
            network,
            question("tag", vec![when("network", &[], &[])]),
        ]);
        for (asset, chosen, offered, shown) in [
            ("USDT", "TRC20", "TRC20 other", "asset network tag"),
            ("BTC", "TRC20", "BTC other", "asset network"),
            ("", "other", "other", "asset network tag"),
        ] {
            let answers = answers(&[("asset", asset), ("network", chosen)]);
            let view = flow.view(&answers, &Context::default());
            let options = view.shown[1].offered(&view.counting, &Context::default());
            let values: Vec<_> = options.iter().map(|it| it.value.as_str()).collect();
            assert_eq!(
                (values.join(" ").as_str(), ids(&view.shown).as_str()),
                (offered, shown),
                "{asset}"
            );
        }
    }

    #[test]
    fn a_check_is_a_question_when_it_has_a_name() {
        let check =
            |id: Option<&str>, show_if| Check { id: id.map(Into::into), show_if, ..Check::default() };
        let mut flow = flow(vec![question("hash", vec![when("same", &["yes"], &[])])]);
        flow.checks = vec![
            check(Some("same"), vec![]),
            check(Some("memo"), vec![when("same", &["no"], &[])]),
            check(None, vec![]),
        ];
        let shown = |rows: &[(&str, &str)]| {
            let (answers, context) = (answers(rows), Context::default());
            (flow.checks_shown(&answers, &context).len(), ids(&flow.shown(&answers, &context)))
        };
        assert_eq!(shown(&[]), (2, String::new()));
        assert_eq!(shown(&[("same", "yes")]), (2, "hash".to_owned()));
        assert_eq!(shown(&[("same", "no")]), (3, String::new()));
        assert_eq!(shown(&[("same", "unsure")]), (2, String::new()), "unsure is not offered");
    }

    #[test]
    fn an_account_is_asked_about_only_when_there_is_one() {
        let flow = flow(vec![Question { kind: Kind::Account, ..question("account", vec![]) }]);
        assert_eq!(ids(&flow.shown(&Answers::new(), &Context::default())), "");
        let mut context = Context::default();
        context.set(Member::AccountName, Some("Ann".into()));
        assert_eq!(ids(&flow.shown(&Answers::new(), &context)), "account");
    }
}
