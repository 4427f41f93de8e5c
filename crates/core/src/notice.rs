//! What is disturbed right now, and whom it concerns.

use serde::{Deserialize, Serialize};

use crate::{context::Context, text::Text};

/// A disturbance that support already knows of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Stable id.
    pub id: String,
    /// How serious it is.
    pub level: Level,
    /// Topics it concerns; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Networks it concerns; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub networks: Vec<String>,
    /// RFC 3339.
    pub from: String,
    /// RFC 3339; open-ended without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// One line.
    pub title: Text,
    /// What to expect and what to do.
    pub text: Text,
}

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Good to know.
    Info,
    /// Something does not work as usual.
    Warning,
}

impl Notice {
    /// True when it says something about this topic (any, when `None`) and this context.
    pub fn concerns(&self, topic: Option<&str>, context: &Context) -> bool {
        let topic_fits = self.topics.is_empty()
            || topic.is_none_or(|topic| self.topics.iter().any(|it| it == topic));
        let network_fits = self.networks.is_empty()
            || context
                .network
                .as_ref()
                .is_none_or(|network| self.networks.iter().any(|it| it.eq_ignore_ascii_case(network)));
        topic_fits && network_fits
    }

    /// True at that moment, in seconds since 1970.
    pub fn runs_at(&self, now: i64) -> bool {
        crate::time::seconds(&self.from).is_none_or(|from| from <= now)
            && self.until.as_deref().and_then(crate::time::seconds).is_none_or(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_concerns_its_topics_networks_and_hours() {
        let notice = Notice {
            id: "x".into(),
            level: Level::Warning,
            topics: vec!["withdraw".into()],
            networks: vec!["TRC20".into()],
            from: "2026-11-20T08:00:00Z".into(),
            until: Some("2026-11-20T09:00:00Z".into()),
            title: Text::default(),
            text: Text::default(),
        };
        let on = |network: &str| Context { network: Some(network.into()), ..Context::default() };
        assert!(notice.concerns(Some("withdraw"), &on("trc20")));
        assert!(notice.concerns(None, &Context::default()));
        assert!(!notice.concerns(Some("withdraw"), &on("ERC20")));
        assert!(!notice.concerns(Some("deposit"), &on("TRC20")));
        let start = crate::time::seconds("2026-11-20T08:00:00Z").unwrap();
        assert!(notice.runs_at(start) && !notice.runs_at(start - 1) && !notice.runs_at(start + 3600));
    }
}
