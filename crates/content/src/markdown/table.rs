//! A table while its cells come in: a head, then rows of the head's width.

use help_core::article::{Align, Inline, Table};
use pulldown_cmark::Alignment;

/// The most columns: more cannot be read on a phone, and one row of a hundred thousand must not be kept.
const COLUMNS: usize = 12;

/// A table that is being read.
pub(super) struct TableDraft {
    align: Vec<Align>,
    rows: Vec<Vec<Vec<Inline>>>,
}

impl TableDraft {
    /// A table of those columns, and whether some are left out.
    pub(super) fn new(align: &[Alignment]) -> (Self, bool) {
        let kept = align.iter().take(COLUMNS).map(|it| match it {
            Alignment::None | Alignment::Left => Align::Start,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::End,
        });
        (TableDraft { align: kept.collect(), rows: Vec::new() }, align.len() > COLUMNS)
    }

    /// Begins a row; the first is the head.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, text: Vec<Inline>) {
        let width = self.align.len();
        if let Some(row) = self.rows.last_mut().filter(|it| it.len() < width) {
            row.push(text);
        }
    }

    /// The table, unless it is empty.
    pub(super) fn finish(self) -> Option<Table> {
        let mut rows = self.rows.into_iter();
        let head = rows.next()?;
        let width = self.align.len();
        let rows = rows.map(|mut row| {
            row.resize(width, Vec::new());
            row
        });
        Some(Table { rows: rows.collect(), align: self.align, head })
    }
}
