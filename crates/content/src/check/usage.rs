//! What is claimed twice, never used, or looks like a slip of the pen.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    knowledge::{Knowledge, settings},
    report::{Report, Rule},
};

/// The rules over names that articles share.
pub fn check(knowledge: &Knowledge, report: &mut Report) {
    error_codes(knowledge, report);
    screens(knowledge, report);
    topics(knowledge, report);
    exposed(knowledge, report);
    if knowledge.channels.is_empty() && !knowledge.flows.is_empty() {
        let place = crate::place::Place::start(&knowledge.folder.shown("channels.toml"));
        let next = "write channels.toml, so that people know the official ways";
        report.add(Rule::Unused, place, "there are forms but no channels", next);
    }
}

/// The article that is opened where a secret was written must be there.
fn exposed(knowledge: &Knowledge, report: &mut Report) {
    let settings = &knowledge.settings;
    if let Some(id) =
        settings.exposed.as_ref().filter(|id| knowledge.articles.iter().all(|it| it.id != **id))
    {
        let place = settings.document.root().key("exposed").place();
        let next = "name the article on what to do when a secret was given away";
        report.add(Rule::DeadLink, place, format!("there is no article `{id}`"), next);
    }
}

/// An error code leads to one article; two would compete for the top of the home screen.
fn error_codes(knowledge: &Knowledge, report: &mut Report) {
    let mut claimed: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for article in &knowledge.articles {
        for (at, error) in article.front.errors.iter().enumerate().filter(|(_, it)| !it.contains('*')) {
            let place = || article.document.root().key("errors").nth(at).place();
            match claimed.get(&(article.lang.as_str(), error.to_lowercase())) {
                Some(other) if *other == article.id => {
                    let text = format!("the error `{error}` stands here twice");
                    report.add(Rule::SharedError, place(), text, "take one out");
                }
                Some(other) => {
                    let text = format!("`{other}` claims the error `{error}` too");
                    report.add(
                        Rule::SharedError,
                        place(),
                        text,
                        "leave it to the article that solves it",
                    );
                }
                None => {
                    claimed.insert((&article.lang, error.to_lowercase()), &article.id);
                }
            }
        }
    }
}

/// A screen that one article alone names, one letter away from one that many name.
fn screens(knowledge: &Knowledge, report: &mut Report) {
    let mut users: BTreeMap<&String, BTreeSet<&str>> = BTreeMap::new();
    for article in &knowledge.articles {
        for screen in &article.front.screens {
            users.entry(screen).or_default().insert(&article.id);
        }
    }
    for article in &knowledge.articles {
        for (at, screen) in article.front.screens.iter().enumerate() {
            if users.get(screen).is_none_or(|it| it.len() > 1) {
                continue;
            }
            let near = users
                .iter()
                .filter(|(_, users)| users.len() >= 3)
                .find(|(other, _)| strsim::damerau_levenshtein(screen, other) == 1);
            if let Some((near, _)) = near {
                let place = article.document.root().key("screens").nth(at).place();
                let text = format!("no other article helps on the screen `{screen}`");
                report.add(Rule::LikelyTypo, place, text, format!("did you mean `{near}`?"));
            }
        }
    }
}

fn topics(knowledge: &Knowledge, report: &mut Report) {
    let document = &knowledge.settings.document;
    for (at, topic) in knowledge.settings.topics.iter().enumerate() {
        if !knowledge.articles.iter().any(|it| it.front.topic == topic.id) {
            let place = document.root().key("topics").nth(at).place();
            let text = format!("no article belongs to the topic `{}`", topic.id);
            let next = format!("write one, or take the topic out of {}", settings::FILE);
            report.add(Rule::Unused, place, text, next);
        }
    }
}
