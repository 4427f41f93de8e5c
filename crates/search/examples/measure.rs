//! Measures the engine on questions it was not built from: `cargo run --release -p help-search --example
//! measure`. Articles and questions are both drawn from the training rows of BANKING77, so weights can be
//! judged without a look at the test rows.

#![allow(clippy::expect_used)]

use std::{collections::BTreeMap, time::Instant};

use help_search::{
    Index,
    build::{Builder, Source},
};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/");

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    fn shuffle<T>(&mut self, rows: &mut [T]) {
        for n in (1..rows.len()).rev() {
            rows.swap(n, self.below(n + 1));
        }
    }
}

fn typos(text: &str, random: &mut Random) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let mut chars: Vec<char> = word.chars().collect();
            if chars.iter().filter(|it| it.is_alphabetic()).count() > 3 && random.share() < 0.2 {
                let letter = char::from(b'a' + random.below(26) as u8);
                let at = 1 + random.below(chars.len() - 2);
                match random.below(4) {
                    0 => _ = chars.remove(at),
                    1 => chars.insert(at, letter),
                    2 => chars[at] = letter,
                    _ => chars.swap(at, at + 1),
                }
            }
            chars.into_iter().collect()
        })
        .collect();
    words.join(" ")
}

fn rows(path: &str) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(format!("{DATA}{path}")).ok()?;
    text.lines().map(|line| serde_json::from_str(line).ok()).collect()
}

fn title(intent: &str) -> String {
    let text = intent.replace('_', " ");
    text[..1].to_uppercase() + &text[1..]
}

struct Tally {
    first: usize,
    three: usize,
    all: usize,
}

fn judge(index: &Index, queries: &[(String, u32)], change: &mut dyn FnMut(&str) -> String) -> Tally {
    let context = help_core::Context::default();
    let mut tally = Tally { first: 0, three: 0, all: 0 };
    for (query, expected) in queries {
        let found = index.search(&change(query), &context, 3);
        let at = found.hits.iter().position(|it| it.article == *expected);
        tally.first += usize::from(at == Some(0));
        tally.three += usize::from(at.is_some());
        tally.all += 1;
    }
    tally
}

/// Area under the curve of telling rows of `yes` from rows of `no` by their number.
fn area(yes: &[f32], no: &[f32]) -> f64 {
    let mut all: Vec<(f32, bool)> =
        yes.iter().map(|it| (*it, true)).chain(no.iter().map(|it| (*it, false))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut sum) = (0f64, 0f64);
    let mut n = 0;
    while n < all.len() {
        let same = all[n..].iter().take_while(|it| it.0 == all[n].0).count();
        let no_here = all[n..n + same].iter().filter(|it| !it.1).count() as f64;
        sum += (same as f64 - no_here) * (below + no_here / 2.0);
        below += no_here;
        n += same;
    }
    sum / (yes.len() as f64 * no.len() as f64)
}

fn main() {
    let Some(train) = rows("questions/banking77-train.jsonl") else {
        println!("skipped: {DATA} is not here");
        return;
    };
    let mut by: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &train {
        let intent = row["intents"][0].as_str().unwrap_or_default().to_owned();
        by.entry(intent).or_default().push(row["text"].as_str().unwrap_or_default().to_owned());
    }
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|it| it.parse().ok()).unwrap_or(2);
    let modes = std::env::var("MODES").unwrap_or("clean,typos".into());
    let start = Instant::now();
    for mode in modes.split(',') {
        let mut line = format!("{mode:>6}");
        for ways in [3, 10, 30] {
            let mut sum = Tally { first: 0, three: 0, all: 0 };
            for seed in 0..seeds {
                let mut random = Random(1000 + seed);
                let mut builder = Builder::new("en");
                let mut queries = Vec::new();
                let mut dump: Vec<(String, Vec<String>)> = Vec::new();
                for (n, (intent, texts)) in by.iter().enumerate() {
                    let mut texts = texts.clone();
                    random.shuffle(&mut texts);
                    let rest = texts.split_off(ways.min(texts.len()));
                    queries.extend(rest.into_iter().rev().take(20).map(|it| (it, n as u32)));
                    let (id, title) = (intent.clone(), title(intent));
                    builder.add(Source {
                        id: &id,
                        title: &title,
                        body: &title,
                        questions: &texts,
                        ..Source::default()
                    });
                    dump.push((title, texts));
                }
                if std::env::var("REPORT").is_ok() {
                    let names: Vec<&String> = by.keys().collect();
                    queries = rows("questions/banking77-test-even.jsonl")
                        .unwrap_or_default()
                        .iter()
                        .map(|row| {
                            let intent = row["intents"][0].as_str().unwrap_or_default();
                            let n = names.iter().position(|it| *it == intent).unwrap_or(0);
                            (row["text"].as_str().unwrap_or_default().to_owned(), n as u32)
                        })
                        .collect();
                }
                if let Ok(dir) = std::env::var("DUMP") {
                    let _ = std::fs::write(
                        format!("{dir}/{ways}-{seed}.json"),
                        serde_json::json!({"units": dump, "queries": queries}).to_string(),
                    );
                }
                let index = Index::open(builder.finish()).expect("our own index opens");
                let mut random = Random(7 + seed);
                let tally = judge(&index, &queries, &mut |text| match mode {
                    "typos" => typos(text, &mut random),
                    "25" | "50" | "75" => {
                        let all: Vec<char> = text.chars().collect();
                        let keep = all.len() * mode.parse::<usize>().unwrap_or(100) / 100;
                        all[..keep].iter().collect()
                    }
                    _ => text.to_owned(),
                });
                sum.first += tally.first;
                sum.three += tally.three;
                sum.all += tally.all;
            }
            let share = |n: usize| 100.0 * n as f64 / sum.all as f64;
            line += &format!("   {ways:>2}: {:4.1} / {:4.1}", share(sum.first), share(sum.three));
        }
        println!("{line}");
    }
    if std::env::var("OOS").is_ok() {
        // Questions of half of the topics have no article here.
        let context = help_core::Context::default();
        let mut areas = Vec::new();
        let clinc = rows("questions/clinc150-out-of-scope-even.jsonl").unwrap_or_default();
        let mut areas2 = Vec::new();
        for seed in 0..seeds {
            let mut random = Random(1000 + seed);
            let (mut yes, mut no) = (Vec::new(), Vec::new());
            let mut builder = Builder::new("en");
            let mut queries = Vec::new();
            for (n, (intent, texts)) in by.iter().enumerate() {
                let mut texts = texts.clone();
                random.shuffle(&mut texts);
                let rest = texts.split_off(3);
                let inside = std::env::var("HALF").is_err() || n % 2 == 0;
                queries.extend(rest.into_iter().take(20).map(|it| (it, inside)));
                if inside {
                    let (id, title) = (intent.clone(), title(intent));
                    builder.add(Source {
                        id: &id,
                        title: &title,
                        body: &title,
                        questions: &texts,
                        ..Source::default()
                    });
                }
            }
            let index = Index::open(builder.finish()).expect("our own index opens");
            for (query, inside) in queries {
                let found = index.search(&query, &context, 3).confidence;
                if inside { yes.push(found) } else { no.push(found) }
            }
            areas.push(area(&yes, &no));
            let other: Vec<f32> = clinc
                .iter()
                .map(|it| index.search(it["text"].as_str().unwrap_or_default(), &context, 3).confidence)
                .collect();
            areas2.push(area(&yes, &other));
        }
        println!(
            "area half {:.3}  clinc {:.3}",
            areas.iter().sum::<f64>() / areas.len() as f64,
            areas2.iter().sum::<f64>() / areas2.len() as f64
        );
    }
    eprintln!("{:.1?}", start.elapsed());
}
