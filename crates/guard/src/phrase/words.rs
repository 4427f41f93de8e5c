//! The words of a text and which lists they stand in, exactly or by their first letters.

use super::glued;
use crate::{
    fold::{Folded, Script},
    lexicon::{Class, Label},
    lists::{Entry, SPELLED},
    scan::Scan,
};

/// A word or a number of the text; `start..end` are glyphs.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) script: Script,
    /// Bit per list: the word itself stands in it; a word of it begins so.
    pub(super) exact: u16,
    pub(super) prefix: u16,
    /// Its entries, as a range of [`Words::entries`].
    from: u32,
    to: u32,
    pub(super) grade: u8,
    /// Same for equal words: to see templates that repeat.
    pub(super) hash: u32,
    /// By the lexicon: what people put between the words of a phrase, or any small word.
    pub(super) joins: bool,
    pub(super) small: bool,
    /// The value of a number.
    pub(super) number: Option<u32>,
}

impl Word {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }
}

/// All words of a text.
#[derive(Default)]
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    entries: Vec<Entry>,
}

impl Words {
    /// The index of a word in one list, by itself or by its beginning.
    pub(super) fn index(&self, word: &Word, list: usize) -> Option<u16> {
        let entries = self.entries.get(word.from as usize..word.to as usize)?;
        entries.iter().find(|entry| usize::from(entry.list) == list).map(|entry| entry.index)
    }

    fn add(&mut self, scan: &Scan<'_>, (start, end): (usize, usize), labels: &mut Labels<'_>) {
        let spelled = spelling(scan.text, start, end);
        self.add_spelled(scan, (start, end), &spelled, labels);
    }

    /// Adds a word whose letters may stand apart in the text.
    pub(super) fn add_spelled(
        &mut self,
        scan: &Scan<'_>,
        (start, end): (usize, usize),
        spelled: &str,
        labels: &mut Labels<'_>,
    ) {
        let script = match Script::of(scan.text.low(start)) {
            Script::Digit if spelled.bytes().any(|b| b.is_ascii_lowercase()) => Script::Latin,
            script => script,
        };
        let mut word = Word {
            start,
            end,
            script,
            exact: 0,
            prefix: 0,
            from: self.entries.len() as u32,
            to: 0,
            grade: 0,
            hash: spelled
                .bytes()
                .fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193)),
            joins: labels.covers(start, end, &[Class::Seed, Class::Join]),
            small: labels.covers(start, end, &[Class::Is, Class::Fill]),
            number: None,
        };
        if script == Script::Digit {
            word.number = spelled.parse().ok();
        } else if script != Script::Han && spelled.len() <= 48 {
            self.look_up(scan, spelled, &mut word);
        }
        word.to = self.entries.len() as u32;
        self.words.push(word);
    }

    fn look_up(&mut self, scan: &Scan<'_>, spelled: &str, word: &mut Word) {
        let (exact, longer) = scan.lists.find(spelled);
        word.grade = scan.lists.grade(spelled, exact);
        for entry in exact {
            word.exact |= 1 << entry.list;
            self.entries.push(*entry);
        }
        if word.script == Script::Latin && word.len() >= 4 {
            for entry in longer {
                if (word.exact | word.prefix) >> entry.list & 1 == 0 {
                    word.prefix |= 1 << entry.list;
                    self.entries.push(*entry);
                }
            }
        }
        if word.exact == 0 && word.prefix == 0 {
            self.look_up_disguised(scan, spelled, word);
        }
    }

    /// Whole words in look-alike letters, and figures for letters ("w4llet").
    fn look_up_disguised(&mut self, scan: &Scan<'_>, spelled: &str, word: &mut Word) {
        let figures = spelled.bytes().any(|b| b.is_ascii_digit() || b == b'@' || b == b'$');
        let readings: [String; 2] = match word.script {
            Script::European => {
                let keys = (word.start..word.end).map(|at| scan.text.key(at).to_ascii_lowercase());
                [keys.collect(), String::new()]
            }
            // A 1 is an l or an i.
            Script::Latin if figures => {
                ['l', 'i'].map(|one| spelled.chars().map(|c| letter_of(c, one)).collect())
            }
            _ => return,
        };
        let plain = readings.iter().filter(|reading| !reading.is_empty() && reading.is_ascii());
        for entry in plain.flat_map(|reading| scan.lists.find(reading).0) {
            word.exact |= 1 << entry.list;
            self.entries.push(*entry);
        }
    }
}

/// The letter a figure stands for.
fn letter_of(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

pub(super) fn spelling(text: &Folded, start: usize, end: usize) -> String {
    (start..end).map(|at| text.low(at)).collect()
}

/// Walks along the labels to say which words they cover.
pub(super) struct Labels<'a> {
    rest: std::iter::Peekable<std::slice::Iter<'a, Label>>,
}

impl Labels<'_> {
    fn covers(&mut self, start: usize, end: usize, classes: &[Class]) -> bool {
        while self.rest.next_if(|label| label.end <= start).is_some() {}
        self.rest
            .peek()
            .is_some_and(|label| label.start <= start && end <= label.end && label.is_any(classes))
    }
}

pub(super) fn split(scan: &Scan<'_>) -> Words {
    let mut words = Words::default();
    let mut labels = Labels { rest: scan.labels.iter().peekable() };
    let mut budget = glued::BUDGET;
    // A row of single letters is looked at once.
    let mut looked = 0;
    let mut at = 0;
    while at < scan.text.len() {
        let script = Script::of(scan.text.low(at));
        if !(script.is_letter() || script == Script::Digit) {
            at += 1;
            continue;
        }
        let row = if at >= looked { glued::spaced_letters(scan.text, at) } else { None };
        if let Some(end) = row {
            looked = end;
            let letters: Vec<usize> =
                (at..end).filter(|&at| Script::of(scan.text.low(at)) == Script::Latin).collect();
            if glued::split(scan, &letters, &mut budget, &mut words, &mut labels) {
                at = end;
                continue;
            }
        }
        if let Some(end) = figures_for_letters(scan, at) {
            words.add(scan, (at, end), &mut labels);
            at = end;
            continue;
        }
        let end = word_end(scan.text, at, script);
        let long = match script {
            Script::Latin => end - at > 20,
            Script::Kana => end - at > 12,
            Script::Hangul => end - at > 8,
            _ => false,
        };
        let letters: Vec<usize> = if long { (at..end).collect() } else { Vec::new() };
        if !long || !glued::split(scan, &letters, &mut budget, &mut words, &mut labels) {
            words.add(scan, (at, end), &mut labels);
        }
        at = end;
    }
    words
}

/// The end of a list word with figures for letters at its ends or side by side ("w00l", "70y").
fn figures_for_letters(scan: &Scan<'_>, start: usize) -> Option<usize> {
    let part = |c: char| c.is_ascii_lowercase() || letter_of(c, 'l') != c;
    let inside = start > 0 && scan.text.low(start - 1).is_alphanumeric();
    if inside || !part(scan.text.low(start)) {
        return None;
    }
    let len = (start..start + 10).take_while(|&at| part(scan.text.low(at))).count();
    let letters = (start..start + len).filter(|&at| scan.text.low(at).is_ascii_lowercase()).count();
    if !(3..=9).contains(&len) || letters == 0 || letters == len {
        return None;
    }
    let spelled = spelling(scan.text, start, start + len);
    // "1abandon", "abandon12": a numbered word.
    let bare = spelled.trim_matches(|c: char| !c.is_ascii_lowercase());
    let listed = |word: &str| !scan.lists.find(word).0.is_empty();
    let read = |one| spelled.chars().map(|c| letter_of(c, one)).collect::<String>();
    (!listed(bare) && ['l', 'i'].into_iter().any(|one| listed(&read(one)))).then_some(start + len)
}

fn word_end(text: &Folded, start: usize, script: Script) -> usize {
    let mut end = start + 1;
    if script == Script::Han {
        return end;
    }
    loop {
        let c = text.low(end);
        let next = Script::of(c);
        // A figure between letters stands for a letter.
        let figure = script == Script::Latin
            && matches!(c, '0' | '1' | '3' | '4' | '5' | '7' | '8' | '@' | '$')
            && Script::of(text.low(end + 1)) == Script::Latin;
        if end >= text.len() || !(next == script || figure) {
            return end;
        }
        end += 1;
    }
}

/// Bits of the spelled lists.
pub(super) const ALL: u16 = (1 << SPELLED) - 1;
