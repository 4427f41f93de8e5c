//! How far the first hit can be trusted. It knows the scores, not the words.

/// How many hits are looked at for a guess.
pub(crate) const LOOKED_AT: usize = 8;
/// From this probability on, the first hit is shown as the answer.
pub(crate) const CONFIDENT: f32 = 0.5;

/// The logistic curve from what the first hit has of the question to the probability that it answers it,
/// set where hardly a question from elsewhere passes and most rightly answered ones do.
const SLOPE: f32 = 4.0;
const MIDDLE: f32 = 0.5;

/// The probability that the first hit answers the question, from its score by words and the score that an
/// article with all of the question usually has.
pub(crate) fn confidence(first: f32, usual: f32) -> f32 {
    if usual <= 0.0 || first <= 0.0 {
        return 0.0;
    }
    1.0 / (1.0 + (-SLOPE * (first / usual - MIDDLE)).exp())
}
