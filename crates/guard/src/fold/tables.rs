//! The character tables of folding: accents, look-alikes, digits and what is invisible.

/// Base letters of U+00C0 to U+017F (Latin-1 Supplement, Latin Extended-A); a space means "keep".
const LATIN: &str = concat!(
    "aaaaaaaceeeeiiii",
    "dnooooo ouuuuyts",
    "aaaaaaaceeeeiiii",
    "dnooooo ouuuuyty",
    "aaaaaaccccccccdd",
    "ddeeeeeeeeeegggg",
    "gggghhhhiiiiiiii",
    "iiiijjkkklllllll",
    "lllnnnnnnnnnoooo",
    "oooorrrrrrssssss",
    "ssttttttuuuuuuuu",
    "uuuuwwyyyzzzzzzs",
);

/// Base letters of U+1E00 to U+1EFF (Latin Extended Additional, the letters of Vietnamese).
const LATIN_MORE: &str = concat!(
    "aabbbbbbccdddddd",
    "ddddeeeeeeeeeeff",
    "gghhhhhhhhhhiiii",
    "kkkkkkllllllllmm",
    "mmmmnnnnnnnnoooo",
    "oooopppprrrrrrrr",
    "sssssssssstttttt",
    "ttuuuuuuuuuuvvvv",
    "wwwwwwwwwwxxxxyy",
    "zzzzzzhtwyassssd",
    "aaaaaaaaaaaaaaaa",
    "aaaaaaaaeeeeeeee",
    "eeeeeeeeiiiioooo",
    "oooooooooooooooo",
    "oooouuuuuuuuuuuu",
    "uuyyyyyyyyllvvyy",
);

/// The unaccented lower-case letter of an accented Latin one.
pub(super) fn unaccent(c: char) -> Option<char> {
    let at = |table: &str, from: u32| {
        table.as_bytes().get((c as u32 - from) as usize).map(|&b| b as char).filter(|&b| b != ' ')
    };
    match c {
        '\u{c0}'..='\u{17f}' => at(LATIN, 0xc0),
        '\u{1e00}'..='\u{1eff}' => at(LATIN_MORE, 0x1e00),
        'Ơ' | 'ơ' => Some('o'),
        'Ư' | 'ư' => Some('u'),
        'Ș' | 'ș' => Some('s'),
        'Ț' | 'ț' => Some('t'),
        _ => None,
    }
}

/// The ASCII letter or digit that a character of another alphabet or style looks like.
///
/// Covers what people and tools really produce: full-width and mathematical letters, circled
/// and small capitals, and the Cyrillic, Greek and Armenian look-alikes of UTS #39.
pub(super) fn look_alike(c: char) -> Option<char> {
    let code = c as u32;
    let latin = |offset: u32| {
        let base = if offset < 26 { b'A' + offset as u8 } else { b'a' + (offset - 26) as u8 };
        Some(base as char)
    };
    match code {
        0..=0xb1 => None,
        0xff01..=0xff5e => char::from_u32(code - 0xfee0),
        0x1d400..=0x1d6a3 => latin((code - 0x1d400) % 52),
        0x24b6..=0x24e9 => latin(code - 0x24b6),
        0x249c..=0x24b5 => latin(code - 0x249c + 26),
        0x1f130..=0x1f149 => latin(code - 0x1f130),
        0x1f150..=0x1f169 => latin(code - 0x1f150),
        0x1f170..=0x1f189 => latin(code - 0x1f170),
        0x1f1e6..=0x1f1ff => latin(code - 0x1f1e6),
        0x370..=0x58f => european(c),
        _ => styled(c).or_else(|| digit(c)),
    }
}

fn european(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' => 'a',
        'ь' | 'в' | 'β' | 'Ь' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ё' | 'є' | 'ε' => 'e',
        'ғ' => 'f',
        'ց' => 'g',
        'һ' | 'հ' | 'н' => 'h',
        'і' | 'ї' | 'ι' | 'ӏ' => 'i',
        'ј' => 'j',
        'к' | 'κ' | 'қ' => 'k',
        'м' => 'm',
        'п' | 'η' | 'ո' => 'n',
        'о' | 'ο' | 'σ' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' | 'и' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' | 'ш' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ү' => 'y',
        'ζ' => 'z',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' | 'Ё' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ї' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        'Ԝ' => 'W',
        _ => return None,
    })
}

fn styled(c: char) -> Option<char> {
    Some(match c {
        'ᴀ' | 'ɑ' | 'ᵃ' => 'a',
        'ʙ' => 'b',
        'ᴄ' | 'ℂ' | 'ℭ' => 'c',
        'ᴅ' => 'd',
        'ᴇ' | 'ℯ' | 'ᵉ' => 'e',
        'ꜰ' => 'f',
        'ɢ' | 'ɡ' | 'ℊ' => 'g',
        'ʜ' | 'ℎ' => 'h',
        'ɪ' | 'ɩ' | 'ⁱ' => 'i',
        'ᴊ' => 'j',
        'ᴋ' => 'k',
        'ʟ' | 'ℓ' => 'l',
        'ᴍ' => 'm',
        'ɴ' | 'ⁿ' => 'n',
        'ᴏ' | 'ℴ' => 'o',
        'ᴘ' => 'p',
        'ʀ' => 'r',
        'ꜱ' => 's',
        'ᴛ' => 't',
        'ᴜ' => 'u',
        'ᴠ' => 'v',
        'ᴡ' => 'w',
        'ʏ' => 'y',
        'ᴢ' => 'z',
        'ℬ' => 'B',
        'ℰ' => 'E',
        'ℱ' => 'F',
        'ℋ' | 'ℌ' | 'ℍ' => 'H',
        'ℐ' | 'ℑ' => 'I',
        'ℒ' => 'L',
        'ℳ' => 'M',
        'ℕ' => 'N',
        'ℙ' => 'P',
        'ℚ' => 'Q',
        'ℛ' | 'ℜ' | 'ℝ' => 'R',
        'ℤ' | 'ℨ' => 'Z',
        _ => return None,
    })
}

/// The zeros of the decimal digits of Unicode that stand in everyday text.
const ZEROS: [u32; 16] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040,
    0x17e0, 0x1810,
];

/// The ASCII digit of a decimal digit of another script (Arabic, Devanagari, Thai, …).
pub(super) fn digit(c: char) -> Option<char> {
    let code = c as u32;
    let value = match code {
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10,
        0x2080..=0x2089 => code - 0x2080,
        0x2070 | 0x2074..=0x2079 => code - 0x2070,
        0x660..=0x1819 => {
            let zero = ZEROS.iter().rev().find(|&&zero| zero <= code)?;
            (code - zero < 10).then_some(code - zero)?
        }
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Characters without width or sound of their own: they are stepped over.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe01ef
        // accents written apart, enclosing keycaps, Arabic vowel signs and the stretching stroke
        | 0x300..=0x36f | 0x20d0..=0x20ff | 0x640 | 0x64b..=0x652 | 0x670 | 0x93c)
}

/// Quotes, dashes, spaces and stops of all scripts, as their ASCII relatives.
pub(super) fn punctuation(c: char) -> Option<char> {
    Some(match c {
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '\u{3164}'
        | '\t'
        | '\u{b}'
        | '\u{c}' => ' ',
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ad}' => '-',
        '‘' | '’' | '‚' | '′' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》' | '″' => {
            '"'
        }
        '、' | '،' | '､' => ',',
        '；' | '؛' => ';',
        '。' | '｡' | '।' | '۔' => '。',
        '【' | '〔' | '［' => '[',
        '】' | '〕' | '］' => ']',
        '؟' => '?',
        '→' | '⇒' | '➜' => '>',
        '│' | '┃' | '¦' => '|',
        _ => return None,
    })
}
