//! Counts words: vocabulary, which texts have which stem, how much a stem says, how long articles are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{han::Simplifier, language::Language, units::Laid};
use crate::{
    index::{LENGTH_STEPS, STOP, WEIGHT_STEPS},
    rank,
    text::{self, Kind},
};

/// What a stop word says, against what it would say by its numbers alone.
const STOP_SHARE: f32 = 0.3;

/// What was counted; words, signs and stems in the order of the index.
pub(super) struct Found {
    pub words: Vec<String>,
    pub word_stem: Vec<u32>,
    /// Ends of words that change the form and not the stem, sorted.
    pub endings: Vec<String>,
    pub signs: Vec<String>,
    /// How many stems words have; signs are numbered after them.
    pub stems: usize,
    /// One a stem, in steps.
    pub weights: Vec<u32>,
    /// One a stem: the texts and pieces that have it.
    pub postings: Vec<Vec<u32>>,
    /// One an article, in steps.
    pub lengths: Vec<u32>,
    /// What a word of an article usually adds to its score there, against what it says, in thousandths.
    pub usual: usize,
}

/// Signs and the pairs they make with their neighbour, words as they are.
fn terms(text: &str, take: &mut impl FnMut(&str, Kind)) {
    let mut before: Option<(String, u32)> = None;
    text::each(text, |token, range, kind| {
        if kind == Kind::Sign {
            if let Some((first, end)) = before.take()
                && end == range.start
            {
                take(&format!("{first}{token}"), kind);
            }
            before = Some((token.to_owned(), range.end));
        }
        take(token, kind);
    });
}

pub(super) fn gather(language: &Language, simplifier: &Simplifier, laid: &Laid) -> Found {
    let (mut words, mut signs) = (BTreeMap::new(), BTreeSet::new());
    for word in language.stop_words() {
        text::each(word, |token, _, kind| {
            if kind == Kind::Word {
                words.insert(token.to_owned(), language.stem(token));
            }
        });
    }
    let texts: Vec<String> =
        laid.texts.iter().chain(&laid.pieces).map(|text| simplifier.simplify(text)).collect();
    for text in &texts {
        terms(text, &mut |term, kind| match kind {
            Kind::Sign => _ = signs.insert(term.to_owned()),
            Kind::Word if words.contains_key(term) => {}
            Kind::Word => _ = words.insert(term.to_owned(), language.stem(term)),
        });
    }
    // Stems are numbered as their first word comes, so that the table of stems nearly counts upwards.
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut word_stem = Vec::with_capacity(words.len());
    let mut stop = Vec::new();
    for (word, stem) in &words {
        let next = numbers.len() as u32;
        let number = *numbers.entry(stem).or_insert(next);
        word_stem.push(number);
        stop.resize(numbers.len(), false);
        if language.is_stop(word, Kind::Word) {
            stop[number as usize] = true;
        }
    }
    let stems = numbers.len();
    let sign_number: HashMap<&str, u32> =
        signs.iter().zip(stems as u32..).map(|(sign, n)| (sign.as_str(), n)).collect();
    stop.extend(signs.iter().map(|sign| language.is_stop(sign, Kind::Sign)));

    let articles = laid.title_of.len();
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); stop.len()];
    let mut counts: Vec<HashMap<u32, f32>> = vec![HashMap::new(); stop.len()];
    let mut lengths = vec![0f32; articles];
    for (unit, text) in (0u32..).zip(&texts) {
        let mut here: BTreeSet<u32> = BTreeSet::new();
        terms(text, &mut |term, kind| {
            here.extend(match kind {
                Kind::Sign => sign_number.get(term),
                Kind::Word => words.get(term).and_then(|stem| numbers.get(stem.as_str())),
            });
        });
        let piece = unit as usize >= laid.texts.len();
        for (article, flag) in laid.owners.get(unit as usize).into_iter().flatten() {
            let share = rank::field(piece, *flag);
            if let Some(length) = lengths.get_mut(*article as usize) {
                *length += share * here.len() as f32;
            }
            for stem in &here {
                *counts[*stem as usize].entry(*article).or_default() += share;
            }
        }
        for stem in here {
            postings[stem as usize].push(unit);
        }
    }
    let weights: Vec<u32> = counts
        .iter()
        .zip(&stop)
        .map(|(counts, stop)| {
            let says = says(counts.values().copied(), articles);
            let says = if *stop { says * STOP_SHARE } else { says };
            (says * WEIGHT_STEPS).round().clamp(1.0, 127.0) as u32 | if *stop { STOP } else { 0 }
        })
        .collect();
    let mean = (lengths.iter().sum::<f32>() / articles.max(1) as f32).max(1.0);
    let usual = usual(&counts, &weights, &lengths, mean);
    let lengths =
        lengths.iter().map(|it| (it / mean * LENGTH_STEPS).round().clamp(1.0, 255.0) as u32).collect();
    Found {
        endings: endings(&words),
        word_stem,
        words: words.into_keys().collect(),
        signs: signs.into_iter().collect(),
        stems,
        weights,
        postings,
        lengths,
        usual,
    }
}

/// The mean of what a word adds to the score of an article that has it, against what the word says, when
/// words are asked for as often as they are written. By this an article with three ways to ask it and one
/// with thirty can be trusted alike.
fn usual(counts: &[HashMap<u32, f32>], weights: &[u32], lengths: &[f32], mean: f32) -> usize {
    let (mut sum, mut all) = (0f64, 0f64);
    for (counts, weight) in counts.iter().zip(weights) {
        // In order, because sums in the order of a hash map would differ from one run to the next.
        let counts: BTreeMap<u32, f32> = counts.iter().map(|it| (*it.0, *it.1)).collect();
        for (article, count) in counts {
            let length = lengths.get(article as usize).copied().unwrap_or(mean) / mean;
            let share = f64::from((weight & !STOP) as f32 * count);
            sum += share * f64::from(rank::saturated(count, rank::SATURATION, rank::held_back(length)));
            all += share;
        }
    }
    if all > 0.0 { (1000.0 * sum / all) as usize } else { 1000 }
}

/// How much it says about which article is meant that a stem was named: ln(articles + 1) less the
/// entropy of the stem over the articles. Unlike the number of articles that have it, this does not
/// give up on a stem that most articles have once and one has often.
fn says(counts: impl Iterator<Item = f32> + Clone, articles: usize) -> f32 {
    // Sorted, because adding in the order of a hash map would not give the same bytes each time.
    let mut counts: Vec<f32> = counts.collect();
    counts.sort_by(f32::total_cmp);
    let sum: f32 = counts.iter().sum();
    let entropy: f32 = counts.iter().map(|it| it / sum).map(|it| -it * it.ln()).sum();
    (articles as f32 + 1.0).ln() - entropy
}

/// What the words of one stem differ in: `s`, `ed`, `ies`. A reader holds two words that differ in
/// nothing else for one, also when the index has only one of them.
fn endings(words: &BTreeMap<String, String>) -> Vec<String> {
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (word, stem) in words {
        families.entry(stem).or_default().push(word);
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for family in families.values().filter(|it| it.len() > 1) {
        let first = family.first().copied().unwrap_or_default();
        let shared = family.iter().fold(first.len(), |shared, word| {
            shared.min(first.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count())
        });
        for word in family.iter().filter(|_| shared >= 3) {
            if let Some(ending) = word.get(shared..) {
                *seen.entry(ending).or_default() += 1;
            }
        }
    }
    seen.into_iter().filter(|it| it.1 > 1).map(|it| it.0.to_owned()).collect()
}
