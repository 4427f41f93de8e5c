//! The rules that an answered form must meet, the same in the browser and on the server.

use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    decimal::Decimal,
    flow::{Answers, Flow, Kind, Question},
    pattern, time,
};

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The question's id.
    pub question: String,
    /// What is wrong.
    pub code: FaultCode,
}

/// The ways in which an answer can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// It must be answered.
    Required,
    /// More characters than the question allows.
    TooLong,
    /// Not one of the options.
    NotAnOption,
    /// No decimal number above zero, or no asset beside it.
    NotAnAmount,
    /// No RFC 3339 time.
    NotATime,
    /// Later than now.
    InTheFuture,
    /// Not a hash or reference number: it has blanks in it.
    NotATransaction,
    /// Neither `yes` nor `no`.
    NotYesOrNo,
    /// Not what the flow's pattern wants.
    Pattern,
    /// The flow has no such question.
    UnknownQuestion,
}

/// Clocks of phones are wrong; a time this far ahead is still now.
const CLOCK_SLACK_SECONDS: i64 = 15 * 60;

/// Every fault of the answers, in the order of the form. `now` in seconds since 1970 checks times
/// against the future and is left out where the clock is not to be trusted.
///
/// Only shown questions can be missing; whatever is answered must be right. A server that knows less
/// of the context than the browser did therefore never refuses what the browser accepted.
pub fn check(flow: &Flow, answers: &Answers, context: &Context, now: Option<i64>) -> Vec<Fault> {
    let shown = flow.shown(answers, context);
    let mut faults: Vec<Fault> = flow
        .questions()
        .filter_map(|question| {
            let is_shown = shown.iter().any(|it| it.id == question.id);
            let answer = answers.get(&question.id).map_or("", |it| it.trim());
            check_one(question, answer, is_shown, now)
                .map(|code| Fault { question: question.id.clone(), code })
        })
        .collect();
    faults.extend(
        answers
            .keys()
            .filter(|id| flow.question(id).is_none())
            .map(|id| Fault { question: id.clone(), code: FaultCode::UnknownQuestion }),
    );
    faults
}

fn check_one(question: &Question, answer: &str, shown: bool, now: Option<i64>) -> Option<FaultCode> {
    if answer.is_empty() {
        return (question.required && shown).then_some(FaultCode::Required);
    }
    if answer.chars().count() > question.limit() {
        return Some(FaultCode::TooLong);
    }
    let kind_fault = match question.kind {
        Kind::Text | Kind::Long => None,
        Kind::Choice => (!question.options.iter().any(|option| option.value == answer))
            .then_some(FaultCode::NotAnOption),
        Kind::Amount => (!is_amount(answer)).then_some(FaultCode::NotAnAmount),
        Kind::Datetime => match time::seconds(answer) {
            None => Some(FaultCode::NotATime),
            Some(then) => now
                .is_some_and(|now| then > now + CLOCK_SLACK_SECONDS)
                .then_some(FaultCode::InTheFuture),
        },
        Kind::Transaction => answer.contains(char::is_whitespace).then_some(FaultCode::NotATransaction),
        Kind::Yesno => (!["yes", "no"].contains(&answer)).then_some(FaultCode::NotYesOrNo),
    };
    kind_fault.or_else(|| {
        let wanted = question.pattern.as_deref()?;
        (!pattern::answer_matches(wanted, answer)).then_some(FaultCode::Pattern)
    })
}

/// A number and an asset, in that order: `120.5 USDT`.
pub fn split_amount(answer: &str) -> Option<(&str, &str)> {
    let (number, asset) = answer.trim().rsplit_once(' ')?;
    Some((number.trim(), asset))
}

fn is_amount(answer: &str) -> bool {
    split_amount(answer).is_some_and(|(number, asset)| {
        Decimal::parse(number).is_some_and(|it| !it.is_nothing())
            && (2..=12).contains(&asset.len())
            && asset.chars().all(|it| it.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Choice, Condition, Step};

    fn check_kind(kind: Kind, answer: &str) -> Option<FaultCode> {
        let question = Question {
            id: "q".into(),
            kind,
            required: true,
            options: vec![Choice { value: "a".into(), label: "A".into(), article: None }],
            pattern: (kind == Kind::Text).then(|| "^[a-z]+$".into()),
            ..Question::default()
        };
        check_one(&question, answer, true, time::seconds("2026-11-20T12:00:00Z"))
    }

    #[test]
    fn each_kind_names_its_fault() {
        use FaultCode::*;
        for (kind, answer, expected) in [
            (Kind::Choice, "a", None),
            (Kind::Choice, "b", Some(NotAnOption)),
            (Kind::Choice, "", Some(Required)),
            (Kind::Text, "abc", None),
            (Kind::Text, "ABC", Some(Pattern)),
            (Kind::Long, "anything", None),
            (Kind::Amount, "120.5 USDT", None),
            (Kind::Amount, "1,000 CNY", None),
            (Kind::Amount, "120.5", Some(NotAnAmount)),
            (Kind::Amount, "0 USDT", Some(NotAnAmount)),
            (Kind::Amount, "ten USDT", Some(NotAnAmount)),
            (Kind::Datetime, "2026-11-20T11:00Z", None),
            (Kind::Datetime, "2026-11-20T12:10Z", None),
            (Kind::Datetime, "2026-11-20T13:00Z", Some(InTheFuture)),
            (Kind::Datetime, "today", Some(NotATime)),
            (Kind::Transaction, "0xabc", None),
            (Kind::Transaction, "my hash", Some(NotATransaction)),
            (Kind::Yesno, "yes", None),
            (Kind::Yesno, "maybe", Some(NotYesOrNo)),
        ] {
            assert_eq!(check_kind(kind, answer), expected, "{kind:?} {answer}");
        }
        assert_eq!(check_kind(Kind::Long, &"长".repeat(4001)), Some(TooLong));
        assert_eq!(check_kind(Kind::Long, &"长".repeat(4000)), None);
    }

    #[test]
    fn hidden_questions_are_not_missed_and_unknown_ones_are_named() {
        let flow = Flow {
            steps: vec![Step {
                id: "s".into(),
                title: String::new(),
                questions: vec![Question {
                    id: "memo".into(),
                    required: true,
                    show_if: vec![Condition {
                        context: Some(crate::context::Member::Network),
                        is: vec!["XRP".into()],
                        ..Condition::default()
                    }],
                    ..Question::default()
                }],
            }],
            ..Flow::default()
        };
        let none = Answers::new();
        let xrp = Context { network: Some("xrp".into()), ..Context::default() };
        assert_eq!(check(&flow, &none, &Context::default(), None), vec![]);
        assert_eq!(check(&flow, &none, &xrp, None)[0].code, FaultCode::Required);
        let odd = Answers::from([("x".to_owned(), "y".to_owned())]);
        assert_eq!(check(&flow, &odd, &xrp, None).len(), 2);
    }
}
