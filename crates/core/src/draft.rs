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
/// Only shown questions can be missing; whatever is answered must be right.
pub fn check(flow: &Flow, answers: &Answers, context: &Context, now: Option<i64>) -> Vec<Fault> {
    let view = flow.view(answers, context);
    let mut faults: Vec<Fault> = Vec::new();
    for (id, answer) in answers {
        let known = match flow.check(id) {
            Some(check) if check.values().contains(&answer.as_str()) => continue,
            Some(_) => Some(FaultCode::NotYesOrNo),
            None => flow.question(id).is_none().then_some(FaultCode::UnknownQuestion),
        };
        faults.extend(known.map(|code| Fault { question: id.clone(), code }));
    }
    for question in flow.questions() {
        let is_shown = view.shown.iter().any(|it| it.id == question.id);
        let answer = answers.get(&question.id).map_or("", |it| it.trim());
        let gone = is_shown && !answer.is_empty() && !view.counting.contains_key(&question.id);
        let code = check_one(question, answer, is_shown, now)
            .or_else(|| gone.then_some(FaultCode::NotAnOption));
        faults.extend(code.map(|code| Fault { question: question.id.clone(), code }));
    }
    faults
}

/// The same on the server, which may know less of the context than the browser did, because the person
/// sent only some of it: what hangs on the context is then not held against the report.
pub fn check_received(
    flow: &Flow,
    answers: &Answers,
    context: &Context,
    now: Option<i64>,
) -> Vec<Fault> {
    let mut faults = check(flow, answers, context, now);
    faults.retain(|fault| {
        let Some(question) = flow.question(&fault.question) else {
            return true;
        };
        let answer = answers.get(&question.id).map_or("", |it| it.trim());
        let listed = question.options.iter().any(|it| it.value == answer);
        match fault.code {
            FaultCode::Required => !hangs_on_context(flow, question),
            FaultCode::NotAnOption => !(listed && hangs_on_context(flow, question)),
            _ => true,
        }
    });
    faults
}

/// True when what is shown or offered here is decided by the context, be it through earlier questions.
fn hangs_on_context(flow: &Flow, question: &Question) -> bool {
    let mut open: Vec<&str> = vec![&question.id];
    let mut at = 0;
    while let Some(id) = open.get(at).copied() {
        at += 1;
        let mut conditions = Vec::new();
        if let Some(question) = flow.question(id) {
            if question.kind == Kind::Account {
                return true;
            }
            conditions.extend(&question.show_if);
            conditions.extend(question.options.iter().flat_map(|it| &it.show_if));
        }
        conditions.extend(flow.check(id).into_iter().flat_map(|it| &it.show_if));
        let mut found = false;
        for condition in conditions {
            condition.each(&mut |it| {
                found |= it.context.is_some();
                if let Some(id) = it.question.as_deref()
                    && !open.contains(&id)
                {
                    open.push(id);
                }
            });
        }
        if found {
            return true;
        }
    }
    false
}

fn check_one(question: &Question, answer: &str, shown: bool, now: Option<i64>) -> Option<FaultCode> {
    if answer.is_empty() {
        return (question.required && shown).then_some(FaultCode::Required);
    }
    if answer.chars().count() > question.limit() {
        return Some(FaultCode::TooLong);
    }
    let kind_fault = match question.kind {
        Kind::Text | Kind::Long | Kind::Address => None,
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
        Kind::Yesno | Kind::Account => {
            (!["yes", "no"].contains(&answer)).then_some(FaultCode::NotYesOrNo)
        }
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
            options: vec![Choice { value: "a".into(), label: "A".into(), ..Choice::default() }],
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
                ..Step::default()
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
    #[test]
    fn an_option_that_is_no_longer_offered_is_none() {
        let (flow, tron) = asset_and_network();
        let answers = |asset: &str| {
            Answers::from([("asset".into(), asset.into()), ("network".into(), "TRC20".into())])
        };
        assert_eq!(check(&flow, &answers("USDT"), &tron, None), vec![]);
        let faults = check(&flow, &answers("BTC"), &tron, None);
        assert_eq!(faults[0].code, FaultCode::NotAnOption);
        assert_eq!(check_received(&flow, &answers("BTC"), &Context::default(), None), faults);
    }

    #[test]
    fn a_server_that_knows_less_of_the_context_refuses_nothing_for_it() {
        let (mut flow, tron) = asset_and_network();
        let here = Condition {
            context: Some(crate::context::Member::Network),
            is: vec!["TRC20".into()],
            ..Condition::default()
        };
        flow.steps[0].questions[1].options[0].show_if.push(here.clone());
        flow.steps[0].questions.push(Question {
            id: "memo".into(),
            required: true,
            show_if: vec![Condition { none: vec![here], ..Condition::default() }],
            ..Question::default()
        });
        let answers =
            Answers::from([("asset".into(), "USDT".into()), ("network".into(), "TRC20".into())]);
        assert_eq!(check(&flow, &answers, &tron, None), vec![], "the browser knows the network");
        let codes: Vec<_> =
            check(&flow, &answers, &Context::default(), None).into_iter().map(|it| it.code).collect();
        assert_eq!(codes, [FaultCode::NotAnOption, FaultCode::Required]);
        assert_eq!(check_received(&flow, &answers, &Context::default(), None), vec![]);
        let odd = Answers::from([("network".into(), "none of them".into())]);
        let codes: Vec<_> = check_received(&flow, &odd, &Context::default(), None);
        assert_eq!(codes[0].question, "asset");
        assert_eq!(codes[1].code, FaultCode::NotAnOption);
    }

    #[test]
    fn answers_to_checks_are_known() {
        let flow = Flow {
            checks: vec![crate::flow::Check {
                id: Some("same".into()),
                ..crate::flow::Check::default()
            }],
            ..Flow::default()
        };
        let faults = |answer: &str| {
            check(&flow, &[("same".to_owned(), answer.to_owned())].into(), &Context::default(), None)
        };
        assert_eq!(faults("no"), vec![]);
        assert_eq!(faults("unsure")[0].code, FaultCode::NotYesOrNo);
    }

    fn asset_and_network() -> (Flow, Context) {
        let usdt = Condition {
            question: Some("asset".into()),
            is: vec!["USDT".into()],
            ..Condition::default()
        };
        let network = Question {
            id: "network".into(),
            kind: Kind::Choice,
            required: true,
            options: vec![Choice { value: "TRC20".into(), show_if: vec![usdt], ..Choice::default() }],
            ..Question::default()
        };
        let asset = Question { id: "asset".into(), required: true, ..Question::default() };
        let flow = Flow {
            steps: vec![Step { questions: vec![asset, network], ..Step::default() }],
            ..Flow::default()
        };
        (flow, Context { network: Some("TRC20".into()), ..Context::default() })
    }
}
