//! The bundle's front door: which languages, files, topics, channels and notices there are, and which
//! articles belong to a screen or an error, so that the first answer waits for no index.

use serde::{Deserialize, Serialize};

use crate::{
    article::Article,
    channel::Channel,
    context::{Context, Member},
    flow::Flow,
    map::Map,
    notice::Notice,
    pattern,
    text::Text,
};

/// The format this code writes and reads; a reader refuses a newer one.
pub const FORMAT: u32 = 1;
/// The manifest's file name in a bundle, the only name that stays the same.
pub const FILE: &str = "manifest.json";
/// The file name of its signature, where it is signed: base64 of an Ed25519 signature over its bytes.
pub const SIGNATURE: &str = "manifest.sig";

/// `manifest.json` of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the writer.
    pub format: u32,
    /// Hash over the content, the same for the same knowledge.
    pub version: String,
    /// The wallet's name.
    pub name: Text,
    /// What can be read; the first is the fallback.
    pub languages: Vec<Language>,
    /// In the order in which they are shown.
    pub topics: Vec<Topic>,
    /// Official ways to reach support.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Disturbances known when the bundle was built.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// Fees and limits, when the knowledge has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<FileRef>,
    /// Articles that name screens or errors.
    #[serde(default)]
    pub entries: Vec<Entry>,
}

/// One language of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// BCP 47.
    pub tag: String,
    /// How many articles it has.
    pub articles: u32,
    /// The search index.
    pub index: FileRef,
    /// The articles' texts; entries and index name them by position.
    pub bodies: Vec<FileRef>,
    /// The guided forms, when there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flows: Option<FileRef>,
}

/// A file of the bundle. Its name holds its hash, so it can be cached for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// Relative to the manifest.
    pub path: String,
    /// Its length, uncompressed.
    pub bytes: u64,
    /// Subresource integrity: `sha256-…` in base64.
    pub integrity: String,
}

/// A topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Stable id.
    pub id: String,
    /// Name of an icon of the widget.
    pub icon: String,
    /// What people read.
    pub title: Text,
    /// A guided form exists.
    #[serde(default)]
    pub flow: bool,
}

/// What the manifest knows of an article that belongs to a screen or an error.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The article's id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// Screens on which it helps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub screens: Vec<String>,
    /// Error codes and patterns of error texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// Waiting costs money.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// Its titles.
    pub title: Text,
    /// Language tag to position in [`Language::bodies`].
    pub bodies: Map<u32>,
}

/// A file of [`Language::bodies`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bodies {
    /// Articles, in the order of the index.
    pub articles: Vec<Article>,
}

/// The file [`Language::flows`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flows {
    /// One a topic that has a form.
    pub flows: Vec<Flow>,
    /// The article on what to do when a secret was given away, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposed: Option<String>,
}

/// Why an article fits a context, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its error entry speaks of this very error.
    Error,
    /// It helps on this screen.
    Screen,
}

impl Manifest {
    /// The articles that fit the context, best first: those that name the error, then those that name
    /// the screen; among equals those that also name the screen, then urgent ones, then the given order.
    pub fn fitting(&self, context: &Context) -> Vec<(Fit, &Entry)> {
        let code = context.get(Member::ErrorCode);
        let message = context.get(Member::ErrorMessage);
        let screen = context.get(Member::Screen);
        let mut found = Vec::new();
        for entry in &self.entries {
            let by_code = entry.errors.iter().any(|it| pattern::error_matches(it, code, None));
            let by_text = entry.errors.iter().any(|it| pattern::error_matches(it, None, message));
            let on_screen = screen.is_some_and(|it| entry.screens.iter().any(|own| own == it));
            let fit = match (by_code || by_text, on_screen) {
                (true, _) => Fit::Error,
                (false, true) => Fit::Screen,
                (false, false) => continue,
            };
            let off = [fit == Fit::Screen, !by_code, !on_screen, !entry.urgent];
            let rank = off.iter().fold(0_u8, |rank, it| rank << 1 | u8::from(*it));
            found.push((rank, fit, entry));
        }
        // Sixteen looks are less code than a sort, and the widget pays for code.
        let mut sorted = Vec::new();
        for wanted in 0..16 {
            sorted.extend(found.iter().filter(|it| it.0 == wanted).map(|it| (it.1, it.2)));
        }
        sorted
    }

    /// The language of that tag.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        self.languages.iter().find(|it| it.tag == tag)
    }

    /// The topic of that id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|it| it.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::ErrorContext;

    #[test]
    fn the_error_leads_then_the_screen() {
        let entry = |id: &str, screens: &[&str], errors: &[&str], urgent| Entry {
            id: id.into(),
            screens: screens.iter().map(|it| (*it).into()).collect(),
            errors: errors.iter().map(|it| (*it).into()).collect(),
            urgent,
            ..Entry::default()
        };
        let manifest = Manifest {
            entries: vec![
                entry("pending", &["withdraw"], &["WD_PENDING"], false),
                entry("stolen", &["withdraw"], &[], true),
                entry("pattern", &[], &["*network*"], false),
                entry("network", &["withdraw"], &["WD_NETWORK_MISMATCH"], false),
                entry("card", &["pay"], &[], false),
            ],
            ..Manifest::default()
        };
        let context = Context {
            screen: Some("withdraw".into()),
            error: Some(ErrorContext {
                code: Some("wd_network_mismatch".into()),
                message: Some("Address and network do not match".into()),
            }),
            ..Context::default()
        };
        let ids: Vec<_> = manifest.fitting(&context).iter().map(|(_, it)| it.id.as_str()).collect();
        assert_eq!(ids, ["network", "pattern", "stolen", "pending"]);
        assert!(manifest.fitting(&Context::default()).is_empty());
    }
}
