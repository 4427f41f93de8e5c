//! One article, several languages: is it there in each, and does it say the same of itself?

use std::collections::BTreeMap;

use crate::{
    knowledge::{Knowledge, article::ArticleSource},
    report::{Report, Rule},
};

/// Reports articles that a language lacks, once an article, at its file.
pub fn check(knowledge: &Knowledge, report: &mut Report) {
    let languages = &knowledge.settings.languages;
    for (id, articles) in by_id(knowledge) {
        let Some(first) = articles.first() else { continue };
        // An id that holds a language was imported from help that counts each language on its own.
        if id.split('/').any(|part| languages.iter().any(|tag| tag.eq_ignore_ascii_case(part))) {
            continue;
        }
        let lacking: Vec<_> = languages
            .iter()
            .filter(|tag| !articles.iter().any(|it| it.lang == **tag))
            .map(String::as_str)
            .collect();
        if !lacking.is_empty() {
            let text = format!("the article `{id}` is missing in {}", lacking.join(", "));
            let next = format!("write {}/{}", lacking.join(", "), first.path);
            report.add(Rule::MissingLanguage, first.file().place(0), text, next);
        }
    }
}

/// Reports articles that belong to different topics in different languages.
pub fn agree(knowledge: &Knowledge, report: &mut Report) {
    for articles in by_id(knowledge).into_values() {
        let Some((first, others)) = articles.split_first() else { continue };
        for other in others.iter().filter(|it| it.front.topic != first.front.topic) {
            let text = format!(
                "the topic is `{}` here and `{}` in {}",
                other.front.topic,
                first.front.topic,
                first.file().path
            );
            let place = other.document.root().key("topic").place();
            report.add(Rule::Disagreement, place, text, "write the same topic in both");
        }
    }
}

fn by_id(knowledge: &Knowledge) -> BTreeMap<&str, Vec<&ArticleSource>> {
    let mut ids: BTreeMap<&str, Vec<&ArticleSource>> = BTreeMap::new();
    for article in &knowledge.articles {
        ids.entry(&article.id).or_default().push(article);
    }
    ids
}
