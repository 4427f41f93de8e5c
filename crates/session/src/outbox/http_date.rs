//! The dates of HTTP headers (RFC 9110, 5.6.7), in the three forms that a receiver has to accept.

use help_core::time;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Seconds since 1970; `None` when it is no date.
pub fn seconds(text: &str) -> Option<i64> {
    let parts: Vec<&str> =
        text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`
    let (day, month, year, hour, minute, second) = match parts[..] {
        [_, day, month, year, hour, minute, second, "GMT"] => (day, month, year, hour, minute, second),
        [_, month, day, hour, minute, second, year] => (day, month, year, hour, minute, second),
        _ => return None,
    };
    let at = MONTHS.find(month).filter(|at| month.len() == 3 && at % 3 == 0)?;
    // Two digits are the year within the last or next 50.
    let century = match year.len() {
        2 if year < "70" => "20",
        2 => "19",
        _ => "",
    };
    time::seconds(&format!("{century}{year}-{:02}-{day:0>2}T{hour}:{minute}:{second}Z", at / 3 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_are_one_moment() {
        for (text, expected) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777)),
            ("Sun Nov  6 08:49:37 1994", Some(784_111_777)),
            ("Fri, 20 Nov 2026 12:00:00 GMT", Some(1_795_176_000)),
            ("Fri, 20-Nov-26 12:00:00 GMT", Some(1_795_176_000)),
            ("Fri, 20 anF 2026 12:00:00 GMT", None),
            ("Fri, 20 Nov 2026 25:00:00 GMT", None),
            ("2026-11-20T12:00:00Z", None),
            ("120", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
