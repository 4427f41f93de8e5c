//! What a query asks for: groups of stems, one a word, of which any may stand in an article.

use crate::{
    format::Section,
    index::Index,
    text::{Kind, Token},
};

/// What a single Chinese character says, against a pair of them.
const SINGLE: f32 = 0.75;
/// Likeness of a word that begins with the last letters typed; when these are a word themselves, less.
const COMPLETED: f32 = 1.0;
const COMPLETED_KNOWN: f32 = 0.3;
/// How many such words are looked at.
const COMPLETIONS: usize = 200;
/// Likeness of a pair of Chinese characters that sounds the same.
const SOUNDS: f32 = 0.7;
/// What a word unknown to the index would say, against one that a single article has.
const UNKNOWN: f32 = 1.5;

/// One thing asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// Stems that stand for it, each with its likeness (0 to 1).
    pub terms: Vec<(u32, f32)>,
    /// How much it says, in natural logarithms.
    pub weight: f32,
    /// A stop word.
    pub stop: bool,
    /// As asked.
    pub text: String,
}

/// An understood query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// In the order of the words.
    pub groups: Vec<Group>,
    /// What all of it says together, with the words that the index does not know.
    pub full: f32,
}

impl Index {
    /// Finds what each word of a query may mean. The last word may be unfinished.
    pub(crate) fn understand(&self, query: &str) -> Asked {
        let tokens = self.tokens(query);
        let open = query.chars().next_back().is_some_and(char::is_alphanumeric);
        let mut asked = Asked::default();
        for (n, token) in tokens.iter().enumerate() {
            let next = tokens.get(n + 1);
            match token.kind {
                Kind::Word => self.word(token, next, open && next.is_none(), &mut asked),
                Kind::Sign => {
                    let next =
                        next.filter(|it| it.kind == Kind::Sign && it.range.start == token.range.end);
                    self.signs(token, next, &mut asked);
                }
            }
        }
        asked
    }

    /// Groups of the words of a text as they stand, each with a share of its weight: for texts that
    /// nobody typed, such as error messages.
    pub(crate) fn understand_words(&self, text: &str, share: f32) -> Asked {
        let mut asked = Asked::default();
        let tokens = self.tokens(text);
        for (n, token) in tokens.iter().enumerate() {
            let group =
                |text: String, stem| Group { text, terms: vec![(stem, 1.0)], ..Group::default() };
            match token.kind {
                Kind::Word => {
                    if let Some(stem) = self.stem_of(&token.text) {
                        asked.push(self.weigh(group(token.text.clone(), stem), share));
                    }
                }
                Kind::Sign => {
                    if let Some(next) = tokens.get(n + 1).filter(|it| it.range.start == token.range.end)
                    {
                        let pair = [&token.text[..], &next.text].concat();
                        if let Some(stem) = self.sign(&pair) {
                            asked.push(self.weigh(group(pair, stem), share));
                        }
                    }
                }
            }
        }
        asked
    }

    pub(crate) fn stem_of(&self, word: &str) -> Option<u32> {
        self.rows(Section::Words).find(word.as_bytes()).and_then(|n| self.stem(n))
    }

    fn signs(&self, token: &Token, next: Option<&Token>, asked: &mut Asked) {
        let mut single = Group { text: token.text.clone(), ..Group::default() };
        single.terms.extend(self.sign(&token.text).map(|it| (it, 1.0)));
        asked.push(self.weigh(single, SINGLE));
        let Some(next) = next else { return };
        let mut pair = Group { text: [&token.text[..], &next.text].concat(), ..Group::default() };
        pair.terms.extend(self.sign(&pair.text).map(|it| (it, 1.0)));
        if pair.terms.is_empty() {
            pair.terms.extend(self.sounding_like(&pair.text).into_iter().map(|it| (it, SOUNDS)));
        }
        asked.push(self.weigh(pair, 1.0));
    }

    fn word(&self, token: &Token, next: Option<&Token>, open: bool, asked: &mut Asked) {
        let words = self.rows(Section::Words);
        let mut group = Group { text: token.text.clone(), ..Group::default() };
        let exact = self.stem_of(&token.text);
        group.add(exact, 1.0);
        if let Some(next) = next.filter(|it| it.kind == Kind::Word) {
            group.add(self.stem_of(&[&token.text[..], &next.text].concat()), 1.0);
        }
        if open && token.text.chars().count() > 1 {
            let share = if exact.is_some() { COMPLETED_KNOWN } else { COMPLETED };
            let first = words.before(token.text.as_bytes());
            let begun = words.from(first).take(COMPLETIONS);
            for (n, _) in begun.take_while(|it| it.starts_with(token.text.as_bytes())).enumerate() {
                group.add(self.stem(first + n).filter(|it| !self.weight(*it).1), share);
            }
        }
        if group.terms.is_empty()
            && let Some(pairs) = self.pinyin(&token.text, open)
        {
            for pair in pairs {
                let terms = pair.into_iter().map(|it| (it, 1.0)).collect();
                let text = token.text.clone();
                asked.push(self.weigh(Group { text, terms, ..Group::default() }, 1.0));
            }
            return;
        }
        if group.terms.is_empty() {
            group.terms = self.split(&token.text);
        }
        if group.terms.is_empty() {
            group.terms = self.similar(&token.text);
        }
        asked.push(self.weigh(group, 1.0));
    }

    /// Two words of the vocabulary that were written without a blank between them.
    fn split(&self, word: &str) -> Vec<(u32, f32)> {
        let mut best = (0, Vec::new());
        for at in 2..word.len().saturating_sub(1) {
            let Some((left, right)) = word.split_at_checked(at) else { continue };
            let shorter = at.min(word.len() - at);
            if shorter > best.0
                && let (Some(left), Some(right)) = (self.stem_of(left), self.stem_of(right))
            {
                best = (shorter, vec![(left, 1.0), (right, 1.0)]);
            }
        }
        best.1
    }

    /// Says how much a group tells: several stems together tell less than each alone.
    fn weigh(&self, mut group: Group, factor: f32) -> Group {
        group.stop = !group.terms.is_empty() && group.terms.iter().all(|it| self.weight(it.0).1);
        group.weight = factor
            * match group.terms.as_slice() {
                [] => UNKNOWN * (1.0 + self.len() as f32).ln(),
                [(stem, _)] => self.weight(*stem).0,
                terms => {
                    let spread: f32 =
                        terms.iter().map(|(stem, share)| share * (-self.weight(*stem).0).exp()).sum();
                    (-spread.ln()).max(0.05)
                }
            };
        group
    }
}

impl Asked {
    /// Adds a group; one that nothing stands for counts only in what was asked.
    pub fn push(&mut self, group: Group) {
        self.full += group.weight;
        self.groups.push(group);
    }

    pub fn extend(&mut self, other: Asked) {
        self.full += other.full;
        self.groups.extend(other.groups);
    }
}

impl Group {
    fn add(&mut self, stem: Option<u32>, share: f32) {
        let Some(stem) = stem else { return };
        match self.terms.iter_mut().find(|it| it.0 == stem) {
            Some(before) => before.1 = before.1.max(share),
            None => self.terms.push((stem, share)),
        }
    }
}
