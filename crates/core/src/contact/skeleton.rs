//! Letters that look alike, folded to one ASCII letter each, in the manner of the skeleton of Unicode
//! Technical Standard 39. The table is our own and small: the letters of Latin, Cyrillic, Greek, Armenian,
//! Cherokee and Lisu that pass for Latin ones, digits used as letters, letters with marks, and the styled
//! alphabets. Two texts with one skeleton can be taken for each other; the skeleton itself is never shown.

/// One letter's look-alikes, in either case.
const ALIKE: [(char, &str); 26] = [
    ('a', "4@аӑӓạąɑαΑАᎪꓮᴀªɐ"),
    ('b', "86вВьЬъбβΒβᏴꓐʙƅɓßƀ"),
    ('c', "сСϲϹᏟꓚᴄⅽ¢ƈҫ"),
    ('d', "ԁԀᎠꓓᴅⅾđɖɗƌð"),
    ('e', "3еЕёЁєЄεΕΕᎬꓰᴇℯɛҽзЗәɘ℮ǝ"),
    ('f', "ƒϝꓝꜰſẝғ"),
    ('g', "9ɡցԌɢᏀꓖǥɠ"),
    ('h', "һҺнНΗᎻꓧʜհℎħɦң"),
    ('j', "јЈϳᎫꓙᴊյɉ"),
    ('k', "кКκΚᏦꓗᴋқҟƙĸ"),
    ('l', "1i!|ıіІїЇιΙӏӀɩɪᎥꓲʟᏞꓡℓⅼⅰłľǀ∣ו١ɭ"),
    ('m', "мМΜᎷꓟᴍⅿɱ"),
    ('n', "пПηΝոռꓠɴղŋɲƞӊ"),
    ('o', "0оОοΟσօՕꓳᴏɵøӧөѳӨ०๐〇○◦ס"),
    ('p', "рРρΡᏢꓑᴘþϸƿ"),
    ('q', "ԛգզɋ"),
    ('r', "гГᎡꓣʀᴦɼɽя"),
    ('s', "5$ѕЅᏚꓢꜱʂƽ§"),
    ('t', "7тТτΤᎢꓔᴛŧƭţț†"),
    ('u', "υսʋꓴᴜµμцʊմ"),
    ('v', "νѵᏙꓦᴠⅴ∨ⱱʌ"),
    ('w', "ԝԜωшШᎳꓪᴡɯաѡ"),
    ('x', "хХχΧꓫⅹ×✕ҳ᙮"),
    ('y', "уУүҮγΥꓬʏƴўɏ"),
    ('z', "2ᏃꓜᴢΖζʐƶȥ"),
    (' ', "_-.·‧•‐,/~"),
];

/// The plain letters of Latin-1 and Latin Extended-A from U+00C0 on, `*` where there is none.
const MARKED: &str = "\
AAAAAA*CEEEEIIII*NOOOOO*OUUUUY**aaaaaa*ceeeeiiii*nooooo*ouuuuy*yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg\
GgGgHhHhIiIiIiIiIi**JjKkkLlLlLl**LlNnNnNnn**OoOoOo**RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// The plain letters of Latin Extended Additional from U+1E00 to U+1EFF.
const MARKED_MORE: &str = "\
AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRr\
SsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy******AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe\
EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy******";

/// The skeleton of a text, without marks, blanks and signs between words.
pub(super) fn of(text: impl IntoIterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for it in text {
        let letter = letter(it);
        if letter == ' ' || letter.is_whitespace() {
            continue;
        }
        // Pairs that are read as one letter.
        let pair = match (out.last(), letter) {
            (Some('r'), 'n') => Some('m'),
            (Some('v'), 'v') => Some('w'),
            (Some('c'), 'l') => Some('d'),
            _ => None,
        };
        match (pair, out.last_mut()) {
            (Some(one), Some(last)) => *last = one,
            _ => out.push(letter),
        }
    }
    out
}

/// The letter that this one passes for.
fn letter(it: char) -> char {
    if is_mark(it) {
        return ' ';
    }
    let base = unstyled(unmarked(it));
    for (letter, alike) in ALIKE {
        if base == letter || alike.contains(base) {
            return letter;
        }
    }
    let small = base.to_lowercase().next().unwrap_or(base);
    if small == base {
        base
    } else {
        ALIKE.iter().find(|it| it.1.contains(small)).map_or(small, |it| it.0)
    }
}

/// Marks that are written over or under the letter before them.
fn is_mark(it: char) -> bool {
    matches!(it, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}')
}

fn unmarked(it: char) -> char {
    let code = u32::from(it);
    let row = match code {
        0xc0..=0x17f => MARKED.get((code - 0xc0) as usize..),
        0x1e00..=0x1eff => MARKED_MORE.get((code - 0x1e00) as usize..),
        _ => None,
    };
    row.and_then(|it| it.chars().next()).filter(|it| *it != '*').unwrap_or(it)
}

/// Full-width, circled and mathematical letters and digits as ASCII.
fn unstyled(it: char) -> char {
    let code = u32::from(it);
    let from = |first: u32, count: u32, plain: u32| {
        (first..first + count * 26).contains(&code).then(|| (code - first) % 26 + plain)
    };
    let plain = match code {
        0xff01..=0xff5e => Some(code - 0xfee0),
        // Thirteen styles, capitals and small letters in turn.
        0x1d400..=0x1d6a3 => {
            let at = (code - 0x1d400) % 52;
            Some(if at < 26 { at + 65 } else { at - 26 + 97 })
        }
        0x1d7ce..=0x1d7ff => Some((code - 0x1d7ce) % 10 + 48),
        0x2460..=0x2468 => Some(code - 0x2460 + 49),
        _ => from(0x24b6, 1, 65)
            .or_else(|| from(0x24d0, 1, 97))
            .or_else(|| from(0x249c, 1, 97))
            .or_else(|| from(0x1f110, 1, 65))
            .or_else(|| from(0x1f130, 1, 65))
            .or_else(|| from(0x1f150, 1, 65))
            .or_else(|| from(0x1f170, 1, 65))
            .or_else(|| from(0x1f1e6, 1, 65)),
    };
    plain.and_then(char::from_u32).unwrap_or(it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_has_one_skeleton() {
        let skeleton = |text: &str| of(text.chars()).into_iter().collect::<String>();
        for (text, like) in [
            ("hаrbоur", "harbour"),
            ("HΑRΒΟUR", "harbour"),
            ("harb0ur", "harbour"),
            ("hárbòůr", "harbour"),
            ("ha\u{301}rbour", "harbour"),
            ("ｈarbour", "harbour"),
            ("𝐡𝖆𝓇𝚋𝗈𝘶𝙧", "harbour"),
            ("ⓗⓐⓡⓑⓞⓤⓡ", "harbour"),
            ("harbour_help", "harbourhelp"),
            ("w1ll1am", "william"),
            ("rnodern", "modern"),
            ("ꓧꓮꓣꓐꓳꓴꓣ", "harbour"),
            ("ẖạṛḅọụṛ", "harbour"),
        ] {
            assert_eq!(skeleton(text), skeleton(like), "{text}");
        }
        assert_ne!(skeleton("harbour"), skeleton("barbour"));
        assert_eq!(MARKED.chars().count(), 0x180 - 0xc0);
        assert_eq!(MARKED_MORE.chars().count(), 0x100);
    }
}
