//! A small world: two articles in two languages, one form, and a session that has loaded all of it.

use help_core::{
    Context, Text,
    article::{Article, Block, Inline},
    context::{ErrorContext, Member},
    fees::{Fees, Withdrawal},
    flow::{Attach, Check, Choice, Condition, Flow, Kind, Money, Outcome, Question, Step},
    manifest::{Bodies, Entry, FORMAT, FileRef, Flows, Language, Manifest, Topic},
};
use help_search::build::{Builder, Source};
use help_session::{Effect, Session, Wanted};

pub const NOW: i64 = 1_795_154_700;

const ARTICLES: [(&str, &str, &str, &str); 2] = [
    ("withdraw/wrong-network", "withdraw", "Address and network do not match", "地址与网络不一致"),
    ("fees/withdrawal", "fees", "What a withdrawal costs", "提现要多少手续费"),
];

fn title(language: &str, row: &(&str, &str, &'static str, &'static str)) -> &'static str {
    if language == "en" { row.2 } else { row.3 }
}

fn file(path: String) -> FileRef {
    FileRef { path, ..FileRef::default() }
}

pub fn manifest() -> Manifest {
    let language = |tag: &str| Language {
        tag: tag.into(),
        articles: 2,
        index: file(format!("index-{tag}")),
        bodies: vec![file(format!("bodies-{tag}"))],
        flows: Some(file(format!("flows-{tag}"))),
    };
    let entry = |row: &(&str, &str, &str, &str), screens: &[&str], errors: &[&str]| Entry {
        id: row.0.into(),
        topic: row.1.into(),
        screens: screens.iter().map(|it| (*it).into()).collect(),
        errors: errors.iter().map(|it| (*it).into()).collect(),
        urgent: false,
        title: Text::from([("en", row.2), ("zh-CN", row.3)]),
        bodies: [("en".into(), 0), ("zh-CN".into(), 0)].into_iter().collect(),
    };
    let topic = |id: &str, flow| Topic { id: id.into(), flow, ..Topic::default() };
    Manifest {
        format: FORMAT,
        version: "v1".into(),
        languages: vec![language("en"), language("zh-CN")],
        topics: vec![topic("withdraw", true), topic("fees", false)],
        fees: Some(file("fees".into())),
        entries: vec![
            entry(&ARTICLES[0], &["withdraw"], &["WD_NETWORK_MISMATCH"]),
            entry(&ARTICLES[1], &["withdraw"], &[]),
        ],
        ..Manifest::default()
    }
}

fn index(tag: &str) -> Vec<u8> {
    let mut builder = Builder::new(tag);
    for row in &ARTICLES {
        builder.add(Source { id: row.0, title: title(tag, row), topic: row.1, ..Source::default() });
    }
    builder.finish()
}

fn bodies(tag: &str) -> Bodies {
    let article = |row: &(&str, &str, &'static str, &'static str)| Article {
        id: row.0.into(),
        title: title(tag, row).into(),
        topic: row.1.into(),
        blocks: vec![Block::Paragraph(vec![Inline::Text("Text".into())])],
        ..Article::default()
    };
    Bodies { articles: ARTICLES.iter().map(article).collect() }
}

pub fn flow() -> Flow {
    let option =
        |value: &str| Choice { value: value.into(), label: value.to_uppercase(), ..Choice::default() };
    let question = |id: &str, kind, required| Question {
        id: id.into(),
        kind,
        label: id.into(),
        required,
        ..Question::default()
    };
    let step = |id: &str, questions| Step {
        id: id.into(),
        title: id.into(),
        questions,
        evidence: vec![format!("A picture of {id}")],
    };
    let outcome = |text: &str| Some(Outcome { text: text.into(), article: None });
    Flow {
        topic: "withdraw".into(),
        title: "Report a withdrawal".into(),
        attach: vec![
            Attach { member: Member::Network, on: true },
            Attach { member: Member::Transaction, on: false },
            Attach { member: Member::ErrorCode, on: false },
            Attach { member: Member::AccountName, on: false },
        ],
        checks: vec![Check {
            id: Some("same".into()),
            text: "Same network?".into(),
            no: outcome("Choose the other one."),
            ..Check::default()
        }],
        money: vec![Money {
            amount: Some("amount".into()),
            address: Some("address".into()),
            ..Money::default()
        }],
        steps: vec![
            step(
                "what",
                vec![Question {
                    options: vec![option("failed"), option("pending")],
                    ..question("kind", Kind::Choice, true)
                }],
            ),
            step(
                "hash",
                vec![Question {
                    from: Some(Member::Transaction),
                    show_if: vec![Condition {
                        question: Some("kind".into()),
                        is: vec!["pending".into()],
                        ..Condition::default()
                    }],
                    ..question("hash", Kind::Transaction, true)
                }],
            ),
            step(
                "more",
                vec![
                    Question { from: Some(Member::Amount), ..question("amount", Kind::Amount, false) },
                    question("address", Kind::Address, false),
                    question("story", Kind::Long, true),
                ],
            ),
            step(
                "account",
                vec![
                    question("account", Kind::Account, true),
                    Question {
                        show_if: vec![Condition {
                            question: Some("account".into()),
                            is: vec!["no".into()],
                            ..Condition::default()
                        }],
                        ..question("wrong", Kind::Long, false)
                    },
                ],
            ),
        ],
        ..Flow::default()
    }
}

/// Withdrawals of USDT over TRC20: at least 200.
fn fees() -> Fees {
    let row = Withdrawal {
        asset: "USDT".into(),
        network: "TRC20".into(),
        fee: "1".into(),
        percent: None,
        min_fee: None,
        from_amount: false,
        min: Some("200".into()),
        max: None,
        daily: None,
        minutes: None,
        memo: false,
        suspended: false,
    };
    Fees { withdrawal: vec![row], ..Fees::default() }
}

/// Answers every fetch until nothing more is asked for; gives back the effects that are no fetches.
pub fn settle(session: &mut Session, effects: Vec<Effect>) -> Vec<Effect> {
    let mut open = effects;
    let mut rest = Vec::new();
    while let Some(effect) = open.pop() {
        let (wanted, bytes) = match effect {
            Effect::FetchManifest => (Wanted::Manifest, serde_json::to_vec(&manifest()).unwrap()),
            Effect::Fetch(wanted, _) => {
                let bytes = match &wanted {
                    Wanted::Index(tag) => index(tag),
                    Wanted::Bodies(tag, _) => serde_json::to_vec(&bodies(tag)).unwrap(),
                    Wanted::Fees => serde_json::to_vec(&fees()).unwrap(),
                    Wanted::Manifest => unreachable!("the manifest has its own effect"),
                };
                (wanted, bytes)
            }
            Effect::FetchFlows(tag, _) => {
                let bytes =
                    serde_json::to_vec(&Flows { flows: vec![flow()], ..Flows::default() }).unwrap();
                session.begin_guarding();
                open.extend(session.flows(&tag, &bytes));
                continue;
            }
            Effect::BeginForm(topic) => {
                session.begin_form(&topic);
                continue;
            }
            other => {
                rest.push(other);
                continue;
            }
        };
        open.extend(session.fetched(wanted, Ok(bytes)));
    }
    rest
}

pub fn error_context() -> Context {
    Context {
        screen: Some("withdraw".into()),
        error: Some(ErrorContext {
            code: Some("WD_NETWORK_MISMATCH".into()),
            message: Some("The address belongs to another network".into()),
        }),
        asset: Some("USDT".into()),
        network: Some("TRC20".into()),
        amount: Some("120.5".into()),
        transaction: Some("0xabc".into()),
        ..Context::default()
    }
}

/// A session on the home screen with that error.
pub fn at_home() -> Session {
    let mut session = Session::new(vec!["en-GB".into()]);
    session.set_context(error_context());
    let effects = session.open();
    settle(&mut session, effects);
    session
}

/// A session whose withdrawal form is filled in up to the review.
pub fn at_review() -> Session {
    let mut session = at_home();
    for act in [Session::report, |it: &mut Session| it.next(NOW)] {
        let effects = act(&mut session);
        settle(&mut session, effects);
    }
    session.answer("withdraw", "kind", "failed");
    session.next(NOW);
    session.answer("withdraw", "story", "It never left");
    session.next(NOW);
    session.next(NOW);
    session
}
