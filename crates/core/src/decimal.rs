//! Exact decimal amounts, because money is never a float.

use std::fmt;

const PLACES: usize = 18;
const ONE: i128 = 1_000_000_000_000_000_000;

/// A decimal number with up to 18 digits before and after the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

impl Decimal {
    /// Reads `1234.56`; full-width digits and grouping by comma, blank or apostrophe are understood.
    /// `None` when it is no such number.
    pub fn parse(text: &str) -> Option<Decimal> {
        let mut clean = String::new();
        for letter in text.trim().chars() {
            match letter {
                '０'..='９' => clean.push(char::from_digit(letter as u32 - '０' as u32, 10)?),
                '．' => clean.push('.'),
                ',' | '，' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => {}
                _ => clean.push(letter),
            }
        }
        let (negative, clean) = match clean.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, clean.as_str()),
        };
        let (whole, part) = clean.split_once('.').unwrap_or((clean, ""));
        let known = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && part.is_empty())
            || whole.len() > 18
            || part.len() > PLACES
            || !known(whole)
            || !known(part)
        {
            return None;
        }
        let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: i128 = format!("{part:0<PLACES$}").parse().ok()?;
        let value = whole * ONE + part;
        Some(Decimal(if negative { -value } else { value }))
    }

    /// The sum; `None` when it is too large.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_add(other.0).map(Decimal)
    }

    /// The difference; `None` when it is too large.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_sub(other.0).map(Decimal)
    }

    /// So many per cent of it, with 18 places after the point and rounded up there; `None` when it is too
    /// large, or one of the two is below zero.
    pub fn percent(self, percent: Decimal) -> Option<Decimal> {
        if self.0 < 0 || percent.0 < 0 {
            return None;
        }
        // Whole and fraction apart, because the product of two such numbers has 72 digits.
        let whole = (self.0 / ONE).checked_mul(percent.0)?;
        let part = (self.0 % ONE).checked_mul(percent.0)?;
        let hundredfold = whole.checked_add(part / ONE)?;
        let up = i128::from(part % ONE != 0 || hundredfold % 100 != 0);
        Some(Decimal(hundredfold / 100 + up))
    }

    /// True for zero and below.
    pub fn is_nothing(self) -> bool {
        self.0 <= 0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        let part = format!("{:0PLACES$}", value % ONE.unsigned_abs());
        let part = part.trim_end_matches('0');
        let whole = value / ONE.unsigned_abs();
        if part.is_empty() { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        for (text, expected) in [
            ("120.50", Some("120.5")),
            ("1,234.000000000000000001", Some("1234.000000000000000001")),
            (".5", Some("0.5")),
            ("１２．５", Some("12.5")),
            ("-3", Some("-3")),
            ("", None),
            (".", None),
            ("1.2.3", None),
            ("1e5", None),
            ("1234567890123456789", None),
        ] {
            assert_eq!(Decimal::parse(text).map(|it| it.to_string()).as_deref(), expected, "{text}");
        }
        assert!(Decimal::parse("9.99") < Decimal::parse("10"));
    }

    #[test]
    fn percentages_are_exact() {
        let of = |amount: &str, percent: &str| {
            let result = Decimal::parse(amount)?.percent(Decimal::parse(percent)?)?;
            Some(result.to_string())
        };
        for (amount, percent, expected) in [
            ("500", "0.2", Some("1")),
            ("0.1", "0.1", Some("0.0001")),
            ("33.33", "1.5", Some("0.49995")),
            ("1234567890.123456789", "0.25", Some("3086419.7253086419725")),
            ("0.000000000000000001", "1", Some("0.000000000000000001")),
            ("0.000000000000000003", "50", Some("0.000000000000000002")),
            ("0", "5", Some("0")),
            ("-1", "5", None),
            ("999999999999999999", "999", None),
        ] {
            assert_eq!(of(amount, percent).as_deref(), expected, "{percent} % of {amount}");
        }
    }

    #[test]
    fn sums_and_differences_are_exact() {
        let (a, b) = (Decimal::parse("0.1").unwrap(), Decimal::parse("0.2").unwrap());
        assert_eq!(a.plus(b).map(|it| it.to_string()).as_deref(), Some("0.3"));
        assert_eq!(a.minus(b).map(|it| it.to_string()).as_deref(), Some("-0.1"));
        assert_eq!(Decimal(i128::MAX).plus(a), None);
    }
}
