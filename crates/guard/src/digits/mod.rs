//! Secrets made of digits: card numbers with their codes, one-time codes, PINs.

mod card;
mod code;

use crate::scan::{Found, Scan};

pub(crate) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    let cards = card::find(scan, found);
    code::find(scan, found, &cards);
}
