//! Works word vectors into the index: for every word of the index and for common words beside them, which
//! articles it speaks for or against by what it means. Static vectors are linear, so an article's likeness
//! to a question is the sum of what its words add, and each word's part can be written down beforehand.

use super::{statistics::Found, units::Laid};
use crate::{
    near::GRADES,
    table::write,
    text::{self, Kind},
};

/// How many common words beside those of the index are written down.
const COMMON: usize = 3000;
/// How many parts are written down at most: the strongest.
const ENTRIES: usize = 160_000;
/// A vector's texts: what a piece of the body counts for an article without other ways to ask it.
const ALONE: f32 = 0.3;
/// From how many rows on only some are looked at to find the weakest part that is kept.
const SAMPLE: usize = 500;

/// Where vectors of words come from.
pub trait Vectors {
    /// Common words, folded to lower case, the most common first.
    fn common(&self) -> &[String];
    /// What a word means; every vector has the same length. `None` for what is no word of theirs.
    fn vector(&self, word: &str) -> Option<Vec<f32>>;
}

/// The sections `Common` and `Near`; both empty where words say little, as in languages without blanks.
pub(super) fn work_in(vectors: &dyn Vectors, found: &Found, laid: &Laid) -> (Vec<u8>, Vec<u8>) {
    let articles = articles(vectors, laid);
    if articles.is_empty() || found.signs.len() > found.stems {
        return (Vec::new(), Vec::new());
    }
    let mut common: Vec<&str> = vectors.common().iter().map(String::as_str).take(COMMON).collect();
    common.retain(|word| found.words.binary_search_by(|it| it.as_str().cmp(word)).is_err());
    common.sort_unstable();
    common.dedup();
    let mut rows = stems(vectors, found);
    rows.extend(common.iter().map(|word| vectors.vector(word).unwrap_or_default()));

    let parts = |row: &[f32]| articles.iter().map(|it| dot(row, it)).collect::<Vec<f32>>();
    let every = 1 + rows.len() / SAMPLE;
    let mut sample: Vec<f32> =
        rows.iter().step_by(every).flat_map(|row| parts(row)).map(f32::abs).collect();
    let squares: f64 = sample.iter().map(|it| f64::from(*it) * f64::from(*it)).sum();
    let unit = (squares / sample.len().max(1) as f64).sqrt() as f32;
    if unit <= 0.0 {
        return (Vec::new(), Vec::new());
    }
    // What rounds to nothing is left out, and in large knowledge more than that.
    sample.sort_unstable_by(|a, b| b.total_cmp(a));
    let least = sample.get(ENTRIES / every).copied().unwrap_or(0.0).max(unit / 2.0);
    let graded: Vec<Vec<u8>> = rows
        .iter()
        .map(|row| {
            let kept = (0u32..).zip(parts(row)).filter(|(_, part)| part.abs() > least);
            write::graded(kept.map(|(article, part)| (article, grade(part / unit))))
        })
        .collect();
    (write::rows(&common), write::rows(&graded))
}

/// A part in whole units, at least one and at most [`GRADES`], either way.
fn grade(units: f32) -> i32 {
    let size = (units.abs().round() as i32).clamp(1, GRADES);
    if units < 0.0 { -size } else { size }
}

/// One an article: the direction of its texts, less what all articles have in common; none where the
/// vectors know none of their words.
fn articles(vectors: &dyn Vectors, laid: &Laid) -> Vec<Vec<f32>> {
    let mut sums: Vec<Vec<f32>> = vec![Vec::new(); laid.title_of.len()];
    for (unit, (text, owners)) in laid.texts.iter().chain(&laid.pieces).zip(&laid.owners).enumerate() {
        let piece = unit >= laid.texts.len();
        if piece && !owners.iter().any(|it| it.1) {
            continue;
        }
        let direction = direction(vectors, text);
        for (article, flag) in owners {
            let share = if !piece {
                1.0
            } else if *flag {
                ALONE
            } else {
                0.0
            };
            if let Some(sum) = sums.get_mut(*article as usize) {
                add(sum, &direction, share);
            }
        }
    }
    let mut mean = Vec::new();
    let share = 1.0 / sums.len().max(1) as f32;
    for sum in &mut sums {
        *sum = normal(std::mem::take(sum));
        add(&mut mean, sum, share);
    }
    if mean.is_empty() {
        return Vec::new();
    }
    for sum in &mut sums {
        add(sum, &mean, -1.0);
    }
    sums
}

/// The direction of all words of a text together.
fn direction(vectors: &dyn Vectors, text: &str) -> Vec<f32> {
    let mut sum = Vec::new();
    text::each(text, |token, _, kind| {
        if kind == Kind::Word
            && let Some(vector) = vectors.vector(token)
        {
            add(&mut sum, &vector, 1.0);
        }
    });
    normal(sum)
}

/// One a stem: the mean of its words.
fn stems(vectors: &dyn Vectors, found: &Found) -> Vec<Vec<f32>> {
    let mut sums: Vec<(Vec<f32>, f32)> = vec![Default::default(); found.stems];
    for (word, stem) in found.words.iter().zip(&found.word_stem) {
        if let (Some(sum), Some(vector)) = (sums.get_mut(*stem as usize), vectors.vector(word)) {
            add(&mut sum.0, &vector, 1.0);
            sum.1 += 1.0;
        }
    }
    let mean = |(sum, count): (Vec<f32>, f32)| sum.into_iter().map(|it| it / count).collect();
    sums.into_iter().map(mean).collect()
}

fn add(sum: &mut Vec<f32>, vector: &[f32], share: f32) {
    sum.resize(sum.len().max(vector.len()), 0.0);
    for (sum, it) in sum.iter_mut().zip(vector) {
        *sum += share * it;
    }
}

fn normal(vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 { vector.into_iter().map(|it| it / length).collect() } else { vector }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
