//! What the words of a question mean: adds to and takes from articles what each word says for or against
//! them, as word vectors told when the index was built. An index without them is searched as if this were
//! not here.

use crate::{
    asked::{Asked, Group},
    format::Section,
    index::Index,
    rank::Board,
    table,
};

/// The strongest a word can speak for or against an article.
#[cfg_attr(target_family = "wasm", expect(dead_code, reason = "only a build writes grades"))]
pub(crate) const GRADES: i32 = 4;
/// What one grade adds, in natural logarithms.
const UNIT: f32 = 1.2;
/// What is left at least of the score of an article that has words of the question.
const LEAST: f32 = 0.05;

impl Index {
    /// Adds the meaning of every group to the scores. Answers with what was added, one an article; empty
    /// where the index knows no meanings.
    pub(crate) fn add_near(&self, asked: &Asked, board: &mut Board) -> Vec<f32> {
        let rows = self.rows(Section::Near);
        if rows.len() == 0 {
            return Vec::new();
        }
        let mut near = vec![0.0; self.len()];
        for group in &asked.groups {
            let Some((row, share)) = self.meaning(group) else { continue };
            for (article, grade) in table::graded(rows.get(row).unwrap_or_default()) {
                let Some(sum) = near.get_mut(article as usize) else { break };
                *sum += UNIT * share * grade as f32;
            }
        }
        for (score, near) in board.scores.iter_mut().zip(&mut near) {
            let before = *score;
            *score = (before + *near).max(before * LEAST);
            *near = *score - before;
        }
        near
    }

    /// The row that tells what a group means, and how far it can be relied upon.
    fn meaning(&self, group: &Group) -> Option<(usize, f32)> {
        if let Some(n) = self.rows(Section::Common).find(group.text.as_bytes()) {
            return Some((self.counts.stems + n, 1.0));
        }
        // The first is the word itself where the index has it. Many that a last word may become tell nothing.
        let (stem, share) = group.terms.first()?;
        let sure = *share >= 1.0 && self.stem_of(&group.text).is_some() || group.terms.len() == 1;
        (sure && (*stem as usize) < self.counts.stems).then_some((*stem as usize, *share))
    }
}
