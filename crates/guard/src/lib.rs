//! The guard: finds what must never leave the page, before it is stored or sent.
//!
//! [`scan`] looks for recovery phrases (BIP-39, ten languages), private keys, wallet files, card
//! numbers, one-time codes, passwords and PINs in any mix of languages, and answers with an
//! [`Action`] and the exact place of each [`Finding`]. Transaction hashes, addresses, public
//! keys, order numbers, amounts and talk *about* secrets pass.
//!
//! The crate is pure: no clock, no files, no browser. The word lists come as bytes
//! ([`Lists::decode`]), so that a page can fetch them when it first needs them; [`LISTS`] and
//! [`Lists::embedded`] carry them for programs that run on their own machine.
//!
//! ```
//! use help_guard::{Action, Field, Known, Lists, redact, scan};
//!
//! let lists = Lists::embedded();
//! let text = "my pin is 4821, please help";
//! let report = scan(text, &lists, &Known::default(), Field::Text);
//! assert_eq!(report.action, Action::Block);
//! assert_eq!(redact(text, &report.findings), "my pin is [pin], please help");
//! ```

mod digits;
mod embedded;
mod fold;
mod gap;
mod keys;
mod lexicon;
mod lists;
mod password;
mod phrase;
mod pieces;
mod report;
mod scan;
mod ticket;

pub use embedded::LISTS;
pub use lists::{Lists, ListsError};
pub use report::{Action, Finding, Kind, Report, UnknownKind, redact};
pub use scan::{Field, Known, scan};
pub use ticket::{
    answer_pointer, field_of, fingerprint, found, is_confirmed, pointer_of, texts, to_confirm,
};
