//! Word vectors worked into an index: what is said in other words is found, and nothing else changes.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

use help_core::Context;
use help_search::{
    Index,
    build::{Builder, Source, Vectors},
};

/// Words of three meanings: theft, moving house, waiting.
struct Three(Vec<String>);

impl Vectors for Three {
    fn common(&self) -> &[String] {
        &self.0
    }

    fn vector(&self, word: &str) -> Option<Vec<f32>> {
        Some(match word {
            "stolen" | "robbed" | "thief" => vec![1.0, 0.0, 0.0],
            "address" | "moved" | "house" => vec![0.0, 1.0, 0.0],
            "pending" | "waiting" | "slow" => vec![0.0, 0.0, 1.0],
            "my" | "was" | "is" => vec![0.1, 0.1, 0.1],
            _ => return None,
        })
    }
}

fn builder(language: &str, titles: &[&str]) -> Builder {
    let mut builder = Builder::new(language);
    for (n, title) in titles.iter().enumerate() {
        builder.add(Source { id: &format!("a/{n}"), title, ..Source::default() });
    }
    builder
}

fn three() -> Three {
    Three(["robbed", "moved", "slow"].map(str::to_owned).into())
}

const TITLES: [&str; 3] = ["My card was stolen", "Change the address", "The transfer is pending"];

fn found(index: &Index, query: &str) -> Vec<u32> {
    index.search(query, &Context::default(), 3).hits.iter().map(|it| it.article).collect()
}

#[test]
fn other_words_of_the_same_meaning_find_the_article() {
    let plain = Index::open(builder("en", &TITLES).finish()).unwrap();
    let with = Index::open(builder("en", &TITLES).finish_with(Some(&three()))).unwrap();
    for (query, article) in [("robbed", 0), ("i have moved", 1), ("so slow", 2)] {
        assert_eq!(found(&plain, query), [0; 0], "{query}");
        assert_eq!(found(&with, query).first(), Some(&article), "{query}");
        // Nearness alone is no reason to be sure.
        assert!(!with.search(query, &Context::default(), 3).confident, "{query}");
    }
    // What the words say stays ahead.
    assert_eq!(found(&with, "my card was stolen").first(), Some(&0));
    assert_eq!(found(&with, "transfer pending").first(), Some(&2));
    let why = with.explain("robbed", &Context::default(), 0);
    assert!(why.iter().any(|it| it.0 == "meaning" && it.1 > 0.0), "{why:?}");
}

#[test]
fn an_article_with_the_word_stays_in_the_list() {
    let with = Index::open(builder("en", &TITLES).finish_with(Some(&three()))).unwrap();
    // "robbed" speaks against the address, but its word was asked for.
    assert!(found(&with, "robbed robbed robbed address").contains(&1));
}

#[test]
fn a_language_without_blanks_is_left_as_it_is() {
    let titles = ["提现失败", "更改地址", "转账处理中 pending"];
    assert_eq!(
        builder("zh-CN", &titles).finish_with(Some(&three())),
        builder("zh-CN", &titles).finish()
    );
}

#[test]
fn vectors_that_know_no_word_change_nothing() {
    struct Nothing;
    impl Vectors for Nothing {
        fn common(&self) -> &[String] {
            &[]
        }
        fn vector(&self, _: &str) -> Option<Vec<f32>> {
            None
        }
    }
    assert_eq!(builder("en", &TITLES).finish_with(Some(&Nothing)), builder("en", &TITLES).finish());
}

#[test]
fn the_same_articles_and_vectors_give_the_same_bytes() {
    let once = builder("en", &TITLES).finish_with(Some(&three()));
    assert_eq!(builder("en", &TITLES).finish_with(Some(&three())), once);
}
