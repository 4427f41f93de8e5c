//! Categories become topics. The same article in another language shows which categories are the same.

use std::collections::BTreeMap;

use help_core::text::Text;

use super::Row;

/// A topic of the new folder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Topic {
    pub id: String,
    pub title: Text,
    /// Language and category of the rows that belong to it.
    pub of: Vec<(String, String)>,
}

/// Finds the topics of all rows, in the order of the first language.
pub(crate) fn find(rows: &[Row]) -> Vec<Topic> {
    let languages = super::languages(rows);
    let mut topics: Vec<Topic> = Vec::new();
    // Which topic an article belongs to, by its id without the language.
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for lang in &languages {
        let mut categories: Vec<(&str, Vec<&Row>)> = Vec::new();
        for row in rows.iter().filter(|it| it.lang == *lang) {
            match categories.iter_mut().find(|(name, _)| *name == row.category) {
                Some((_, rows)) => rows.push(row),
                None => categories.push((&row.category, vec![row])),
            }
        }
        for (category, rows) in categories {
            let at = match meant(&topics, &known, lang, category, &rows) {
                Some(at) => at,
                None => {
                    let id = unused_id(category, &topics);
                    topics.push(Topic { id, title: Text::default(), of: Vec::new() });
                    topics.len() - 1
                }
            };
            if let Some(topic) = topics.get_mut(at) {
                topic.title.0.entry(lang.clone()).or_insert_with(|| category.to_owned());
                topic.of.push((lang.clone(), category.to_owned()));
            }
            for row in rows {
                known.entry(bare(row)).or_insert(at);
            }
        }
    }
    // Nobody has said it in the other languages: the name that there is says more than none.
    for topic in &mut topics {
        let Some(name) = languages.iter().find_map(|tag| topic.title.0.get(tag)).cloned() else {
            continue;
        };
        for tag in &languages {
            topic.title.0.entry(tag.clone()).or_insert_with(|| name.clone());
        }
    }
    topics
}

/// The topic that a category is: of the same name, or of most of its articles in an earlier language.
fn meant(
    topics: &[Topic],
    known: &BTreeMap<String, usize>,
    lang: &str,
    category: &str,
    rows: &[&Row],
) -> Option<usize> {
    let named = topics.iter().position(|it| it.of.iter().any(|(_, name)| name == category));
    if named.is_some() {
        return named;
    }
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        if let Some(at) = known.get(&bare(row)) {
            *votes.entry(*at).or_default() += 1;
        }
    }
    let (at, count) = votes.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))?;
    // Two categories of one language are two topics, whatever another language thinks.
    let taken = topics.get(at)?.of.iter().any(|(tag, _)| tag == lang);
    (count * 2 > rows.len() && !taken).then_some(at)
}

/// An article's id without its language.
pub(crate) fn bare(row: &Row) -> String {
    row.id.split('/').filter(|it| !it.eq_ignore_ascii_case(&row.lang)).collect::<Vec<_>>().join("/")
}

/// Letters and digits of any script, with `-` between.
pub(crate) fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    slug.trim_matches('-').to_owned()
}

fn unused_id(category: &str, topics: &[Topic]) -> String {
    let slug = match slug(category) {
        it if it.is_empty() => "general".to_owned(),
        it => it,
    };
    let taken = |id: &str| topics.iter().any(|it| it.id == id);
    let mut id = slug.clone();
    let mut number = 2;
    while taken(&id) {
        id = format!("{slug}-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, lang: &str, category: &str) -> Row {
        Row { id: id.into(), lang: lang.into(), category: category.into(), ..Row::default() }
    }

    #[test]
    fn the_same_articles_make_the_same_topic() {
        let topics = find(&[
            row("x/en/a", "en", "Fees & Limits"),
            row("x/en/b", "en", "Fees & Limits"),
            row("x/en/c", "en", "Safety"),
            row("x/zh-Hans/a", "zh-Hans", "费用"),
            row("x/zh-Hans/b", "zh-Hans", "费用"),
            row("x/zh-Hans/d", "zh-Hans", "其他"),
        ]);
        let told: Vec<_> = topics
            .iter()
            .map(|it| format!("{} {} {}", it.id, it.title.0["en"], it.title.0["zh-Hans"]))
            .collect();
        assert_eq!(told, ["fees-limits Fees & Limits 费用", "safety Safety Safety", "其他 其他 其他"]);
    }
}
