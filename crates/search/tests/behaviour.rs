//! What people type, and what they find.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

use help_core::{Context, context::ErrorContext};
use help_search::{
    Index, Results,
    build::{Builder, Source},
};

/// Id, title, other ways to ask, screens, errors.
type Row = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const ENGLISH: &[Row] = &[
    (
        "withdraw/failed",
        "My withdrawal failed",
        &["withdrawal rejected", "cash out did not work"],
        &["withdraw"],
        &["WD_FAILED"],
    ),
    (
        "withdraw/pending",
        "My withdrawal is still pending",
        &["where is my money", "transfer takes so long"],
        &["withdraw"],
        &["*still confirming*"],
    ),
    (
        "withdraw/network",
        "I chose the wrong network",
        &["sent USDT over ERC20 to TRC20"],
        &["withdraw"],
        &["WD_NETWORK_MISMATCH"],
    ),
    (
        "deposit/missing",
        "My deposit has not arrived",
        &["top up is missing", "money not credited"],
        &["deposit"],
        &[],
    ),
    (
        "account/locked",
        "My account is locked",
        &["wrong password too often", "cannot sign in"],
        &["signin"],
        &["ACC_LOCKED"],
    ),
    (
        "account/phone",
        "I lost my phone",
        &["new phone number for the code", "authenticator gone"],
        &["signin"],
        &[],
    ),
    (
        "safety/phishing",
        "Someone pretends to be support",
        &["fake support asks for my recovery phrase"],
        &[],
        &[],
    ),
    ("fees/withdraw", "What does a withdrawal cost?", &["fee for sending coins"], &["fees"], &[]),
];

const CHINESE: &[Row] = &[
    ("withdraw/failed", "提现失败怎么办", &["提币被拒绝", "取不出钱来"], &["withdraw"], &["WD_FAILED"]),
    ("withdraw/pending", "提现一直在处理中", &["钱还没到账", "转账等了很久"], &["withdraw"], &[]),
    (
        "withdraw/network",
        "选错了网络",
        &["USDT 转到了错误的链", "TRC20 充成 ERC20"],
        &["withdraw"],
        &[],
    ),
    ("deposit/missing", "充值没有到账", &["存入的钱不见了"], &["deposit"], &[]),
    ("account/locked", "账户被锁定", &["密码输错太多次", "登录不了"], &["signin"], &["ACC_LOCKED"]),
    ("safety/phishing", "有人冒充客服", &["客服索要助记词", "收到诈骗短信"], &[], &[]),
];

fn index(language: &str, rows: &[Row]) -> Index {
    let owned = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let mut builder = Builder::new(language);
    for (id, title, questions, screens, errors) in rows {
        builder.add(Source {
            id,
            title,
            topic: id.split('/').next().unwrap(),
            questions: &owned(questions),
            screens: &owned(screens),
            errors: &owned(errors),
            ..Source::default()
        });
    }
    Index::open(builder.finish()).unwrap()
}

fn ids(index: &Index, results: &Results) -> Vec<String> {
    results.hits.iter().filter_map(|it| index.article(it.article)).map(|it| it.id.to_owned()).collect()
}

#[track_caller]
fn check(index: &Index, query: &str, context: &Context, expected: &str) {
    let found = ids(index, &index.search(query, context, 5));
    assert_eq!(found.first().map(String::as_str), Some(expected), "{query}: {found:?}");
}

#[test]
fn english_questions_find_their_article() {
    let index = index("en", ENGLISH);
    for (query, expected) in [
        // as written, in any case and width
        ("withdrawal failed", "withdraw/failed"),
        ("WITHDRAWAL FAILED!!", "withdraw/failed"),
        ("ｗｉｔｈｄｒａｗａｌ　ｆａｉｌｅｄ", "withdraw/failed"),
        // other forms of the same word
        ("my withdrawals keep failing", "withdraw/failed"),
        ("sending coin fees", "fees/withdraw"),
        ("deposits", "deposit/missing"),
        // letters left out, put in, replaced, swapped; two of them
        ("withdrawl faild", "withdraw/failed"),
        ("withdrawal penidng", "withdraw/pending"),
        ("acount is lokced", "account/locked"),
        ("reecoveri phrase", "safety/phishing"),
        ("wrng netwrok", "withdraw/network"),
        // blanks left out and put in
        ("mywithdrawal failed", "withdraw/failed"),
        ("wrongnetwork", "withdraw/network"),
        ("topup", "deposit/missing"),
        // half a word
        ("with fai", "withdraw/failed"),
        ("accou lock", "account/locked"),
        ("depos", "deposit/missing"),
        ("phish fake su", "safety/phishing"),
        // a whole sentence
        ("Hello, I would like to know where my money is, please help", "withdraw/pending"),
    ] {
        check(&index, query, &Context::default(), expected);
    }
}

#[test]
fn chinese_questions_find_their_article() {
    let index = index("zh-CN", CHINESE);
    for (query, expected) in [
        ("提现失败", "withdraw/failed"),
        ("我的提现为什么失败了", "withdraw/failed"),
        // traditional
        ("提現失敗", "withdraw/failed"),
        ("賬戶被鎖定", "account/locked"),
        // pinyin, with and without blanks, unfinished
        ("tixian shibai", "withdraw/failed"),
        ("tixianshibai", "withdraw/failed"),
        ("ti xian shi bai", "withdraw/failed"),
        ("chongzhi meiyou daozhang", "deposit/missing"),
        ("tixian shib", "withdraw/failed"),
        // the wrong sign of the same sound
        ("提线失败", "withdraw/failed"),
        ("帐户被锁定", "account/locked"),
        // mixed
        ("USDT选错网络", "withdraw/network"),
        ("ｕｓｄｔ转错链", "withdraw/network"),
        ("trc20 充错了", "withdraw/network"),
        // spoken
        ("客服问我要助记词是真的吗", "safety/phishing"),
        ("登不上去了密码错了好多次", "account/locked"),
    ] {
        check(&index, query, &Context::default(), expected);
    }
}

#[test]
fn traditional_articles_are_found_by_simplified_words() {
    let index =
        index("zh-TW", &[("a", "提現失敗怎麼辦", &[], &[], &[]), ("b", "帳戶被鎖定", &[], &[], &[])]);
    check(&index, "提现失败", &Context::default(), "a");
    check(&index, "账户锁定", &Context::default(), "b");
    assert_eq!(index.article(0).unwrap().title, "提現失敗怎麼辦");
}

#[test]
fn accents_may_be_left_out() {
    let index = index(
        "fr",
        &[("a", "Mon dépôt n’est pas arrivé", &[], &[], &[]), ("b", "Clé perdue", &[], &[], &[])],
    );
    check(&index, "depot arrive", &Context::default(), "a");
    check(&index, "clés perdues", &Context::default(), "b");
}

fn context(screen: &str, code: &str, message: &str) -> Context {
    let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
    Context {
        screen: some(screen),
        error: Some(ErrorContext { code: some(code), message: some(message) }),
        ..Context::default()
    }
}

#[test]
fn the_moment_decides_between_equal_answers() {
    let index = index("en", ENGLISH);
    for (query, screen, code, message, expected) in [
        ("money", "deposit", "", "", "deposit/missing"),
        ("money", "withdraw", "", "", "withdraw/pending"),
        ("withdrawal", "", "wd_failed", "", "withdraw/failed"),
        ("withdrawal", "", "", "Transfer 0xab12 is still confirming (3 of 12)", "withdraw/pending"),
        ("wrong", "withdraw", "", "", "withdraw/network"),
        // nothing typed
        ("", "", "WD_NETWORK_MISMATCH", "", "withdraw/network"),
        ("", "deposit", "", "", "deposit/missing"),
        ("", "", "", "12.5 USDT not credited", "deposit/missing"),
        // what was typed comes first
        ("recovery phrase", "withdraw", "WD_FAILED", "", "safety/phishing"),
    ] {
        check(&index, query, &context(screen, code, message), expected);
    }
    let network =
        Context { asset: Some("usdt".into()), network: Some("TRC20".into()), ..Context::default() };
    check(&index, "wrong", &network, "withdraw/network");
}

#[test]
fn the_moment_brings_no_article_that_was_not_asked_for() {
    let index = index("en", ENGLISH);
    let found = index.search("recovery phrase", &context("withdraw", "WD_FAILED", ""), 9);
    assert_eq!(ids(&index, &found), ["safety/phishing"]);
    assert!(!found.hits[0].fits);
    let found = index.search("failed", &context("withdraw", "WD_FAILED", ""), 9);
    assert!(found.hits[0].fits);
    assert!(index.search("", &Context::default(), 9).hits.is_empty());
}

#[test]
fn questions_that_no_article_answers_are_told_so() {
    let index = index("en", ENGLISH);
    for (query, expected) in [
        ("my withdrawal failed", true),
        ("withdrawl faild", true),
        ("account locked", true),
        ("fake support", true),
        ("who won the football match yesterday", false),
        ("recipe for banana bread", false),
        ("what is the weather in london", false),
        ("zzzz qqqq", false),
        ("", false),
    ] {
        let found = index.search(query, &Context::default(), 3);
        assert_eq!(found.confident, expected, "{query}: {}", found.confidence);
        assert!((0.0..=1.0).contains(&found.confidence));
    }
    assert!(index.search("", &context("", "WD_FAILED", ""), 3).confident);
}

#[test]
fn the_topic_is_guessed_from_the_words() {
    let index = index("en", ENGLISH);
    for (query, expected) in [
        ("withdrawal rejected", Some("withdraw")),
        ("cannot sign in, account locked", Some("account")),
        ("banana bread", None),
    ] {
        assert_eq!(index.search(query, &Context::default(), 3).topic.as_deref(), expected, "{query}");
    }
}

#[test]
fn marks_show_what_matched() {
    let english = index("en", ENGLISH);
    let chinese = index("zh-CN", CHINESE);
    for (index, query, expected) in [
        (&english, "withdrawal faild", "My [withdrawal] [failed]"),
        (&english, "account lock", "My [account] is [locked]"),
        (&chinese, "提現失敗", "[提现失败]怎么办"),
        (&chinese, "suoding", "账户被[锁定]"),
    ] {
        let hit = index.search(query, &Context::default(), 1).hits.remove(0);
        let title: Vec<char> = index.article(hit.article).unwrap().title.chars().collect();
        let mut shown = String::new();
        for (n, c) in title.iter().enumerate() {
            shown.extend(hit.marks.iter().filter(|it| it.start as usize == n).map(|_| '['));
            shown.push(*c);
            shown.extend(hit.marks.iter().filter(|it| it.end as usize == n + 1).map(|_| ']'));
        }
        assert_eq!(shown, expected, "{query}");
    }
}

#[test]
fn snippets_show_the_best_part() {
    let index = index("en", ENGLISH);
    let text = format!(
        "{} Then the withdrawal failed at once.\n\n{}",
        "Nothing here. ".repeat(30),
        "More. ".repeat(50)
    );
    let found = index.snippet(&text, "withdrawals failing");
    assert!(found.text.starts_with('…') && found.text.ends_with('…'), "{}", found.text);
    let chars: Vec<char> = found.text.chars().collect();
    let marked: Vec<String> = found
        .marks
        .iter()
        .map(|it| chars[it.start as usize..it.end as usize].iter().collect())
        .collect();
    assert_eq!(marked, ["withdrawal", "failed"]);
    assert_eq!(index.snippet("", "x").text, "");
}

#[test]
fn explanations_add_up_to_the_score() {
    let index = index("en", ENGLISH);
    let context = context("withdraw", "WD_FAILED", "cash out did not work");
    for query in ["withdrawal faild", "my withdrawal is pending", ""] {
        let hit = index.search(query, &context, 1).hits.remove(0);
        let parts = index.explain(query, &context, hit.article);
        let sum: f32 = parts.iter().map(|it| it.1).sum();
        assert!((sum - hit.score).abs() < 0.01 * hit.score, "{query}: {parts:?} for {}", hit.score);
    }
}

#[test]
fn entries_are_read_back() {
    let mut builder = Builder::new("en");
    for n in 0..40u32 {
        let id = format!("id/{n}");
        builder.add(Source {
            id: &id,
            title: if n % 2 == 0 { "Same title" } else { "Other title" },
            topic: "t",
            urgent: n == 7,
            body_file: n / 10,
            ..Source::default()
        });
    }
    let index = Index::open(builder.finish()).unwrap();
    assert_eq!((index.len(), index.is_empty(), index.language()), (40, false, "en"));
    for n in 0..40u32 {
        let entry = index.article(n).unwrap();
        assert_eq!(entry.id, format!("id/{n}"));
        assert_eq!(entry.title, if n % 2 == 0 { "Same title" } else { "Other title" });
        assert_eq!((entry.topic, entry.body, entry.urgent), ("t", n / 10, n == 7));
        assert_eq!(index.find(entry.id), Some(n));
    }
    assert_eq!(index.article(40), None);
    assert_eq!(index.find("id/40"), None);
    let empty = Index::open(Builder::new("zh-CN").finish()).unwrap();
    assert!(empty.is_empty() && empty.search("提现", &Context::default(), 3).hits.is_empty());
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    for (language, rows) in [("en", ENGLISH), ("zh-CN", CHINESE)] {
        assert_eq!(
            index(language, rows).search("a", &Context::default(), 3).hits.len(),
            index(language, rows).search("a", &Context::default(), 3).hits.len()
        );
    }
    let build = || {
        let mut builder = Builder::new("en");
        for (id, title, questions, ..) in ENGLISH {
            let questions: Vec<String> = questions.iter().map(|it| (*it).to_owned()).collect();
            builder.add(Source {
                id,
                title,
                questions: &questions,
                body: "a b c d e f g",
                ..Source::default()
            });
        }
        builder.finish()
    };
    assert_eq!(build(), build());
}
