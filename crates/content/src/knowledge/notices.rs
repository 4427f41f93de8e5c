//! `notices.toml`: what is disturbed right now, and whether it says so to the right people.

use help_core::{notice::Notice, time};

use super::{Names, folder::Folder, texts};
use crate::{
    document::Document,
    report::{Report, Rule},
};

/// The file's name.
pub const FILE: &str = "notices.toml";

/// Reads the notices; empty without the file.
pub fn read(folder: &Folder, names: &Names, report: &mut Report) -> Vec<Notice> {
    let Some(file) = folder.read(FILE, report) else { return Vec::new() };
    let Some(document) = Document::parse(&file, 0..file.text.len(), report) else { return Vec::new() };
    document.only(&["notices"], report);
    let mut notices: Vec<Notice> = Vec::new();
    for spot in document.root().key("notices").items(report) {
        let Some(notice) = spot.read::<Notice>(report) else { continue };
        if notices.iter().any(|it| it.id == notice.id) {
            let text = format!("there are two notices `{}`", notice.id);
            report.add(Rule::DuplicateId, spot.key("id").place(), text, "give one another id");
            continue;
        }
        texts::complete(spot.key("title"), &notice.title, &names.languages, report);
        texts::complete(spot.key("text"), &notice.text, &names.languages, report);
        for (at, topic) in
            notice.topics.iter().enumerate().filter(|(_, it)| !names.topics.contains(*it))
        {
            let place = spot.key("topics").nth(at).place();
            let next = "use an id of [[topics]] in knowledge.toml";
            report.add(Rule::UnknownTopic, place, format!("there is no topic `{topic}`"), next);
        }
        for (at, network) in notice.networks.iter().enumerate() {
            if !names.networks.is_empty() && !names.networks.contains(&network.to_lowercase()) {
                let place = spot.key("networks").nth(at).place();
                let text = format!("fees.toml knows no network {network}");
                report.add(Rule::LikelyTypo, place, text, "write it as fees.toml does");
            }
        }
        let from = time::seconds(&notice.from);
        let until = notice.until.as_deref().map(time::seconds);
        let next = "write a time with its zone: 2026-11-20T08:00:00Z";
        if from.is_none() {
            report.add(Rule::Time, spot.key("from").place(), "this is no time", next);
        }
        match (from, until) {
            (_, Some(None)) => {
                report.add(Rule::Time, spot.key("until").place(), "this is no time", next)
            }
            (Some(from), Some(Some(until))) if until <= from => {
                let text = "the notice ends before it begins";
                report.add(Rule::Time, spot.key("until").place(), text, "mend `from` or `until`");
            }
            _ => {}
        }
        notices.push(notice);
    }
    notices
}
