//! JSON from outside.

use serde::de::DeserializeOwned;

/// Reads a value.
///
/// # Errors
/// What is wrong, and where, in the words of `serde_json`.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    // Always from bytes: reading from text as well would be a second copy of every type's parser, and
    // `erased-serde`, which has one for all, made the widget larger by half (measured).
    serde_json::from_slice(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use help_core::{Context, article::Block};

    #[test]
    fn values_are_read_as_serde_json_reads_them() {
        let block = r#" {"paragraph":[{"text":"See "},{"link":["contact",[]]}]} "#;
        assert_eq!(read_json::<Block>(block.as_bytes()), Ok(serde_json::from_str(block).unwrap()));
        assert!(read_json::<Context>(br#"{"scren":"x"}"#).unwrap_err().contains("scren"));
        assert!(read_json::<Context>(b"{} {}").is_err());
    }
}
