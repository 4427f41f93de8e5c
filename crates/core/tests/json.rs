//! The small JSON reader and serde agree: on whole values, and on values with one thing wrong.

#![allow(clippy::unwrap_used, clippy::panic)]

use help_core::{
    Context, Text,
    article::{Align, Article, Block, Image, Inline, Link, NoteKind, Table},
    channel::{Channel, ChannelKind},
    context::Member,
    draft::FaultCode,
    fees::{Conversion, Deposit, Fees, Way, Withdrawal},
    flow::{Attach, Check, Choice, Condition, Flow, Kind, Money, Outcome, Question, Step},
    hours::{Day, Span},
    json::{Read, read_json},
    manifest::{Bodies, Entry, FORMAT, FileRef, Flows, Language, Manifest, Topic},
    notice::{Level, Notice},
    problem::{Code, FieldProblem},
    thread::{
        Attachment, Author, Escalation, Happening, Message, NewMessage, Presence, Rating, ReadMark,
        Standing, Summary, ThreadEvent, TicketList,
    },
    ticket::{ChannelStatus, Confirmed, Consent, Device, NewTicket, Receipt, State, Status, Ticket},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn s(text: &str) -> String {
    text.to_owned()
}

fn text() -> Text {
    Text::from([("zh-CN", "提现"), ("en", "Withdrawals")])
}

fn notice() -> Notice {
    Notice {
        id: s("slow"),
        level: Level::Warning,
        topics: vec![s("withdraw")],
        networks: vec![s("TRC20")],
        from: s("2026-11-20T08:00:00Z"),
        until: Some(s("2026-11-20T09:00:00Z")),
        title: text(),
        text: text(),
    }
}

fn manifest() -> Manifest {
    let file = || FileRef { path: s("a.json"), bytes: 1 << 40, integrity: s("sha256-x") };
    let span = || Span { days: Day::ALL.into(), open: s("08:00"), close: s("24:00") };
    let kinds = [
        ChannelKind::Chat,
        ChannelKind::Phone,
        ChannelKind::Email,
        ChannelKind::Social,
        ChannelKind::Web,
    ];
    let channel = |kind| Channel {
        id: s("phone"),
        kind,
        label: text(),
        value: s("+44 20 7946 0123"),
        url: Some(s("https://app.harbour.example")),
        languages: vec![s("en")],
        timezone: Some(s("Europe/London")),
        reply_minutes: Some(20),
        hours: vec![span()],
        quick: vec![span()],
        slow: vec![span()],
        holidays: vec![s("2026-12-25")],
        note: Some(text()),
    };
    Manifest {
        format: FORMAT,
        version: s("v"),
        name: text(),
        languages: vec![Language {
            tag: s("en"),
            articles: u32::MAX,
            index: file(),
            bodies: vec![file()],
            flows: Some(file()),
        }],
        topics: vec![Topic { id: s("pay"), icon: s("pay"), title: text(), flow: true }],
        channels: kinds.map(channel).into(),
        notices: vec![notice(), Notice { level: Level::Info, ..notice() }],
        fees: Some(file()),
        entries: vec![Entry {
            id: s("a/b"),
            topic: s("a"),
            screens: vec![s("pay")],
            errors: vec![s("*x*")],
            urgent: true,
            title: text(),
            bodies: [(s("en"), 3)].into_iter().collect(),
        }],
    }
}

fn bodies() -> Bodies {
    let words = || vec![Inline::Text(s("\"words\"\n\u{1F600}"))];
    let image = Image { src: s("image-1.png"), alt: s("A"), width: Some(3), height: Some(4) };
    let links = [
        Link::Article(s("a/b")),
        Link::Form(s("pay")),
        Link::Contact,
        Link::Web(s("https://x.example"), None),
        Link::Web(s("https://x.example"), Some(s("x.example"))),
        Link::Email(s("a@x.example")),
        Link::Phone(s("+442079460123")),
    ];
    let mut inlines = vec![
        Inline::Strong(words()),
        Inline::Emphasis(words()),
        Inline::Code(s("c")),
        Inline::Key(s("k")),
        Inline::Image(image),
        Inline::Break,
    ];
    inlines.extend(links.map(|link| Inline::Link(link, words())));
    let table = Table {
        align: vec![Align::Start, Align::Center, Align::End],
        head: vec![words()],
        rows: vec![vec![words()], vec![]],
    };
    let inner = || vec![Block::Paragraph(words())];
    let mut blocks = vec![
        Block::Heading(2, words()),
        Block::Paragraph(inlines),
        Block::Bullets(vec![inner()]),
        Block::Steps(7, vec![inner(), vec![]]),
        Block::Code(s("rust"), s("c")),
        Block::Quote(inner()),
        Block::Table(table),
        Block::Rule,
        Block::Details(words(), inner()),
    ];
    let kinds = [NoteKind::Note, NoteKind::Tip, NoteKind::Warning, NoteKind::Caution];
    blocks.extend(kinds.map(|kind| Block::Note(kind, inner())));
    Bodies {
        articles: vec![Article {
            id: s("a/b"),
            title: s("T"),
            topic: s("a"),
            urgent: true,
            updated: Some(s("2026-11-20")),
            related: vec![s("c/d")],
            blocks,
        }],
    }
}

fn flows() -> Flows {
    let leaf = Condition {
        question: Some(s("q")),
        context: Some(Member::Asset),
        is: vec![s("a")],
        not: vec![s("b")],
        ..Condition::default()
    };
    let condition = Condition {
        all: vec![leaf.clone()],
        any: vec![leaf.clone()],
        none: vec![Condition::default()],
        ..leaf
    };
    let kinds = [
        Kind::Choice,
        Kind::Text,
        Kind::Long,
        Kind::Amount,
        Kind::Datetime,
        Kind::Transaction,
        Kind::Yesno,
        Kind::Address,
        Kind::Account,
    ];
    let question = |kind| Question {
        id: s("q"),
        kind,
        label: s("L"),
        help: Some(s("H")),
        article: Some(s("a/b")),
        required: true,
        from: Some(Member::ErrorCode),
        pattern: Some(s("^a$")),
        message: Some(s("M")),
        max: Some(9),
        options: vec![Choice {
            value: s("v"),
            label: s("l"),
            article: Some(s("a/b")),
            show_if: vec![Condition::default()],
        }],
        show_if: Vec::new(),
    };
    let outcome = Outcome { text: s("t"), article: Some(s("a/b")) };
    let money = |way| Money {
        way,
        amount: Some(s("q")),
        into: Some(s("q")),
        network: Some(s("q")),
        address: Some(s("q")),
        memo: Some(s("q")),
        confirmations: Some(s("q")),
        calculate: true,
        articles: [(s("address"), s("a/b"))].into(),
        show_if: vec![Condition::default()],
    };
    let mut questions: Vec<_> = kinds.map(question).into();
    questions[0].show_if = vec![condition];
    Flows {
        flows: vec![Flow {
            topic: s("pay"),
            title: s("T"),
            urgent: true,
            attach: Member::ALL.map(|member| Attach { member, on: true }).into(),
            prepare: vec![s("p")],
            evidence: vec![s("e")],
            checks: vec![Check {
                id: Some(s("c")),
                text: s("t"),
                article: Some(s("a/b")),
                yes: Some(outcome.clone()),
                no: Some(outcome.clone()),
                unsure: Some(outcome),
                show_if: vec![Condition::default()],
            }],
            money: [Way::Withdrawal, Way::Deposit, Way::Conversion].map(money).into(),
            steps: vec![Step { id: s("s"), title: s("T"), questions, evidence: vec![s("e")] }],
        }],
        exposed: Some(s("safe/shared")),
    }
}

fn fees() -> Fees {
    let some = || Some(s("1"));
    Fees {
        updated: some(),
        deposit: vec![Deposit {
            asset: s("USDT"),
            network: s("TRC20"),
            fee: s("0"),
            percent: some(),
            min_fee: some(),
            min: some(),
            confirmations: Some(19),
            minutes: Some(3),
            memo: true,
            suspended: true,
        }],
        withdrawal: vec![Withdrawal {
            asset: s("USDT"),
            network: s("TRC20"),
            fee: s("0"),
            percent: some(),
            min_fee: some(),
            from_amount: true,
            min: some(),
            max: some(),
            daily: some(),
            minutes: Some(3),
            memo: true,
            suspended: true,
        }],
        conversion: vec![Conversion {
            from: s("*"),
            to: s("*"),
            percent: s("1"),
            min_fee: some(),
            min: some(),
        }],
    }
}

fn context() -> Context {
    let mut context =
        Context { locale: Some(s("zh-CN")), version: Some(s("4.12.0")), ..Context::default() };
    for member in Member::ALL {
        context.set(member, Some(member.name().to_owned()));
    }
    context
}

/// Both readers say the same: the same value, or both that something is wrong.
fn agree<T: Read + DeserializeOwned + PartialEq + std::fmt::Debug>(json: &Value) {
    let text = json.to_string();
    let theirs: Result<T, _> = serde_json::from_str(&text);
    let ours: Result<T, _> = read_json(text.as_bytes());
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
        (Err(_), Err(_)) => {}
        _ => panic!("{text}: {ours:?}, serde {theirs:?}"),
    }
}

/// Every value that differs from `json` in one place: something else stands there, a member or an item
/// is missing, or there is one too many.
fn spoiled(json: &Value, out: &mut Vec<Value>) {
    for other in [json!(null), json!(true), json!(5), json!(-1), json!(1.5), json!("x"), json!({})] {
        out.push(other);
    }
    out.push(json!(u64::from(u32::MAX) + 1));
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                let mut without = members.clone();
                without.remove(name);
                out.push(Value::Object(without));
                let mut inner = Vec::new();
                spoiled(value, &mut inner);
                out.extend(inner.into_iter().map(|value| {
                    let mut changed = members.clone();
                    changed.insert(name.clone(), value);
                    Value::Object(changed)
                }));
            }
            let mut more = members.clone();
            more.insert(s("scren"), json!(1));
            out.push(Value::Object(more));
        }
        Value::Array(list) => {
            out.push(json!(["x"]));
            out.push(Value::Array(list.iter().cloned().chain([json!("x")]).collect()));
            out.push(Value::Array(list.iter().skip(1).cloned().collect()));
            for (at, value) in list.iter().enumerate() {
                let mut inner = Vec::new();
                spoiled(value, &mut inner);
                out.extend(inner.into_iter().map(|value| {
                    let mut changed = list.clone();
                    changed[at] = value;
                    Value::Array(changed)
                }));
            }
        }
        _ => {}
    }
}

fn check<T>(value: &T)
where
    T: Read + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(read_json::<T>(json.to_string().as_bytes()).as_ref(), Ok(value));
    let mut all = Vec::new();
    spoiled(&json, &mut all);
    assert!(all.len() > 7);
    all.iter().for_each(agree::<T>);
}

#[test]
fn whole_values_and_spoiled_ones_are_read_as_serde_reads_them() {
    check(&manifest());
    check(&bodies());
    check(&flows());
    check(&fees());
    check(&context());
    check(&Receipt {
        id: s("i"),
        number: s("HB-7K2M-94"),
        token: s("t"),
        received: s("2026-11-20T08:00:00Z"),
        reply_by: Some(s("2026-11-21T08:00:00Z")),
        chat: true,
    });
    check(&Status {
        open: true,
        reply_minutes: Some(5),
        chat: true,
        channels: vec![ChannelStatus {
            id: s("phone"),
            open: true,
            changes: Some(s("2026-11-20T08:00:00Z")),
            reply_minutes: Some(5),
            typical_minutes: Some(4),
        }],
        notices: vec![notice()],
    });
    let mut problem = Code::InvalidTicket.problem();
    problem.errors = vec![FieldProblem { pointer: s("/answers/q"), code: s("required") }];
    check(&problem);
}

fn standing() -> Standing {
    Standing {
        state: State::Solved,
        level: 2,
        reply_by: Some(s("2026-11-20T09:00:00Z")),
        unread: 3,
        may_escalate: true,
        reopen_until: Some(s("2026-12-04T08:00:00Z")),
        rating: Some(Rating { stars: 4, word: Some(s("good")) }),
        chat: true,
    }
}

fn message() -> Message {
    Message {
        id: s("m"),
        from: Author::Support,
        agent: Some(s("Ann")),
        event: Some(Happening::Closed),
        text: s("done"),
        at: s("2026-11-20T08:00:00Z"),
        attachments: vec![Attachment {
            id: s("f"),
            name: s("a.png"),
            media_type: s("image/png"),
            bytes: 10,
            width: 20,
            height: 30,
        }],
        unverified: true,
    }
}

fn new_ticket() -> NewTicket {
    NewTicket {
        topic: s("pay"),
        language: s("en"),
        answers: [(s("story"), s("x"))].into_iter().collect(),
        context: context(),
        device: Some(Device { os: Some(s("Android")), browser: Some(s("Firefox 152")) }),
        reply_to: Some(s("ann@mail.example")),
        knowledge: s("v1"),
        attachments: vec![s("f")],
        consent: Some(Consent {
            notice: s("1"),
            at: s("2026-11-20T08:00:00Z"),
            switches: [(s("diagnostics"), true)].into_iter().collect(),
        }),
        confirmed: vec![confirmed()],
        chat: true,
    }
}

fn confirmed() -> Confirmed {
    Confirmed { field: s("/text"), sha256: s("00"), kind: s("pin") }
}

#[test]
fn threads_are_read_as_serde_reads_them() {
    check(&Ticket {
        id: s("i"),
        number: s("HB-7K2M-94"),
        received: s("2026-11-20T08:00:00Z"),
        updated: s("2026-11-20T08:00:00Z"),
        standing: standing(),
        report: new_ticket(),
        attachments: message().attachments,
        messages: vec![message()],
        unverified: true,
    });
    check(&TicketList {
        tickets: vec![Summary {
            id: s("i"),
            number: s("HB-7K2M-94"),
            topic: s("pay"),
            received: s("2026-11-20T08:00:00Z"),
            updated: s("2026-11-20T08:00:00Z"),
            standing: standing(),
        }],
        last_event: Some(s("m")),
    });
    check(&ThreadEvent { ticket: s("i"), standing: standing(), message: Some(message()) });
    check(&Presence { ticket: s("i"), here: true, writing: true, place: Some(2) });
    check(&NewMessage { text: s("x"), attachments: vec![s("f")], confirmed: vec![confirmed()] });
    check(&Escalation { reason: s("x"), confirmed: vec![confirmed()] });
    check(&Rating { stars: 5, word: Some(s("good")) });
    check(&ReadMark { until: s("m") });
    State::ALL.iter().for_each(check::<State>);
    [Author::Person, Author::Support, Author::System].iter().for_each(check::<Author>);
    use Happening as H;
    [H::Solved, H::Reopened, H::Escalated, H::Raised, H::Lowered, H::Closed, H::HandedOver]
        .iter()
        .for_each(check::<Happening>);
}

#[test]
fn every_name_of_a_code_is_known() {
    let codes = [
        Code::InvalidBody,
        Code::InvalidTicket,
        Code::KeyMissing,
        Code::KeyInvalid,
        Code::KeyReused,
        Code::NotFound,
        Code::MethodNotAllowed,
        Code::TooLarge,
        Code::UnsupportedMediaType,
        Code::RateLimited,
        Code::ContainsSecret,
        Code::NeedsConfirmation,
        Code::Unauthorized,
        Code::InvalidMessage,
        Code::NotNow,
        Code::InvalidUpload,
        Code::UploadVersion,
        Code::UploadOffset,
        Code::UploadLocked,
        Code::InvalidPicture,
        Code::Unavailable,
        Code::Internal,
    ];
    codes.iter().for_each(check::<Code>);
    use FaultCode as F;
    let faults = [
        F::Required,
        F::TooLong,
        F::NotAnOption,
        F::NotAnAmount,
        F::NotATime,
        F::InTheFuture,
        F::NotATransaction,
        F::NotYesOrNo,
        F::Pattern,
        F::UnknownQuestion,
    ];
    faults.iter().for_each(check::<FaultCode>);
}

#[test]
fn faults_are_named() {
    for (json, expected) in [
        (r#"{"scren":"x"}"#, "scren"),
        (r#"{"asset":5}"#, "`asset` must be a text"),
        (r#"{"error":{"kode":""}}"#, "kode"),
        ("{} {}", "byte 3"),
        ("[", "byte 1"),
    ] {
        let fault = read_json::<Context>(json.as_bytes()).unwrap_err();
        assert!(fault.contains(expected), "{json}: {fault}");
    }
}

/// What the author's tools would never write can stand in a file that somebody changed.
#[test]
fn articles_that_somebody_changed_are_refused() {
    let article = |inline: Value| {
        let blocks = json!([{ "paragraph": [inline] }]);
        json!({ "articles": [{ "id": "a", "title": "A", "topic": "t", "blocks": blocks }] })
    };
    let link = |address: &str| article(json!({ "link": [{ "web": [address] }, [{ "text": "a" }]] }));
    let image = |src: &str| article(json!({ "image": { "src": src, "alt": "A" } }));
    for good in [link("https://x.example/"), image("image-1.png")] {
        assert!(read_json::<Bodies>(good.to_string().as_bytes()).is_ok(), "{good}");
    }
    for bad in [
        link("javascript:alert(1)"),
        link("data:text/html,x"),
        link("http://x.example/"),
        link("//x.example/"),
        link(" https://x.example/"),
        image("https://x.example/image-1.png"),
        image("//x.example/image-1.png"),
        image("image/../../image-1.png"),
        image("image\\..\\x.png"),
        image("data:image/png;base64,AAAA"),
        image(""),
        article(json!({ "html": "<b>x</b>" })),
        article(json!({ "text": ["<b>x</b>", { "onclick": "x" }] })),
    ] {
        assert!(read_json::<Bodies>(bad.to_string().as_bytes()).is_err(), "{bad}");
        assert!(serde_json::from_value::<Bodies>(bad.clone()).is_err(), "{bad}");
    }
}
