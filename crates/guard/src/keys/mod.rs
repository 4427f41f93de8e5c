//! Private keys in their usual spellings, each in its own file; this one asks them in order.

mod arrays;
mod base58;
mod bech32;
mod context;
mod curve;
mod files;
mod hex;
mod labelled;
mod secp256k1;
mod stellar;

use crate::scan::{Found, Scan};

pub(crate) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    files::find(scan, found);
    let mut budget = curve::Budget::default();
    hex::find(scan, found, &mut budget);
    arrays::find(scan, found, &mut budget);
    base58::find(scan, found, &mut budget);
    bech32::find(scan, found);
    stellar::find(scan, found);
    labelled::find(scan, found);
}
