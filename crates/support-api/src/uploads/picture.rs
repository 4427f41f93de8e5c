//! Checks a picture and encodes it again, so that what is kept holds pixels and nothing else: no place, no
//! camera, no words, no second file behind the end. Limits stand before anything is allocated. It knows
//! files of bytes, and no upload.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use help_core::upload::{Format, PIXELS_MAX, SIDE_MAX};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageResult, Limits,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::{CompressionType, FilterType, PngDecoder, PngEncoder},
        webp::{WebPDecoder, WebPEncoder},
    },
    metadata::Orientation,
};

/// The most bytes that a decoder may take: 25 million pixels with four channels, and room to work in.
const ALLOC_MAX: u64 = 128 * 1024 * 1024;
/// Of 100; what an eye does not tell from the original.
const JPEG_QUALITY: u8 = 88;

/// A picture, encoded by us.
#[derive(Debug)]
pub(crate) struct Clean {
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It does not begin as a PNG, JPEG or WebP.
    NotAPicture,
    /// It begins as one, and cannot be decoded.
    Damaged,
    /// More pixels than allowed, in all or on a side.
    TooManyPixels,
    /// More than one frame.
    Animated,
}

impl Wrong {
    /// The code as it travels.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Wrong::NotAPicture => "not_a_picture",
            Wrong::Damaged => "damaged",
            Wrong::TooManyPixels => "too_many_pixels",
            Wrong::Animated => "animated",
        }
    }
}

/// Tells by the head of the file whether it is worth decoding; takes about a millisecond.
pub(crate) fn glance(file: &Path) -> Result<(), Wrong> {
    decoder(file).map(drop)
}

/// Tells by the first bytes whether it can be a picture at all.
pub(crate) fn format_of(file: &Path) -> Result<Format, Wrong> {
    let mut head = [0; 12];
    let mut opened = File::open(file).map_err(|_| Wrong::Damaged)?;
    let mut read = 0;
    while let Some(rest) = head.get_mut(read..).filter(|it| !it.is_empty()) {
        match opened.read(rest) {
            Ok(0) => break,
            Ok(some) => read += some,
            Err(_) => return Err(Wrong::Damaged),
        }
    }
    Format::of(head.get(..read).unwrap_or_default()).ok_or(Wrong::NotAPicture)
}

/// Decodes the whole picture and encodes it again.
pub(crate) fn clean(file: &Path) -> Result<Clean, Wrong> {
    let (format, mut decoder) = decoder(file)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Wrong::Damaged)?;
    let mut picture = eight_bits(picture);
    // What the camera wrote beside the pixels goes; what it said of their direction has to stay.
    picture.apply_orientation(orientation);
    let mut bytes = Vec::new();
    encode(&picture, format, &mut bytes).map_err(|_| Wrong::Damaged)?;
    Ok(Clean { bytes, format, width: picture.width(), height: picture.height() })
}

/// The decoder of a file whose head is within the limits; no pixel has been decoded.
fn decoder(file: &Path) -> Result<(Format, Box<dyn ImageDecoder>), Wrong> {
    let format = format_of(file)?;
    let read = || File::open(file).map(BufReader::new).map_err(|_| Wrong::Damaged);
    let damaged = |_| Wrong::Damaged;
    let mut decoder: Box<dyn ImageDecoder> = match format {
        Format::Png => {
            let png = PngDecoder::with_limits(read()?, work()).map_err(damaged)?;
            if png.is_apng().map_err(damaged)? {
                return Err(Wrong::Animated);
            }
            Box::new(png)
        }
        Format::Jpeg => Box::new(JpegDecoder::new(read()?).map_err(damaged)?),
        Format::WebP => {
            let webp = WebPDecoder::new(read()?).map_err(damaged)?;
            if webp.has_animation() {
                return Err(Wrong::Animated);
            }
            Box::new(webp)
        }
    };
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Wrong::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    let large = width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX;
    if large || decoder.total_bytes() > ALLOC_MAX || decoder.set_limits(work()).is_err() {
        return Err(Wrong::TooManyPixels);
    }
    Ok((format, decoder))
}

fn work() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(ALLOC_MAX);
    limits
}

/// Sixteen bits a channel are more than a screen shows.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    let has_alpha = picture.color().has_alpha();
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => {
            picture
        }
        other if has_alpha => other.into_rgba8().into(),
        other => other.into_rgb8().into(),
    }
}

fn encode(picture: &DynamicImage, format: Format, out: &mut Vec<u8>) -> ImageResult<()> {
    let (width, height) = (picture.width(), picture.height());
    let (pixels, color) = (picture.as_bytes(), ExtendedColorType::from(picture.color()));
    match format {
        Format::Png => {
            PngEncoder::new_with_quality(out, CompressionType::Default, FilterType::Adaptive)
                .write_image(pixels, width, height, color)
        }
        Format::Jpeg => {
            JpegEncoder::new_with_quality(out, JPEG_QUALITY).write_image(pixels, width, height, color)
        }
        Format::WebP => WebPEncoder::new_lossless(out).write_image(pixels, width, height, color),
    }
}
