//! Mail addresses (RFC 5322, section 3.4; RFC 6068 for `mailto:`), as far as they tell who is written to:
//! the address in angle brackets counts and not the name before it; small and capital letters are one; a
//! tag after `+` is the same mailbox.

use super::{
    Found, Official, Way,
    letters::{Letter, small, text, trim, unescaped},
    likeness::{self, Brand},
    link, skeleton,
};

/// A mail address.
pub(super) struct Mail {
    /// Before the `@`, without quotes.
    local: Vec<Letter>,
    /// After the `@`.
    pub(super) domain: Vec<Letter>,
    /// What stands around the address, such as a name.
    around: Vec<Letter>,
}

impl Mail {
    pub(super) fn read(rest: &[Letter]) -> Option<Self> {
        let rest = spelled_out(&unescaped(rest));
        let query = rest.iter().position(|it| it.it == '?').unwrap_or(rest.len());
        let rest = rest.get(..query)?;
        let (mut around, address) = match rest.iter().rposition(|it| it.it == '<') {
            Some(at) => (rest.get(..at)?.to_vec(), rest.get(at + 1..)?),
            None => (Vec::new(), rest),
        };
        let end = address.iter().position(|it| it.it == '>').unwrap_or(address.len());
        let address = address.get(..end)?;
        let at = address.iter().rposition(|it| it.it == '@')?;
        let local = trim(address.get(..at)?);
        let domain = trim(address.get(at + 1..)?);
        // Of several words the last before the `@` is the mailbox.
        let word = local.iter().rposition(|it| it.it.is_whitespace()).map_or(0, |it| it + 1);
        around.extend(local.get(..word)?);
        let local: Vec<Letter> = local.get(word..)?.iter().filter(|it| it.it != '"').copied().collect();
        let domain = domain.split(|it| it.it.is_whitespace() || ",;".contains(it.it)).next()?;
        let is_host = domain.iter().any(|it| it.it == '.')
            && !domain.iter().any(|it| "/\\:".contains(it.it))
            && domain.split(|it| it.it == '.').next().is_some_and(|it| !it.is_empty());
        let is_path = local.iter().any(|it| "/\\".contains(it.it));
        (is_host && !is_path && !local.is_empty()).then(|| Mail {
            local,
            domain: domain.to_vec(),
            around,
        })
    }

    /// `local@domain`.
    pub(super) fn address(&self) -> Vec<Letter> {
        let at = self.domain.first().map_or(0, |it| it.at.saturating_sub(1));
        [&self.local[..], &[Letter { it: '@', at }], &self.domain].concat()
    }

    /// Without the tag after `+`.
    fn mailbox(&self) -> &[Letter] {
        let end = self.local.iter().position(|it| it.it == '+').filter(|it| *it > 0);
        self.local.get(..end.unwrap_or(self.local.len())).unwrap_or_default()
    }
}

pub(super) fn compare<'c>(given: &Mail, officials: &[Official<'c>], brands: &[Brand<'c>]) -> Found<'c> {
    let mails = || {
        officials.iter().filter_map(|it| match &it.way {
            Way::Mail(mail) => Some((it.channel, mail)),
            _ => None,
        })
    };
    let domain = link::readable(&given.domain);
    let same_domain = || mails().filter(|(_, it)| link::readable(&it.domain) == domain);
    for (channel, official) in same_domain() {
        let local = small(&official.local);
        if small(&given.local) == local || small(given.mailbox()) == local {
            return Found::Official(channel);
        }
    }
    let address = given.address();
    let differences = |official: &Mail| {
        likeness::differences(&address, &text(&official.address()).chars().collect::<Vec<_>>())
    };
    let mailbox = skeleton::of(small(given.mailbox()));
    for (channel, official) in same_domain() {
        let other = skeleton::of(small(&official.local));
        if likeness::distance(&other, &mailbox, false) <= likeness::tolerance(other.len()) {
            return Found::Imitates(channel, differences(official));
        }
    }
    // Another mailbox, or another host, of the wallet's own domain.
    if link::is_family(&domain, officials) {
        return Found::Nothing;
    }
    let everything = [&given.around[..], &given.local, &given.domain];
    let Some(brand) = everything.iter().find_map(|it| likeness::shown(it, brands)) else {
        return Found::Nothing;
    };
    let nearest = mails().min_by_key(|(_, it)| {
        likeness::distance(
            &skeleton::of(link::readable(&it.domain)),
            &skeleton::of(domain.clone()),
            false,
        )
    });
    match nearest {
        Some((channel, official)) => Found::Imitates(channel, differences(official)),
        None => Found::Imitates(brand.channel, given.domain.iter().map(|it| it.at).collect()),
    }
}

/// `name (at) host (dot) example` as people write it against robots.
fn spelled_out(letters: &[Letter]) -> Vec<Letter> {
    let mut out = letters.to_vec();
    for (word, sign) in [("at", '@'), ("dot", '.')] {
        for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
            while let Some(start) = out.windows(word.len() + 2).position(|it| {
                let inside = it.get(1..=word.len()).unwrap_or_default();
                it.first().is_some_and(|it| it.it == open)
                    && it.last().is_some_and(|it| it.it == close)
                    && text(inside).eq_ignore_ascii_case(word)
            }) {
                let mut from = start;
                let mut until = start + word.len() + 2;
                let blank = |it: Option<&Letter>| it.is_some_and(|it| it.it.is_whitespace());
                while from > 0 && blank(out.get(from - 1)) {
                    from -= 1;
                }
                while blank(out.get(until)) {
                    until += 1;
                }
                let at = out.get(start).map_or(0, |it| it.at);
                out.splice(from..until, [Letter { it: sign, at }]);
            }
        }
    }
    out
}
