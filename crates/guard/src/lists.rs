//! The word lists and the lexicon, decoded from their packed file; answers look-ups, knows no text.

use crate::lexicon::Lexicon;

/// Number of BIP-39 lists; the first [`SPELLED`] are words, the last two single characters.
pub(crate) const COUNT: usize = 10;
pub(crate) const SPELLED: usize = 8;
pub(crate) const ENGLISH: usize = 0;
pub(crate) const JAPANESE: usize = 6;
pub(crate) const KOREAN: usize = 7;

const MAGIC: &[u8] = b"WHG1";
const WORDS: usize = 2048;

/// Why a packed file of lists could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListsError {
    /// The bytes are something else.
    NotLists,
    /// The file ends before its content does.
    Truncated,
    /// A part of it makes no sense.
    Damaged(&'static str),
}

impl std::fmt::Display for ListsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotLists => f.write_str("this is no file of word lists"),
            Self::Truncated => f.write_str("the file of word lists is not complete"),
            Self::Damaged(what) => write!(f, "the file of word lists is damaged ({what})"),
        }?;
        f.write_str("; fetch the one that was built together with this program")
    }
}

impl std::error::Error for ListsError {}

/// The BIP-39 lists of all ten languages and the words that name a secret in many more.
///
/// Decoded once, used for every scan. [`crate::LISTS`] holds the packed bytes.
#[derive(Clone, Debug)]
pub struct Lists {
    /// All words of the spelled lists, one after another.
    pool: String,
    /// Sorted by their words.
    entries: Vec<Entry>,
    /// Sorted: list, first letter, and which entry.
    initials: Vec<(u8, char, u16)>,
    /// Sorted by character; ranks in the simplified and the traditional list.
    han: Vec<(char, [u16; 2])>,
    /// How everyday the words of the English list are, two bits each: 0 seldom, 1 frequent,
    /// 2 makes sentences.
    grades: Vec<u8>,
    /// Sorted: other everyday English words that begin a list word, with their grade.
    common: Vec<(String, u8)>,
    pub(crate) lexicon: Lexicon,
}

/// One word of one list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    at: u32,
    len: u8,
    pub(crate) list: u8,
    pub(crate) index: u16,
}

/// No rank: the character is not in that list.
pub(crate) const NO_RANK: u16 = u16::MAX;

impl Lists {
    /// Reads the packed lists.
    ///
    /// # Errors
    ///
    /// When the bytes are not the file that this version was built with.
    pub fn decode(bytes: &[u8]) -> Result<Self, ListsError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(ListsError::NotLists)?;
        let mut pool = String::new();
        let mut entries = Vec::with_capacity(SPELLED * WORDS);
        let mut han: Vec<(char, [u16; 2])> = Vec::with_capacity(2 * WORDS);
        for list in 0..COUNT {
            let bytes = section(&mut rest)?;
            let words = match list {
                SPELLED.. => signs(text(bytes)?, &han)?,
                JAPANESE => unpack_words(bytes)?.iter().map(|word| kana(word)).collect(),
                KOREAN => unpack_words(bytes)?.iter().map(|word| hangul(word)).collect(),
                _ => unpack_words(bytes)?,
            };
            for (index, word) in words.into_iter().enumerate() {
                let index = index as u16;
                if list < SPELLED {
                    let (at, len) = (pool.len() as u32, word.len() as u8);
                    entries.push(Entry { at, len, list: list as u8, index });
                    pool.push_str(&word);
                } else if let Some(c) = word.chars().next() {
                    let mut ranks = [NO_RANK; 2];
                    if let Some(rank) = ranks.get_mut(list - SPELLED) {
                        *rank = index;
                    }
                    han.push((c, ranks));
                }
            }
        }
        entries.sort_unstable_by(|a, b| (word(&pool, a), a.list).cmp(&(word(&pool, b), b.list)));
        let first = |entry: &Entry| word(&pool, entry).chars().next().unwrap_or(' ');
        let mut initials: Vec<(u8, char, u16)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.list, first(entry), at as u16))
            .collect();
        initials.sort_unstable();
        han.sort_unstable();
        han.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = [kept.1[0].min(next.1[0]), kept.1[1].min(next.1[1])];
            }
            same
        });
        let lexicon = Lexicon::of(section(&mut rest)?).ok_or(ListsError::Damaged("labels"))?;
        let (digits, others) =
            section(&mut rest)?.split_at_checked(WORDS / 4).ok_or(ListsError::Truncated)?;
        let mut common = Vec::new();
        for (grade, words) in text(others)?.split('\0').enumerate() {
            common.extend(words.split('\n').map(|word| (word.to_owned(), grade as u8 + 1)));
        }
        common.sort_unstable();
        Ok(Self { pool, entries, initials, han, grades: digits.to_vec(), common, lexicon })
    }

    /// The entries that equal a folded word, and those that begin with it and go on.
    pub(crate) fn find(&self, folded: &str) -> (&[Entry], &[Entry]) {
        let from = self.entries.partition_point(|e| word(&self.pool, e) < folded);
        let tail = self.entries.get(from..).unwrap_or_default();
        let exact = tail.iter().take_while(|e| word(&self.pool, e) == folded).count();
        let more = tail.get(exact..).unwrap_or_default();
        let longer = more.iter().take(64).take_while(|e| word(&self.pool, e).starts_with(folded));
        (tail.get(..exact).unwrap_or_default(), more.get(..longer.count()).unwrap_or_default())
    }

    /// The entries of one list that begin with a letter.
    pub(crate) fn initial(&self, list: usize, first: char) -> impl Iterator<Item = &Entry> {
        let key = (list as u8, first);
        let from = self.initials.partition_point(|&(list, first, _)| (list, first) < key);
        let tail = self.initials.get(from..).unwrap_or_default();
        let of_key = tail.iter().take_while(move |&&(list, first, _)| (list, first) == key);
        of_key.filter_map(|&(_, _, at)| self.entries.get(usize::from(at)))
    }

    pub(crate) fn word(&self, entry: &Entry) -> &str {
        word(&self.pool, entry)
    }

    /// Ranks of a character in the two Chinese lists (they are ordered by frequency).
    pub(crate) fn ranks(&self, c: char) -> [u16; 2] {
        let found = self.han.binary_search_by_key(&c, |&(c, _)| c).ok();
        found.and_then(|at| self.han.get(at)).map_or([NO_RANK; 2], |&(_, ranks)| ranks)
    }

    /// 0 for a word that prose seldom has, 1 for a frequent one, 2 for one that makes sentences.
    /// `exact` are the entries that equal the word.
    pub(crate) fn grade(&self, folded: &str, exact: &[Entry]) -> u8 {
        if let Some(entry) = exact.iter().find(|entry| usize::from(entry.list) == ENGLISH) {
            let byte = self.grades.get(usize::from(entry.index) / 4).copied().unwrap_or(0);
            return byte >> (6 - 2 * (entry.index % 4)) & 3;
        }
        let found = self.common.binary_search_by(|(word, _)| word.as_str().cmp(folded)).ok();
        found.and_then(|at| self.common.get(at)).map_or(0, |&(_, grade)| grade)
    }
}

fn word<'a>(pool: &'a str, entry: &Entry) -> &'a str {
    let at = entry.at as usize;
    pool.get(at..at + usize::from(entry.len)).unwrap_or_default()
}

fn section<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ListsError> {
    let (len, tail) = rest.split_first_chunk::<4>().ok_or(ListsError::Truncated)?;
    let len = u32::from_le_bytes(*len) as usize;
    let (bytes, tail) = tail.split_at_checked(len).ok_or(ListsError::Truncated)?;
    *rest = tail;
    Ok(bytes)
}

fn text(bytes: &[u8]) -> Result<&str, ListsError> {
    std::str::from_utf8(bytes).map_err(|_| ListsError::Damaged("text"))
}

/// Undoes the front coding of `build/main.rs`.
fn unpack_words(bytes: &[u8]) -> Result<Vec<String>, ListsError> {
    let mut words: Vec<String> = Vec::with_capacity(WORDS);
    for c in text(bytes)?.chars() {
        if (c as u32) < 0x20 {
            let shared = words.last().map(|w| w.chars().take(c as usize).collect());
            words.push(shared.unwrap_or_default());
        } else {
            words.last_mut().ok_or(ListsError::Damaged("words"))?.push(c);
        }
    }
    if words.len() == WORDS { Ok(words) } else { Err(ListsError::Damaged("number of words")) }
}

/// Single characters; `=` is that of the list before at the same place.
fn signs(text: &str, before: &[(char, [u16; 2])]) -> Result<Vec<String>, ListsError> {
    let same = |at: usize| before.get(at).map(|&(c, _)| c);
    let signs = text.chars().enumerate();
    let signs: Option<Vec<String>> = signs
        .map(|(at, c)| if c == '=' { same(at) } else { Some(c) })
        .map(|c| c.map(String::from))
        .collect();
    signs.filter(|signs| signs.len() == WORDS).ok_or(ListsError::Damaged("characters"))
}

/// Hiragana from one byte a letter.
fn kana(packed: &str) -> String {
    packed.chars().filter_map(|c| char::from_u32(c as u32 + 0x3020)).collect()
}

/// Hangul syllables from their parts (Unicode, section 3.12).
fn hangul(packed: &str) -> String {
    let mut syllables: Vec<u32> = Vec::new();
    for part in packed.chars().map(u32::from) {
        match (part, syllables.last_mut()) {
            (0x20..0x38, _) => syllables.push(0xac00 + (part - 0x20) * 588),
            (0x38..0x50, Some(last)) => *last += (part - 0x38) * 28,
            (_, Some(last)) => *last += part.saturating_sub(0x50),
            _ => {}
        }
    }
    syllables.into_iter().filter_map(char::from_u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there_in_its_order() {
        let lists = Lists::embedded();
        for (word, list, index) in [
            ("abandon", ENGLISH, 0),
            ("zoo", ENGLISH, 2047),
            ("あいこくしん", JAPANESE, 0),
            ("가격", KOREAN, 0),
            ("zyvacky", 1, usize::MAX),
        ] {
            let (exact, _) = lists.find(word);
            let found = exact.iter().find(|e| usize::from(e.list) == list);
            assert_eq!(found.map_or(usize::MAX, |e| e.index.into()), index, "{word}");
        }
        assert_eq!(lists.ranks('的'), [0, 0]);
        assert_eq!(lists.entries.len(), SPELLED * WORDS);
    }

    #[test]
    fn broken_files_are_named_not_guessed() {
        assert_eq!(Lists::decode(b"<html>").err(), Some(ListsError::NotLists));
        let cut = crate::LISTS.get(..1000).unwrap_or_default();
        assert_eq!(Lists::decode(cut).err(), Some(ListsError::Truncated));
    }
}
