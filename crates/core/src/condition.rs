//! Conditions of a form: over earlier answers and over what the host told, joined by all, any and none.

use serde::{Deserialize, Serialize};

use crate::{
    context::{Context, Member},
    flow::Answers,
};

/// One condition. It names exactly one of `question`, `context`, `all`, `any` and `none`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The id of an earlier question, or of a check to try first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// A member of the context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Member>,
    /// Holds when the value is one of these, whatever their case; without `is` and `not`, when there is
    /// any value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// Does not hold when the value is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// Holds when all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Condition>,
    /// Holds when at least one of these holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// Holds when not one of these holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<Condition>,
}

/// True when all of the conditions hold; so it is for none at all.
pub fn hold(conditions: &[Condition], answers: &Answers, context: &Context) -> bool {
    conditions.iter().all(|it| it.holds(answers, context))
}

impl Condition {
    /// True when it holds. `answers` has only those that count.
    pub fn holds(&self, answers: &Answers, context: &Context) -> bool {
        let holds = |it: &Condition| it.holds(answers, context);
        let joined = self.all.iter().all(holds)
            && (self.any.is_empty() || self.any.iter().any(holds))
            && !self.none.iter().any(holds);
        let value = match (&self.question, self.context) {
            (Some(id), _) => answers.get(id).map(String::as_str),
            (None, Some(member)) => context.get(member),
            (None, None) => return joined,
        };
        let listed = |list: &[String]| {
            value.is_some_and(|value| list.iter().any(|it| it.eq_ignore_ascii_case(value)))
        };
        let fits = match (self.is.is_empty(), self.not.is_empty()) {
            (true, true) => value.is_some(),
            (true, false) => !listed(&self.not),
            (false, _) => listed(&self.is) && !listed(&self.not),
        };
        joined && fits
    }

    /// This condition and all inside of it.
    pub fn each<'c>(&'c self, look: &mut dyn FnMut(&'c Condition)) {
        look(self);
        for inner in self.all.iter().chain(&self.any).chain(&self.none) {
            inner.each(look);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Condition {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn conditions_join_answers_and_context() {
        let answers: Answers = [("kind".to_owned(), "pending".to_owned())].into();
        let context = Context { network: Some("TRC20".into()), ..Context::default() };
        let pending = r#"{"question":"kind","is":["Pending"]}"#;
        let tron = r#"{"context":"network","is":["trc20"]}"#;
        let other = r#"{"context":"asset"}"#;
        for (json, expected) in [
            (pending.to_owned(), true),
            (r#"{"question":"kind","not":["pending"]}"#.to_owned(), false),
            (r#"{"question":"gone","not":["pending"]}"#.to_owned(), true),
            (r#"{"question":"gone"}"#.to_owned(), false),
            (other.to_owned(), false),
            (format!(r#"{{"all":[{pending},{tron}]}}"#), true),
            (format!(r#"{{"all":[{pending},{other}]}}"#), false),
            (format!(r#"{{"any":[{other},{tron}]}}"#), true),
            (format!(r#"{{"any":[{other}]}}"#), false),
            (format!(r#"{{"none":[{other}]}}"#), true),
            (format!(r#"{{"none":[{other},{tron}]}}"#), false),
            (format!(r#"{{"any":[{{"all":[{pending},{{"none":[{tron}]}}]}},{other}]}}"#), false),
            ("{}".to_owned(), true),
        ] {
            assert_eq!(read(&json).holds(&answers, &context), expected, "{json}");
        }
    }

    #[test]
    fn each_condition_inside_is_seen() {
        let condition = read(r#"{"any":[{"all":[{"question":"a"},{"none":[{"question":"b"}]}]}]}"#);
        let mut seen = Vec::new();
        condition.each(&mut |it| seen.extend(it.question.clone()));
        assert_eq!(seen, ["a", "b"]);
    }
}
