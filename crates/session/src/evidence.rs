//! The pictures of a report: which are taken, what is covered in them, and how far each has come. Knows
//! their numbers, names and sizes; the pixels stay with the browser.

mod area;
mod header;
mod kept;
mod tus;

pub use area::{Area, Side};
pub use header::dimensions;
pub use kept::{KeptPicture, PICTURES_KEPT_MAX};
pub use tus::{Reply, Step, Transfer};

use help_core::upload::{BYTES_MAX, FILES_MAX, Format, PIXELS_MAX, SIDE_MAX, shown_name};
use help_guard::Field;

use crate::{form::Draft, send::SendFailure, session::Session};

/// The browser decodes no more pixels than this to make a picture smaller: four times what is sent.
const DECODED_MAX: u64 = 4 * PIXELS_MAX;
/// Above so many pixels a PNG becomes a WebP, which browsers encode beside the page's own thread.
const PNG_PIXELS_MAX: u64 = 4_000_000;
/// Bytes from a file's start in which its size in pixels is looked for.
pub const HEAD_BYTES: u32 = 256 * 1024;

/// A picture that is or was to be sent along.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its number on this page.
    pub number: u32,
    /// The name it is shown and sent under.
    pub name: String,
    /// The file's own name looked like a secret, so that a neutral one stands here.
    pub renamed: bool,
    /// Width and height in pixels, once it is decoded.
    pub size: (u32, u32),
    /// It was made smaller.
    pub scaled: bool,
    /// What is covered, in the order in which it was drawn.
    pub areas: Vec<Area>,
    /// How far it has come.
    pub stage: Stage,
    /// The upload that was begun, to go on with.
    pub upload: Option<String>,
    /// Where its bytes lie on the device, and how many, once they do.
    pub(crate) kept: Option<(String, u64)>,
    history: Vec<Vec<Area>>,
}

/// How far a picture has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Read, decoded and encoded again.
    Preparing,
    /// On screen, to be looked at and covered; nothing has left the page.
    Ready,
    /// What is covered becomes part of its pixels.
    Saving,
    /// On its way: bytes that have arrived, and all.
    Sending(u64, u64),
    /// Did not arrive; can be tried again.
    Failed(UploadFailure),
    /// Arrived under this id; goes along with the report.
    Arrived(String),
    /// Cannot be taken.
    Unfit(Unfit),
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// More than [`BYTES_MAX`].
    TooLarge,
    /// Neither PNG, JPEG nor WebP.
    Format,
    /// Far more pixels than are sent.
    TooManyPixels,
    /// The browser cannot decode it, or cannot encode pictures.
    Broken,
}

/// Why an upload ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadFailure {
    /// Nobody answered, again and again.
    Network,
    /// The server cannot take it now.
    Busy,
    /// The server does not take this picture.
    Refused,
}

/// How a picture is drawn and encoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The format.
    pub format: Format,
    /// Quality between 0 and 1, for formats that have one.
    pub quality: f64,
}

impl Plan {
    /// For a decoded picture that came in this format. Formats that lose pixels are not made of those that
    /// do not, unless the picture is so large that encoding it would hold the page.
    pub fn new(format: Format, (width, height): (u32, u32)) -> Plan {
        let size = fitting((width, height), PIXELS_MAX);
        let pixels = u64::from(size.0) * u64::from(size.1);
        match format {
            Format::Png if pixels <= PNG_PIXELS_MAX => Plan { size, format, quality: 1.0 },
            Format::Png | Format::WebP => Plan { size, format: Format::WebP, quality: 0.92 },
            Format::Jpeg => Plan { size, format, quality: 0.9 },
        }
    }

    /// For a picture in which something is covered, so that what is covered is one colour to the last
    /// pixel: PNG, which loses nothing, or JPEG, where [`Area::on_blocks`] sees to it.
    pub fn covered(format: Format, size: (u32, u32)) -> Plan {
        match format {
            Format::Jpeg => Plan::new(format, size),
            Format::Png | Format::WebP => {
                Plan { size: fitting(size, PNG_PIXELS_MAX), format: Format::Png, quality: 1.0 }
            }
        }
    }

    /// For a picture whose encoding came out too large: half of each side, and a format that is small.
    #[must_use]
    pub fn smaller(self) -> Plan {
        let half = |side: u32| side.div_ceil(2);
        Plan { size: (half(self.size.0), half(self.size.1)), format: Format::Jpeg, quality: 0.85 }
    }
}

/// The largest size of the same shape within so many pixels and [`SIDE_MAX`].
fn fitting((width, height): (u32, u32), pixels: u64) -> (u32, u32) {
    let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let by_pixels = (pixels as f64 / (w * h)).sqrt();
    let by_side = f64::from(SIDE_MAX) / w.max(h);
    let scale = by_pixels.min(by_side).min(1.0);
    let scaled = |side: f64| ((side * scale).floor() as u32).max(1);
    (scaled(w), scaled(h))
}

/// Tells from a file's size and first bytes whether it may be decoded.
///
/// # Errors
/// When it is too large, none of our formats, or says that it has far too many pixels: a file of a few
/// kilobytes can stand for gigabytes of pixels.
pub fn may_decode(bytes: u64, head: &[u8]) -> Result<Format, Unfit> {
    if bytes > BYTES_MAX {
        return Err(Unfit::TooLarge);
    }
    let format = Format::of(head).ok_or(Unfit::Format)?;
    match dimensions(format, head) {
        Some((0, _) | (_, 0)) => Err(Unfit::Broken),
        Some((width, height)) if u64::from(width) * u64::from(height) > DECODED_MAX => {
            Err(Unfit::TooManyPixels)
        }
        _ => Ok(format),
    }
}

/// True when the server does not know a picture that was to go along.
pub(crate) fn lost_pictures(failure: &SendFailure) -> bool {
    let SendFailure::Refused(_, errors) = failure else {
        return false;
    };
    errors.iter().any(|it| it.pointer.starts_with("/attachments"))
}

impl Draft {
    /// When the server does not know a picture any more it goes back to those that did not arrive, so that
    /// the report can be sent without it.
    pub(crate) fn refuse_pictures(&mut self, failure: &SendFailure) {
        if lost_pictures(failure) {
            for picture in &mut self.pictures {
                if matches!(picture.stage, Stage::Arrived(_)) {
                    picture.stage = Stage::Failed(UploadFailure::Busy);
                }
            }
            (self.key, self.pressed) = (None, None);
        }
    }
}

impl Session {
    /// The pictures of a draft, or of a message at [`crate::pictures_of`], in the order in which they were
    /// added. Wherever a topic is asked for below, such a place may stand.
    pub fn pictures(&self, topic: &str) -> &[Picture] {
        self.album(topic)
    }

    /// A picture by its number.
    pub fn picture(&self, topic: &str, number: u32) -> Option<&Picture> {
        self.pictures(topic).iter().find(|it| it.number == number)
    }

    /// How many more pictures may be added.
    pub fn pictures_left(&self, topic: &str) -> usize {
        let taken = self.pictures(topic).iter().filter(|it| !matches!(it.stage, Stage::Unfit(_)));
        FILES_MAX.saturating_sub(taken.count())
    }

    /// A picture is added; false when there are enough. What could not be taken before goes away. The
    /// file's name is looked at: one that looks like a secret is replaced by `neutral`.
    pub fn add_picture(&mut self, topic: &str, number: u32, file_name: &str, neutral: &str) -> bool {
        if self.pictures_left(topic) == 0 || !self.is_guarded() {
            return false;
        }
        // As people write phrases into names: with hyphens, underscores or dots for blanks.
        let name = shown_name(file_name);
        let spaced = file_name.replace(['-', '_', '.', '+', '/', '\\'], " ");
        let stem = file_name.rsplit_once('.').map_or(file_name, |it| it.0);
        let renamed = [file_name, &spaced, stem].iter().any(|it| self.stops_text(it, Field::Text));
        let name = if renamed { neutral.to_owned() } else { name };
        // Whatever was missing, the person is adding pictures again.
        if let Some(draft) = self.drafts.get_mut(topic) {
            draft.missing.retain(|it| *it != name);
        }
        self.edit_album(topic, |pictures| {
            pictures.push(Picture {
                number,
                name,
                renamed,
                size: (0, 0),
                scaled: false,
                areas: Vec::new(),
                stage: Stage::Preparing,
                upload: None,
                kept: None,
                history: Vec::new(),
            });
        });
        self.picture(topic, number).is_some()
    }

    /// Forgets what could not be taken, before others are added.
    pub fn clear_unfit(&mut self, topic: &str) {
        if let Some(pictures) = self.album_mut(topic) {
            pictures.retain(|it| !matches!(it.stage, Stage::Unfit(_)));
        }
    }

    /// A picture moves on. Nothing happens when it was removed meanwhile.
    pub fn move_picture(&mut self, topic: &str, number: u32, stage: Stage) {
        // Only an arrival changes what is sent.
        if matches!(stage, Stage::Arrived(_)) {
            self.edit_album(topic, |_| {});
        }
        self.change_picture(topic, number, |it| it.stage = stage);
    }

    /// A picture was decoded and encoded again, with this size; `scaled` when it was larger before.
    pub fn picture_ready(&mut self, topic: &str, number: u32, size: (u32, u32), scaled: bool) {
        self.change_picture(topic, number, |it| {
            (it.size, it.scaled, it.stage) = (size, scaled, Stage::Ready);
        });
    }

    /// An upload was begun under this id.
    pub fn upload_begun(&mut self, topic: &str, number: u32, id: &str) {
        self.change_picture(topic, number, |it| it.upload = Some(id.to_owned()));
    }

    /// The person removes a picture.
    pub fn remove_picture(&mut self, topic: &str, number: u32) {
        self.edit_album(topic, |pictures| pictures.retain(|it| it.number != number));
    }

    /// The first picture that a report waits for: still to be looked at, or on its way.
    pub fn waits_for(&self, topic: &str) -> Option<u32> {
        let waits = |it: &&Picture| {
            matches!(it.stage, Stage::Preparing | Stage::Ready | Stage::Saving | Stage::Sending(..))
        };
        self.pictures(topic).iter().find(waits).map(|it| it.number)
    }

    /// Pictures of an earlier visit are still on their way back from the device.
    pub(crate) fn waits_for_returning(&self, topic: &str) -> bool {
        self.draft(topic).is_some_and(|it| !it.returning.is_empty())
    }

    /// The ids of the pictures that go along.
    pub(crate) fn attachments(&self, topic: &str) -> Vec<String> {
        let id = |it: &Picture| match &it.stage {
            Stage::Arrived(id) => Some(id.clone()),
            _ => None,
        };
        self.pictures(topic).iter().filter_map(id).collect()
    }

    /// Covers something: `area` is set right and added. Returns its place in the list.
    pub fn cover(&mut self, topic: &str, number: u32, area: Area) -> usize {
        let mut at = 0;
        self.change_areas(topic, number, true, |picture| {
            at = picture.areas.len();
            picture.areas.push(area.cut(picture.size).within(picture.size));
        });
        at
    }

    /// Moves or sizes what is covered. `settled` begins a step that can be undone; a hand that still drags
    /// begins none.
    pub fn recover(&mut self, topic: &str, number: u32, at: usize, area: Area, settled: bool) {
        self.change_areas(topic, number, settled, |picture| {
            let size = picture.size;
            if let Some(place) = picture.areas.get_mut(at) {
                *place = area.within(size);
            }
        });
    }

    /// Covers it no more.
    pub fn uncover(&mut self, topic: &str, number: u32, at: usize) {
        self.change_areas(topic, number, true, |picture| {
            if at < picture.areas.len() {
                picture.areas.remove(at);
            }
        });
    }

    /// Takes the last change of what is covered back.
    pub fn undo(&mut self, topic: &str, number: u32) {
        self.change_picture(topic, number, |it| {
            if let Some(before) = it.history.pop().filter(|_| it.stage == Stage::Ready) {
                it.areas = before;
            }
        });
    }

    /// Whether a change of what is covered can be taken back.
    pub fn can_undo(&self, topic: &str, number: u32) -> bool {
        self.picture(topic, number).is_some_and(|it| !it.history.is_empty())
    }

    /// The person is content with what is covered; what has to be painted. From here on there is no way
    /// back to what lies under it.
    pub fn use_picture(&mut self, topic: &str, number: u32) -> Option<Vec<Area>> {
        let mut areas = None;
        self.change_picture(topic, number, |it| {
            if it.stage == Stage::Ready {
                it.stage = Stage::Saving;
                it.history.clear();
                areas = Some(std::mem::take(&mut it.areas));
            }
        });
        areas
    }

    fn change_areas(
        &mut self,
        topic: &str,
        number: u32,
        settled: bool,
        change: impl FnOnce(&mut Picture),
    ) {
        self.change_picture(topic, number, |picture| {
            if picture.stage == Stage::Ready {
                if settled {
                    picture.history.push(picture.areas.clone());
                }
                change(picture);
            }
        });
    }

    fn change_picture(&mut self, topic: &str, number: u32, change: impl FnOnce(&mut Picture)) {
        let pictures = self.album_mut(topic);
        if let Some(it) = pictures.and_then(|it| it.iter_mut().find(|it| it.number == number)) {
            change(it);
        }
    }
}
