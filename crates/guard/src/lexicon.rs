//! The words that name a secret, or name something harmless, in the languages people write.
//!
//! Knows how to find them in a folded text; what follows from them is decided elsewhere.

use crate::{
    fold::{Folded, Script},
    pieces::Piece,
};

/// What a label says about the value near it; in the order of `build/lexicon.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Recovery phrase, mnemonic, 助记词.
    Seed,
    /// Private key, 私钥.
    Key,
    /// Transaction, hash, address, signature: what a long hex number may harmlessly be.
    Hash,
    Card,
    Cvv,
    Otp,
    /// A bare "code": a one-time code only where the rest of the sentence says so.
    Code,
    Pin,
    Password,
    /// Order, ticket, phone, error, amount: what a number may harmlessly be.
    Number,
    /// Minutes, attempts, dollars: what a number before it counts.
    Unit,
    /// "is", ":", 是: what stands between a name and its value.
    Is,
    /// Small words that may stand there too.
    Fill,
    /// What people put between the words of a phrase.
    Join,
    /// Forgotten, wrong: what is said of a password and is none.
    Status,
    /// Received, sent, by SMS: what makes a bare "code" a one-time code.
    Got,
    /// SMS, text message, authenticator: where one-time codes stand without being called so.
    Message,
}

/// A label found in a text; `start..end` are glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) classes: u32,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Label {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes & (1 << class as u16) != 0
    }

    pub(crate) fn is_any(&self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }
}

/// All labels, in a trie: a text is walked once, each step looks at one more character.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    roots: (u32, u32),
}

#[derive(Clone, Copy, Debug)]
struct Node {
    c: char,
    /// Children, as a range of nodes sorted by `c`.
    from: u32,
    to: u32,
    /// Classes of the entry that ends here, and whether it may go on within the word (`*`).
    classes: u32,
    open: bool,
}

type Entry = (Vec<char>, u32, bool);

impl Lexicon {
    /// From the packed bytes of `build/lexicon.rs`; `None` when they are something else.
    pub(crate) fn of(packed: &[u8]) -> Option<Self> {
        let mut lines = packed.splitn(3, |&b| b == b'\n');
        let sets: Vec<u32> = std::str::from_utf8(lines.next()?)
            .ok()?
            .split(' ')
            .map(|set| u32::from_str_radix(set, 16).ok())
            .collect::<Option<_>>()?;
        let classes =
            lines.next()?.iter().map(|b| sets.get(usize::from(*b).checked_sub(0x30)?).copied());
        let classes: Vec<u32> = classes.collect::<Option<_>>()?;
        let names = unpack(lines.next()?)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(names.len());
        for (mut name, classes) in names.into_iter().zip(classes) {
            let open = name.last() == Some(&'*');
            if open {
                name.pop();
            }
            match entries.last_mut().filter(|last| last.0 == name) {
                Some(last) => (last.1, last.2) = (last.1 | classes, last.2 | open),
                None => entries.push((name, classes, open)),
            }
        }
        let mut lexicon = Self::default();
        lexicon.roots = lexicon.grow(&entries, 0);
        Some(lexicon)
    }

    /// Appends the nodes for entries that share their first `depth` characters.
    fn grow(&mut self, entries: &[Entry], depth: usize) -> (u32, u32) {
        let at = |entry: &Entry| entry.0.get(depth).copied();
        let from = self.nodes.len();
        for group in entries.chunk_by(|a, b| at(a) == at(b)) {
            let Some((entry, c)) = group.first().and_then(|e| Some((e, at(e)?))) else { continue };
            let ends = entry.0.len() == depth + 1;
            let (classes, open) = if ends { (entry.1, entry.2) } else { (0, false) };
            self.nodes.push(Node { c, from: 0, to: 0, classes, open });
        }
        let to = self.nodes.len();
        let groups = entries
            .chunk_by(|a, b| at(a) == at(b))
            .filter(|g| g.first().is_some_and(|e| at(e).is_some()));
        for (node, group) in (from..to).zip(groups) {
            let ended = group.first().is_some_and(|e| e.0.len() == depth + 1);
            let rest = group.get(usize::from(ended)..).unwrap_or_default();
            let (first, last) = self.grow(rest, depth + 1);
            if let Some(node) = self.nodes.get_mut(node) {
                (node.from, node.to) = (first, last);
            }
        }
        (from as u32, to as u32)
    }

    fn step(&self, (from, to): (u32, u32), c: char) -> Option<&Node> {
        let children = self.nodes.get(from as usize..to as usize)?;
        children.binary_search_by_key(&c, |node| node.c).ok().and_then(|at| children.get(at))
    }

    /// Every label of a text, the longest at each place, none within another.
    pub(crate) fn labels(&self, text: &Folded, pieces: &[Piece]) -> Vec<Label> {
        let mut found = Vec::new();
        let mut values = pieces.iter().filter(|piece| piece.is_value()).peekable();
        let mut at = 0;
        while at < text.len() {
            // Random letters spell small words by chance; a name may only be glued on in front.
            while values.next_if(|value| value.end <= at).is_some() {}
            if let Some(value) = values.peek().filter(|value| value.start <= at) {
                let glued = (value.start == at).then(|| self.longest(text, at)).flatten();
                if let Some(label) = glued.filter(|label| label.end - at >= 5) {
                    found.push(label);
                }
                at = value.end;
                continue;
            }
            match starts_word(text, at).then(|| self.longest(text, at)).flatten() {
                Some(label) => {
                    at = label.end;
                    found.push(label);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, text: &Folded, start: usize) -> Option<Label> {
        let mut best = None;
        self.follow(text, start, start, self.roots, &mut best);
        best
    }

    /// Goes on from a place in the text and a place in the trie. A blank of an entry stands for a
    /// short run of blanks, dashes and the like, or for nothing ("privateKey"): at most one
    /// more way a blank, and an entry has three at most.
    fn follow(
        &self,
        text: &Folded,
        start: usize,
        mut at: usize,
        mut range: (u32, u32),
        best: &mut Option<Label>,
    ) {
        while at < text.len() {
            let c = text.low(at);
            let gap = is_gap(c);
            let blank = self.step(range, ' ').filter(|_| at > start);
            if let (Some(node), false) = (blank, gap) {
                self.follow(text, start, at, (node.from, node.to), best);
            }
            let Some(node) = (if gap { blank } else { self.step(range, c) }) else { return };
            at += 1;
            if gap {
                at += (at..at + 3).take_while(|&next| is_gap(text.low(next))).count();
            }
            range = (node.from, node.to);
            if node.classes != 0 && (node.open || ends_word(text, at)) {
                let end = if node.open { word_end(text, at) } else { at };
                if best.is_none_or(|best| best.end < end) {
                    *best = Some(Label { classes: node.classes, start, end });
                }
            }
        }
    }
}

/// Undoes the front coding and the pages.
fn unpack(packed: &[u8]) -> Option<Vec<Vec<char>>> {
    let mut names: Vec<Vec<char>> = Vec::new();
    let mut page = 0;
    let mut bytes = packed.iter().copied();
    while let Some(byte) = bytes.next() {
        let code = u32::from(byte);
        let c = match byte {
            31 => {
                page = u32::from(bytes.next()?).checked_sub(0x20)?;
                continue;
            }
            0..31 => {
                let last = names.last().and_then(|last| last.get(..usize::from(byte)));
                names.push(last.unwrap_or_default().to_vec());
                continue;
            }
            0xe0.. => {
                let rest = [u32::from(bytes.next()?) & 63, u32::from(bytes.next()?) & 63];
                (code & 15) << 12 | rest[0] << 6 | rest[1]
            }
            0x80.. => page * 96 + code - 0x80,
            _ => code,
        };
        names.last_mut()?.push(char::from_u32(c)?);
    }
    Some(names)
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\n' | '-' | '_' | '\'' | '.' | '/')
}

/// Scripts whose words begin and end at a change of script or at a mark.
fn is_spaced(script: Script) -> bool {
    matches!(script, Script::Latin | Script::European | Script::Digit | Script::OtherLetter)
}

fn starts_word(text: &Folded, at: usize) -> bool {
    let script = Script::of(text.low(at));
    if matches!(script, Script::Space | Script::Line) {
        return false;
    }
    if script == Script::Mark {
        return text.low(at) == ',';
    }
    let Some(before) = at.checked_sub(1).and_then(|before| text.glyphs.get(before)) else {
        return true;
    };
    if is_spaced(script) || script == Script::Indic {
        let camel = !before.upper && text.glyphs.get(at).is_some_and(|g| g.upper);
        return camel || Script::of(before.low) != script;
    }
    true
}

fn ends_word(text: &Folded, end: usize) -> bool {
    let last = Script::of(text.low(end - 1));
    if !is_spaced(last) {
        return true;
    }
    let camel = text.glyphs.get(end).is_some_and(|g| g.upper)
        && text.glyphs.get(end - 1).is_some_and(|g| !g.upper);
    camel || Script::of(text.low(end)) != last
}

fn word_end(text: &Folded, from: usize) -> usize {
    let script = Script::of(text.low(from.saturating_sub(1)));
    let mut at = from;
    while at < text.len() && Script::of(text.low(at)) == script {
        at += 1;
    }
    at
}
