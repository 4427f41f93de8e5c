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
/// The Unicode block that holds the characters of both Chinese lists.
const HAN: std::ops::Range<char> = '\u{4e00}'..'\u{a000}';

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
    /// For each list, which entries are its own, in their order.
    own: [Vec<u16>; SPELLED],
    /// Ranks in the simplified and the traditional list, by place in the Unicode block
    /// "CJK Unified Ideographs", in which all their characters are.
    han: Vec<[u16; 2]>,
    /// How everyday the words of the English list are, two bits each: 0 seldom, 1 frequent,
    /// 2 makes sentences.
    grades: Vec<u8>,
    /// Other everyday English words that begin a list word, of grade 1 and 2, each sorted.
    common: Vec<Vec<String>>,
    pub(crate) lexicon: Lexicon,
}

/// One word of one list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The first eight bytes of the word: most comparisons need no more.
    head: u64,
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
        let mut han = vec![[NO_RANK; 2]; HAN.end as usize - HAN.start as usize];
        let mut simplified = String::new();
        for list in 0..COUNT {
            let bytes = section(&mut rest)?;
            if let Some(chinese) = list.checked_sub(SPELLED) {
                let signs = signs(text(bytes)?, &simplified)?;
                for (index, c) in signs.chars().enumerate() {
                    let ranks = han_at(c).and_then(|at| han.get_mut(at));
                    if let Some(rank) = ranks.and_then(|ranks| ranks.get_mut(chinese)) {
                        *rank = index as u16;
                    }
                }
                simplified = signs;
                continue;
            }
            for (index, packed) in unpack_words(bytes)?.into_iter().enumerate() {
                let word = match list {
                    JAPANESE => kana(&packed),
                    KOREAN => hangul(&packed),
                    _ => packed,
                };
                let (at, len) = (pool.len() as u32, word.len() as u8);
                let head = head(&word);
                entries.push(Entry { head, at, len, list: list as u8, index: index as u16 });
                pool.push_str(&word);
            }
        }
        entries.sort_unstable_by(|a, b| {
            let heads = a.head.cmp(&b.head);
            heads.then_with(|| (word(&pool, a), a.list).cmp(&(word(&pool, b), b.list)))
        });
        let mut own: [Vec<u16>; SPELLED] = std::array::from_fn(|_| Vec::with_capacity(WORDS));
        for (at, entry) in entries.iter().enumerate() {
            if let Some(own) = own.get_mut(usize::from(entry.list)) {
                own.push(at as u16);
            }
        }
        let lexicon = Lexicon::of(section(&mut rest)?).ok_or(ListsError::Damaged("labels"))?;
        let (digits, others) =
            section(&mut rest)?.split_at_checked(WORDS / 4).ok_or(ListsError::Truncated)?;
        let common = text(others)?
            .split('\0')
            .map(|words| words.split('\n').map(str::to_owned).collect())
            .collect();
        Ok(Self { pool, entries, own, han, grades: digits.to_vec(), common, lexicon })
    }

    /// The entries that equal a folded word, and those that begin with it and go on.
    pub(crate) fn find(&self, folded: &str) -> (&[Entry], &[Entry]) {
        let wanted = head(folded);
        let from = self
            .entries
            .partition_point(|e| e.head < wanted || e.head == wanted && word(&self.pool, e) < folded);
        let tail = self.entries.get(from..).unwrap_or_default();
        let exact = tail.iter().take_while(|e| word(&self.pool, e) == folded).count();
        let more = tail.get(exact..).unwrap_or_default();
        let longer = more.iter().take(64).take_while(|e| word(&self.pool, e).starts_with(folded));
        (tail.get(..exact).unwrap_or_default(), more.get(..longer.count()).unwrap_or_default())
    }

    /// The entries of one list that begin with a letter.
    pub(crate) fn initial(&self, list: usize, first: char) -> impl Iterator<Item = &Entry> {
        let own = self.own.get(list).map(Vec::as_slice).unwrap_or_default();
        let entry = |at: &u16| self.entries.get(usize::from(*at));
        let initial = move |at: &u16| entry(at).and_then(|e| self.word(e).chars().next());
        let from = own.partition_point(|at| initial(at) < Some(first));
        let tail = own.get(from..).unwrap_or_default();
        tail.iter().take_while(move |at| initial(at) == Some(first)).filter_map(entry)
    }

    pub(crate) fn word(&self, entry: &Entry) -> &str {
        word(&self.pool, entry)
    }

    /// Ranks of a character in the two Chinese lists (they are ordered by frequency).
    pub(crate) fn ranks(&self, c: char) -> [u16; 2] {
        han_at(c).and_then(|at| self.han.get(at)).copied().unwrap_or([NO_RANK; 2])
    }

    /// 0 for a word that prose seldom has, 1 for a frequent one, 2 for one that makes sentences.
    /// `exact` are the entries that equal the word.
    pub(crate) fn grade(&self, folded: &str, exact: &[Entry]) -> u8 {
        if let Some(entry) = exact.iter().find(|entry| usize::from(entry.list) == ENGLISH) {
            let byte = self.grades.get(usize::from(entry.index) / 4).copied().unwrap_or(0);
            return byte >> (6 - 2 * (entry.index % 4)) & 3;
        }
        let has = |words: &Vec<String>| words.binary_search_by(|w| w.as_str().cmp(folded)).is_ok();
        self.common.iter().position(has).map_or(0, |grade| grade as u8 + 1)
    }
}

/// The first eight bytes as a number that sorts as they do.
fn head(word: &str) -> u64 {
    word.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |head, byte| head << 8 | u64::from(byte))
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
fn signs(text: &str, before: &str) -> Result<String, ListsError> {
    let mut same = before.chars();
    let signs: String = text
        .chars()
        .map(|c| if c == '=' { same.next().unwrap_or('=') } else { same.next().map_or(c, |_| c) })
        .collect();
    if signs.chars().count() == WORDS { Ok(signs) } else { Err(ListsError::Damaged("characters")) }
}

/// The place of a character in the block.
fn han_at(c: char) -> Option<usize> {
    HAN.contains(&c).then(|| c as usize - HAN.start as usize)
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
