//! How long to wait before the next try: exponential back-off with full jitter
//! (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>), so that many who
//! failed together do not come back together.

/// The longest wait that we choose ourselves, in milliseconds.
pub const LONGEST_WAIT: u64 = 5 * 60_000;
/// The longest `Retry-After` that is honoured, in milliseconds.
pub const RETRY_AFTER_MOST: u64 = 24 * 3_600_000;

const FIRST_WAIT: u64 = 2_000;

/// Milliseconds from 0 to below min(5 min, 2 s · 2ⁿ), n being the failures before the last one.
/// `random` is from 0 to below 1.
pub fn wait(failures: u32, random: f64) -> u64 {
    let doublings = failures.saturating_sub(1).min(16);
    let most = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
    (random.clamp(0.0, 1.0) * most as f64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_five_minutes() {
        for (failures, most) in [
            (0, 2_000),
            (1, 2_000),
            (2, 4_000),
            (7, 128_000),
            (8, 256_000),
            (9, 300_000),
            (u32::MAX, 300_000),
        ] {
            assert_eq!(wait(failures, 0.0), 0, "{failures}");
            assert_eq!(wait(failures, 0.5), most / 2, "{failures}");
            assert!(wait(failures, 0.999_999) < most, "{failures}");
        }
    }
}
