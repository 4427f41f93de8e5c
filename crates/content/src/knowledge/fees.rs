//! `fees.toml`: what things cost, as exact decimal numbers, with limits the right way round.

use std::collections::BTreeSet;

use help_core::{
    decimal::Decimal,
    fees::{Conversion, Deposit, Fees, Withdrawal},
    time,
};

use super::folder::Folder;
use crate::{
    document::{Document, Spot},
    report::{Report, Rule},
};

/// The file's name.
pub const FILE: &str = "fees.toml";

/// Reads the table; `None` without the file.
pub fn read(folder: &Folder, report: &mut Report) -> Option<Fees> {
    let file = folder.read(FILE, report)?;
    let document = Document::parse(&file, 0..file.text.len(), report)?;
    document.only(&["updated", "deposit", "withdrawal", "conversion"], report);
    let root = document.root();
    let mut fees = Fees { updated: root.key("updated").read(report), ..Fees::default() };
    if fees.updated.as_deref().is_some_and(|it| !time::is_date(it)) {
        report.add(Rule::Time, root.key("updated").place(), "this is no date", "write YYYY-MM-DD");
    }
    let mut seen = BTreeSet::new();
    let mut twice = |spot: Spot<'_>, kind: &'static str, a: &str, b: &str, report: &mut Report| {
        if !seen.insert((kind, a.to_lowercase(), b.to_lowercase())) {
            let text = format!("there are two rows of {kind} for {a} and {b}");
            report.add(Rule::DuplicateId, spot.place(), text, "keep one");
        }
    };
    for spot in root.key("deposit").items(report) {
        let Some(row) = spot.read::<Deposit>(report) else { continue };
        twice(spot, "deposit", &row.asset, &row.network, report);
        amount(spot, "fee", Some(&row.fee), report);
        amount(spot, "min", row.min.as_ref(), report);
        percentage(spot, row.percent.as_ref(), row.min_fee.as_ref(), report);
        fees.deposit.push(row);
    }
    for spot in root.key("withdrawal").items(report) {
        let Some(row) = spot.read::<Withdrawal>(report) else { continue };
        twice(spot, "withdrawal", &row.asset, &row.network, report);
        amount(spot, "fee", Some(&row.fee), report);
        percentage(spot, row.percent.as_ref(), row.min_fee.as_ref(), report);
        let limits = [("min", &row.min), ("max", &row.max), ("daily", &row.daily)];
        let mut below: Option<(&str, Decimal)> = None;
        for (key, value) in limits {
            let Some(value) = amount(spot, key, value.as_ref(), report) else { continue };
            if let Some((name, _)) = below.filter(|(_, least)| value < *least) {
                let text = format!("`{key}` is less than `{name}`");
                report.add(Rule::Amount, spot.key(key).place(), text, "check both amounts");
            }
            below = Some((key, value));
        }
        fees.withdrawal.push(row);
    }
    for spot in root.key("conversion").items(report) {
        let Some(row) = spot.read::<Conversion>(report) else { continue };
        twice(spot, "conversion", &row.from, &row.to, report);
        percentage(spot, Some(&row.percent), row.min_fee.as_ref(), report);
        amount(spot, "min", row.min.as_ref(), report);
        fees.conversion.push(row);
    }
    Some(fees)
}

fn percentage(spot: Spot<'_>, percent: Option<&String>, min_fee: Option<&String>, report: &mut Report) {
    amount(spot, "min_fee", min_fee, report);
    let all = Decimal::parse("100");
    if amount(spot, "percent", percent, report).is_some_and(|it| Some(it) >= all) {
        let text = "a fee of the whole amount or more";
        report.add(Rule::Amount, spot.key("percent").place(), text, "write 1.5 for 1.5 %");
    }
}

fn amount(spot: Spot<'_>, key: &str, value: Option<&String>, report: &mut Report) -> Option<Decimal> {
    let value = value?;
    let read = Decimal::parse(value).filter(|_| !value.trim().starts_with('-'));
    if read.is_none() {
        let text = format!("{value:?} is no amount");
        report.add(
            Rule::Amount,
            spot.key(key).place(),
            text,
            "write a decimal number in quotes: \"0.5\"",
        );
    }
    read
}
