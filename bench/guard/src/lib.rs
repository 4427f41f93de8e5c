//! The guard with one door to JavaScript, compiled as the widget is, so that a browser can take its time.

use help_guard::{Field, Known, Lists};
use wasm_bindgen::prelude::wasm_bindgen;

/// The unpacked word lists.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Guard {
    lists: Lists,
}

#[wasm_bindgen]
impl Guard {
    /// Unpacks the word lists.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[expect(clippy::new_without_default, reason = "called from JavaScript only")]
    pub fn new() -> Self {
        Self { lists: Lists::embedded() }
    }

    /// Scans a text; answers how much was found, so that nothing is optimised away.
    #[must_use]
    pub fn scan(&self, text: &str) -> usize {
        help_guard::scan(text, &self.lists, &Known::default(), Field::Text).findings.len()
    }
}
