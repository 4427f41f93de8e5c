//! Folding: the text as the eye reads it, each glyph with its place in the original.
//!
//! Every glyph has two readings. `key` keeps upper and lower case and turns look-alikes into
//! ASCII: keys are read from it. `low` is lower case without accents: words are read from it.

mod tables;

/// One visible character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// As ASCII where it looks like ASCII, case kept.
    pub(crate) key: char,
    /// Lower case, accents off, katakana as hiragana.
    pub(crate) low: char,
    /// First scalar of the original, and the one after the last.
    pub(crate) at: u32,
    pub(crate) end: u32,
    /// Whether it was written in upper case.
    pub(crate) upper: bool,
}

/// How the letters of a script make words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Digit,
    Han,
    Kana,
    Hangul,
    /// Thai, Lao, Khmer, Burmese: words without blanks between them.
    Thai,
    Arabic,
    /// Cyrillic, Greek, Armenian: words that may hold Latin look-alikes.
    European,
    Indic,
    OtherLetter,
    Space,
    Line,
    Mark,
}

impl Script {
    pub(crate) fn of(low: char) -> Self {
        match low as u32 {
            0x61..=0x7a | 0x41..=0x5a => Self::Latin,
            0x30..=0x39 => Self::Digit,
            0x20 => Self::Space,
            0x0a => Self::Line,
            0..=0xbf | 0xd7 | 0xf7 => Self::Mark,
            0xc0..=0x2ff | 0x1e00..=0x1eff => Self::Latin,
            0x370..=0x58f => Self::European,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfefe => Self::Arabic,
            0x900..=0xdff => Self::Indic,
            0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff => Self::Thai,
            0x590..=0x5ff
            | 0x700..=0x8ff
            | 0xf00..=0xfff
            | 0x10a0..=0x10ff
            | 0x1200..=0x177f
            | 0x1800..=0x1cff => Self::OtherLetter,
            0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7a3 => Self::Hangul,
            0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30ff => Self::Kana,
            0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xf900..=0xfaff
            | 0x20000..=0x3ffff
            | 0x3005
            | 0x3007 => Self::Han,
            _ => Self::Mark,
        }
    }

    pub(crate) fn is_letter(self) -> bool {
        !matches!(self, Self::Digit | Self::Space | Self::Line | Self::Mark)
    }

    /// Scripts whose words stand without blanks between them.
    pub(crate) fn is_unspaced(self) -> bool {
        matches!(self, Self::Han | Self::Kana | Self::Thai)
    }
}

/// A folded text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    pub(crate) glyphs: Vec<Glyph>,
}

impl Folded {
    pub(crate) fn of(text: &str) -> Self {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
        for (at, c) in text.chars().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if c.is_ascii_graphic() {
                let upper = c.is_ascii_uppercase();
                glyphs.push(Glyph { key: c, low: c.to_ascii_lowercase(), at, end: at + 1, upper });
                continue;
            }
            if joins_previous(&mut glyphs, c, at) {
                continue;
            }
            let (key, low, upper) = readings(c);
            glyphs.push(Glyph { key, low, at, end: at + 1, upper });
        }
        let mut folded = Self { glyphs };
        folded.latinise_mixed_words();
        folded
    }

    /// A word that mixes Latin with Cyrillic or Greek is Latin in disguise: read it so.
    fn latinise_mixed_words(&mut self) {
        let mut from = 0;
        while from < self.glyphs.len() {
            let word = self.glyphs.get(from..).unwrap_or_default();
            let len = word.iter().take_while(|g| Script::of(g.low).is_letter()).count();
            let Some(word) = self.glyphs.get_mut(from..from + len) else { return };
            let latin = word.iter().any(|g| g.low.is_ascii_lowercase());
            if latin && word.iter().any(|g| Script::of(g.low) == Script::European) {
                for glyph in word {
                    if glyph.key.is_ascii_alphabetic() {
                        glyph.low = glyph.key.to_ascii_lowercase();
                    }
                }
            }
            from += len.max(1);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The lower-case reading at a place; a line break beyond either end.
    pub(crate) fn low(&self, at: usize) -> char {
        self.glyphs.get(at).map_or('\n', |g| g.low)
    }

    /// The case-keeping reading at a place; a line break beyond either end.
    pub(crate) fn key(&self, at: usize) -> char {
        self.glyphs.get(at).map_or('\n', |g| g.key)
    }

    pub(crate) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.key(at))
    }

    /// Scalar offsets of a range of glyphs.
    pub(crate) fn span(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.glyphs.get(start).map_or(0, |g| g.at as usize);
        let to = end.checked_sub(1).and_then(|last| self.glyphs.get(last));
        (from, to.map_or(from, |g| g.end as usize))
    }
}

/// The `low` reading of a whole string: how the build makes lists comparable with a text.
#[allow(dead_code)]
pub(crate) fn fold(text: &str) -> String {
    Folded::of(text).glyphs.iter().map(|g| g.low).collect()
}

fn readings(c: char) -> (char, char, bool) {
    if let Some(mark) = tables::punctuation(c) {
        return (mark, mark, false);
    }
    if let Some(base) = tables::unaccent(c) {
        return (c, base, false);
    }
    let code = c as u32;
    let key = tables::look_alike(c).or_else(|| tables::digit(c)).unwrap_or(c);
    let upper = key.is_ascii_uppercase();
    let low = match code {
        0x370..=0x58f => lower_european(c),
        0x30a1..=0x30f6 => char::from_u32(code - 0x60).unwrap_or(c),
        0xff66..=0xff9d => half_width_kana(code),
        0x622 | 0x623 | 0x625 | 0x671 => 'ا',
        0x649 | 0x6cc => 'ي',
        0x629 => 'ه',
        0x6a9 => 'ك',
        0x958..=0x95f => nukta_base(code),
        _ if key.is_ascii() => key.to_ascii_lowercase(),
        _ => c,
    };
    (key, low, upper)
}

/// Lower case of Cyrillic, Greek and Armenian, with ё as е and й as и (their marks may be apart).
fn lower_european(c: char) -> char {
    let code = c as u32;
    let lower = match code {
        0x410..=0x42f | 0x391..=0x3a9 => code + 0x20,
        0x400..=0x40f => code + 0x50,
        0x531..=0x556 => code + 0x30,
        0x460..=0x52f if code.is_multiple_of(2) => code + 1,
        _ => code,
    };
    match char::from_u32(lower).unwrap_or(c) {
        'ё' => 'е',
        'й' => 'и',
        'ї' => 'і',
        'ά' | 'Ά' => 'α',
        'έ' | 'Έ' => 'ε',
        'ή' | 'Ή' => 'η',
        'ί' | 'Ί' => 'ι',
        'ό' | 'Ό' => 'ο',
        'ύ' | 'Ύ' => 'υ',
        'ώ' | 'Ώ' => 'ω',
        'ς' => 'σ',
        other => other,
    }
}

/// Half-width katakana U+FF66 to U+FF9D as hiragana.
fn half_width_kana(code: u32) -> char {
    const KANA: &str = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん";
    KANA.chars().nth((code - 0xff66) as usize).unwrap_or('ー')
}

/// The Devanagari letter below a nukta (U+0958 to U+095F).
fn nukta_base(code: u32) -> char {
    "कखगजडढफय".chars().nth((code - 0x958) as usize).unwrap_or('क')
}

/// Joins marks and Hangul parts to the glyph before; drops what has no width.
fn joins_previous(glyphs: &mut [Glyph], c: char, at: u32) -> bool {
    let code = c as u32;
    if let Some(last) = glyphs.last_mut() {
        let joined = match code {
            0x3099 | 0xff9e => voiced(last.low, 1),
            0x309a | 0xff9f => voiced(last.low, 2),
            0x1161..=0x1175 | 0x11a8..=0x11c2 => hangul(last.low as u32, code),
            _ => None,
        };
        if let Some(low) = joined {
            (last.low, last.key, last.end) = (low, low, at + 1);
            return true;
        }
    }
    if !tables::is_invisible(c) {
        return false;
    }
    // An accent belongs to its letter; a zero-width blank belongs to nothing.
    let accent = matches!(code, 0x300..=0x36f | 0x64b..=0x652 | 0x93c);
    if let (true, Some(last)) = (accent, glyphs.last_mut()) {
        last.end = at + 1;
    }
    true
}

fn voiced(kana: char, step: u32) -> Option<char> {
    let ok = match kana as u32 {
        0x304b..=0x3062 => step == 1,
        0x3064 | 0x3066 | 0x3068 => step == 1,
        0x306f..=0x307d => true,
        0x3046 => return (step == 1).then_some('ゔ'),
        _ => false,
    };
    if ok { char::from_u32(kana as u32 + step) } else { None }
}

/// Composition of conjoining jamo (Unicode, section 3.12).
fn hangul(last: u32, next: u32) -> Option<char> {
    let code = match (last, next) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xac00 + ((last - 0x1100) * 21 + (next - 0x1161)) * 28,
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (last - 0xac00).is_multiple_of(28) => {
            last + next - 0x11a7
        }
        _ => return None,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_a_word_fold_alike() {
        assert_eq!(fold("Décès"), "deces");
        assert_eq!(fold("De\u{301}ce\u{300}s"), "deces");
        assert_eq!(fold("ｗａｌｌｅｔ"), "wallet");
        assert_eq!(fold("w\u{200b}a\u{200b}llet"), "wallet");
        assert_eq!(fold("𝐰𝖆𝓵𝓁𝕖𝚝"), "wallet");
        assert_eq!(fold("wаllеt"), "wallet", "Cyrillic a and e within a Latin word");
        assert_eq!(fold("ガ"), fold("か\u{3099}"));
        assert_eq!(fold("한"), fold("\u{1112}\u{1161}\u{11ab}"));
        assert_eq!(fold("٤٢५๗４"), "42574");
        assert_eq!(fold("mật khẩu"), "mat khau");
    }

    #[test]
    fn places_are_those_of_the_original() {
        let folded = Folded::of("\u{200b}e\u{301}x");
        assert_eq!(folded.len(), 2);
        assert_eq!(folded.span(0, 1), (1, 3));
        assert_eq!(folded.span(1, 2), (3, 4));
    }
}
