//! The limits of uploaded pictures, the same in the browser and on the server, and what a picture
//! begins with. Uploads travel by tus 1.0.0 (<https://tus.io/protocols/resumable-upload>).

/// The most pictures of a ticket or of a message.
pub const FILES_MAX: usize = 5;
/// The most bytes of a picture, as sent.
pub const BYTES_MAX: u64 = 10 * 1024 * 1024;
/// The most pixels of a picture.
pub const PIXELS_MAX: u64 = 25_000_000;
/// The most pixels of a side.
pub const SIDE_MAX: u32 = 10_000;
/// The bytes of one `PATCH` that our own client sends; the server takes any size.
pub const CHUNK_BYTES: u64 = 256 * 1024;
/// The most characters of a file's name; what is longer is cut.
pub const NAME_MAX: usize = 120;

/// A kind of picture that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG (ISO/IEC 15948).
    Png,
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// WebP (RFC 9649).
    WebP,
}

impl Format {
    /// Tells the format by the first bytes, whatever name and type the file came with; `None` when it is
    /// none of ours. Twelve bytes are enough.
    pub fn of(bytes: &[u8]) -> Option<Format> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Format::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Format::Jpeg)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Format::WebP)
        } else {
            None
        }
    }

    /// The media type (RFC 2046).
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::WebP => "image/webp",
        }
    }

    /// The usual ending of a file's name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::WebP => "webp",
        }
    }
}

/// A name that is safe to show: what stands after the last slash or backslash, without control,
/// invisible and direction-changing characters, cut at [`NAME_MAX`] characters; `picture` when
/// nothing is left.
pub fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|it| !is_hidden(*it)).take(NAME_MAX).collect();
    match clean.trim() {
        "" => "picture".to_owned(),
        some => some.to_owned(),
    }
}

/// Control and format characters (Unicode categories Cc and Cf) that names could lie with.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_format() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n...."[..], Some(Format::Png)),
            (b"\xff\xd8\xff\xe0", Some(Format::Jpeg)),
            (b"RIFF\0\0\0\0WEBPVP8L", Some(Format::WebP)),
            (b"RIFF\0\0\0\0WAVE", None),
            (b"RIFF", None),
            (b"GIF89a", None),
            (b"<svg", None),
            (b"", None),
        ] {
            assert_eq!(Format::of(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn names_are_shown_without_tricks() {
        for (name, expected) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\a.png", "a.png"),
            ("a\0.png", "a.png"),
            ("a.png\r\nSet-Cookie: x=1", "a.pngSet-Cookie: x=1"),
            ("file\u{202e}gnp.exe", "filegnp.exe"),
            ("截图 2026-01-01.png", "截图 2026-01-01.png"),
            (" a.png ", "a.png"),
            ("a/", "picture"),
            ("", "picture"),
        ] {
            assert_eq!(shown_name(name), expected, "{name:?}");
        }
        assert_eq!(shown_name(&"a".repeat(500)).len(), NAME_MAX);
    }
}
