//! Recovery phrases (BIP-39) in ten languages: plain, numbered, spread out, mistyped, disguised.

mod checksum;
mod glued;
mod han;
mod spelled;
mod verdict;
mod words;

use crate::{
    lexicon::Class,
    scan::{Found, Scan},
};

pub(crate) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    let words = words::split(scan);
    spelled::find(scan, &words, found);
    han::find(scan, found);
}

impl Scan<'_> {
    /// Whether a recovery phrase is spoken of near a range of glyphs.
    fn speaks_of_phrase(&self, start: usize, end: usize) -> bool {
        self.before(start, 300).chain(self.after(end, 120)).any(|label| label.is(Class::Seed))
    }
}
