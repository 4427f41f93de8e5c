//! The tables by which a reader treats traditional signs as simplified ones and finds signs by sound.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use pinyin::ToPinyinMulti;

/// Readings of a sign that are kept; rare ones would find what nobody means.
const READINGS: usize = 2;
/// The signs that have traditional forms: Unicode's unified ideographs and their extension A.
const SIGNS: [std::ops::RangeInclusive<char>; 2] = ['\u{3400}'..='\u{4DBF}', '\u{4E00}'..='\u{9FFF}'];

/// Simplifies signs one by one, as a reader can do it too.
pub(super) struct Simplifier(Option<&'static BTreeMap<char, char>>);

/// Tables in the order of the index.
#[derive(Default)]
pub(super) struct Tables {
    /// Traditional signs, sorted, and what each is simplified to.
    pub variants: Vec<u32>,
    pub variant_of: Vec<u32>,
    /// Signs with a reading, sorted, and the number of its syllable.
    pub readings: Vec<u32>,
    pub reading_of: Vec<u32>,
    /// Sorted.
    pub syllables: Vec<String>,
}

impl Simplifier {
    /// A simplifier for these texts; one without such signs costs nothing.
    pub fn new<'a>(mut texts: impl Iterator<Item = &'a String>) -> Self {
        static ALL: LazyLock<BTreeMap<char, char>> = LazyLock::new(all);
        let has = texts.any(|text| text.chars().any(|c| SIGNS.iter().any(|it| it.contains(&c))));
        Simplifier(has.then(|| &*ALL))
    }

    /// The text with every traditional sign as its simplified one.
    pub fn simplify(&self, text: &str) -> String {
        match self.0 {
            Some(map) => text.chars().map(|c| map.get(&c).copied().unwrap_or(c)).collect(),
            None => text.to_owned(),
        }
    }

    /// The tables for an index that has these signs, all of them simplified.
    pub fn tables(&self, signs: &BTreeSet<char>) -> Tables {
        let mut out = Tables::default();
        for (traditional, simple) in self.0.into_iter().flatten().filter(|it| signs.contains(it.1)) {
            out.variants.push(u32::from(*traditional));
            out.variant_of.push(u32::from(*simple));
        }
        let mut rows = Vec::new();
        for sign in signs {
            let mut sounds: Vec<String> = Vec::new();
            for reading in sign.to_pinyin_multi().into_iter().flatten() {
                let sound = reading.plain().replace('ü', "v");
                if sounds.len() < READINGS && !sounds.contains(&sound) {
                    sounds.push(sound);
                }
            }
            rows.extend(sounds.into_iter().map(|sound| (*sign, sound)));
        }
        let syllables: BTreeSet<&str> = rows.iter().map(|it| it.1.as_str()).collect();
        let numbers: BTreeMap<&str, u32> = syllables.iter().copied().zip(0..).collect();
        for (sign, sound) in &rows {
            out.readings.push(u32::from(*sign));
            out.reading_of.push(numbers.get(sound.as_str()).copied().unwrap_or(0));
        }
        out.syllables = syllables.into_iter().map(str::to_owned).collect();
        out
    }
}

/// Every traditional sign with its simplified one.
fn all() -> BTreeMap<char, char> {
    let mut out = BTreeMap::new();
    let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) else { return out };
    for c in SIGNS.into_iter().flatten() {
        let simple = converter.convert(c.encode_utf8(&mut [0; 4]));
        let mut chars = simple.chars();
        if let (Some(simple), None) = (chars.next(), chars.next())
            && simple != c
        {
            out.insert(c, simple);
        }
    }
    out
}
