//! Generated texts as articles, all the way to the screen: whatever somebody types, only known elements, attributes
//! and schemes stand in an article.

use tempfile::TempDir;

use crate::{
    harness::{Bundle, grammar},
    hostile::{imported, walk, written},
};

/// Texts of Markdown in one article; each stands in a list item of its own, which ends whatever it leaves open.
const TOGETHER: usize = 25;
/// Articles of one topic: their list is drawn anew after each.
const TOPIC: usize = 200;

/// Shows so many texts of Markdown, and so many pieces of HTML as an imported help center brings them.
async fn show(markdown: usize, html: usize) {
    let texts = grammar::markdown(markdown);
    let item = |(n, text): (usize, &String)| {
        let lines = text.trim_start_matches('\n').lines().map(|it| format!("   {it}\n"));
        format!("1. mark{n}mark\n\n{}\n", lines.collect::<String>())
    };
    let items: Vec<String> = texts.iter().enumerate().map(item).collect();
    let articles = items.chunks(TOGETHER).enumerate();
    let articles: Vec<_> = articles.map(|(n, it)| (format!("generated-{n:05}"), it.concat())).collect();
    let names: Vec<String> = (0..articles.len().div_ceil(TOPIC)).map(|n| format!("topic{n}")).collect();
    let topics = names.iter().map(String::as_str).zip(articles.chunks(TOPIC).map(<[_]>::to_vec));
    let knowledge = written(&topics.collect::<Vec<_>>());
    let marks = walk(&Bundle::build(knowledge.path()), "en", articles.len()).await;
    assert_eq!(marks, markdown as u64, "a text hid another one");

    let pieces = grammar::markup(html).into_iter().enumerate();
    let pieces: Vec<_> = pieces.map(|(n, it)| (format!("piece-{n:05}"), it)).collect();
    let folder = TempDir::new().expect("a temporary folder");
    let (knowledge, articles) = imported(&folder, pieces.iter());
    walk(&Bundle::build(&knowledge), "en", articles).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_generated_texts_leave_only_known_elements() {
    show(1_900, 100).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a quarter of an hour: cargo xtask browser hundred_thousand --ignored"]
async fn a_hundred_thousand_generated_texts_leave_only_known_elements() {
    show(98_000, 2_000).await;
}
