//! Where in a file something stands. It knows lines and columns, and nothing of what the file means.

use std::{fmt, sync::Arc};

/// A file as it was read, with what is needed to turn byte offsets into lines.
#[derive(Debug)]
pub struct SourceFile {
    /// As it is shown in messages: the folder that was named, then the path in it.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Byte offset at which each line begins.
    lines: Vec<usize>,
}

/// A line and column of a file, both counted from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as [`SourceFile::path`].
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl SourceFile {
    /// A file of that name and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        SourceFile { path: path.into(), text, lines }
    }

    /// The place of a byte offset; past the end it is the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|it| self.lines.get(it)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).map_or(0, |it| it.chars().count()) + 1;
        Place {
            file: self.path.as_str().into(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

impl Place {
    /// The beginning of a file, for what concerns all of it.
    pub fn start(file: &str) -> Self {
        Place { file: file.into(), line: 1, column: 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns() {
        let file = SourceFile::new("a.md", "one\n二三\n");
        for (offset, expected) in [
            (0, "a.md:1:1"),
            (3, "a.md:1:4"),
            (4, "a.md:2:1"),
            (7, "a.md:2:2"),
            (8, "a.md:2:2"),
            (11, "a.md:3:1"),
            (99, "a.md:3:1"),
        ] {
            assert_eq!(file.place(offset).to_string(), expected, "{offset}");
        }
    }
}
