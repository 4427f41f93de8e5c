//! What lies on the device, byte by byte: a line of JSON that tells what a record is, then its body, which
//! the caller may have encrypted. The line holds no word of a person. A record says which version wrote it;
//! one of a newer version is left as it is.

use help_core::{
    json::{Object, Read, read_json},
    read,
};

/// The version of records that this code writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// Why a record cannot be used. It is never overwritten for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer version wrote it: reload the page to get that version.
    Newer(u32),
    /// Not a record of ours, or damaged.
    Damaged,
}

struct Version {
    v: u32,
}

read!(Version { v } may {});

/// A record of the present version: its line begun, to be ended by [`record`].
pub fn line() -> Object {
    Object::default().number("v", VERSION.into())
}

/// A whole record.
pub fn record(line: Object, body: &[u8]) -> Vec<u8> {
    let mut bytes = line.end().into_bytes();
    bytes.push(b'\n');
    bytes.extend_from_slice(body);
    bytes
}

/// The line and the body of a record.
///
/// # Errors
/// When a newer version wrote it, or it is none of ours.
pub fn open<T: Read>(bytes: &[u8]) -> Result<(T, &[u8]), Unreadable> {
    open_up_to(VERSION, bytes)
}

fn open_up_to<T: Read>(newest: u32, bytes: &[u8]) -> Result<(T, &[u8]), Unreadable> {
    let end = bytes.iter().position(|it| *it == b'\n').ok_or(Unreadable::Damaged)?;
    let (line, body) = bytes.split_at(end);
    let version: Version = read_json(line).map_err(|_| Unreadable::Damaged)?;
    match version.v {
        0 => Err(Unreadable::Damaged),
        v if v > newest => Err(Unreadable::Newer(v)),
        _ => Ok((read_json(line).map_err(|_| Unreadable::Damaged)?, &body[1..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line {
        key: String,
    }

    read!(Line { key } may {});

    fn key(newest: u32, bytes: &[u8]) -> Result<String, Unreadable> {
        open_up_to::<Line>(newest, bytes).map(|it| it.0.key)
    }

    #[test]
    fn a_record_comes_back_with_its_body() {
        let bytes = record(line().text("key", "k\n"), b"a\nb\0");
        let (line, body) = open::<Line>(&bytes).unwrap();
        assert_eq!((line.key.as_str(), body), ("k\n", &b"a\nb\0"[..]));
    }

    #[test]
    fn older_records_are_read_and_newer_ones_are_not_touched() {
        let one = b"{\"v\":1,\"key\":\"k\"}\n";
        let two = b"{\"v\":2,\"key\":\"k\",\"more\":[1]}\n";
        assert_eq!(key(1, one), Ok("k".into()));
        assert_eq!(key(2, one), Ok("k".into()));
        assert_eq!(key(2, two), Ok("k".into()));
        assert_eq!(key(1, two), Err(Unreadable::Newer(2)));
        // A newer line may even have a shape that this version knows nothing of.
        assert_eq!(key(1, b"{\"v\":3}\n"), Err(Unreadable::Newer(3)));
        for damaged in
            [&b""[..], b"\n", b"{}\n", b"{\"v\":0}\n", b"{\"v\":1,\"key\":\"k\"}", b"{\"v\":1}\n"]
        {
            assert_eq!(key(1, damaged), Err(Unreadable::Damaged), "{damaged:?}");
        }
    }
}
