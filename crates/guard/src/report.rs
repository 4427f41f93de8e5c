//! What a scan answers with: the action, the findings, and the text with the findings taken out.

/// What to do with a text, from harmless to dangerous (`Allow < Ask < Block`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Nothing was found: the text may be stored and sent.
    Allow,
    /// It may be a secret: the person decides, and the safe answer is the default.
    Ask,
    /// It is a secret: the text must be neither stored nor sent.
    Block,
}

impl Action {
    /// The name on the wire: `allow`, `ask` or `block`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Ask => "ask",
            Self::Block => "block",
        }
    }
}

/// What sort of secret a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A BIP-39 recovery phrase, whole or disguised.
    RecoveryPhrase,
    /// A raw private key: 64 hex, WIF, Solana, Stellar, Sui, Nostr and other usual forms.
    PrivateKey,
    /// A BIP-32 extended private key (`xprv…`, `zprv…` and so on).
    ExtendedKey,
    /// An encrypted wallet file (Web3 Secret Storage, browser vaults).
    Keystore,
    /// A PEM block (RFC 7468) that holds a private key.
    Pem,
    /// A payment card number (ISO/IEC 7812).
    Card,
    /// The security code of a payment card (CVV, CVC).
    CardCode,
    /// A one-time code, from a message or an authenticator.
    OneTimeCode,
    /// A password or passphrase.
    Password,
    /// A PIN.
    Pin,
}

impl Kind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 10] = [
        Self::RecoveryPhrase,
        Self::PrivateKey,
        Self::ExtendedKey,
        Self::Keystore,
        Self::Pem,
        Self::Card,
        Self::CardCode,
        Self::OneTimeCode,
        Self::Password,
        Self::Pin,
    ];

    /// The name on the wire, in kebab-case (`recovery-phrase`).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RecoveryPhrase => "recovery-phrase",
            Self::PrivateKey => "private-key",
            Self::ExtendedKey => "extended-key",
            Self::Keystore => "keystore",
            Self::Pem => "pem",
            Self::Card => "card",
            Self::CardCode => "card-code",
            Self::OneTimeCode => "one-time-code",
            Self::Password => "password",
            Self::Pin => "pin",
        }
    }
}

/// A name that is no kind. Its text lists the names that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(String);

impl std::fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no kind of secret; use one of", self.0)?;
        for kind in Kind::ALL {
            write!(f, " {}", kind.as_str())?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownKind {}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or_else(|| UnknownKind(name.to_owned()))
    }
}

/// One place in the text that holds a secret, or may hold one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What sort of secret it is.
    pub kind: Kind,
    /// `Ask` or `Block`, never `Allow`.
    pub action: Action,
    /// Where it begins, counted in Unicode scalar values of the text.
    pub start: usize,
    /// Where it ends (exclusive), counted the same way.
    pub end: usize,
    /// A checksum or a derivation proves it: there is nothing to ask and no "send anyway".
    pub certain: bool,
}

/// The answer of [`crate::scan`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The strictest action of all findings; `Allow` when there is none.
    pub action: Action,
    /// In the order of the text; none lies within another.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Sorts the findings and leaves out those that an equally strict one covers.
    pub(crate) fn of(mut found: Vec<Finding>) -> Self {
        found.retain(|f| f.start < f.end && f.action > Action::Allow);
        let found = in_order(found, |f| {
            (f.start, usize::MAX - f.end, Action::Block as u8 - f.action as u8, !f.certain)
        });
        let mut findings: Vec<Finding> = Vec::with_capacity(found.len());
        for next in found {
            while let Some(last) = findings.last() {
                let weaker = (last.action, last.certain) < (next.action, next.certain);
                if weaker && next.start <= last.start && last.end <= next.end {
                    findings.pop();
                } else {
                    break;
                }
            }
            match findings.last_mut() {
                // One place is shown once, with the strictest verdict that holds for it.
                Some(last) if next.end <= last.end => {
                    if next.action > last.action {
                        last.action = next.action;
                        last.kind = next.kind;
                    }
                    last.certain |= next.certain;
                }
                _ => findings.push(next),
            }
        }
        let action = findings.iter().map(|f| f.action).max().unwrap_or(Action::Allow);
        Self { action, findings }
    }
}

/// Sorted by insertion: findings are few, and come nearly in order. (The sorts of the standard
/// library are as large as a detector in a browser's download.)
fn in_order<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut out: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let at = out.partition_point(|other| key(other) <= key(&item));
        out.insert(at, item);
    }
    out
}

/// The text with each finding replaced by its kind in brackets (`[recovery-phrase]`).
///
/// Offsets beyond the text are ignored; overlapping findings are taken out together.
#[must_use]
pub fn redact(text: &str, findings: &[Finding]) -> String {
    let order = in_order(findings.iter().collect(), |f| (f.start, usize::MAX - f.end));
    let mut order = order.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    let mut hidden_until = 0;
    for (at, c) in text.chars().enumerate() {
        while let Some(next) = order.next_if(|f| f.start <= at) {
            if next.end <= at {
                continue;
            }
            if at >= hidden_until {
                out.push('[');
                out.push_str(next.kind.as_str());
                out.push(']');
            }
            hidden_until = hidden_until.max(next.end);
        }
        if at >= hidden_until {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(start: usize, end: usize, action: Action) -> Finding {
        Finding { kind: Kind::Card, action, start, end, certain: false }
    }

    #[test]
    fn names_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("seed".parse::<Kind>().is_err());
        assert!(Action::Allow < Action::Ask && Action::Ask < Action::Block);
    }

    #[test]
    fn redaction_counts_scalars_and_joins_overlaps() {
        let both = [finding(1, 3, Action::Ask), finding(2, 4, Action::Block)];
        assert_eq!(redact("密é码abc", &both), "密[card]bc");
        assert_eq!(redact("ab", &[finding(5, 9, Action::Ask)]), "ab");
    }

    #[test]
    fn a_covered_finding_gives_its_strictness_to_the_cover() {
        let report = Report::of(vec![finding(2, 4, Action::Block), finding(0, 9, Action::Ask)]);
        assert_eq!(report.findings.len(), 1);
        assert_eq!(report.action, Action::Block);
    }
}
