//! Links, read the way browsers do (URL Standard): what stands before `@` is no host, a backslash is a
//! slash, escapes and `xn--` are undone. Only then hosts are compared.

use super::{
    Found, Official, Way,
    letters::{Letter, has_scheme, is_slash, small, small_letter, text, unescaped},
    likeness::{self, Brand},
    name, punycode, skeleton,
};
use crate::channel::ChannelKind;

/// A link, or the bare name of a host.
pub(super) struct Link {
    /// In small letters; empty when none was written.
    scheme: String,
    user: Vec<Letter>,
    pub(super) host: Vec<Letter>,
    port: Vec<Letter>,
    /// Its segments, `.` and `..` resolved.
    pub(super) path: Vec<Vec<Letter>>,
}

impl Link {
    pub(super) fn read(letters: &[Letter]) -> Option<Self> {
        // Browsers drop line breaks and tabs inside a link.
        let letters: Vec<Letter> =
            letters.iter().filter(|it| !"\t\r\n".contains(it.it)).copied().collect();
        let (scheme, rest) = if has_scheme(&letters) {
            let colon = letters.iter().position(|it| it.it == ':')?;
            let end = letters.iter().position(|it| it.it.is_whitespace()).unwrap_or(letters.len());
            (text(letters.get(..colon)?).to_ascii_lowercase(), letters.get(colon + 1..end)?)
        } else {
            (String::new(), &letters[..])
        };
        let start = rest.iter().position(|it| !is_slash(it.it))?;
        let rest = rest.get(start..)?;
        let host_end = rest.iter().position(|it| is_slash(it.it) || "?#".contains(it.it));
        let (authority, rest) = rest.split_at(host_end.unwrap_or(rest.len()));
        let path_end = rest.iter().position(|it| "?#".contains(it.it)).unwrap_or(rest.len());
        let host_start = authority.iter().rposition(|it| it.it == '@');
        let user = host_start.and_then(|at| authority.get(..at)).unwrap_or_default();
        let authority = authority.get(host_start.map_or(0, |at| at + 1)..)?;
        let colon = authority.iter().rposition(|it| it.it == ':');
        let port = colon.and_then(|at| authority.get(at + 1..)).unwrap_or_default();
        let host = unescaped(authority.get(..colon.unwrap_or(authority.len()))?);
        let host = match host.split_last() {
            Some((last, before)) if last.it == '.' => before.to_vec(),
            _ => host,
        };
        let labels = host.split(|it| it.it == '.').filter(|it| !it.is_empty()).count();
        let is_host = !host.is_empty()
            && !host.iter().any(|it| it.it.is_whitespace())
            && port.iter().all(|it| it.it.is_ascii_digit())
            && (!scheme.is_empty() || labels > 1);
        is_host.then(|| Link {
            scheme,
            user: user.to_vec(),
            host,
            port: port.to_vec(),
            path: segments(rest.get(..path_end).unwrap_or_default()),
        })
    }

    /// The host and the path.
    pub(super) fn normalised(&self) -> String {
        let mut out: String = readable(&self.host).into_iter().collect();
        for segment in &self.path {
            out.push('/');
            out.push_str(&text(segment));
        }
        out
    }

    fn is_web(&self) -> bool {
        ["", "http", "https"].contains(&self.scheme.as_str())
    }

    fn has_usual_port(&self) -> bool {
        let port = text(&self.port);
        port.is_empty() || port == if self.scheme == "http" { "80" } else { "443" }
    }
}

pub(super) fn compare<'c>(given: &Link, officials: &[Official<'c>], brands: &[Brand<'c>]) -> Found<'c> {
    let links = || {
        officials.iter().filter_map(|it| match &it.way {
            Way::Link(link) => Some((it.channel, link)),
            _ => None,
        })
    };
    let host = readable(&given.host);
    let same_host = || {
        links().filter(|(_, it)| {
            let other = readable(&it.host);
            // The page is the same with `www.` and without.
            other == host || [&['w', 'w', 'w', '.'], &other[..]].concat() == host
        })
    };
    for (channel, official) in same_host().filter(|(_, it)| leads_there(given, it)) {
        let exact = official.path.len() == given.path.len();
        // Below an account of a network there may be anybody's words.
        if !exact && channel.kind == ChannelKind::Social {
            continue;
        }
        if given.is_web() != official.is_web() || !given.is_web() && given.scheme != official.scheme {
            continue;
        }
        if given.user.is_empty() && given.has_usual_port() {
            return Found::Official(channel);
        }
        let odd = given.user.iter().chain(&given.port).map(|it| it.at).collect();
        return Found::Imitates(channel, odd);
    }
    // An account on a network that a channel's name speaks of is that channel; on another one it is not.
    let account = given.path.first().filter(|_| given.path.len() == 1 && given.is_web());
    if let (Some(networks), Some(account)) = (name::networks_at(&host), account) {
        let account = small(without_at(account));
        let same_name = |it: &&Official<'c>| match &it.way {
            Way::Name(name) => small(&name.letters) == account,
            _ => false,
        };
        let named: Vec<_> = officials.iter().filter(same_name).map(|it| it.channel).collect();
        let own = named.iter().find(|it| networks.iter().any(|network| name::is_on(it, network)));
        let plain = given.user.is_empty() && given.has_usual_port();
        match (own, named.first()) {
            (Some(channel), _) if plain => return Found::Official(channel),
            (Some(channel), _) | (None, Some(channel)) => {
                return Found::Imitates(channel, given.host.iter().map(|it| it.at).collect());
            }
            (None, None) => {}
        }
    }
    let own_segments = |it: &&Vec<Letter>| {
        !officials.iter().any(|official| match &official.way {
            Way::Name(name) => small(&name.letters) == small(without_at(it)),
            _ => false,
        })
    };
    for (channel, official) in same_host().filter(|it| it.0.kind == ChannelKind::Social) {
        let path = given.path.concat();
        if given.path.iter().any(|it| likeness::shown(it, brands).is_some()) {
            let written: Vec<char> = official.path.concat().iter().map(|it| it.it).collect();
            return Found::Imitates(channel, likeness::differences(&path, &written));
        }
    }
    if is_family(&host, officials) {
        return Found::Nothing;
    }
    let decoded: Vec<Letter> = host.iter().map(|it| Letter { it: *it, at: 0 }).collect();
    let in_host = likeness::shown(&decoded, brands);
    let elsewhere = || given.path.iter().filter(own_segments).chain([&given.user]);
    let nearest = |text: Vec<char>, anywhere| {
        let text = skeleton::of(text);
        let far = |official: &Link| {
            likeness::distance(&skeleton::of(readable(&official.host)), &text, anywhere)
        };
        links().map(|(channel, it)| (far(it), channel, it)).min_by_key(|it| it.0)
    };
    if let Some((_, channel, official)) = in_host.and_then(|_| nearest(host, false)) {
        let places = likeness::differences(&given.host, &readable(&official.host));
        return Found::Imitates(channel, places);
    }
    // The name stands where it decides nothing: the host is what differs, all of it.
    let whole_host = given.host.iter().map(|it| it.at).collect();
    for text in elsewhere() {
        if let Some(brand) = likeness::shown(text, brands) {
            let named = nearest(small(text), true).filter(|it| it.0 == 0);
            return Found::Imitates(named.map_or(brand.channel, |it| it.1), whole_host);
        }
    }
    match in_host {
        Some(brand) => Found::Imitates(brand.channel, whole_host),
        None => Found::Nothing,
    }
}

/// True for a host that belongs to the wallet's own domain without being listed: above or below one that is.
pub(super) fn is_family(host: &[char], officials: &[Official<'_>]) -> bool {
    let below = |lower: &[char], upper: &[char]| {
        lower.strip_suffix(upper).is_some_and(|it| it.last() == Some(&'.')) && upper.contains(&'.')
    };
    officials.iter().any(|official| {
        let own = match &official.way {
            Way::Mail(it) => readable(&it.domain),
            // A network's host is not the wallet's.
            Way::Link(it) if official.channel.kind != ChannelKind::Social => readable(&it.host),
            _ => return false,
        };
        own == host || below(host, &own) || below(&own, host)
    })
}

/// A host in small letters, `xn--` decoded, without a dot at its end.
pub(super) fn readable(host: &[Letter]) -> Vec<char> {
    let mut out = Vec::new();
    for (n, label) in host.split(|it| it.it == '.').enumerate() {
        if n > 0 {
            out.push('.');
        }
        let label = small(label);
        let decoded = label.strip_prefix(&['x', 'n', '-', '-']).and_then(punycode::decode);
        out.extend(decoded.unwrap_or(label).into_iter().map(small_letter));
    }
    out
}

/// True when each segment of the official path comes first in the given one.
fn leads_there(given: &Link, official: &Link) -> bool {
    official.path.len() <= given.path.len()
        && official.path.iter().zip(&given.path).all(|(a, b)| small(a) == small(b))
}

fn segments(path: &[Letter]) -> Vec<Vec<Letter>> {
    let mut out: Vec<Vec<Letter>> = Vec::new();
    for segment in path.split(|it| is_slash(it.it)) {
        let segment = unescaped(segment);
        match text(&segment).as_str() {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            _ => out.push(segment),
        }
    }
    out
}

fn without_at(segment: &[Letter]) -> &[Letter] {
    segment.split_first().filter(|(it, _)| it.it == '@').map_or(segment, |it| it.1)
}
