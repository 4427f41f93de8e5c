//! Pieces: the runs of ASCII letters and digits a text is made of, and how they join.
//!
//! Keys are one piece, or several that somebody broke with blanks, dashes or line ends.

use crate::fold::Folded;

/// A maximal run of ASCII letters and digits; `start..end` are glyphs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) digits: usize,
    pub(crate) upper: usize,
    /// Letters beyond `f` (or `F`): zero means hexadecimal, but for a leading `0x`.
    pub(crate) beyond_hex: usize,
    /// Characters that base58 leaves out (`0`, `O`, `I`, `l`).
    pub(crate) beyond_base58: usize,
}

impl Piece {
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    pub(crate) fn is_number(&self) -> bool {
        self.digits == self.len()
    }

    pub(crate) fn letters(&self) -> usize {
        self.len() - self.digits
    }

    /// Looks random rather than like a word: long, with digits among letters.
    pub(crate) fn is_value(&self) -> bool {
        let lower = self.letters() - self.upper;
        self.len() >= 24 && (self.digits >= 2 && self.letters() >= 2 || self.upper >= 4 && lower >= 4)
    }
}

/// All pieces of a text, in order.
pub(crate) fn split(text: &Folded) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, glyph) in text.glyphs.iter().enumerate() {
        let c = glyph.key;
        if !c.is_ascii_alphanumeric() {
            continue;
        }
        if pieces.last().is_none_or(|last| last.end != at) {
            let (start, end) = (at, at);
            pieces.push(Piece { start, end, digits: 0, upper: 0, beyond_hex: 0, beyond_base58: 0 });
        }
        if let Some(piece) = pieces.last_mut() {
            piece.end = at + 1;
            piece.digits += usize::from(c.is_ascii_digit());
            piece.upper += usize::from(c.is_ascii_uppercase());
            piece.beyond_hex += usize::from(!c.is_ascii_hexdigit());
            piece.beyond_base58 += usize::from(matches!(c, '0' | 'O' | 'I' | 'l'));
        }
    }
    pieces.retain(|piece| numbering(text, piece.start) != Some(piece.len()));
    pieces
}

/// "1) ", "12: " at the beginning of a line counts the parts of a value and is none of them: how many
/// digits it has.
fn numbering(text: &Folded, at: usize) -> Option<usize> {
    if !text.key(at).is_ascii_digit() || text.before(at) != '\n' {
        return None;
    }
    let digits = if text.key(at + 1).is_ascii_digit() { 2 } else { 1 };
    let marked = matches!(text.key(at + digits), ')' | '.' | ':') && text.key(at + digits + 1) == ' ';
    marked.then_some(digits)
}

/// The characters of a range of glyphs that are ASCII letters or digits, case kept.
pub(crate) fn joined(text: &Folded, start: usize, end: usize) -> String {
    let mut value = String::with_capacity(end.saturating_sub(start));
    let mut at = start;
    while at < end.min(text.len()) {
        let c = text.key(at);
        if c.is_ascii_alphanumeric() && (at == start || numbering(text, at).is_none()) {
            value.push(c);
            at += 1;
        } else {
            at += numbering(text, at).unwrap_or(1);
        }
    }
    value
}

/// Whether two neighbouring pieces may belong to one broken value: little between them, no word.
pub(crate) fn touch(text: &Folded, left: &Piece, right: &Piece) -> bool {
    let between = text.glyphs.get(left.end..right.start).unwrap_or_default();
    between.len() <= 6
        && between.iter().all(|g| {
            matches!(
                g.key,
                ' ' | '\n'
                    | '-'
                    | '_'
                    | '.'
                    | ':'
                    | '|'
                    | '/'
                    | '"'
                    | '\''
                    | '>'
                    | '+'
                    | '\\'
                    | ','
                    | '·'
                    | '•'
                    | ')'
            ) || g.key.is_ascii_digit()
        })
        && between.iter().filter(|g| matches!(g.key, '.' | ':' | ',')).count() <= 1
}

/// A piece, or several broken ones, that together have one of the wanted lengths.
///
/// Begins at piece `first` and calls `test` with the number of pieces and the joined length each
/// time a whole number of pieces has been added; `fits` says whether a piece may take part.
pub(crate) fn grow(
    text: &Folded,
    pieces: &[Piece],
    first: usize,
    longest: usize,
    fits: impl Fn(&Piece) -> bool,
    mut test: impl FnMut(usize, usize) -> bool,
) -> Option<usize> {
    let mut len = 0;
    let mut last: Option<&Piece> = None;
    for (count, piece) in pieces.get(first..)?.iter().enumerate() {
        if !fits(piece) || last.is_some_and(|last| !touch(text, last, piece)) {
            return None;
        }
        len += piece.len();
        if len > longest {
            return None;
        }
        if test(count + 1, len) {
            return Some(count + 1);
        }
        last = Some(piece);
    }
    None
}
