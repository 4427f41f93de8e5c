//! How many pixels a file says it has, before anything is decoded: from the headers of PNG (ISO/IEC 15948,
//! IHDR), JPEG (ITU-T T.81, B.2.2: start of frame) and WebP (RFC 9649).

use help_core::upload::Format;

/// Width and height that the first bytes of a file name; `None` when they do not say.
pub fn dimensions(format: Format, head: &[u8]) -> Option<(u32, u32)> {
    match format {
        Format::Png => Some((big(head, 16, 4)?, big(head, 20, 4)?)),
        Format::Jpeg => frame(head),
        Format::WebP => webp(head),
    }
}

/// The frame header comes after any number of other segments.
fn frame(head: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (0xff, marker) = (*head.get(at)?, *head.get(at + 1)?) else {
            return None;
        };
        match marker {
            // Bytes that fill up, and markers without content.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((big(head, at + 7, 2)?, big(head, at + 5, 2)?));
            }
            // The picture begins, or ends.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(big(head, at + 2, 2)?).ok()?,
        }
    }
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

fn big(head: &[u8], at: usize, bytes: usize) -> Option<u32> {
    Some(head.get(at..at + bytes)?.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little(head: &[u8], at: usize, bytes: usize) -> Option<u32> {
    Some(head.get(at..at + bytes)?.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}
