//! Whatever bytes come and whatever is typed: an index opens or says why not, and search ends.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use help_core::{Context, context::ErrorContext};
use help_search::{
    Index, OpenError,
    build::{Builder, Source, Vectors},
};
use proptest::prelude::*;
use xxhash_rust::xxh64::xxh64;

static ENGLISH: LazyLock<Vec<u8>> = LazyLock::new(|| built("en"));
static CHINESE: LazyLock<Vec<u8>> = LazyLock::new(|| built("zh-CN"));

fn built(language: &str) -> Vec<u8> {
    let mut builder = Builder::new(language);
    for (n, (title, question)) in [
        ("My withdrawal failed", "cash out rejected"),
        ("提现失败怎么办", "提現被拒絕 USDT"),
        ("Deposit missing", "where is my money"),
        ("เงินฝาก", "ഇല്ല"),
    ]
    .iter()
    .enumerate()
    {
        let id = format!("id/{n}");
        builder.add(Source {
            id: &id,
            title,
            topic: "t",
            questions: &[(*question).to_owned()],
            headings: &["What to do".to_owned()],
            body: &"one two three four ".repeat(30),
            screens: &["withdraw".to_owned()],
            errors: &["WD_FAILED".to_owned(), "*failed*".to_owned()],
            ..Source::default()
        });
    }
    builder.finish_with(Some(&Letters))
}

/// Words by their letters, so that the sections of word vectors are there to be damaged.
struct Letters;

impl Vectors for Letters {
    fn common(&self) -> &[String] {
        static COMMON: LazyLock<Vec<String>> =
            LazyLock::new(|| ["asdf", "withhold", "zebra"].map(str::to_owned).into());
        &COMMON
    }

    fn vector(&self, word: &str) -> Option<Vec<f32>> {
        Some((b'a'..=b'z').map(|it| word.bytes().filter(|own| *own == it).count() as f32).collect())
    }
}

/// Asks everything that reads the tables.
fn use_all(index: &Index, query: &str) {
    let context = Context {
        screen: Some("withdraw".into()),
        error: Some(ErrorContext {
            code: Some("WD_FAILED".into()),
            message: Some("it failed 提现".into()),
        }),
        network: Some("USDT".into()),
        ..Context::default()
    };
    for query in [query, "withdrawl faild", "tixian shib", "提現失败", "cashout my", "th", ""] {
        let found = index.search(query, &context, 9);
        assert!(found.hits.len() <= 9);
        assert!((0.0..=1.0).contains(&found.confidence), "{}", found.confidence);
        for hit in &found.hits {
            assert!(hit.score.is_finite());
            index.article(hit.article);
        }
        index.explain(query, &context, 1);
        index.snippet("My withdrawal failed. 提现失败", query);
    }
    index.find("id/2");
    index.article(u32::MAX);
}

/// Makes the checksum right again, so that damage reaches the tables.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() >= 16 {
        let version = u64::from(u16::from_le_bytes([bytes[4], bytes[5]]));
        let beyond = u64::from(u16::from_le_bytes([bytes[6], bytes[7]]).saturating_sub(26));
        let sum = xxh64(&bytes[16..], version | beyond << 16).to_le_bytes();
        bytes[8..16].copy_from_slice(&sum);
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Index::open(bytes.clone()).is_err());
        let mut begun = b"WHSI\x01\x00\x1a\x00".to_vec();
        begun.extend(bytes);
        if let Ok(index) = Index::open(sealed(begun)) {
            use_all(&index, "a");
        }
    }

    #[test]
    fn one_changed_bit_is_noticed(at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let mut bytes = ENGLISH.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Index::open(bytes).is_err());
    }

    #[test]
    fn damage_behind_a_right_checksum_does_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in 0..40usize,
        query in ".{0,24}",
    ) {
        let mut bytes = if cut % 2 == 0 { CHINESE.clone() } else { ENGLISH.clone() };
        for (at, value) in changes {
            let at = 16 + at.index(bytes.len() - 16);
            bytes[at] = value;
        }
        if cut < 4 {
            bytes.truncate(bytes.len() - cut);
        }
        if let Ok(index) = Index::open(sealed(bytes)) {
            use_all(&index, &query);
        }
    }

    #[test]
    fn anything_may_be_typed(query in "\\PC{0,80}") {
        let index = Index::open(ENGLISH.clone()).unwrap();
        use_all(&index, &query);
    }

    #[test]
    fn anything_may_be_written(title in "\\PC{0,60}", question in "\\PC{0,60}", body in "\\PC{0,200}") {
        for language in ["en", "zh-CN", "ar", "xx", ""] {
            let mut builder = Builder::new(language);
            builder.add(Source {
                id: "a", title: &title, body: &body, questions: std::slice::from_ref(&question), ..Source::default()
            });
            let index = Index::open(builder.finish()).unwrap();
            prop_assert_eq!(index.article(0).unwrap().title, title.as_str());
            use_all(&index, &question);
        }
    }
}

#[test]
fn a_newer_index_is_named() {
    let mut bytes = built("en");
    bytes[4] = 7;
    assert_eq!(Index::open(bytes).unwrap_err(), OpenError::Newer { found: 7, known: 1 });
}

#[test]
fn sections_of_a_later_writer_are_passed_over() {
    // One more section, empty, behind the ones that are known.
    let (head, rest) = ENGLISH.split_at(16);
    let count = usize::from(u16::from_le_bytes([head[6], head[7]]));
    let (ends, body) = rest.split_at(4 * count);
    let ends: Vec<u32> =
        ends.chunks(4).map(|it| u32::from_le_bytes(it.try_into().unwrap()) + 4).collect();
    let mut longer = [&head[..6], &(count as u16 + 1).to_le_bytes(), &head[8..]].concat();
    longer.extend(ends.iter().chain(ends.last()).flat_map(|it| it.to_le_bytes()));
    longer.extend_from_slice(body);
    let (now, later) = (Index::open(ENGLISH.clone()).unwrap(), Index::open(sealed(longer)).unwrap());
    let hits = |index: &Index| index.search("withdrawal failed", &Context::default(), 9).hits;
    assert_eq!(hits(&later), hits(&now));
}
