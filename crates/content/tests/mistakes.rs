//! Every mistake that a check can find, each broken into a sound folder, with its exact file and line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/folder.rs"]
mod folder;

use folder::Folder;
use help_content::{Options, Rule, build, check};

/// What to break, what is found, and where.
struct Case {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    found: &'static str,
}

const fn case(file: &'static str, from: &'static str, to: &'static str, found: &'static str) -> Case {
    Case { file, from, to, found }
}

const PENDING: &str = "en/withdraw/pending.md";
const FLOW: &str = "flows/withdraw.toml";

/// `FILE:LINE code` of what is found first in the file that was broken, or in the named one.
const CASES: &[Case] = &[
    // knowledge.toml
    case("knowledge.toml", "[\"en\", \"zh-CN\"]", "[]", "knowledge.toml:2 languages"),
    case(
        "knowledge.toml",
        "[\"en\", \"zh-CN\"]",
        "[\"en\", \"zh-CN\", \"en_US\"]",
        "knowledge.toml:2 languages",
    ),
    case(
        "knowledge.toml",
        "[\"en\", \"zh-CN\"]",
        "[\"en\",\n\"zh-CN\", \"EN\"]",
        "knowledge.toml:3 languages",
    ),
    case("knowledge.toml", "id = \"fees\"", "id = \"withdraw\"", "knowledge.toml:10 duplicate-id"),
    case("knowledge.toml", "icon = \"fees\"", "icon = \"feez\"", "knowledge.toml:11 likely-typo"),
    case("knowledge.toml", ", zh-CN = \"费用\"", "", "knowledge.toml:12 missing-language"),
    case(
        "knowledge.toml",
        "zh-CN = \"费用\"",
        "zh-CN = \"费用\", fr = \"Frais\"",
        "knowledge.toml:12 extra-language",
    ),
    case("knowledge.toml", "icon = \"fees\"", "icon = \"fees", "knowledge.toml:11 syntax"),
    case("knowledge.toml", "icon = \"fees\"", "ikon = \"fees\"", "knowledge.toml:11 shape"),
    case("knowledge.toml", "languages =", "langs =", "knowledge.toml:1 languages"),
    // articles
    case(PENDING, "+++\ntitle", "title", "en/withdraw/pending.md:1 front-matter"),
    case(PENDING, "+++\ntitle", "---\ntitle", "en/withdraw/pending.md:1 front-matter"),
    case(PENDING, "2026-11-20\n+++", "2026-11-20", "en/withdraw/pending.md:1 front-matter"),
    case(PENDING, "topic = \"withdraw\"", "topic = \"withdraw", "en/withdraw/pending.md:3 syntax"),
    case(PENDING, "topic = \"withdraw\"", "topic = 3", "en/withdraw/pending.md:3 shape"),
    case(PENDING, "topic = \"withdraw\"\n", "", "en/withdraw/pending.md:1 shape"),
    case(
        PENDING,
        "topic = \"withdraw\"",
        "topic = \"withdrawl\"",
        "en/withdraw/pending.md:3 unknown-topic",
    ),
    case(
        PENDING,
        "topic = \"withdraw\"",
        "topic = \"fees\"",
        "zh-CN/withdraw/pending.md:3 disagreement",
    ),
    case(PENDING, "screens =", "screen =", "en/withdraw/pending.md:5 shape"),
    case(PENDING, "My withdrawal is pending", "", "en/withdraw/pending.md:2 title"),
    case(
        PENDING,
        "My withdrawal is pending",
        "My withdrawal is pending and I have waited for many hours, what is going on and what do I do now",
        "en/withdraw/pending.md:2 title",
    ),
    case(PENDING, "2026-11-20\n", "\"soon\"\n", "en/withdraw/pending.md:7 time"),
    case(PENDING, "\"*still pending*\"", "\"*\"", "en/withdraw/pending.md:6 shape"),
    case(PENDING, "updated", "id = \"fees/cost\"\nupdated", "en/withdraw/pending.md:7 duplicate-id"),
    case(PENDING, "../fees/cost.md", "../fees/costs.md", "en/withdraw/pending.md:10 dead-link"),
    case(PENDING, "form:withdraw", "form:nothing", "en/withdraw/pending.md:13 dead-link"),
    case(PENDING, "../fees/cost.md", "javascript:alert(1)", "en/withdraw/pending.md:10 refused-link"),
    case(
        PENDING,
        "../fees/cost.md",
        "https://a.example@b.example/",
        "en/withdraw/pending.md:10 refused-link",
    ),
    case(PENDING, "../fees/cost.md", "http://a.example/", "en/withdraw/pending.md:10 refused-link"),
    case(PENDING, "It is", "![map](map.png)\n\nIt is", "en/withdraw/pending.md:10 dead-link"),
    case(PENDING, "It is", "<div onclick=x>It is", "en/withdraw/pending.md:10 raw-html"),
    case(PENDING, "**Records**", "**Records", "en/withdraw/pending.md:12 markup"),
    case(
        PENDING,
        "\"coins still not out\"",
        "\"withdrawal stuck for hours\"",
        "en/withdraw/pending.md:4 competing",
    ),
    case(
        PENDING,
        "\"coins still not out\"",
        "\n\"price of sending money!\"",
        "en/fees/cost.md:4 competing",
    ),
    case(
        "en/fees/cost.md",
        "questions",
        "errors = [\"wd_pending\"]\nquestions",
        "en/withdraw/pending.md:6 shared-error",
    ),
    case("en/fees/cost.md", "What does a transfer cost", "???", "en/fees/cost.md:2 unfindable"),
    // channels.toml
    case(
        "channels.toml",
        "hours = [{ days = [\"mon\", \"tue\"], open = \"08:00\", close = \"20:00\" }]",
        "",
        "channels.toml:1 hours",
    ),
    case(
        "channels.toml",
        "hours = [{ days = [\"mon\", \"tue\"], open = \"08:00\", close = \"20:00\" }]",
        "hours = []",
        "channels.toml:7 hours",
    ),
    case("channels.toml", "08:00", "8:00", "channels.toml:7 hours"),
    case("channels.toml", "[\"mon\", \"tue\"]", "[]", "channels.toml:7 hours"),
    case("channels.toml", "\"mon\"", "\"monday\"", "channels.toml:7 shape"),
    case("channels.toml", "Europe/London", "Europe/Londn", "channels.toml:6 timezone"),
    case("channels.toml", "timezone = \"Europe/London\"\n", "", "channels.toml:6 timezone"),
    case("channels.toml", "kind = \"phone\"", "kind = \"fax\"", "channels.toml:3 shape"),
    case("channels.toml", "kind = \"phone\"", "kind = \"email\"", "channels.toml:5 address"),
    case(
        "channels.toml",
        "timezone",
        "url = \"javascript:alert(1)\"\ntimezone",
        "channels.toml:6 address",
    ),
    case(
        "channels.toml",
        "timezone",
        "url = \"tel:+442079460199\"\ntimezone",
        "channels.toml:6 address",
    ),
    case("channels.toml", "hours", "holidays = [\"2026-13-01\"]\nhours", "channels.toml:7 time"),
    case("channels.toml", ", zh-CN = \"电话\"", "", "channels.toml:4 missing-language"),
    // fees.toml
    case("fees.toml", "fee = \"1\"", "fee = \"one\"", "fees.toml:5 amount"),
    case("fees.toml", "fee = \"1\"", "fee = 1", "fees.toml:5 shape"),
    case("fees.toml", "max = \"500\"", "max = \"5\"", "fees.toml:7 amount"),
    case("fees.toml", "daily = \"1000\"", "daily = \"100\"", "fees.toml:8 amount"),
    case(
        "fees.toml",
        "daily = \"1000\"",
        "[[withdrawal]]\nasset = \"usdt\"\nnetwork = \"TRC20\"\nfee = \"1\"",
        "fees.toml:8 duplicate-id",
    ),
    // notices.toml
    case("notices.toml", "[\"withdraw\"]", "[\"withdrawals\"]", "notices.toml:4 unknown-topic"),
    case("notices.toml", "[\"TRC20\"]", "[\"TRC-20\"]", "notices.toml:5 likely-typo"),
    case("notices.toml", "2026-11-21T08:00:00Z", "2026-11-19T08:00:00Z", "notices.toml:7 time"),
    case("notices.toml", "2026-11-20T08:00:00Z", "2026-11-20", "notices.toml:6 time"),
    // flows
    case(FLOW, "question = \"kind\"", "question = \"kinds\"", "flows/withdraw.toml:32 condition"),
    case(FLOW, "question = \"kind\"", "question = \"hash\"", "flows/withdraw.toml:32 condition"),
    case(FLOW, "question = \"kind\", ", "", "flows/withdraw.toml:32 condition"),
    case(
        FLOW,
        "question = \"kind\", is",
        "question = \"kind\", context = \"screen\", is",
        "flows/withdraw.toml:32 condition",
    ),
    case(FLOW, "is = [\"pending\"]", "is = [\"waiting\"]", "flows/withdraw.toml:32 condition"),
    case(FLOW, "is = [\"pending\"]", "iz = [\"pending\"]", "flows/withdraw.toml:32 shape"),
    case(
        FLOW,
        "is = [\"pending\"] }",
        "is = [\"pending\"] }, { question = \"kind\", not = [\"pending\"] }",
        "flows/withdraw.toml:22 unreachable",
    ),
    case(FLOW, "^[0-9a-f]+$", "^[0-9a-f+$", "flows/withdraw.toml:30 pattern"),
    case(
        FLOW,
        "message = { en = \"Copy only the hash.\", zh-CN = \"只复制哈希。\" }\n",
        "",
        "flows/withdraw.toml:30 pattern",
    ),
    case(
        FLOW,
        "article = \"withdraw/pending\"\n",
        "article = \"withdraw/gone\"\n",
        "flows/withdraw.toml:6 dead-link",
    ),
    case(
        FLOW,
        "article = \"withdraw/pending\" }",
        "article = \"withdraw/gone\" }",
        "flows/withdraw.toml:18 dead-link",
    ),
    case(FLOW, "value = \"pending\"", "value = \"FAILED\"", "flows/withdraw.toml:18 options"),
    case(FLOW, "kind = \"transaction\"", "kind = \"choice\"", "flows/withdraw.toml:27 options"),
    case(FLOW, "id = \"hash\"", "id = \"kind\"", "flows/withdraw.toml:26 duplicate-id"),
    case(FLOW, "id = \"more\"", "id = \"what\"", "flows/withdraw.toml:22 duplicate-id"),
    case(
        FLOW,
        "attach = [\"screen\", \"error\"]",
        "attach = [\"screen\", \"color\"]",
        "flows/withdraw.toml:2 shape",
    ),
    case(FLOW, "required = false", "required = \"no\"", "flows/withdraw.toml:29 shape"),
    case(FLOW, "zh-CN = \"哈希\"", "", "flows/withdraw.toml:28 missing-language"),
    case(
        FLOW,
        "[{ question = \"kind\", is = [\"pending\"] }]",
        "[{ any = [\n{ question = \"kind\", is = [\"pending\"] },\n{ none = [{ question = \"gone\" }] }] }]",
        "flows/withdraw.toml:34 condition",
    ),
    case(
        FLOW,
        "[{ question = \"kind\", is = [\"pending\"] }]",
        "[{ question = \"kind\", any = [{ context = \"network\" }] }]",
        "flows/withdraw.toml:32 condition",
    ),
    case(
        FLOW,
        "[{ question = \"kind\", is = [\"pending\"] }]",
        "[{ is = [\"pending\"], any = [{ context = \"network\" }] }]",
        "flows/withdraw.toml:32 condition",
    ),
    case(
        FLOW,
        "[{ question = \"kind\", is = [\"pending\"] }]",
        "[{ context = \"network\", is = [\"BTC\"] }, { none = [{ context = \"network\", is = [\"btc\"] }] }]",
        "flows/withdraw.toml:32 unreachable",
    ),
    case(
        FLOW,
        "zh-CN = \"失败\" } },",
        "zh-CN = \"失败\" },\n show_if = [{ context = \"asset\" }, { none = [{ context = \"asset\" }] }] },",
        "flows/withdraw.toml:18 unreachable",
    ),
    case(
        FLOW,
        "zh-CN = \"还在处理吗？\" }",
        "zh-CN = \"还在处理吗？\" }\nshow_if = [{ context = \"asset\" }, { none = [{ context = \"asset\" }] }]",
        "flows/withdraw.toml:6 unreachable",
    ),
    case(
        FLOW,
        "zh-CN = \"失败\" } },\n  { value = \"pending\", label",
        "zh-CN = \"失败\" }, show_if = [{ context = \"asset\" }] },\n  { value = \"pending\", show_if = [{ context = \"asset\" }], label",
        "flows/withdraw.toml:16 dead-end",
    ),
    case(
        FLOW,
        "[[steps]]\nid = \"what\"",
        "[[money]]\nway = \"withdrawal\"\namount = \"hash\"\n\n[[steps]]\nid = \"what\"",
        "flows/withdraw.toml:10 money",
    ),
    case(
        FLOW,
        "[[steps]]\nid = \"what\"",
        "[[money]]\nway = \"withdrawal\"\narticles = { adress = \"withdraw/pending\" }\n\n[[steps]]\nid = \"what\"",
        "flows/withdraw.toml:10 money",
    ),
    case(
        FLOW,
        "[[steps]]\nid = \"what\"",
        "[[money]]\nway = \"conversion\"\n\n[[steps]]\nid = \"what\"",
        "flows/withdraw.toml:9 money",
    ),
    case(
        FLOW,
        "[\"screen\", \"error\"]",
        "[\"screen\",\n{ member = \"error\", on = true }]",
        "flows/withdraw.toml:3 privacy",
    ),
    case(
        FLOW,
        "article = \"withdraw/pending\"\n",
        "no = { text = { en = \"Look.\", zh-CN = \"看。\" } }\n",
        "flows/withdraw.toml:6 shape",
    ),
    case(
        FLOW,
        "article = \"withdraw/pending\"\n",
        "id = \"hash\"\n",
        "flows/withdraw.toml:26 duplicate-id",
    ),
    case(FLOW, "id = \"more\"", "id = \"more\"\nhelp = \"x\"", "flows/withdraw.toml:23 shape"),
    case(FLOW, "kind = \"account\"", "kind = \"yesno\"", "flows/withdraw.toml:8 no-account"),
];

/// A question of a form.
fn question(id: &str, more: &str) -> String {
    format!(
        "[[steps.questions]]\nid = \"{id}\"\nkind = \"yesno\"\nlabel = {{ en = \"a\", zh-CN = \"b\" }}\n{more}\n"
    )
}

#[test]
fn a_form_that_asks_too_much_is_named() {
    let folder = Folder::sound();
    let questions: String = (0..9).map(|at| question(&format!("q{at}"), "")).collect();
    folder.put(FLOW, &format!("{}{questions}", folder.get(FLOW)));
    assert!(told(&folder).contains(&"flows/withdraw.toml:8 long-form".to_owned()));
}

#[test]
fn more_cases_than_can_be_tried_are_named() {
    let folder = Folder::sound();
    let mut questions = String::new();
    for at in 0..18 {
        let after = format!("show_if = [{{ question = \"q{at}\" }}]");
        questions.push_str(&question(&format!("q{at}"), "required = false"));
        questions.push_str(&question(&format!("r{at}"), &format!("{after}\nrequired = false")));
    }
    folder.put(FLOW, &format!("{}{questions}", folder.get(FLOW)));
    assert!(told(&folder).contains(&"flows/withdraw.toml:8 unproven".to_owned()));
}

#[test]
fn a_sound_folder_has_no_mistake() {
    let folder = Folder::sound();
    let report = check(folder.path()).unwrap();
    assert_eq!(report.mistakes(), [], "{report}");
}

#[test]
fn every_mistake_is_found_where_it_stands() {
    let sound = Folder::sound();
    for Case { file, from, to, found } in CASES {
        let before = sound.get(file);
        sound.edit(file, from, to);
        let told = told(&sound);
        assert!(
            told.iter().any(|it| it == found),
            "{file}: {from:?} to {to:?}: {told:#?} lacks {found}"
        );
        sound.put(file, &before);
    }
}

#[test]
fn files_that_should_not_be_there_or_are_not() {
    type Break = fn(&Folder);
    let cases: &[(Break, &str)] = &[
        (|it| it.remove("knowledge.toml"), "knowledge.toml:1 unreadable"),
        (|it| it.remove("zh-CN/fees/cost.md"), "en/fees/cost.md:1 missing-language"),
        (|it| it.remove("en/fees/cost.md"), "zh-CN/fees/cost.md:1 missing-language"),
        (|it| it.remove("channels.toml"), "channels.toml:1 unused"),
        (|it| it.put("flows/deposit.toml", folder::FLOW), "flows/deposit.toml:1 unknown-topic"),
        (
            |it| it.put("flows/fees.toml", "title = { en = \"a\", zh-CN = \"b\" }\n"),
            "flows/fees.toml:1 shape",
        ),
        (|it| it.put("fr/a.md", folder::COST), "fr/a.md:1 unused"),
        (
            |it| std::fs::write(it.join("en/bad.md"), b"+++\ntitle = \"\xff\"\n").unwrap(),
            "en/bad.md:2 unreadable",
        ),
        (|it| it.edit("en/fees/cost.md", "questions", "screens = [\"withdrew\"]\nquestions"), ""),
        (
            |it| {
                it.edit("knowledge.toml", "[[topics]]\nid = \"fees\"", "[[topics]]\nid = \"safety\"\ntitle = { en = \"S\", zh-CN = \"安\" }\n\n[[topics]]\nid = \"fees\"");
            },
            "knowledge.toml:9 unused",
        ),
        (
            |it| {
                for name in ["a", "b", "c"] {
                    it.put(
                        &format!("en/{name}.md"),
                        &folder::PENDING.replace("../fees/cost.md", "contact:"),
                    );
                }
                it.edit("en/fees/cost.md", "questions", "screens = [\"withdrew\"]\nquestions");
            },
            "en/fees/cost.md:4 likely-typo",
        ),
    ];
    for (break_it, found) in cases {
        let folder = Folder::sound();
        break_it(&folder);
        let told = told(&folder);
        assert!(
            found.is_empty() && told.is_empty() || told.iter().any(|it| it == found),
            "{told:#?} lacks {found}"
        );
    }
}

#[test]
fn every_rule_is_tried() {
    let tried: std::collections::BTreeSet<&str> = CASES
        .iter()
        .filter_map(|it| it.found.rsplit(' ').next())
        .chain(["unreadable", "unused", "long-form", "unproven"])
        .collect();
    let all: std::collections::BTreeSet<&str> = Rule::ALL.iter().map(|it| it.code()).collect();
    assert_eq!(tried, all);
}

#[test]
fn mistakes_that_leave_no_bundle_stop_the_build_and_others_do_not() {
    let sound = Folder::sound();
    let out = tempfile::tempdir().unwrap();
    for Case { file, from, to, found } in CASES {
        let before = sound.get(file);
        sound.edit(file, from, to);
        let code = found.rsplit(' ').next().unwrap();
        let rule = Rule::ALL.iter().find(|it| it.code() == code).unwrap();
        let built = build(sound.path(), &out.path().join("kb"), Options::default());
        assert_eq!(
            built.is_err(),
            rule.stops_build(),
            "{found}: {:?}",
            built.err().map(|it| it.to_string())
        );
        sound.put(file, &before);
    }
}

/// `FILE:LINE code` of everything that is found, with paths from the folder.
fn told(folder: &Folder) -> Vec<String> {
    let root = format!("{}/", folder.path().display());
    let report = check(folder.path()).unwrap();
    report
        .mistakes()
        .iter()
        .map(|it| {
            let file = it.place.file.strip_prefix(root.as_str()).unwrap_or(&it.place.file);
            assert!(!it.next.is_empty(), "{it} says no next step");
            format!("{file}:{} {}", it.place.line, it.rule.code())
        })
        .collect()
}
