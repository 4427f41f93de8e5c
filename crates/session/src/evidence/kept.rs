//! Pictures of a draft that outlive the page: what is noted of each, which come back, and which have to be
//! added again. Where their bytes lie is the caller's affair.

use help_core::{
    json::{Json, Object},
    read,
};

use super::{Picture, Stage};
use crate::{effect::Effect, form::Draft, session::Session};

/// At most so many bytes of pictures are kept on a device.
pub const PICTURES_KEPT_MAX: u64 = 20 * 1024 * 1024;

/// What a kept draft knows of one picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptPicture {
    /// The name it is shown and sent under.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Where its bytes lie; `None` when they are not kept, so that it has to be added again.
    pub record: Option<String>,
    /// How many bytes those are.
    pub bytes: u64,
    /// The upload that was begun.
    pub upload: Option<String>,
}

read!(KeptPicture { name } may { width, height, record, bytes, upload });

impl Json for KeptPicture {
    fn json(&self) -> String {
        Object::default()
            .text("name", &self.name)
            .number("width", self.width.into())
            .number("height", self.height.into())
            .maybe("record", &self.record)
            .number("bytes", self.bytes)
            .maybe("upload", &self.upload)
            .end()
    }
}

impl Draft {
    /// The pictures as a kept draft notes them: those on the screen, those on their way back, and those
    /// that are missing already.
    pub(crate) fn pictures_to_keep(&self) -> Vec<KeptPicture> {
        let mut kept = Vec::new();
        for it in self.pictures.iter().filter(|it| !matches!(it.stage, Stage::Unfit(_))) {
            let (record, bytes) = it.kept.clone().unzip();
            kept.push(KeptPicture {
                name: it.name.clone(),
                width: it.size.0,
                height: it.size.1,
                record,
                bytes: bytes.unwrap_or_default(),
                upload: it.upload.clone(),
            });
        }
        kept.extend_from_slice(&self.returning);
        let missing = |name: &String| KeptPicture { name: name.clone(), ..KeptPicture::default() };
        kept.extend(self.missing.iter().map(missing));
        kept
    }

    /// Takes over what a kept draft knows.
    pub(crate) fn take_back(&mut self, pictures: Vec<KeptPicture>) {
        for picture in pictures {
            match picture.record {
                Some(_) => self.returning.push(picture),
                None => self.missing.push(picture.name),
            }
        }
    }
}

impl Session {
    /// True when the bytes of this picture may be kept on the device: it was looked over, so that what was
    /// covered is gone from it, and there is room. One that waits to be looked over is never kept.
    pub fn may_keep_picture(&self, topic: &str, number: u32, bytes: u64) -> bool {
        let looked_over = self.picture(topic, number).is_some_and(|it| {
            matches!(
                it.stage,
                Stage::Saving | Stage::Sending(..) | Stage::Failed(_) | Stage::Arrived(_)
            )
        });
        let here = self.drafts.iter().flat_map(|it| it.1.pictures_to_keep());
        let offered = self.offers.values().flat_map(|it| it.words.pictures.clone());
        let kept: u64 = here.chain(offered).map(|it| it.bytes).sum();
        looked_over && self.may_keep(topic) && kept + bytes <= PICTURES_KEPT_MAX
    }

    /// The bytes of a picture lie on the device under this name.
    pub fn picture_kept(&mut self, topic: &str, number: u32, record: String, bytes: u64) {
        self.change_picture(topic, number, |it| it.kept = Some((record, bytes)));
        self.queued.push(Effect::KeepDraft(topic.to_owned()));
    }

    /// The pictures of a draft of an earlier visit that are to be fetched from the device, once.
    pub fn returning(&self, topic: &str) -> Vec<KeptPicture> {
        self.drafts.get(topic).map(|it| it.returning.clone()).unwrap_or_default()
    }

    /// A picture of an earlier visit has this number now. `here`: its bytes were found; else it has to be
    /// added again, unless the server has it already and the report that waits speaks of it.
    pub fn picture_back(&mut self, topic: &str, number: u32, kept: &KeptPicture, here: bool) {
        let Some(draft) = self.drafts.get_mut(topic) else {
            return;
        };
        draft.returning.retain(|it| it != kept);
        let stage = match (&kept.upload, &kept.record) {
            (Some(id), None) => Stage::Arrived(id.clone()),
            _ if here => Stage::Sending(0, kept.bytes),
            _ => return draft.missing.push(kept.name.clone()),
        };
        draft.pictures.push(Picture {
            number,
            name: kept.name.clone(),
            renamed: false,
            size: (kept.width, kept.height),
            scaled: false,
            areas: Vec::new(),
            stage,
            upload: kept.upload.clone(),
            kept: kept.record.clone().map(|it| (it, kept.bytes)),
            history: Vec::new(),
        });
    }

    /// Names of the pictures of an earlier visit that have to be added again.
    pub fn missing_pictures(&self, topic: &str) -> &[String] {
        self.draft(topic).map_or(&[], |it| &it.missing)
    }
}
