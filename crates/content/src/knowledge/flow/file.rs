//! What a file of `flows/` may hold, as types: they read its parts, and make its JSON Schema.

use help_core::{
    condition::Condition,
    context::Member,
    flow::{Kind, Money},
    text::Text,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// The guided form of one topic, in all languages.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowFile {
    /// The form's name.
    pub title: Text,
    /// First what to do now, then the form.
    #[serde(default)]
    pub urgent: bool,
    /// What of the context may be sent along: names, or tables that say whether it is on at first.
    #[serde(default)]
    pub attach: Vec<AttachRow>,
    /// What to have at hand.
    #[serde(default)]
    pub prepare: Vec<Text>,
    /// Which pictures help.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// What to try first.
    #[serde(default)]
    pub checks: Vec<CheckRow>,
    /// Which questions speak of money on its way; the first that holds counts.
    #[serde(default)]
    pub money: Vec<Money>,
    /// One screen each.
    pub steps: Vec<StepRow>,
}

/// A member of the context that may be sent along.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AttachRow {
    /// By its name; `error` and `account` stand for all of theirs.
    Name(AttachName),
    /// With a choice.
    Row(AttachTable),
}

/// A member of the context with a choice.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachTable {
    /// Its name.
    pub member: AttachName,
    /// Sent unless the person says no. Screen, error and account never are.
    pub on: bool,
}

/// The name of a member, or of a group of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum AttachName {
    /// One member.
    One(Member),
    /// All members of a group.
    All(Group),
}

/// A group of members.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// `error.code` and `error.message`.
    Error,
    /// `account.id`, `account.name` and `account.contact`.
    Account,
}

/// Something to try before reporting.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRow {
    /// Makes the check a question, answered by `yes`, `no` or `unsure`. Unique among questions and checks.
    pub id: Option<String>,
    /// A question to oneself.
    pub text: Text,
    /// The article that goes further.
    pub article: Option<String>,
    /// What to do when the answer is yes.
    pub yes: Option<OutcomeRow>,
    /// What to do when the answer is no.
    pub no: Option<OutcomeRow>,
    /// What to do when the person cannot tell; the answer is offered only with it.
    pub unsure: Option<OutcomeRow>,
    /// Shown only when all of these hold.
    #[serde(default)]
    pub show_if: Vec<Condition>,
}

/// What the answer to a check leads to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRow {
    /// What it means, and what to do.
    pub text: Text,
    /// The article that goes further.
    pub article: Option<String>,
}

/// A screen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepRow {
    /// Unique in the form.
    pub id: String,
    /// A question.
    pub title: Text,
    /// Which pictures help, once this step is shown.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// What is asked.
    pub questions: Vec<QuestionRow>,
}

/// A question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionRow {
    /// Unique in the form.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// The question's words.
    pub label: Text,
    /// A hint below the label.
    pub help: Option<Text>,
    /// The article that helps to answer it, or makes it unnecessary.
    pub article: Option<String>,
    /// Must be answered when shown.
    #[serde(default = "yes")]
    pub required: bool,
    /// Filled in from this member of the context.
    pub from: Option<Member>,
    /// What an answer must look like, in the syntax of `regex-lite`.
    pub pattern: Option<String>,
    /// What to do when it does not.
    pub message: Option<Text>,
    /// The most characters: 4000 for `long`, else 200.
    pub max: Option<u32>,
    /// What can be chosen.
    #[serde(default)]
    pub options: Vec<ChoiceRow>,
    /// Shown only when all of these hold.
    #[serde(default)]
    pub show_if: Vec<Condition>,
    /// Its position in the step.
    #[serde(skip)]
    pub at: usize,
}

/// An option.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceRow {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Text,
    /// The article that likely solves it.
    pub article: Option<String>,
    /// Offered only when all of these hold.
    #[serde(default)]
    pub show_if: Vec<Condition>,
}

fn yes() -> bool {
    true
}

/// The JSON Schema (draft 2020-12) of the files in `flows/`.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(FlowFile);
    schema.insert("title".into(), "A guided form of wallet-help".into());
    schema.to_value()
}
