//! Letters with their places, as a text is read before anything is compared: invisible characters set
//! aside, full-width writing and foreign digits made plain, quotes and brackets around it dropped.

/// A letter and its place in the text as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) it: char,
    pub(super) at: usize,
}

/// A text as it was given.
pub(super) struct Given {
    pub(super) letters: Vec<Letter>,
    /// Places of invisible characters between the first and the last letter.
    pub(super) hidden: Vec<usize>,
}

impl Given {
    pub(super) fn read(text: &str, longest: usize) -> Self {
        let plain_letters = text.chars().any(|it| it.is_ascii_alphabetic());
        let mut letters = Vec::new();
        let mut hidden = Vec::new();
        for (at, it) in text.chars().take(longest).enumerate() {
            if is_invisible(it) {
                hidden.push(at);
            } else {
                letters.push(Letter { it: plain(it, plain_letters), at });
            }
        }
        while letters.first().is_some_and(|it| is_wrapping(it.it)) {
            letters.remove(0);
        }
        while letters.last().is_some_and(|it| is_wrapping(it.it) || ".!?:".contains(it.it)) {
            letters.pop();
        }
        let inside = letters.first().map_or(0, |it| it.at)..letters.last().map_or(0, |it| it.at);
        hidden.retain(|at| inside.contains(at));
        Given { letters, hidden }
    }
}

/// Splits `Phone: …`, `tel:…`, `微信：…` into the label and the rest.
pub(super) fn label(letters: &[Letter]) -> (&[Letter], &[Letter]) {
    let Some(colon) = letters.iter().position(|it| it.it == ':') else { return (&[], letters) };
    let (label, rest) = letters.split_at(colon);
    let rest = trim(rest.get(1..).unwrap_or_default());
    let label = match label.split_last() {
        Some((last, before)) if last.it == '.' => before,
        _ => label,
    };
    let words = label.iter().all(|it| it.it.is_alphabetic() || it.it == ' ');
    if words && label.len() <= 30 && !label.is_empty() { (label, rest) } else { (&[], letters) }
}

/// True for `scheme://…` and for `http:` in any spelling that browsers still follow.
pub(super) fn has_scheme(letters: &[Letter]) -> bool {
    let Some(colon) = letters.iter().position(|it| it.it == ':') else { return false };
    let (scheme, rest) = letters.split_at(colon);
    let named = text(scheme).to_ascii_lowercase();
    let slashes = rest.iter().skip(1).take_while(|it| is_slash(it.it)).count();
    named == "https" || named == "http" || (!named.is_empty() && slashes >= 2)
}

/// Browsers take either.
pub(super) fn is_slash(it: char) -> bool {
    it == '/' || it == '\\'
}

/// Without blanks around it.
pub(super) fn trim(mut letters: &[Letter]) -> &[Letter] {
    while let Some((first, rest)) = letters.split_first().filter(|(it, _)| it.it.is_whitespace()) {
        let _ = first;
        letters = rest;
    }
    while let Some((_, rest)) = letters.split_last().filter(|(it, _)| it.it.is_whitespace()) {
        letters = rest;
    }
    letters
}

/// The letters as text.
pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|it| it.it).collect()
}

/// The letters in small letters, as names of hosts and mailboxes are compared. Signs outside ASCII that
/// become ASCII in small letters (the Kelvin sign) stay what they are.
pub(super) fn small(letters: &[Letter]) -> Vec<char> {
    letters.iter().map(|it| small_letter(it.it)).collect()
}

pub(super) fn small_letter(it: char) -> char {
    if it.is_ascii() {
        return it.to_ascii_lowercase();
    }
    it.to_lowercase().next().filter(|small| !small.is_ascii()).unwrap_or(it)
}

/// The same letters with the escapes of RFC 3986, 2.1 undone where they stand for ASCII.
pub(super) fn unescaped(letters: &[Letter]) -> Vec<Letter> {
    let mut out = Vec::new();
    let mut rest = letters;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let mut letter = *first;
        if let ('%', [high, low, after @ ..]) = (first.it, after) {
            let digits = high.it.to_digit(16).zip(low.it.to_digit(16));
            let ascii =
                digits.map(|(high, low)| high * 16 + low).filter(|it| (0x20..0x7f).contains(it));
            if let Some(it) = ascii.and_then(char::from_u32) {
                letter.it = it;
                rest = after;
            }
        }
        out.push(letter);
    }
    out
}

/// Full-width signs and digits of any script as ASCII. Full-width *letters* only where all letters are:
/// that is a keyboard's doing, a few among plain ones are a disguise.
fn plain(it: char, plain_letters: bool) -> char {
    let full = match it {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => digit(it).unwrap_or(it),
    };
    if full.is_ascii_alphabetic() && plain_letters { it } else { full }
}

/// The value of a decimal digit outside ASCII, as ASCII (Unicode general category Nd, the scripts that
/// people type numbers in).
fn digit(it: char) -> Option<char> {
    const ZEROS: [u32; 12] = [
        0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0e50, 0x0ed0, 0x1040, 0x17e0,
    ];
    let code = u32::from(it);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Characters without a picture: controls, marks of direction, joiners, fillers, variation selectors, tags
/// (most of Unicode's Default_Ignorable_Code_Point).
fn is_invisible(it: char) -> bool {
    matches!(it,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What people and mail programs put around an address.
fn is_wrapping(it: char) -> bool {
    it.is_whitespace() || "<>\"'`“”‘’«»‹›()[]{}【】《》〈〉「」『』,;、…".contains(it)
}
