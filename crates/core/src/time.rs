//! RFC 3339 times as seconds, just enough to compare them; showing them is the browser's work.

/// Seconds since 1970-01-01T00:00:00Z of an RFC 3339 time (seconds may be left out, as in
/// `2026-11-20T14:05+08:00`); `None` when it is none.
pub fn seconds(time: &str) -> Option<i64> {
    let (date, clock) = time.split_once(['T', 't', ' '])?;
    let mut parts = date.splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2).filter(|it| (1..=12).contains(it))?;
    let day = digits(parts.next()?, 2).filter(|it| (1..=31).contains(it))?;

    let zone_at = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = clock.split_at_checked(zone_at)?;
    let mut parts = clock.splitn(3, ':');
    let hour = digits(parts.next()?, 2).filter(|it| *it < 24)?;
    let minute = digits(parts.next()?, 2).filter(|it| *it < 60)?;
    let second = match parts.next() {
        None => 0,
        Some(text) => {
            let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
            digits(whole, 2).filter(|it| *it <= 60)?
        }
    };
    let offset = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => 0,
        (sign, rest) => {
            let (hours, minutes) = rest.split_once(':')?;
            let ahead = digits(hours, 2)? * 60 + digits(minutes, 2)?;
            if sign == "-" { -ahead } else { ahead }
        }
    };
    Some(days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset * 60)
}

/// Days since 1970-01-01 of `YYYY-MM-DD`; `None` when it is no date.
pub fn date_number(text: &str) -> Option<i64> {
    seconds(&[text, "T00:00Z"].concat()).map(|it| it.div_euclid(86_400))
}

/// `YYYY-MM-DD` that exists in the calendar.
pub fn is_date(text: &str) -> bool {
    date_number(text).is_some()
}

/// The second as an RFC 3339 time in UTC: `2026-11-20T06:05:00Z`.
pub fn rfc3339(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The inverse of `days_since_1970`, from the same page.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|it| it.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Howard Hinnant's `days_from_civil`, <https://howardhinnant.github.io/date_algorithms.html>.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_become_seconds() {
        for (time, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-11-20T14:05+08:00", Some(1_795_154_700)),
            ("2026-11-20T06:05:00.250Z", Some(1_795_154_700)),
            ("2024-02-29T00:00:00-01:30", Some(1_709_170_200)),
            ("2026-11-20T14:05", None),
            ("2026-13-20T14:05Z", None),
            ("2026-11-20", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(seconds(time), expected, "{time}");
        }
        assert_eq!(date_number("1970-01-02"), Some(1));
        assert!(is_date("2026-11-20") && !is_date("2026-11-2"));
    }
    #[test]
    fn seconds_are_written_as_they_are_read() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_795_154_700), "2026-11-20T06:05:00Z");
        for time in [-1, 951_782_399, 951_782_400, 1_709_164_800, 4_107_542_399, 4_107_542_400] {
            assert_eq!(seconds(&rfc3339(time)), Some(time), "{}", rfc3339(time));
        }
    }
}
