//! A knowledge folder as it was read: every file parsed, every entry with its place, nothing compiled yet.

pub mod article;
pub mod channels;
pub mod fees;
pub mod flow;
pub mod folder;
pub mod notices;
pub mod settings;
pub mod texts;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use help_core::{channel::Channel, fees::Fees, notice::Notice};

use crate::{failure::Failure, report::Report};
use article::ArticleSource;
use flow::FlowSource;
use folder::Folder;
use settings::Settings;

/// What a knowledge folder says.
#[derive(Debug)]
pub struct Knowledge {
    /// The folder.
    pub folder: Folder,
    /// Name, languages and topics.
    pub settings: Settings,
    /// Official ways to reach support; empty without `channels.toml`.
    pub channels: Vec<Channel>,
    /// Fees and limits, when there are any.
    pub fees: Option<Fees>,
    /// What is disturbed right now.
    pub notices: Vec<Notice>,
    /// The guided forms, in the order of the topics.
    pub flows: Vec<FlowSource>,
    /// Every article in every language, in the order of languages, then of paths.
    pub articles: Vec<ArticleSource>,
}

/// The names that files may refer to.
#[derive(Debug, Default)]
pub struct Names {
    /// Language tags, the fallback first.
    pub languages: Vec<String>,
    /// Ids of topics.
    pub topics: BTreeSet<String>,
    /// Ids of articles, and the languages that have them.
    pub articles: BTreeMap<String, BTreeSet<String>>,
    /// Networks that `fees.toml` knows, in lower case.
    pub networks: BTreeSet<String>,
}

impl Names {
    /// The name nearest to a mistyped one, if one is near enough to be meant.
    pub fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a String>) -> Option<&'a str> {
        names
            .map(|name| (strsim::normalized_damerau_levenshtein(wrong, name), name.as_str()))
            .filter(|(likeness, _)| *likeness >= 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, name)| name)
    }
}

/// Reads the folder. What is wrong goes to the report; `None` when not even the settings can be read.
///
/// # Errors
/// When `dir` is no folder.
pub fn load(dir: &Path, report: &mut Report) -> Result<Option<Knowledge>, Failure> {
    let folder = Folder::open(dir)?;
    let Some(settings) = settings::read(&folder, report) else { return Ok(None) };
    let articles = article::read_all(&folder, &settings, report);
    let mut names = Names {
        languages: settings.languages.clone(),
        topics: settings.topics.iter().map(|it| it.id.clone()).collect(),
        ..Names::default()
    };
    for article in &articles {
        names.articles.entry(article.id.clone()).or_default().insert(article.lang.clone());
    }
    let fees = fees::read(&folder, report);
    if let Some(fees) = &fees {
        let ways = fees.deposit.iter().map(|it| &it.network);
        names.networks = ways
            .chain(fees.withdrawal.iter().map(|it| &it.network))
            .map(|it| it.to_lowercase())
            .collect();
    }
    let channels = channels::read(&folder, &names, report);
    let notices = notices::read(&folder, &names, report);
    let flows = flow::read_all(&folder, &settings, &names, report);
    Ok(Some(Knowledge { folder, settings, channels, fees, notices, flows, articles }))
}
