//! Passwords and codes with letters: what a sentence names one, and what merely talks about it.

use crate::{
    fold::Script,
    lexicon::{Class, Label},
    report::{Action, Kind},
    scan::{Found, Scan},
};

pub(crate) fn find(scan: &Scan<'_>, found: &mut Found<'_>) {
    for label in scan.labels {
        let kind = if label.is(Class::Password) {
            Kind::Password
        } else if label.is(Class::Pin) {
            Kind::Pin
        } else if label.is(Class::Otp) {
            Kind::OneTimeCode
        } else {
            continue;
        };
        if is_in_path(scan, label.start) {
            continue;
        }
        if let Some((start, end, action)) =
            behind(scan, label, kind).or_else(|| ahead(scan, label, kind))
        {
            found.add(kind, action, (start, end), false);
            if let Some(second) = another(scan, end) {
                found.add(kind, Action::Block, second, false);
            }
        }
    }
}

/// "/etc/passwd", "file:///srv/password.txt": the name of a file, not of a password.
fn is_in_path(scan: &Scan<'_>, at: usize) -> bool {
    let start = chunk_start(scan, at, at.saturating_sub(80));
    let slashes = (start..at).filter(|&at| scan.text.key(at) == '/').count();
    slashes >= 2 && !scan.text.key(at - 1).is_alphanumeric()
}

/// A second value behind one: "changed from Kettle77 to Kettle78".
fn another(scan: &Scan<'_>, end: usize) -> Option<(usize, usize)> {
    let chunk = next_chunk(scan, end, end + 16)?;
    let chunk = if is_label(scan, &chunk) { next_chunk(scan, chunk.end, end + 16)? } else { chunk };
    let gap = scan.gap(end, chunk.start);
    let near = gap.is_plain() && gap.fill > 0 && gap.lines == 0;
    (near && look(scan, &chunk) == Look::Random).then_some((chunk.start, chunk.end))
}

/// A run of visible ASCII, without the marks around it.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    start: usize,
    end: usize,
    quoted: bool,
}

const REACH: usize = 70;

/// The value that follows a label.
fn behind(scan: &Scan<'_>, label: &Label, kind: Kind) -> Option<(usize, usize, Action)> {
    let mut at = label.end;
    // "unlock.password.title" is the name of something.
    if matches!(scan.text.key(at), '.' | '/' | '_' | '-')
        && Script::of(scan.text.low(at + 1)).is_letter()
    {
        return None;
    }
    for _ in 0..10 {
        let chunk = next_chunk(scan, at, label.end + REACH)?;
        let gap = scan.gap(label.end, chunk.start);
        let asked = gap.stop && gap.joined && gap.unknown == 0;
        let near = gap.is_plain() || asked;
        let joined = gap.joined;
        if let Some(end) = quotation(scan, &chunk).filter(|_| joined && near && kind == Kind::Password)
        {
            return Some((chunk.start, end, Action::Block));
        }
        if is_label(scan, &chunk) {
            at = chunk.end.max(at + 1);
            continue;
        }
        // "My password? It is …" goes on; any other sentence ends the matter.
        if gap.stop && !asked || gap.lines > 1 || gap.unknown > 6 {
            return None;
        }
        let look = look(scan, &chunk);
        let action = match look {
            Look::Masked => return None,
            Look::Random if near || joined => Some(Action::Block),
            Look::Random if gap.unknown == 1 && gap.status == 0 && is_strong(scan, &chunk) => {
                Some(Action::Block)
            }
            Look::Odd if joined || near && chunk.quoted => Some(Action::Block),
            Look::Word if joined && near && chunk.quoted => Some(Action::Block),
            Look::Word
                if joined
                    && near
                    && ends_line(scan, chunk.end)
                    && said_with_mark(scan, chunk.start) =>
            {
                Some(Action::Ask)
            }
            _ => None,
        };
        if let Some(action) = action {
            let enough = kind != Kind::OneTimeCode || is_code(scan, &chunk);
            return enough.then_some((chunk.start, chunk.end, action));
        }
        at = chunk.end.max(at + 1);
    }
    None
}

/// The end of a passphrase of several words in quotes that begins with a run.
fn quotation(scan: &Scan<'_>, chunk: &Chunk) -> Option<usize> {
    let quote = scan.text.before(chunk.start);
    if !matches!(quote, '"' | '\'' | '`') || scan.text.key(chunk.end) == quote {
        return None;
    }
    let line = (chunk.end..chunk.end + 60).take_while(|&at| scan.text.key(at) != '\n');
    let end = line.into_iter().find(|&at| scan.text.key(at) == quote)?;
    let blanks = (chunk.start..end).filter(|&at| scan.text.key(at) == ' ').count();
    ((1..=8).contains(&blanks) && end < scan.text.len()).then_some(end)
}

/// The value that stands before its label: "Xy7!kk is my password".
fn ahead(scan: &Scan<'_>, label: &Label, kind: Kind) -> Option<(usize, usize, Action)> {
    let floor = label.start.saturating_sub(32);
    let mut end = label.start;
    while end > floor {
        let start = chunk_start(scan, end, floor);
        if start < end {
            let chunk = trim(scan, start, end);
            let gap = scan.gap(chunk.end, label.start);
            if gap.unknown > 0 || gap.stop || gap.lines > 0 {
                return None;
            }
            let whole = chunk_start(scan, end, end.saturating_sub(80));
            let chunk = trim(scan, whole, end);
            if !is_label(scan, &chunk) && gap.fill > 0 {
                let strong = look(scan, &chunk) == Look::Random && chunk.end - chunk.start >= 6;
                let enough = kind != Kind::OneTimeCode || is_code(scan, &chunk);
                return (strong && enough).then_some((chunk.start, chunk.end, Action::Block));
            }
            end = start;
        } else {
            end -= 1;
        }
    }
    None
}

fn chunk_start(scan: &Scan<'_>, end: usize, floor: usize) -> usize {
    let mut at = end;
    while at > floor && scan.text.before(at).is_ascii_graphic() {
        at -= 1;
    }
    at
}

fn next_chunk(scan: &Scan<'_>, from: usize, reach: usize) -> Option<Chunk> {
    let mut at = from;
    while at < scan.text.len() && at < reach {
        if scan.text.key(at).is_ascii_graphic() {
            let mut end = at;
            while end < scan.text.len() && scan.text.key(end).is_ascii_graphic() {
                end += 1;
            }
            let chunk = trim(scan, at, end);
            if chunk.start < chunk.end {
                return Some(chunk);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    None
}

/// Takes off what belongs to the sentence: quotes, brackets, a colon before, a stop behind.
fn trim(scan: &Scan<'_>, mut start: usize, mut end: usize) -> Chunk {
    let key = |at: usize| scan.text.key(at);
    let mut quoted = false;
    while start < end
        && (matches!(key(start), '"' | '\'' | '`' | '(' | '[' | '{' | '<' | ':' | '=' | '>' | ',' | ';' | '-' | '.' | '|')
            // Emphasis of Markdown.
            || matches!(key(start), '*' | '_') && key(start + 1) == key(start)
            || start > 0 && matches!(key(start), '*') && key(start - 1) == '*')
    {
        quoted |= matches!(key(start), '"' | '\'' | '`');
        start += 1;
    }
    while start < end
        && (matches!(
            key(end - 1),
            '"' | '\'' | '`' | ')' | ']' | '}' | '>' | ',' | ';' | ':' | '.' | '|' | '?'
        ) || key(end - 1) == '*' && (key(end.saturating_sub(2)) == '*' || key(end) == '*'))
    {
        end -= 1;
    }
    Chunk { start, end, quoted }
}

/// What a run of characters looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Letters with digits or signs: nobody writes so but in passwords.
    Random,
    /// Joined or long, or large and small letters mixed.
    Odd,
    /// A word like any other.
    Word,
    /// Stars and dots, or a placeholder.
    Masked,
    /// A number, an address, an abbreviation with a figure: something else.
    Other,
}

fn look(scan: &Scan<'_>, chunk: &Chunk) -> Look {
    let value: Vec<char> = (chunk.start..chunk.end).map(|at| scan.text.key(at)).collect();
    let len = value.len();
    let count = |test: fn(&char) -> bool| value.iter().filter(|c| test(c)).count();
    let digits = count(char::is_ascii_digit);
    let letters = count(char::is_ascii_alphabetic);
    let upper = count(char::is_ascii_uppercase);
    let signs = len - digits - letters;
    let stars = count(|c| matches!(c, '*' | '•' | 'x' | 'X' | '#' | '_' | '.' | '?' | '-'));
    if stars == len || count(|c| *c == '*') >= 3 || is_placeholder(scan, chunk, &value) {
        return Look::Masked;
    }
    if len < 4 || letters == 0 && signs == 0 || is_reference(&value, digits, upper) {
        return Look::Other;
    }
    let is_odd = |c: &char| {
        matches!(
            c,
            '!' | '@'
                | '#'
                | '$'
                | '%'
                | '^'
                | '&'
                | '*'
                | '+'
                | '='
                | '~'
                | '?'
                | '_'
                | '|'
                | '{'
                | '}'
        )
    };
    let odd_signs = value.iter().filter(|c| is_odd(c)).count();
    let last_only = odd_signs == 1 && matches!(value.last(), Some('!' | '?' | '*' | '_' | '|'));
    if letters > 0 && digits > 0 && len >= 5 {
        return if is_tame(&value, digits) { Look::Other } else { Look::Random };
    }
    if odd_signs > 0 && !last_only && len >= 5 {
        return Look::Random;
    }
    if letters == 0 {
        return Look::Other;
    }
    let inner_upper = value.iter().skip(1).filter(|c| c.is_ascii_uppercase()).count();
    let dashes = count(|c| matches!(c, '-' | '.'));
    if inner_upper > 0 && upper < letters && len >= 8 || dashes >= 2 && len >= 14 || letters >= 18 {
        return Look::Odd;
    }
    Look::Word
}

/// `<password>`, `[redacted]`, `{secret}`, `$PASSWORD`, `null`.
fn is_placeholder(scan: &Scan<'_>, chunk: &Chunk, value: &[char]) -> bool {
    let around = (scan.text.before(chunk.start), scan.text.key(chunk.end));
    let bracketed = matches!(around, ('<', '>') | ('[', ']') | ('{', '}'));
    let plain = value.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-' | ' '));
    bracketed && plain
        || value.first() == Some(&'$')
            && value.iter().skip(1).all(|c| c.is_ascii_uppercase() || matches!(c, '_' | '{' | '}'))
        || value.windows(3).any(|w| w == ['.', '.', '.'])
}

/// Web and mail addresses, file names, error names, dates, versions, hex addresses.
fn is_reference(value: &[char], digits: usize, upper: usize) -> bool {
    let text: String = value.iter().collect();
    let low = text.to_ascii_lowercase();
    let letters_upper = value.iter().filter(|c| c.is_ascii_alphabetic()).count() == upper;
    low.contains("://")
        || low.contains('/') && digits == 0
        || low.starts_with("www.")
        || low.starts_with("0x") && value.len() >= 40
        || is_mail(&low)
        || [".com", ".json", ".txt", ".png", ".jpg", ".org", ".io", ".example", ".pdf", ".dat", ".html"]
            .iter()
            .any(|end| low.ends_with(end))
        || letters_upper
            && upper >= 2
            && (text.contains('_')
                || text.contains('-')
                    && digits > 0
                    && value.len() <= 12
                    && value.iter().filter(|c| **c == '-').count() == 1)
        || value.iter().all(|c| {
            c.is_ascii_digit() || matches!(c, '-' | '/' | ':' | '.' | ',' | '%' | '+' | '(' | ')')
        })
}

fn is_mail(low: &str) -> bool {
    low.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.split_once('.').is_some_and(|(domain, end)| {
                domain.len() >= 2
                    && end.len() >= 2
                    && end.bytes().all(|b| b.is_ascii_lowercase() || b == b'.')
            })
    })
}

/// A word with a figure: `2fa`, `iphone13`, `v2.3.1`, `12-word`, `sha256`, `3rd`.
fn is_tame(value: &[char], digits: usize) -> bool {
    let text: String = value.iter().collect::<String>().to_ascii_lowercase();
    let known = [
        "2fa", "mp3", "sha256", "sha512", "base58", "base64", "bip39", "bip32", "bip44", "erc20",
        "trc20", "bep20", "iphone", "android", "windows", "ios", "galaxy", "pixel", "macos", "win1",
        "chrome", "firefox", "usdt", "web3", "http", "face id", "touchid", "version", "covid",
        "ledger", "error",
    ];
    let tail = value.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let simple = known.iter().any(|word| text.starts_with(word)) && digits <= 4;
    let counted = value.first().is_some_and(char::is_ascii_digit) && text.contains('-') && digits <= 2;
    let version =
        text.starts_with('v') && value.iter().skip(1).all(|c| c.is_ascii_digit() || *c == '.');
    let range = digits <= 4
        && tail == 0
        && value.iter().take_while(|c| c.is_ascii_digit()).count() == digits
        && value.len() - digits <= 8
        && value.iter().all(char::is_ascii_alphanumeric);
    simple || counted || version || range
}

/// Whether a whole run is a word that belongs to the sentence, not a value.
fn is_label(scan: &Scan<'_>, chunk: &Chunk) -> bool {
    // The rest of a name of several words.
    if scan.before(chunk.end + 24, 48).any(|l| l.start < chunk.start && chunk.end <= l.end) {
        return true;
    }
    let mut at = chunk.start;
    for label in scan.after(chunk.start, chunk.end - chunk.start) {
        if label.start >= chunk.end {
            break;
        }
        if label.start > at + 1 {
            return false;
        }
        at = at.max(label.end);
    }
    let rest = (at..chunk.end).filter(|&at| scan.text.key(at).is_ascii_alphanumeric()).count();
    at > chunk.start && rest == 0
}

/// Letters, digits and a sign, or long.
fn is_strong(scan: &Scan<'_>, chunk: &Chunk) -> bool {
    let glyphs = scan.text.glyphs.get(chunk.start..chunk.end).unwrap_or_default();
    let has = |test: fn(&char) -> bool| glyphs.iter().any(|g| test(&g.key));
    has(char::is_ascii_alphabetic)
        && has(char::is_ascii_digit)
        && glyphs.len() >= 6
        && (glyphs.len() >= 9 || has(char::is_ascii_punctuation))
}

/// A one-time code with letters is short, in capitals or with digits.
fn is_code(scan: &Scan<'_>, chunk: &Chunk) -> bool {
    let len = chunk.end - chunk.start;
    let glyphs = scan.text.glyphs.get(chunk.start..chunk.end).unwrap_or_default();
    let fits =
        glyphs.iter().all(|g| g.key.is_ascii_digit() || g.key.is_ascii_uppercase() || g.key == '-');
    let digits = glyphs.iter().filter(|g| g.key.is_ascii_digit()).count();
    (5..=24).contains(&len) && fits && digits >= 2
}

fn ends_line(scan: &Scan<'_>, at: usize) -> bool {
    let rest = (at..scan.text.len().min(at + 8))
        .find(|&at| !matches!(scan.text.key(at), ' ' | '"' | '\'' | '.' | '`' | ','));
    rest.is_none_or(|at| Script::of(scan.text.low(at)) == Script::Line)
}

/// A colon or an equals sign right before.
fn said_with_mark(scan: &Scan<'_>, start: usize) -> bool {
    let before =
        (0..start).rev().map(|at| scan.text.key(at)).find(|c| !matches!(c, ' ' | '"' | '\'' | '`'));
    matches!(before, Some(':' | '='))
}
