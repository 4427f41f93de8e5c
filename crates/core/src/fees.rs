//! What deposits, withdrawals and conversions cost, and their limits. Amounts are decimal text.

use serde::{Deserialize, Serialize};

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
    /// The least, in `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
}
