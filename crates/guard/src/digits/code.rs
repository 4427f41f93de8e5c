//! Short numbers that a sentence names: one-time codes, PINs, card codes, passwords of digits.

use crate::{
    fold::Script,
    gap::Gap,
    lexicon::{Class, Label},
    pieces::Piece,
    report::{Action, Kind},
    scan::{Found, Scan},
};

const BEFORE: usize = 70;
const AFTER: usize = 40;

/// A number as it is read aloud: one piece, or equal parts with a blank or dash between.
#[derive(Clone, Copy, Debug)]
struct Number {
    start: usize,
    end: usize,
    digits: usize,
}

pub(super) fn find(scan: &Scan<'_>, found: &mut Found<'_>, cards: &[(usize, usize)]) {
    let mut at = 0;
    // The class of the number before, for "1234 or 4321".
    let mut last: Option<(Kind, usize)> = None;
    while let Some(piece) = scan.pieces.get(at) {
        if !piece.is_number() || is_in_card(cards, piece) {
            at += 1;
            continue;
        }
        let (count, number) = number(scan, at);
        let kind = if stands_alone(scan, &number) {
            after_card(scan, &number, cards)
                .or_else(|| named(scan, &number))
                .or_else(|| repeated(scan, &number, last))
                .or_else(|| told(scan, &number))
        } else {
            None
        };
        if let Some(kind) = kind {
            found.add(kind, Action::Block, (number.start, number.end), false);
            last = Some((kind, number.end));
        }
        at += count;
    }
}

fn is_in_card(cards: &[(usize, usize)], piece: &Piece) -> bool {
    let next = cards.partition_point(|&(start, _)| start <= piece.start);
    next.checked_sub(1).and_then(|at| cards.get(at)).is_some_and(|&(_, end)| piece.end <= end)
}

fn number(scan: &Scan<'_>, first: usize) -> (usize, Number) {
    let whole = |count: usize| {
        let parts = scan.pieces.get(first..first + count).unwrap_or_default();
        let start = parts.first().map_or(0, |p| p.start);
        let end = parts.last().map_or(0, |p| p.end);
        Number { start, end, digits: parts.iter().map(Piece::len).sum() }
    };
    let Some(piece) = scan.pieces.get(first) else { return (1, whole(1)) };
    if piece.len() > 4 {
        return (1, whole(1));
    }
    let rest = scan.pieces.get(first..).unwrap_or_default();
    let mut count = 1;
    let mut separator = None;
    for two in rest.windows(2) {
        let [left, right] = two else { break };
        let between = scan.text.key(left.end);
        let alike = right.is_number()
            && right.len() == piece.len()
            && right.start == left.end + 1
            && matches!(between, ' ' | '-' | '.')
            && separator.is_none_or(|c| c == between);
        if !alike || (count + 1) * piece.len() > 12 {
            break;
        }
        separator = Some(between);
        count += 1;
    }
    let joined = whole(count);
    let usual = matches!((piece.len(), count), (3, 2) | (2, 2..=4) | (4, 2..=3) | (1, 3..=8));
    if count > 1 && usual { (count, joined) } else { (1, whole(1)) }
}

/// No amount, date, time, share of a longer value, or masked number.
fn stands_alone(scan: &Scan<'_>, number: &Number) -> bool {
    if !(3..=12).contains(&number.digits) {
        return false;
    }
    let text = scan.text;
    let before = text.before(number.start);
    let next = text.key(number.end);
    let digit = |at: Option<usize>| at.is_some_and(|at| text.key(at).is_ascii_digit());
    let two_before = number.start.checked_sub(2);
    let negative = before == '-' && matches!(text.before(number.start - 1), ':' | '=');
    let part_before = negative || matches!(before, '.' | ',' | ':' | '/' | '-') && digit(two_before);
    // A comma after six digits is more often one of a sentence than of an amount.
    let part_after = (matches!(next, '.' | ':' | '/' | '-') || next == ',' && number.digits != 6)
        && digit(Some(number.end + 1));
    let masked =
        matches!(
            before,
            '*' | '•'
                | '●'
                | '×'
                | '…'
                | '·'
                | '+'
                | '$'
                | '€'
                | '£'
                | '¥'
                | '₿'
                | '@'
                | '#'
                | '%'
                | '₹'
                | '₽'
                | '\\'
        ) || matches!(next, '*' | '•' | '●' | '%' | '…' | '$' | '€' | '£' | '¥' | '₹' | '₽' | '@')
            || before == '.' && text.before(number.start - 1) == '.';
    !(part_before || part_after || masked || counts_something(scan, number))
}

/// "4 digits", "120 seconds", "500 USDT".
fn counts_something(scan: &Scan<'_>, number: &Number) -> bool {
    scan.after(number.end, 1).next().is_some_and(|label| {
        let gap = scan.text.key(number.end);
        let near = label.start == number.end || gap == ' ';
        near && label.is(Class::Unit) && !label.is(Class::Is)
    })
}

/// The three digits behind a card number and its date.
fn after_card(scan: &Scan<'_>, number: &Number, cards: &[(usize, usize)]) -> Option<Kind> {
    if !matches!(number.digits, 3 | 4) {
        return None;
    }
    let before = cards.partition_point(|&(_, end)| end <= number.start).checked_sub(1)?;
    let &(_, end) = cards.get(before)?;
    if number.start - end > 24 {
        return None;
    }
    let between: String = (end..number.start).map(|at| scan.text.key(at)).collect();
    let dated = between.contains('/') || between.chars().filter(char::is_ascii_digit).count() >= 3;
    let words = scan.gap(end, number.start).unknown;
    (number.digits == 3 && words <= 1 && (dated || words == 0)).then_some(Kind::CardCode)
}

/// Another value for the label before: "1234 or 4321".
fn repeated(scan: &Scan<'_>, number: &Number, last: Option<(Kind, usize)>) -> Option<Kind> {
    let (kind, end) = last?;
    let gap = scan.gap(end, number.start);
    let fits = fits(kind, number.digits, true);
    (number.start - end <= 12
        && gap.unknown == 0
        && !gap.stop
        && gap.lines <= 1
        && gap.numbers == 0
        && fits)
        .then_some(kind)
}

fn fits(kind: Kind, digits: usize, sure: bool) -> bool {
    match kind {
        Kind::CardCode => digits == 3 || digits == 4,
        Kind::OneTimeCode => (4..=8).contains(&digits),
        Kind::Pin => (4..=12).contains(&digits) || digits == 3 && sure,
        Kind::Password => (4..=12).contains(&digits),
        _ => false,
    }
}

/// What a message or an authenticator said, without being called a code: "the SMS said 482913".
fn told(scan: &Scan<'_>, number: &Number) -> Option<Kind> {
    if !fits(Kind::OneTimeCode, number.digits, false) || is_year(scan, number) {
        return None;
    }
    let six = number.digits == 6;
    let says = |label: &Label, gap: &Gap| {
        let first = label.start.min(number.start);
        let came = gap.fill > 0
            || gap.joined
            || scan.before(first, 24).any(|l| l.is(Class::Got) && !l.is(Class::Message));
        let near = gap.unknown == 0 && came || six && gap.unknown <= 2;
        near && label.is(Class::Message) && !gap.stop && gap.lines <= 1 && gap.numbers == 0
    };
    let tells = |label: &&Label| {
        label.is_any(&[Class::Message, Class::Hash, Class::Card, Class::Cvv])
            || label.is(Class::Number) && !label.is(Class::Fill)
    };
    let before = scan.before(number.start, 48).find(tells);
    let after = scan.after(number.end, 36).find(tells);
    if is_sender(scan, number) || is_in_row(scan, number) {
        return None;
    }
    let sent = before.is_some_and(|label| says(label, &scan.gap(label.end, number.start)))
        || before.is_none_or(|label| label.is(Class::Message))
            && after.is_some_and(|label| says(label, &scan.gap(number.end, label.start)));
    sent.then_some(Kind::OneTimeCode)
}

/// "a text from 72975": who wrote, not what was written.
fn is_sender(scan: &Scan<'_>, number: &Number) -> bool {
    let word = |from: usize, to: usize| (from..to).map(|at| scan.text.low(at)).collect::<String>();
    let before = word(number.start.saturating_sub(6), number.start);
    let after = word(number.end, number.end + 3);
    [" from ", " to ", " von ", " de ", " del ", " da ", " от "].iter().any(|end| before.ends_with(end))
        || ["发来", "發來", "から", "에서"].iter().any(|from| after.trim_start().starts_with(from))
}

/// "+44 20 7946 0123": one of several numbers in a row.
fn is_in_row(scan: &Scan<'_>, number: &Number) -> bool {
    let next = scan.pieces.partition_point(|piece| piece.start < number.end);
    let before = scan.pieces.partition_point(|piece| piece.end <= number.start).checked_sub(1);
    let near = |at: usize, gap: fn(&Piece, &Number) -> usize| {
        scan.pieces.get(at).is_some_and(|piece| piece.is_number() && gap(piece, number) <= 2)
    };
    near(next, |piece, number| piece.start - number.end)
        || before.is_some_and(|at| near(at, |piece, number| number.start - piece.end))
}

/// 1900 to 2039.
fn is_year(scan: &Scan<'_>, number: &Number) -> bool {
    let key = |at: usize| scan.text.key(number.start + at);
    number.digits == 4
        && (key(0) == '1' && key(1) == '9' || key(0) == '2' && key(1) == '0' && key(2) < '4')
}

const NAMES: [Class; 8] = [
    Class::Card,
    Class::Cvv,
    Class::Otp,
    Class::Code,
    Class::Pin,
    Class::Password,
    Class::Number,
    Class::Key,
];

fn kind_of(label: &Label) -> Option<Kind> {
    [
        (Class::Cvv, Kind::CardCode),
        (Class::Otp, Kind::OneTimeCode),
        (Class::Pin, Kind::Pin),
        (Class::Password, Kind::Password),
        (Class::Code, Kind::OneTimeCode),
    ]
    .into_iter()
    .find(|&(class, _)| label.is(class))
    .map(|(_, kind)| kind)
}

/// What the label that governs the number calls it.
fn named(scan: &Scan<'_>, number: &Number) -> Option<Kind> {
    match governed(scan, number) {
        Governed::Is(kind) => Some(kind),
        Governed::Other => None,
        Governed::No => named_after(scan, number),
    }
}

enum Governed {
    Is(Kind),
    Other,
    No,
}

fn governed(scan: &Scan<'_>, number: &Number) -> Governed {
    for label in scan.before(number.start, BEFORE) {
        if !label.is_any(&NAMES) {
            continue;
        }
        let gap = scan.gap(label.end, number.start);
        // "phone", "account": a number of theirs is long; else they only say where a code came.
        if label.is(Class::Number) && label.is(Class::Fill) {
            if number.digits >= 7 && gap.is_plain() {
                return Governed::Other;
            }
            continue;
        }
        let Some(kind) = kind_of(label) else {
            // "card", "key" name no short number, but do not hide a label before them either.
            if label.is(Class::Number) && gap.numbers == 0 && gap.unknown <= 2 && !gap.stop {
                return Governed::Other;
            }
            continue;
        };
        if gap.numbers > 0 {
            return Governed::No;
        }
        let year = is_year(scan, number);
        let weak = label.is(Class::Code) && !label.is_any(&[Class::Otp, Class::Pin, Class::Cvv]);
        let near = if weak {
            is_sent_code(scan, label, &gap, number)
        } else if gap.joined {
            gap.unknown <= 6 && !gap.stop || gap.unknown == 0
        } else if year {
            gap.is_plain() && gap.fill == 0
        } else {
            gap.unknown == 0 && (!gap.stop || gap.fill == 0)
                || kind == Kind::CardCode && gap.unknown <= 1 && !gap.stop
                || kind == Kind::Pin
                    && matches!(number.digits, 4 | 6)
                    && gap.unknown <= 1
                    && gap.status == 0
                    && !gap.stop
                || number.digits == 6 && gap.unknown <= 2 && !gap.stop
        };
        return if near && fits(kind, number.digits, gap.joined) && gap.lines <= 2 {
            Governed::Is(kind)
        } else {
            Governed::No
        };
    }
    Governed::No
}

/// A bare "code" is a one-time code when it has six digits and nothing else is said of it, or
/// when it came by message.
fn is_sent_code(scan: &Scan<'_>, label: &Label, gap: &Gap, number: &Number) -> bool {
    let from = label.start.min(number.start);
    let to = label.end.max(number.end);
    let came = scan.before(from, 30).chain(scan.after(from, to + 36 - from)).any(|l| l.is(Class::Got));
    let other =
        scan.before(label.start, 3).next().is_some_and(|l| l.is(Class::Number) && !l.is(Class::Fill));
    let logged = scan.text.before(number.start) == '=';
    let six = number.digits == 6 && gap.unknown == 0 && !logged;
    !gap.stop && !other && (six || came && (4..=8).contains(&number.digits) && gap.unknown <= 1)
}

/// "482913 is my code", "1234 は暗証番号です".
fn named_after(scan: &Scan<'_>, number: &Number) -> Option<Kind> {
    for label in scan.after(number.end, AFTER) {
        if !label.is_any(&NAMES) {
            continue;
        }
        let gap = scan.gap(number.end, label.start);
        // "482913 is your Harbour verification code": one name at most.
        let one_name = gap.unknown == 1 && gap.fill > 0 && number.digits == 6 && label.is(Class::Otp);
        if gap.unknown > 0 && !one_name || gap.stop || gap.numbers > 0 || gap.lines > 0 {
            return None;
        }
        if label.is(Class::Number) && label.is(Class::Fill) {
            continue;
        }
        if label.is(Class::Number) || label.is(Class::Card) && kind_of(label).is_none() {
            return None;
        }
        let kind = kind_of(label)?;
        let linked = gap.fill > 0
            || gap.joined
            || scan.text.before(label.start) == '('
            || number.digits == 6
            || Script::of(scan.text.low(label.start)).is_unspaced();
        let year = is_year(scan, number);
        let bare = label.is(Class::Code) && !label.is(Class::Otp);
        let code = !bare || is_sent_code(scan, label, &gap, number);
        return (linked
            && !year
            && code
            && fits(kind, number.digits, false)
            && !has_own_number(scan, label))
        .then_some(kind);
    }
    None
}

/// Whether a number of its own follows the label: "… otp: 123456".
fn has_own_number(scan: &Scan<'_>, label: &Label) -> bool {
    let from = scan.pieces.partition_point(|p| p.start < label.end);
    scan.pieces.get(from).is_some_and(|p| {
        p.digits >= 3 && p.start <= label.end + 6 && scan.gap(label.end, p.start).unknown == 0
    })
}
