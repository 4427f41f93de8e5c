//! The packed lists as bytes of this program, for the server, the command line and the build.

use crate::lists::{Lists, ListsError};

/// The packed lists: what the widget fetches at run time, byte for byte.
///
/// A program that never names it does not carry it.
pub static LISTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lists.bin"));

impl Lists {
    /// Decodes [`LISTS`].
    ///
    /// # Panics
    ///
    /// Never in a tested build: the bytes are made by this crate's own build script.
    #[must_use]
    pub fn embedded() -> Self {
        match Self::decode(LISTS) {
            Ok(lists) => lists,
            Err(error) => unreachable_lists(&error),
        }
    }
}

fn unreachable_lists(error: &ListsError) -> ! {
    unreachable!("{error}")
}
