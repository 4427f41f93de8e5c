//! Phone numbers in every way people write them: E.164 with `+` or `00`, national with or without the
//! trunk zero, any digits and separators, an extension behind (RFC 3966, ITU-T E.123).

use super::{
    Found, Official, Way,
    letters::{Letter, text},
    likeness,
};

/// Country codes of two digits (ITU-T E.164); 1 and 7 have one, all others three.
const TWO_DIGITS: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// How an extension is introduced.
const EXTENSIONS: [&str; 14] =
    ["ext", "x", "#", ",", ";", "p", "w", "доб", "分机", "转", "內線", "内线", "durchwahl", "poste"];

/// A phone number.
pub(super) struct Phone {
    /// A country code comes first.
    international: bool,
    /// Without extension.
    digits: Vec<Letter>,
    /// Places of letters that pass for digits.
    disguised: Vec<usize>,
}

impl Phone {
    pub(super) fn read(letters: &[Letter]) -> Option<Self> {
        let mut phone = Phone { international: false, digits: Vec::new(), disguised: Vec::new() };
        let certain = letters.iter().filter(|it| it.it.is_ascii_digit()).count();
        for (n, letter) in letters.iter().enumerate() {
            match letter.it {
                '0'..='9' => phone.digits.push(*letter),
                '+' if phone.digits.is_empty() => phone.international = true,
                ' ' | '-' | '.' | '/' | '(' | ')' | '[' | ']' | '_' | '·' | '\'' => {}
                _ if phone.digits.len() >= 5 && is_extension(letters.get(n..)?) => break,
                it => {
                    let digit = passes_for(it).filter(|_| certain >= 5)?;
                    phone.disguised.push(letter.at);
                    phone.digits.push(Letter { it: digit, ..*letter });
                }
            }
        }
        if !(3..=20).contains(&phone.digits.len()) || is_ip_address(letters) {
            return None;
        }
        if !phone.international && phone.starts_with("00") {
            phone.digits.drain(..2);
            phone.international = true;
        }
        Some(phone)
    }

    /// Digits, with `+` before a country code.
    pub(super) fn normalised(&self) -> String {
        let plus = if self.international { "+" } else { "" };
        [plus, &text(&self.digits)].concat()
    }

    fn starts_with(&self, digits: &str) -> bool {
        text(&self.digits).starts_with(digits)
    }

    /// Every way in which this number may be dialled, the fullest first, and whether the way may be
    /// written with `+`.
    fn forms(&self) -> Vec<(bool, Vec<char>)> {
        let digits = text(&self.digits);
        if !self.international {
            return vec![(false, digits.chars().collect())];
        }
        let code = match digits.get(..2) {
            _ if digits.starts_with(['1', '7']) => 1,
            Some(two) if TWO_DIGITS.contains(&two) => 2,
            _ => 3,
        };
        let (code, national) = digits.split_at_checked(code).unwrap_or(("", &digits));
        let form = |parts: &[&str]| parts.concat().chars().collect::<Vec<_>>();
        let mut forms = vec![
            (true, form(&[code, national])),
            (true, form(&[code, "0", national])),
            (false, form(&["0", national])),
            (false, form(&["011", code, national])),
        ];
        if national.len() >= 6 {
            forms.push((false, form(&[national])));
        }
        forms
    }
}

pub(super) fn compare<'c>(given: &Phone, officials: &[Official<'c>]) -> Found<'c> {
    let digits: Vec<char> = given.digits.iter().map(|it| it.it).collect();
    let mut nearest: Option<(usize, Found<'c>)> = None;
    for official in officials {
        let Way::Phone(phone) = &official.way else { continue };
        for (with_plus, form) in phone.forms() {
            if form == digits && (with_plus || !given.international) {
                if given.disguised.is_empty() {
                    return Found::Official(official.channel);
                }
                return Found::Imitates(official.channel, given.disguised.clone());
            }
            let mut far = likeness::distance(&form, &digits, false);
            // The same number of another country or region.
            if form.len() >= 7 && digits.ends_with(&form) {
                far = far.min(2);
            }
            let like = far <= if form.len() < 7 { 1 } else { 2 };
            if like && nearest.as_ref().is_none_or(|it| far < it.0) {
                let mut places = likeness::differences(&given.digits, &form);
                if places.is_empty() {
                    // A `+` where none belongs.
                    places.extend(given.digits.first().map(|it| it.at));
                }
                nearest = Some((far, Found::Imitates(official.channel, places)));
            }
        }
    }
    nearest.map_or(Found::Nothing, |it| it.1)
}

fn is_extension(rest: &[Letter]) -> bool {
    let rest = text(rest).to_lowercase();
    let marked = EXTENSIONS.iter().find_map(|it| rest.strip_prefix(it));
    // What follows is a short number.
    marked.is_some_and(|it| {
        let digits = it.chars().filter(char::is_ascii_digit).count();
        digits <= 8 && !it.contains(['@', '/'])
    })
}

/// The digit that a letter passes for among digits.
fn passes_for(it: char) -> Option<char> {
    let digit = match it {
        'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο' | 'Q' | 'D' => '0',
        'I' | 'l' | '|' | 'і' | 'І' | '!' => '1',
        'Z' | 'z' => '2',
        'E' | 'З' | 'з' => '3',
        'A' => '4',
        'S' | 's' => '5',
        'b' | 'G' => '6',
        'T' => '7',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    };
    Some(digit)
}

/// Four numbers up to 255 with dots between, and nothing else: a host (RFC 791).
fn is_ip_address(letters: &[Letter]) -> bool {
    let text = text(letters);
    let parts: Vec<_> = text.split('.').collect();
    parts.len() == 4 && parts.iter().all(|it| it.parse::<u8>().is_ok() && !it.starts_with('+'))
}
