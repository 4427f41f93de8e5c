//! `knowledge.toml`: the name, the languages and the topics.

use std::collections::BTreeSet;

use help_core::{manifest::Topic, text::Text};
use serde::Deserialize;

use super::{folder::Folder, texts};
use crate::{
    document::Document,
    place::Place,
    report::{Report, Rule},
};

/// The file's name.
pub const FILE: &str = "knowledge.toml";
/// The icons that the widget draws.
pub const ICONS: [&str; 9] =
    ["pay", "withdraw", "deposit", "account", "fees", "safety", "ease", "support", "other"];

/// What `knowledge.toml` says.
#[derive(Debug)]
pub struct Settings {
    /// The wallet's name.
    pub name: Text,
    /// Language tags; the first is the fallback.
    pub languages: Vec<String>,
    /// In the order in which they are shown.
    pub topics: Vec<Topic>,
    /// The article on what to do when a secret was given away, by id.
    pub exposed: Option<String>,
    /// The file, for the places of its entries.
    pub document: Document,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicRow {
    id: String,
    #[serde(default = "other")]
    icon: String,
    title: Text,
}

fn other() -> String {
    "other".into()
}

/// Reads the settings; `None` when there are none to go on with.
pub fn read(folder: &Folder, report: &mut Report) -> Option<Settings> {
    let Some(file) = folder.read(FILE, report) else {
        if report.mistakes().is_empty() {
            let next = "write it, or name the folder that has it; `kb import` writes one";
            let place = Place::start(&folder.shown(FILE));
            report.add(Rule::Unreadable, place, "there is no knowledge.toml", next);
        }
        return None;
    };
    let document = Document::parse(&file, 0..file.text.len(), report)?;
    document.only(&["name", "languages", "topics", "exposed"], report);
    let root = document.root();
    let spot = root.key("languages");
    let languages: Vec<String> = if spot.exists() { spot.read(report)? } else { Vec::new() };
    if languages.is_empty() {
        let next = "write languages = [\"en\"]; the first is the fallback";
        report.add(Rule::Languages, spot.place(), "no language is listed", next);
        return None;
    }
    let mut seen = BTreeSet::new();
    for (at, tag) in languages.iter().enumerate() {
        if !texts::is_tag(tag) {
            let next = "write a BCP 47 tag such as en or zh-CN";
            report.add(
                Rule::Languages,
                spot.nth(at).place(),
                format!("{tag:?} is no language tag"),
                next,
            );
        } else if !seen.insert(tag.to_lowercase()) {
            let text = format!("{tag} is listed twice");
            report.add(Rule::Languages, spot.nth(at).place(), text, "take one out");
        }
    }
    let name: Text = if root.key("name").exists() {
        root.key("name").read(report).unwrap_or_default()
    } else {
        report.add(
            Rule::Shape,
            root.place(),
            "the entry `name` is missing",
            "write name = { en = \"…\" }",
        );
        Text::default()
    };
    texts::complete(root.key("name"), &name, &languages, report);

    let mut topics: Vec<Topic> = Vec::new();
    for spot in root.key("topics").items(report) {
        let Some(row) = spot.read::<TopicRow>(report) else { continue };
        texts::complete(spot.key("title"), &row.title, &languages, report);
        if topics.iter().any(|it| it.id == row.id) {
            let text = format!("there are two topics `{}`", row.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
            continue;
        }
        if !ICONS.contains(&row.icon.as_str()) {
            let text = format!("there is no icon `{}`", row.icon);
            let next = format!("use one of {}", ICONS.join(", "));
            report.add(Rule::LikelyTypo, spot.key("icon").place(), text, next);
        }
        topics.push(Topic { id: row.id, icon: row.icon, title: row.title, flow: false });
    }
    if topics.is_empty() {
        let next = "add [[topics]] with id, icon and title";
        report.add(Rule::Shape, root.key("topics").place(), "no topic is listed", next);
    }
    let exposed = root.key("exposed").exists().then(|| root.key("exposed").read(report)).flatten();
    Some(Settings { name, languages, topics, exposed, document })
}
