//! Word vectors from files: a table in the safetensors format, and the tokenizer that numbers its rows. They
//! are needed while a bundle is built, never when it is read.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use help_search::build::Vectors;
use safetensors::{Dtype, SafeTensors};
use tokenizers::Tokenizer;

use crate::failure::Failure;

/// A table of static word vectors.
pub struct WordVectors {
    tokenizer: Tokenizer,
    rows: Vec<f32>,
    width: usize,
    common: Vec<String>,
    known: RefCell<HashMap<String, Option<Vec<f32>>>>,
}

impl WordVectors {
    /// Reads a safetensors file whose only matrix has one row a token, in 16 or 32 bits, and the
    /// `tokenizer.json` that it belongs to.
    ///
    /// # Errors
    /// When a file cannot be read, or is not of that form.
    pub fn open(table: &Path, tokenizer: &Path) -> Result<Self, Failure> {
        let wrong = |path: &Path, why: &dyn ToString| Failure::Vectors {
            path: path.into(),
            why: why.to_string(),
        };
        let bytes = fs::read(table).map_err(|error| Failure::file(table, error))?;
        let tensors = SafeTensors::deserialize(&bytes).map_err(|error| wrong(table, &error))?;
        let mut matrices = tensors.tensors().into_iter().filter(|(_, it)| it.shape().len() == 2);
        let (Some((_, matrix)), None) = (matrices.next(), matrices.next()) else {
            return Err(wrong(table, &"it must hold exactly one matrix"));
        };
        let width = matrix.shape().last().copied().unwrap_or_default();
        let rows = numbers(matrix.dtype(), matrix.data())
            .filter(|_| width > 0)
            .ok_or_else(|| wrong(table, &"its numbers must be F16, BF16 or F32"))?;
        if !tokenizer.exists() {
            return Err(wrong(tokenizer, &"there is no such file"));
        }
        let tokenizer_file = tokenizer;
        let tokenizer =
            Tokenizer::from_file(tokenizer_file).map_err(|error| wrong(tokenizer_file, &error))?;
        if tokenizer.get_vocab_size(false) > rows.len() / width {
            return Err(wrong(tokenizer_file, &"it has more tokens than the table has rows"));
        }
        let common = common(&tokenizer);
        Ok(WordVectors { tokenizer, rows, width, common, known: RefCell::default() })
    }

    fn read(&self, word: &str) -> Option<Vec<f32>> {
        let tokens = self.tokenizer.encode_fast(word, false).ok()?;
        let mut sum = vec![0.0; self.width];
        for id in tokens.get_ids() {
            let start = *id as usize * self.width;
            for (sum, it) in sum.iter_mut().zip(self.rows.get(start..start + self.width)?) {
                *sum += it;
            }
        }
        Some(sum)
    }
}

impl Vectors for WordVectors {
    fn common(&self) -> &[String] {
        &self.common
    }

    fn vector(&self, word: &str) -> Option<Vec<f32>> {
        if let Some(known) = self.known.borrow().get(word) {
            return known.clone();
        }
        let read = self.read(word);
        self.known.borrow_mut().insert(word.to_owned(), read.clone());
        read
    }
}

/// Whole words among the tokens, in the order of their numbers: tokenizers number what is common first.
fn common(tokenizer: &Tokenizer) -> Vec<String> {
    let mut tokens: Vec<(u32, String)> =
        tokenizer.get_vocab(false).into_iter().map(|(token, id)| (id, token)).collect();
    tokens.sort_unstable();
    // Some mark where a word begins (SentencePiece, byte-level BPE), others where it goes on (WordPiece).
    let begins = ['\u{2581}', '\u{120}'];
    let marked = tokens.iter().any(|(_, token)| token.starts_with(begins));
    let mut seen = BTreeSet::new();
    tokens
        .iter()
        .filter_map(|(_, token)| if marked { token.strip_prefix(begins) } else { Some(token.as_str()) })
        .filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
        .map(str::to_lowercase)
        .filter(|word| seen.insert(word.clone()))
        .collect()
}

fn numbers(kind: Dtype, bytes: &[u8]) -> Option<Vec<f32>> {
    let two = |read: fn([u8; 2]) -> f32| bytes.as_chunks().0.iter().map(|it| read(*it)).collect();
    match kind {
        Dtype::F32 => Some(bytes.as_chunks().0.iter().map(|it| f32::from_le_bytes(*it)).collect()),
        Dtype::F16 => Some(two(|it| half::f16::from_le_bytes(it).to_f32())),
        Dtype::BF16 => Some(two(|it| half::bf16::from_le_bytes(it).to_f32())),
        _ => None,
    }
}
