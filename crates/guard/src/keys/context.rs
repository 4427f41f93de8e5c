//! What the words around a long value say it is: a key, or a hash that may be shown.

use crate::{
    lexicon::{Class, Label},
    scan::{Field, Scan},
};

const BEFORE: usize = 60;
const AFTER: usize = 24;

/// The verdict of the surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// A key, and the label stands right beside it.
    Key,
    /// A key is spoken of, with other words between.
    KeyFar,
    /// A transaction, a signature, an address.
    Hash,
    Nothing,
}

impl Scan<'_> {
    /// What the nearest words say about the value at `start..end`.
    pub(crate) fn says(&self, start: usize, end: usize) -> Says {
        if self.is_known(start, end) || self.in_url(start) || self.field == Field::TransactionHash {
            return Says::Hash;
        }
        let column = self.column_label(start);
        if let Some(label) = column {
            return if label.is(Class::Hash) { Says::Hash } else { Says::Key };
        }
        if self.is_signature_part(start) {
            return Says::Hash;
        }
        let before = self.label_before(start);
        let after = self.label_after(end);
        match (before, after) {
            (Some((said, _)), None) => said,
            (None, Some((said, _))) => said,
            (Some((said, near)), Some((other, distance))) => {
                // Labels mostly stand before; one right behind wins over a distant one.
                if distance <= 12 && near > 30 { other } else { said }
            }
            (None, None) => Says::Nothing,
        }
    }

    fn label_before(&self, start: usize) -> Option<(Says, usize)> {
        for label in self.before(start, BEFORE) {
            if !label.is_any(&[Class::Key, Class::Seed, Class::Hash]) {
                continue;
            }
            let distance = start - label.end;
            // A label that already has its own value says nothing about the next one.
            if self.has_value_between(label.end, start) {
                continue;
            }
            if label.is(Class::Hash) {
                return Some((Says::Hash, distance));
            }
            let gap = self.gap(label.end, start);
            let close = gap.is_plain() || (gap.joined && gap.unknown <= 2 && !gap.stop);
            if close && (label.is(Class::Key) || distance <= 12) {
                return Some((Says::Key, distance));
            }
            if label.is(Class::Key) && !self.is_weak(label) {
                return Some((Says::KeyFar, distance));
            }
        }
        None
    }

    fn label_after(&self, end: usize) -> Option<(Says, usize)> {
        for label in self.after(end, AFTER) {
            if !label.is_any(&[Class::Key, Class::Hash]) || self.has_value_between(end, label.start) {
                continue;
            }
            let distance = label.start - end;
            if label.is(Class::Hash) {
                return Some((Says::Hash, distance));
            }
            let gap = self.gap(end, label.start);
            if gap.is_plain() && gap.lines == 0 {
                return Some((Says::Key, distance));
            }
            if !self.is_weak(label) && gap.lines == 0 && !gap.stop {
                return Some((Says::KeyFar, distance));
            }
        }
        None
    }

    /// "r = …, s = …": the two numbers of a signature.
    fn is_signature_part(&self, start: usize) -> bool {
        let mut at = start;
        let mut mark = false;
        while at > 0 && start - at < 6 && matches!(self.text.before(at), ' ' | ':' | '=' | '"' | '\'') {
            at -= 1;
            mark |= matches!(self.text.key(at), ':' | '=');
        }
        mark && at > 0
            && matches!(self.text.low(at - 1), 'r' | 's' | 'v')
            && !(at > 1 && self.text.low(at - 2).is_alphanumeric())
    }

    /// "someone took my private key and sent everything in 0x…": told, not shown.
    pub(crate) fn is_aside(&self, start: usize) -> bool {
        self.before(start, BEFORE).find(|label| label.is(Class::Key)).is_some_and(|label| {
            let gap = self.gap(label.end, start);
            !gap.joined && gap.unknown >= 2
        })
    }

    /// "key", "pk", "secret": names of many things, trusted only right beside a value.
    fn is_weak(&self, label: &Label) -> bool {
        label.end - label.start <= 6 && (label.start..label.end).all(|at| self.text.low(at).is_ascii())
    }

    fn has_value_between(&self, from: usize, to: usize) -> bool {
        let first = self.pieces.partition_point(|piece| piece.start < from);
        let rest = self.pieces.get(first..).unwrap_or_default();
        rest.iter().take_while(|piece| piece.end <= to).any(|piece| piece.is_value())
    }

    /// The label of a table's column, when the value stands in a row below a header.
    fn column_label(&self, start: usize) -> Option<&Label> {
        let line = self.line_start(start);
        let separator =
            (line..start).map(|at| self.text.key(at)).find(|c| matches!(c, ',' | ';' | '|'));
        let separator = separator.or_else(|| self.separator_after(start))?;
        let column = (line..start).filter(|&at| self.text.key(at) == separator).count();
        let mut above = line;
        for _ in 0..24 {
            let end = above.checked_sub(1)?;
            above = self.line_start(end);
            let cells = (above..end).filter(|&at| self.text.key(at) == separator).count();
            if cells == 0 && !(above..end).any(|at| matches!(self.text.key(at), '-' | '=')) {
                return None;
            }
            if self.has_value_between(above, end) {
                continue;
            }
            let found = self.after(above, end - above).find(|label| {
                let at = (above..label.start).filter(|&at| self.text.key(at) == separator).count();
                at == column && label.is_any(&[Class::Key, Class::Hash]) && label.end <= end
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn separator_after(&self, start: usize) -> Option<char> {
        let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.start < start))?;
        let next = self.text.key(piece.end);
        matches!(next, ',' | ';' | '|').then_some(next)
    }

    pub(crate) fn line_start(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        let floor = at.saturating_sub(400);
        while at > floor && self.text.before(at) != '\n' {
            at -= 1;
        }
        at
    }

    /// Whether the host passed this value in as one of the person's transactions.
    pub(crate) fn is_known(&self, start: usize, end: usize) -> bool {
        if self.known.transactions.is_empty() {
            return false;
        }
        let value: String =
            (start..end).map(|at| self.text.key(at)).filter(char::is_ascii_alphanumeric).collect();
        let bare = bare(&value);
        self.known
            .transactions
            .iter()
            .any(|known| bare.eq_ignore_ascii_case(crate::keys::context::bare(known.trim())))
    }
}

fn bare(value: &str) -> &str {
    value.strip_prefix("0x").or_else(|| value.strip_prefix("0X")).unwrap_or(value)
}
