//! The guided form of one topic, as data, in one language.

use serde::{Deserialize, Serialize};

use crate::{
    context::{Context, Member},
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
    pub attach: Vec<Member>,
    /// What to have at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prepare: Vec<String>,
    /// What to try first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// One screen each.
    pub steps: Vec<Step>,
}

/// Something to try before reporting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// A question to oneself.
    pub text: String,
    /// The article that goes further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// A screen of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Unique in the flow.
    pub id: String,
    /// A question: "When did it happen?"
    pub title: String,
    /// What is asked.
    pub questions: Vec<Question>,
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
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// The article that likely solves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

/// A condition over an earlier answer or the context.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The id of an earlier question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// A member of the context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Member>,
    /// Holds when the value is one of these; without them, when there is any value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// Does not hold when the value is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
}

impl Question {
    /// The most characters of an answer.
    pub fn limit(&self) -> usize {
        self.max.map_or(if self.kind == Kind::Long { 4000 } else { 200 }, |max| max as usize)
    }
}

impl Condition {
    fn holds(&self, answers: &Answers, context: &Context) -> bool {
        let value = match (&self.question, self.context) {
            (Some(id), _) => answers.get(id).map(String::as_str),
            (None, Some(member)) => context.get(member),
            (None, None) => return true,
        };
        let listed = |list: &[String]| {
            value.is_some_and(|value| list.iter().any(|it| it.eq_ignore_ascii_case(value)))
        };
        match (self.is.is_empty(), self.not.is_empty()) {
            (true, true) => value.is_some(),
            (true, false) => !listed(&self.not),
            (false, _) => listed(&self.is) && !listed(&self.not),
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

    /// The questions that are shown, in order. An answer counts in a condition only while its own
    /// question is shown.
    pub fn shown(&self, answers: &Answers, context: &Context) -> Vec<&Question> {
        let mut counting = Answers::new();
        let mut shown = Vec::new();
        for question in self.questions() {
            if question.show_if.iter().all(|condition| condition.holds(&counting, context)) {
                if let Some(answer) = answers.get(&question.id).filter(|it| !it.trim().is_empty()) {
                    counting.insert(question.id.clone(), answer.clone());
                }
                shown.push(question);
            }
        }
        shown
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

    #[test]
    fn hidden_answers_do_not_count() {
        let flow = Flow {
            steps: vec![Step {
                id: "s".into(),
                title: String::new(),
                questions: vec![
                    question("kind", vec![]),
                    question("hash", vec![when("kind", &["pending"], &[])]),
                    question("explorer", vec![when("hash", &[], &[])]),
                    question("other", vec![when("kind", &[], &["pending"])]),
                ],
            }],
            ..Flow::default()
        };
        for (kind, hash, expected) in [
            ("pending", "abc", "kind hash explorer"),
            ("pending", "", "kind hash"),
            ("failed", "abc", "kind other"),
        ] {
            let answers: Answers =
                [("kind", kind), ("hash", hash)].map(|(k, v)| (k.into(), v.into())).into();
            let shown: Vec<_> =
                flow.shown(&answers, &Context::default()).iter().map(|it| it.id.as_str()).collect();
            assert_eq!(shown.join(" "), expected, "{kind} {hash}");
        }
    }
}
