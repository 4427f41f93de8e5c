//! What stands between a label and a value, and which label governs a value.

use crate::{
    fold::Script,
    lexicon::{Class, Label},
    scan::Scan,
};

/// The text between two places.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gap {
    /// Words that no lexicon knows as harmless fillers.
    pub(crate) unknown: usize,
    /// Known small words ("my", "is", 我的).
    pub(crate) fill: usize,
    /// The last thing before the value says "is" (a word, `:`, `=`, `->`).
    pub(crate) joined: bool,
    /// A sentence ends within.
    pub(crate) stop: bool,
    pub(crate) lines: usize,
    /// Numbers within.
    pub(crate) numbers: usize,
    /// "Forgotten", "wrong", "must": what is said about a value that is not there.
    pub(crate) status: usize,
}

impl Gap {
    pub(crate) fn is_plain(&self) -> bool {
        self.unknown == 0 && !self.stop
    }
}

impl Scan<'_> {
    /// Labels that end at or before a place, nearest first, not further than `reach` glyphs.
    pub(crate) fn before(&self, at: usize, reach: usize) -> impl Iterator<Item = &Label> {
        let upto = self.labels.partition_point(|label| label.end <= at);
        let near = self.labels.get(..upto).unwrap_or_default();
        near.iter().rev().take_while(move |label| label.end + reach >= at)
    }

    /// Labels that begin at or after a place, nearest first, not further than `reach` glyphs.
    pub(crate) fn after(&self, at: usize, reach: usize) -> impl Iterator<Item = &Label> {
        let from = self.labels.partition_point(|label| label.start < at);
        let near = self.labels.get(from..).unwrap_or_default();
        near.iter().take_while(move |label| label.start <= at + reach)
    }

    /// Reads the gap between two places.
    pub(crate) fn gap(&self, from: usize, to: usize) -> Gap {
        let mut gap = Gap::default();
        let mut labels =
            self.after(from, to.saturating_sub(from)).take_while(|l| l.end <= to).peekable();
        let mut at = from;
        while at < to {
            if self.text.low(at) == ',' {
                // The next member of a JSON object.
                gap.stop |= self.text.low(at + 1) == '"' || self.text.low(at + 2) == '"';
            }
            if let Some(label) = labels.next_if(|label| label.start == at) {
                gap.joined = label.is(Class::Is);
                if label.is_any(&[Class::Is, Class::Fill, Class::Join, Class::Got, Class::Message]) {
                    gap.fill += 1;
                } else if label.is(Class::Status) {
                    gap.unknown += 1;
                    gap.status += 1;
                } else if !label.is_any(&[
                    Class::Unit,
                    Class::Card,
                    Class::Otp,
                    Class::Code,
                    Class::Pin,
                    Class::Password,
                    Class::Cvv,
                ]) {
                    gap.unknown += 1;
                }
                at = label.end;
                continue;
            }
            let c = self.text.low(at);
            let script = Script::of(c);
            match script {
                Script::Space => at += 1,
                Script::Line => {
                    gap.lines += 1;
                    at += 1;
                }
                Script::Mark => {
                    match c {
                        ':' | '=' | '>' => gap.joined = true,
                        '/' if self.text.before(at) == ' ' => gap.joined = true,
                        '.' | '!' | '?' | '。' | ';' => {
                            let ends = !Script::of(self.text.low(at + 1)).is_letter()
                                || c == '。'
                                || c == '!'
                                || c == '?';
                            gap.stop |= ends;
                        }
                        '"' if matches!(self.text.low(at + 1), ',' | '}' | ']') => gap.stop = true,
                        '"' | '\'' | '(' | '[' | '{' | '-' | '*' | '`' | '#' | '<' | '|' => {}
                        _ => gap.joined = false,
                    }
                    at += 1;
                }
                Script::Digit => {
                    at = self.run(at, to, script);
                    gap.joined = false;
                    // "(3 digits)" says what a number looks like and is none itself.
                    let counts =
                        self.after(at, 1).next().is_some_and(|l| l.is(Class::Unit) && l.end <= to);
                    gap.numbers += usize::from(!counts);
                }
                _ => {
                    let end = self.run(at, to, script);
                    let words = if script.is_unspaced() { (end - at).div_ceil(2) } else { 1 };
                    // The endings of words in scripts that glue them on ("码" + "是") are short.
                    let particle =
                        matches!(script, Script::Hangul | Script::Kana | Script::Arabic | Script::Thai)
                            && end - at <= 2;
                    gap.unknown += if particle { 0 } else { words };
                    gap.joined = false;
                    at = end;
                }
            }
        }
        gap
    }

    /// The end of a run of one script, cut where a label begins.
    fn run(&self, from: usize, to: usize, script: Script) -> usize {
        let next_label = self.after(from + 1, to - from).next().map_or(to, |label| label.start);
        let mut at = from + 1;
        while at < to.min(next_label) && Script::of(self.text.low(at)) == script {
            at += 1;
        }
        at
    }

    /// Whether the value stands in a web address.
    pub(crate) fn in_url(&self, start: usize) -> bool {
        let mut at = start;
        let mut slashes = 0;
        while at > 0 && start - at < 200 {
            at -= 1;
            match self.text.key(at) {
                ' ' | '\n' | '"' | '<' | '(' | '>' => break,
                '/' if self.text.before(at) == '/' || self.text.before(at) == ':' => return true,
                '/' => slashes += 1,
                _ => {}
            }
        }
        let word: String = (at..start).map(|i| self.text.low(i)).collect();
        slashes > 0
            && (word.contains("tx/")
                || word.contains("www.")
                || word.contains(".com/")
                || word.contains(".io/")
                || word.contains(".org/")
                || word.contains("transaction/")
                || word.contains("block/")
                || word.contains("ipfs"))
    }
}
