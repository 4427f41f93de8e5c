//! The texts of all articles, each kept once however many articles use it.

use std::collections::HashMap;

use super::Source;

/// Words of a body that are looked at together.
const PIECE: usize = 60;

/// Texts and who uses them, as they come.
#[derive(Default)]
pub(super) struct Units {
    texts: Vec<(String, Vec<u32>)>,
    known: HashMap<String, usize>,
    title_of: Vec<usize>,
    pieces: Vec<(String, u32, bool)>,
}

/// Texts and who uses them, in the order of the index.
pub(super) struct Laid {
    /// Texts that are kept: the titles, then questions and headings.
    pub texts: Vec<String>,
    /// How many of them are titles.
    pub titles: usize,
    /// One an article: the text that is its title.
    pub title_of: Vec<u32>,
    /// Pieces of bodies, which are not kept.
    pub pieces: Vec<String>,
    /// One a text, then one a piece: the articles that use it, with the flag of that use: a text is the
    /// title, a piece is of an article without other ways to ask it.
    pub owners: Vec<Vec<(u32, bool)>>,
}

impl Units {
    pub fn add(&mut self, source: &Source<'_>) {
        let article = self.title_of.len() as u32;
        let title = self.text(source.title, article);
        self.title_of.push(title);
        for text in source.questions.iter().chain(source.headings) {
            if !text.trim().is_empty() {
                self.text(text, article);
            }
        }
        let alone = source.questions.is_empty();
        // Ids are words too, often the English ones that people mix into other languages.
        let name: Vec<&str> = source
            .id
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
            .collect();
        if !name.is_empty() {
            self.pieces.push((name.join(" "), article, alone));
        }
        let words: Vec<&str> = source.body.split_whitespace().collect();
        for piece in words.chunks(PIECE) {
            self.pieces.push((piece.join(" "), article, alone));
        }
    }

    fn text(&mut self, text: &str, article: u32) -> usize {
        let n = *self.known.entry(text.to_owned()).or_insert_with(|| {
            self.texts.push((text.to_owned(), Vec::new()));
            self.texts.len() - 1
        });
        if let Some((_, owners)) = self.texts.get_mut(n)
            && owners.last() != Some(&article)
        {
            owners.push(article);
        }
        n
    }

    /// Titles come first, in the order of their articles: where no text is used twice, the number of an
    /// article is that of its title, and lists of owners are as short as they can be.
    pub fn lay_out(self) -> Laid {
        let mut place: Vec<Option<u32>> = vec![None; self.texts.len()];
        let mut order = Vec::with_capacity(self.texts.len());
        for n in self.title_of.iter().copied().chain(0..self.texts.len()) {
            if let Some(slot) = place.get_mut(n).filter(|it| it.is_none()) {
                *slot = Some(order.len() as u32);
                order.push(n);
            }
        }
        let title_of: Vec<u32> =
            self.title_of.iter().map(|n| place.get(*n).copied().flatten().unwrap_or(0)).collect();
        let titles = title_of.iter().max().map_or(0, |it| *it as usize + 1);
        let mut texts = self.texts;
        let (mut kept, mut owners) = (Vec::new(), Vec::<Vec<(u32, bool)>>::new());
        for n in order {
            if let Some((text, used)) = texts.get_mut(n).map(std::mem::take) {
                let unit = kept.len() as u32;
                kept.push(text);
                let title = |article: u32| title_of.get(article as usize) == Some(&unit);
                owners.push(used.into_iter().map(|article| (article, title(article))).collect());
            }
        }
        let mut pieces = Vec::new();
        for (piece, article, alone) in self.pieces {
            pieces.push(piece);
            owners.push(vec![(article, alone)]);
        }
        Laid { texts: kept, titles, title_of, pieces, owners }
    }
}
