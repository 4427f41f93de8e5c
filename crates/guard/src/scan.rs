//! One scan: folds the text, finds the labels, asks every detector, and puts the answers together.

use crate::{
    digits,
    fold::Folded,
    keys,
    lexicon::Label,
    lists::Lists,
    password, phrase,
    pieces::{self, Piece},
    report::{Action, Finding, Kind, Report},
};

/// What the host knows, so that harmless values pass and the person's own keys are certain.
#[derive(Clone, Copy, Default)]
pub struct Known<'a> {
    /// Transaction hashes and signatures of the person, as the wallet shows them. They always
    /// pass. Upper and lower case and a leading `0x` make no difference.
    pub transactions: &'a [&'a str],
    /// "This public key is one of mine." Asked with lower-case hex: 66 digits for a compressed
    /// secp256k1 point (SEC 1), 64 for Ed25519. `true` makes a raw private key certain.
    pub mine: Option<&'a dyn Fn(&str) -> bool>,
}

impl std::fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known")
            .field("transactions", &self.transactions.len())
            .field("mine", &self.mine.is_some())
            .finish()
    }
}

/// Where the text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// Free text: messages, questions, file names, error texts.
    #[default]
    Text,
    /// A field that asks for a transaction hash or signature: bare hashes pass.
    TransactionHash,
    /// A field that asks for an address.
    Address,
    /// A field that asks for an order, ticket or account number: bare numbers pass.
    Reference,
}

/// Everything a detector may look at.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a Folded,
    pub(crate) labels: &'a [Label],
    pub(crate) pieces: &'a [Piece],
    pub(crate) lists: &'a Lists,
    pub(crate) known: &'a Known<'a>,
    pub(crate) field: Field,
}

/// What the detectors have found, in glyphs.
pub(crate) struct Found<'a> {
    text: &'a Folded,
    pub(crate) findings: Vec<Finding>,
}

impl Found<'_> {
    /// Notes a finding at a range of glyphs.
    pub(crate) fn add(&mut self, kind: Kind, action: Action, glyphs: (usize, usize), certain: bool) {
        let (start, end) = self.text.span(glyphs.0, glyphs.1);
        self.findings.push(Finding { kind, action, start, end, certain });
    }
}

/// Looks for secrets in a text.
///
/// Takes time linear in the length of the text and keeps nothing of it.
#[must_use]
pub fn scan(text: &str, lists: &Lists, known: &Known<'_>, field: Field) -> Report {
    let folded = Folded::of(text);
    let pieces = pieces::split(&folded);
    let labels = lists.lexicon.labels(&folded, &pieces);
    let scan = Scan { text: &folded, labels: &labels, pieces: &pieces, lists, known, field };
    let mut found = Found { text: &folded, findings: Vec::new() };
    keys::find(&scan, &mut found);
    digits::find(&scan, &mut found);
    password::find(&scan, &mut found);
    phrase::find(&scan, &mut found);
    Report::of(found.findings)
}
