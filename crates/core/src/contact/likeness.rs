//! How much two texts look alike, which words are the wallet's own, and where two texts differ.

use std::ops::Range;

use super::{
    Official, Way,
    letters::{Letter, small, small_letter},
    skeleton,
};
use crate::channel::{Channel, ChannelKind};

/// Words of many addresses, which make nobody's brand.
const COMMON: [&str; 34] = [
    "account", "accounts", "admin", "agent", "app", "apps", "bank", "care", "center", "chat", "client",
    "coin", "contact", "crypto", "customer", "desk", "email", "help", "helpdesk", "info", "mail",
    "official", "online", "secure", "security", "service", "services", "signin", "support", "team",
    "verify", "wallet", "website", "www",
];

/// A word by which people know the wallet.
pub(super) struct Brand<'c> {
    pub(super) channel: &'c Channel,
    /// Its skeleton.
    pub(super) word: Vec<char>,
}

/// The words of the official names and hosts, without those that everybody uses.
pub(super) fn brands<'c>(officials: &[Official<'c>]) -> Vec<Brand<'c>> {
    let mut brands: Vec<Brand<'c>> = Vec::new();
    for official in officials {
        let mut add = |word: Vec<char>| {
            if word.len() >= 4 && brands.iter().all(|it| it.word != word) {
                brands.push(Brand { channel: official.channel, word });
            }
        };
        match &official.way {
            Way::Phone(_) => {}
            Way::Name(it) => {
                let whole = skeleton::of(small(&it.letters));
                add(without_common(&whole));
                add(whole);
            }
            Way::Mail(it) => host_words(&it.domain, &mut add),
            // The host of a network is not the wallet's; the account on it is.
            Way::Link(it) if official.channel.kind == ChannelKind::Social => {
                for segment in &it.path {
                    add(without_common(&skeleton::of(small(segment))));
                }
            }
            Way::Link(it) => host_words(&it.host, &mut add),
        }
    }
    brands
}

/// The labels of a host before its last one.
fn host_words(host: &[Letter], add: &mut impl FnMut(Vec<char>)) {
    let labels: Vec<_> = host.split(|it| it.it == '.').collect();
    for label in labels.split_last().map_or(&[][..], |it| it.1) {
        add(without_common(&skeleton::of(small(label))));
    }
}

fn without_common(word: &[char]) -> Vec<char> {
    let mut left = word.to_vec();
    for common in COMMON {
        let common = skeleton::of(common.chars());
        if let Some(at) = left.windows(common.len()).position(|it| *it == common[..]) {
            left.drain(at..at + common.len());
        }
    }
    left
}

/// The brand that shows in a text, the longest first.
pub(super) fn shown<'b, 'c>(text: &[Letter], brands: &'b [Brand<'c>]) -> Option<&'b Brand<'c>> {
    let skeleton = skeleton::of(text.iter().map(|it| it.it));
    let mut best: Option<&Brand<'c>> = None;
    for brand in brands {
        let longer = best.is_none_or(|it| it.word.len() < brand.word.len());
        if longer && distance(&brand.word, &skeleton, true) <= tolerance(brand.word.len()) {
            best = Some(brand);
        }
    }
    best
}

/// How many slips a word of that length forgives before it is another word.
pub(super) fn tolerance(length: usize) -> usize {
    match length {
        0..=4 => 0,
        5..=6 => 1,
        _ => 2,
    }
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to make `word` of
/// `text` (optimal string alignment); with `anywhere`, of any part of `text`.
pub(super) fn distance(word: &[char], text: &[char], anywhere: bool) -> usize {
    let first: Vec<usize> = (0..=text.len()).map(|at| if anywhere { 0 } else { at }).collect();
    let mut rows = [Vec::new(), first];
    for (n, letter) in word.iter().enumerate() {
        let [before, last] = &rows;
        let mut row = vec![n + 1];
        for (m, other) in text.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(last, m) + usize::from(letter != other);
            let mut least = changed.min(at(last, m + 1) + 1).min(at(&row, m) + 1);
            let swapped = n > 0
                && m > 0
                && word.get(n - 1) == Some(other)
                && text.get(m - 1) == Some(letter)
                && letter != other;
            if swapped {
                least = least.min(at(before, m - 1) + 1);
            }
            row.push(least);
        }
        let [_, last] = rows;
        rows = [last, row];
    }
    let [_, last] = rows;
    let end = if anywhere { last.iter().min() } else { last.last() };
    end.copied().unwrap_or_default()
}

/// Places of the letters by which `given` differs from `official`; for a letter that is missing, the place
/// where it is missed.
pub(super) fn differences(given: &[Letter], official: &[char]) -> Vec<usize> {
    let same = |letter: &Letter, other: &char| small_letter(letter.it) == small_letter(*other);
    // costs[n][m]: how far given[n..] is from official[m..].
    let width = official.len() + 1;
    let mut costs = vec![0_usize; (given.len() + 1) * width];
    let cost = |costs: &[usize], n: usize, m: usize| {
        costs.get(n * width + m).copied().unwrap_or(usize::MAX / 2)
    };
    for n in (0..=given.len()).rev() {
        for m in (0..=official.len()).rev() {
            let least = match (given.get(n), official.get(m)) {
                (None, _) => official.len() - m,
                (_, None) => given.len() - n,
                (Some(letter), Some(other)) if same(letter, other) => cost(&costs, n + 1, m + 1),
                _ => {
                    let changed = cost(&costs, n + 1, m + 1);
                    1 + changed.min(cost(&costs, n + 1, m)).min(cost(&costs, n, m + 1))
                }
            };
            if let Some(place) = costs.get_mut(n * width + m) {
                *place = least;
            }
        }
    }
    let mut places = Vec::new();
    let (mut n, mut m) = (0, 0);
    while let Some(letter) = given.get(n) {
        let here = cost(&costs, n, m);
        match official.get(m) {
            Some(other) if same(letter, other) => (n, m) = (n + 1, m + 1),
            Some(_) if here == cost(&costs, n + 1, m + 1) + 1 => {
                places.push(letter.at);
                (n, m) = (n + 1, m + 1);
            }
            Some(_) if here == cost(&costs, n, m + 1) + 1 => {
                places.push(letter.at);
                m += 1;
            }
            _ => {
                places.push(letter.at);
                n += 1;
            }
        }
    }
    if m < official.len() {
        places.extend(given.last().map(|it| it.at));
    }
    places
}

/// Places as ranges, in order, neighbours joined.
pub(super) fn ranges(mut places: Vec<usize>) -> Vec<Range<usize>> {
    places.sort_unstable();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for place in places {
        match ranges.last_mut() {
            Some(last) if place <= last.end => last.end = last.end.max(place + 1),
            _ => ranges.push(place..place + 1),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn slips_are_counted() {
        for (word, text, whole, part) in [
            ("harbour", "harbour", 0, 0),
            ("harbour", "harbor", 1, 1),
            ("harbour", "habrour", 1, 1),
            ("harbour", "myharbourhelp", 6, 0),
            ("harbour", "", 7, 7),
            ("", "abc", 3, 0),
        ] {
            let (word, text) = (chars(word), chars(text));
            assert_eq!(distance(&word, &text, false), whole);
            assert_eq!(distance(&word, &text, true), part);
        }
    }

    #[test]
    fn what_differs_is_marked() {
        for (given, official, expected) in [
            ("harbour", "Harbour", &[][..]),
            ("harb0ur", "harbour", &[(4, 5)][..]),
            ("harbour-help", "harbour", &[(7, 12)][..]),
            ("my.harbour", "harbour", &[(0, 3)][..]),
            ("habour", "harbour", &[(2, 3)][..]),
            ("harbou", "harbour", &[(5, 6)][..]),
            ("x", "", &[(0, 1)][..]),
        ] {
            let letters: Vec<_> = given.chars().enumerate().map(|(at, it)| Letter { it, at }).collect();
            let found = ranges(differences(&letters, &chars(official)));
            let found: Vec<_> = found.iter().map(|it| (it.start, it.end)).collect();
            assert_eq!(found, expected, "{given}");
        }
    }
}
