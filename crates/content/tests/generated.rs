//! Texts that nobody would write: pieces of Markdown and HTML thrown together by a seeded generator.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use support::assert_clean_and_stable;

/// How many texts; each is a few pieces long.
const TEXTS: usize = if cfg!(debug_assertions) { 20_000 } else { 100_000 };

const PIECES: &[&str] = &[
    "a",
    "提现",
    " ",
    "\n",
    "\n\n",
    "  \n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "~~~",
    "# ",
    "## ",
    "- ",
    "1. ",
    "9) ",
    "> ",
    "> [!NOTE]\n",
    "| a | b |\n| - | -: |\n| ",
    " | ",
    "|",
    "---",
    "===",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<br>",
    "<kbd>",
    "</kbd>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#106;",
    "&Tab;",
    "\\",
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "\t",
    "    ",
    "javascript:",
    "https://a.example/x",
    "//evil.example",
    "mailto:a@b.example",
    "tel:+442079460123",
    "contact:",
    "form:x",
    "data:text/html,",
    "%6a",
    "@",
    "x.md",
    "[r]: https://a.example\n",
    "[r]",
    "<https://a.example>",
    "<javascript:x>",
    ":",
    "!",
    "é",
    "“",
    "，",
    "+",
    "=",
];

#[test]
fn anything_becomes_blocks_that_may_be_shown_and_survive_writing() {
    let mut random = Random(0x5eed);
    for _ in 0..TEXTS {
        let length = 1 + random.below(14);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        assert_clean_and_stable(&text);
    }
}

/// Xorshift64 (Marsaglia, 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or_default()
    }
}
