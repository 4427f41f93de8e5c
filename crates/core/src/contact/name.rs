//! Names on social networks and in chats. On which network a name stands the text rarely says; where it
//! does, the network must be the channel's.

use super::{
    Found, Official, Way,
    letters::{Letter, small, text, trim},
    likeness::{self, Brand},
    skeleton,
};
use crate::channel::Channel;

/// Words by which people name networks; the same name on another one is somebody else.
const NETWORKS: [&str; 30] = [
    "bluesky",
    "discord",
    "douyin",
    "facebook",
    "instagram",
    "kakao",
    "line",
    "linkedin",
    "mastodon",
    "messenger",
    "qq",
    "reddit",
    "signal",
    "skype",
    "slack",
    "snapchat",
    "telegram",
    "threads",
    "tiktok",
    "twitter",
    "viber",
    "vk",
    "wechat",
    "weibo",
    "whatsapp",
    "x",
    "微信",
    "微博",
    "抖音",
    "电报",
];

/// Hosts on which the first part of a path is a name, and what their network is called.
const HOSTS: [(&str, &[&str]); 12] = [
    ("x.com", &["x", "twitter"]),
    ("twitter.com", &["x", "twitter"]),
    ("t.me", &["telegram", "电报"]),
    ("telegram.me", &["telegram", "电报"]),
    ("instagram.com", &["instagram"]),
    ("facebook.com", &["facebook"]),
    ("fb.com", &["facebook"]),
    ("threads.net", &["threads"]),
    ("tiktok.com", &["tiktok"]),
    ("youtube.com", &["youtube"]),
    ("weibo.com", &["weibo", "微博"]),
    ("vk.com", &["vk"]),
];

/// The names of the network whose host this is.
pub(super) fn networks_at(host: &[char]) -> Option<&'static [&'static str]> {
    let host: String = host.iter().collect();
    let bare = ["www.", "m.", "mobile."].into_iter().find_map(|it| host.strip_prefix(it));
    let bare = bare.unwrap_or(&host);
    HOSTS.iter().find(|it| it.0 == bare).map(|it| it.1)
}

/// A name, without the `@` before it.
pub(super) struct Name {
    label: Vec<Letter>,
    pub(super) letters: Vec<Letter>,
}

impl Name {
    pub(super) fn read(label: &[Letter], rest: &[Letter]) -> Option<Self> {
        let mut letters = trim(rest);
        while let Some((_, after)) = letters.split_first().filter(|(it, _)| it.it == '@') {
            letters = trim(after);
        }
        let says_something = letters.iter().any(|it| it.it.is_alphanumeric());
        says_something.then(|| Name { label: label.to_vec(), letters: letters.to_vec() })
    }
}

pub(super) fn compare<'c>(given: &Name, officials: &[Official<'c>], brands: &[Brand<'c>]) -> Found<'c> {
    let names = || {
        officials.iter().filter_map(|it| match &it.way {
            Way::Name(name) => Some((it.channel, name)),
            _ => None,
        })
    };
    let own = small(&given.letters);
    let network = network(&given.label);
    let mut elsewhere = None;
    for (channel, _) in names().filter(|(_, it)| small(&it.letters) == own) {
        if network.is_none_or(|it| is_on(channel, it)) {
            return Found::Official(channel);
        }
        elsewhere = Some(channel);
    }
    if let Some(channel) = elsewhere {
        return Found::Imitates(channel, given.label.iter().map(|it| it.at).collect());
    }
    let skeleton = skeleton::of(own);
    let near = names()
        .map(|(channel, name)| {
            let other = skeleton::of(small(&name.letters));
            (likeness::distance(&other, &skeleton, false), other.len(), channel, name)
        })
        .filter(|it| it.1 >= 4 && it.0 <= likeness::tolerance(it.1))
        .min_by_key(|it| it.0);
    if let Some((.., channel, name)) = near {
        return Found::Imitates(channel, differences(given, name));
    }
    let Some(brand) = likeness::shown(&given.letters, brands) else { return Found::Nothing };
    // Of the names, the nearest is what it wants to be taken for.
    let nearest = names().min_by_key(|(_, name)| {
        likeness::distance(&skeleton::of(small(&name.letters)), &skeleton, false)
    });
    match nearest {
        Some((channel, name)) => Found::Imitates(channel, differences(given, name)),
        None => Found::Imitates(brand.channel, likeness::differences(&given.letters, &brand.word)),
    }
}

fn differences(given: &Name, official: &Name) -> Vec<usize> {
    let written: Vec<char> = official.letters.iter().map(|it| it.it).collect();
    likeness::differences(&given.letters, &written)
}

/// The network that a label names.
fn network(label: &[Letter]) -> Option<&'static str> {
    let label = text(label).to_lowercase();
    NETWORKS.into_iter().find(|it| {
        if it.is_ascii() {
            label.split(|it: char| !it.is_ascii_alphanumeric()).any(|word| word == *it)
        } else {
            label.contains(it)
        }
    })
}

/// True when the channel's name in any language, or its id, names that network.
pub(super) fn is_on(channel: &Channel, network: &str) -> bool {
    let names = channel.label.0.values().map(String::as_str).chain([channel.id.as_str()]);
    names.into_iter().any(|it| {
        let name = it.to_lowercase();
        let mut words = name.split(|it: char| !it.is_ascii_alphanumeric());
        if network.is_ascii() { words.any(|it| it == network) } else { name.contains(network) }
    })
}
