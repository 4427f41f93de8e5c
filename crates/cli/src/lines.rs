//! Files with one JSON value a line. A wrong line is named by its number.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use serde::de::DeserializeOwned;

use crate::fault::Fault;

/// Every row of the file, with its line number; `-` is the standard input. Empty lines are passed over.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<(usize, T)>, Fault> {
    let source: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        let file = fs::File::open(path);
        Box::new(
            file.map_err(|error| Fault::call(format!("{}: {error}; check the path", path.display())))?,
        )
    };
    let mut rows = Vec::new();
    for (at, line) in BufReader::new(source).lines().enumerate() {
        let wrong = |why: &dyn std::fmt::Display| {
            Fault::data(format!("{}:{}: {why}; write one JSON object a line", path.display(), at + 1))
        };
        let line = line.map_err(|error| wrong(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        rows.push((at + 1, serde_json::from_str(&line).map_err(|error| wrong(&error))?));
    }
    Ok(rows)
}
