//! What deposits, withdrawals and conversions cost, and their limits. Amounts are decimal text.

use serde::{Deserialize, Serialize};

use crate::decimal::Decimal;

/// The table of `fees.toml`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fees {
    /// The day it was last checked, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// One row an asset and network.
    pub deposit: Vec<Deposit>,
    /// One row an asset and network.
    pub withdrawal: Vec<Withdrawal>,
    /// The first row that fits counts.
    pub conversion: Vec<Conversion>,
}

/// A way in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deposit {
    /// `USDT`
    pub asset: String,
    /// `TRC20`
    pub network: String,
    /// In `asset`.
    pub fee: String,
    /// Of the amount, beside `fee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// The least that fee and percentage come to together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fee: Option<String>,
    /// The least that is credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// Blocks until it is credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmations: Option<u32>,
    /// The usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// A memo or tag must be given.
    #[serde(default)]
    pub memo: bool,
    /// Not possible right now.
    #[serde(default)]
    pub suspended: bool,
}

/// A way out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// `USDT`
    pub asset: String,
    /// `TRC20`
    pub network: String,
    /// In `asset`.
    pub fee: String,
    /// Of the amount, beside `fee`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// The least that fee and percentage come to together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fee: Option<String>,
    /// The fee is taken out of the amount; else it comes on top.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_amount: bool,
    /// The least that can be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The most in one withdrawal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The most in 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub daily: Option<String>,
    /// The usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// A memo or tag must be given.
    #[serde(default)]
    pub memo: bool,
    /// Not possible right now.
    #[serde(default)]
    pub suspended: bool,
}

/// A change from one asset into another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// An asset, or `*`.
    pub from: String,
    /// An asset, or `*`.
    pub to: String,
    /// Of the amount converted.
    pub percent: String,
    /// The least that the fee comes to, in `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fee: Option<String>,
    /// The least that can be converted, in `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
}

/// A direction that money takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Out of the wallet.
    #[default]
    Withdrawal,
    /// Into the wallet.
    Deposit,
    /// From one asset into another.
    Conversion,
}

/// What holds for an asset on its way, read from whichever row of the table fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Taken whatever the amount.
    pub fee: Decimal,
    /// Taken of the amount.
    pub percent: Decimal,
    /// The least that the two come to.
    pub min_fee: Decimal,
    /// The fee comes on top of the amount; else it is taken out of it.
    pub on_top: bool,
    /// The smallest amount.
    pub min: Option<Decimal>,
    /// The largest amount at once.
    pub max: Option<Decimal>,
    /// The largest amount in 24 hours.
    pub daily: Option<Decimal>,
    /// Blocks until it is credited.
    pub confirmations: Option<u32>,
    /// The usual time.
    pub minutes: Option<u32>,
    /// A memo or tag must be given.
    pub memo: bool,
    /// Not possible right now.
    pub suspended: bool,
}

/// What an amount costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Taken by the wallet.
    pub fee: Decimal,
    /// Leaves the side that pays.
    pub leaves: Decimal,
    /// Reaches the other side; for a conversion, what is changed.
    pub arrives: Decimal,
}

impl Fees {
    /// The terms of an asset on a network, whatever the case of their names; `None` when the table has no
    /// such row.
    pub fn terms(&self, way: Way, asset: &str, network: &str) -> Option<Terms> {
        let fits = |a: &str, n: &str| a.eq_ignore_ascii_case(asset) && n.eq_ignore_ascii_case(network);
        Some(match way {
            Way::Deposit => {
                let row = self.deposit.iter().find(|it| fits(&it.asset, &it.network))?;
                Terms {
                    fee: some(&row.fee),
                    percent: maybe(&row.percent).unwrap_or_default(),
                    min_fee: maybe(&row.min_fee).unwrap_or_default(),
                    min: maybe(&row.min),
                    confirmations: row.confirmations,
                    minutes: row.minutes,
                    memo: row.memo,
                    suspended: row.suspended,
                    ..Terms::default()
                }
            }
            Way::Withdrawal => {
                let row = self.withdrawal.iter().find(|it| fits(&it.asset, &it.network))?;
                Terms {
                    fee: some(&row.fee),
                    percent: maybe(&row.percent).unwrap_or_default(),
                    min_fee: maybe(&row.min_fee).unwrap_or_default(),
                    on_top: !row.from_amount,
                    min: maybe(&row.min),
                    max: maybe(&row.max),
                    daily: maybe(&row.daily),
                    minutes: row.minutes,
                    memo: row.memo,
                    suspended: row.suspended,
                    ..Terms::default()
                }
            }
            Way::Conversion => return None,
        })
    }

    /// The terms of a conversion; the first row that fits counts.
    pub fn conversion(&self, from: &str, to: &str) -> Option<Terms> {
        let fits = |name: &str, asset: &str| name == "*" || name.eq_ignore_ascii_case(asset);
        let row = self.conversion.iter().find(|it| fits(&it.from, from) && fits(&it.to, to))?;
        Some(Terms {
            percent: some(&row.percent),
            min_fee: maybe(&row.min_fee).unwrap_or_default(),
            min: maybe(&row.min),
            ..Terms::default()
        })
    }
}

impl Terms {
    /// What an amount costs, exactly; `None` when nothing would be left of it, or it is too large to
    /// reckon with.
    pub fn cost(&self, amount: Decimal) -> Option<Cost> {
        let fee = self.fee.plus(amount.percent(self.percent)?)?.max(self.min_fee);
        let cost = if self.on_top {
            Cost { fee, leaves: amount.plus(fee)?, arrives: amount }
        } else {
            Cost { fee, leaves: amount, arrives: amount.minus(fee)? }
        };
        (!cost.arrives.is_nothing()).then_some(cost)
    }
}

/// A number that the table must have; a table with mistakes costs nothing rather than stopping a person.
fn some(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_default()
}

fn maybe(text: &Option<String>) -> Option<Decimal> {
    text.as_deref().and_then(Decimal::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fees() -> Fees {
        serde_json::from_str(
            r#"{
            "deposit": [
                {"asset":"USDT","network":"TRC20","fee":"0","min":"1","confirmations":19},
                {"asset":"EUR","network":"card","fee":"0","percent":"1.5","min_fee":"0.5"}
            ],
            "withdrawal": [
                {"asset":"USDT","network":"TRC20","fee":"1","min":"10","max":"50000"},
                {"asset":"BTC","network":"BTC","fee":"0.0001","percent":"0.1","from_amount":true}
            ],
            "conversion": [
                {"from":"USD","to":"USDT","percent":"0.1","min":"1"},
                {"from":"*","to":"*","percent":"0.2","min_fee":"0.01"}
            ]}"#,
        )
        .unwrap()
    }

    fn cost(terms: Option<Terms>, amount: &str) -> String {
        let cost = terms.and_then(|it| it.cost(Decimal::parse(amount)?));
        cost.map_or("-".to_owned(), |it| format!("{} {} {}", it.fee, it.leaves, it.arrives))
    }

    #[test]
    fn costs_are_fixed_parts_and_percentages_with_a_minimum() {
        let fees = fees();
        for (way, asset, network, amount, expected) in [
            (Way::Withdrawal, "USDT", "TRC20", "50", "1 51 50"),
            (Way::Withdrawal, "usdt", "trc20", "0.1", "1 1.1 0.1"),
            (Way::Withdrawal, "BTC", "BTC", "0.5", "0.0006 0.5 0.4994"),
            (Way::Withdrawal, "BTC", "BTC", "0.0001", "-"),
            (Way::Withdrawal, "BTC", "ERC20", "1", "-"),
            (Way::Deposit, "USDT", "TRC20", "7.5", "0 7.5 7.5"),
            (Way::Deposit, "EUR", "card", "10", "0.5 10 9.5"),
            (Way::Deposit, "EUR", "card", "200", "3 200 197"),
            (Way::Deposit, "EUR", "card", "0.4", "-"),
        ] {
            let found = cost(fees.terms(way, asset, network), amount);
            assert_eq!(found, expected, "{way:?} {amount} {asset} {network}");
        }
        for (from, to, amount, expected) in [
            ("USD", "USDT", "500", "0.5 500 499.5"),
            ("EUR", "BTC", "500", "1 500 499"),
            ("EUR", "BTC", "1", "0.01 1 0.99"),
        ] {
            assert_eq!(cost(fees.conversion(from, to), amount), expected, "{amount} {from} to {to}");
        }
    }
}
