//! The words of the pictures that go along with a report. They arrive with the form.

mod en;
mod zh_cn;

/// The words of one language. Parts in braces are filled in.
#[derive(Debug)]
pub struct EvidenceWords {
    /// As in English: Not kept on this device, add again: {names}
    pub missing: &'static str,
    /// As in English: Pictures
    pub title: &'static str,
    /// As in English: PNG, JPEG or WebP, up to {n} pictures of up to 10 MB and 25 megapixels each. Hidden data, such as where a photo was taken, is removed here.
    pub limits: &'static str,
    /// As in English: This helps most:
    pub helps: &'static str,
    /// As in English: Choose pictures
    pub choose: &'static str,
    /// As in English: Or drop them here, or paste them with the keyboard.
    pub or_drop: &'static str,
    /// As in English: There was no picture in it. Choose a PNG, JPEG or WebP file.
    pub no_picture: &'static str,
    /// As in English: {n} more did not fit: {total} pictures go along at most. Remove one to add another.
    pub too_many: &'static str,
    /// As in English: Decide about this picture first: use it or remove it. Then send.
    pub waits: &'static str,
    /// As in English: This picture is still on its way. Wait for it, or remove it; then send.
    pub waits_upload: &'static str,
    /// As in English: Picture {name}
    pub picture: &'static str,
    /// As in English: Preparing the picture
    pub preparing: &'static str,
    /// As in English: Not sent yet. Draw over whatever nobody needs to see, such as balances, names or codes. It is painted over for good.
    pub look_over: &'static str,
    /// As in English: Cover an area
    pub cover_area: &'static str,
    /// As in English: Undo
    pub undo: &'static str,
    /// As in English: Use this picture
    pub use_it: &'static str,
    /// As in English: Remove the picture
    pub remove: &'static str,
    /// As in English: Cancel the upload
    pub cancel: &'static str,
    /// As in English: Try again
    pub retry: &'static str,
    /// As in English: Covered areas
    pub areas: &'static str,
    /// As in English: Covered area {n}. Arrow keys move it, Shift and arrow keys size it, Delete removes it.
    pub area: &'static str,
    /// As in English: Move or size it with buttons
    pub pad: &'static str,
    /// As in English: Move left
    pub left: &'static str,
    /// As in English: Move right
    pub right: &'static str,
    /// As in English: Move up
    pub up: &'static str,
    /// As in English: Move down
    pub down: &'static str,
    /// As in English: Wider
    pub wider: &'static str,
    /// As in English: Narrower
    pub narrower: &'static str,
    /// As in English: Taller
    pub taller: &'static str,
    /// As in English: Shorter
    pub lower: &'static str,
    /// As in English: Remove the area
    pub uncover: &'static str,
    /// As in English: Painting over what is covered
    pub saving: &'static str,
    /// As in English: Uploading, {percent} %
    pub sending: &'static str,
    /// As in English: Goes along when you send
    pub arrived: &'static str,
    /// As in English: The connection was lost. Nothing is wrong with the picture. Try again, or send without it.
    pub failed_network: &'static str,
    /// As in English: The server cannot take pictures right now. Try again in a minute, or send without it.
    pub failed_busy: &'static str,
    /// As in English: The server does not take this picture. Remove it and take a new screenshot, or send without it.
    pub failed_refused: &'static str,
    /// As in English: Larger than 10 MB. Take a screenshot of the part that matters and choose that.
    pub unfit_large: &'static str,
    /// As in English: Not a PNG, JPEG or WebP picture. Take a screenshot and choose that.
    pub unfit_format: &'static str,
    /// As in English: Has far too many pixels to be opened safely. Take a screenshot of the part that matters.
    pub unfit_pixels: &'static str,
    /// As in English: Cannot be opened here: the file seems damaged. Take a new screenshot and choose that.
    pub unfit_broken: &'static str,
    /// As in English: Made smaller, to {width} × {height} pixels.
    pub scaled: &'static str,
    /// As in English: Its name looked like a secret and was replaced.
    pub renamed: &'static str,
    /// As in English: picture
    pub neutral: &'static str,
}

/// The words beside the table of this tag.
pub fn evidence_words(tag: &str) -> &'static EvidenceWords {
    match tag {
        "zh-CN" => &zh_cn::EVIDENCE,
        _ => &en::EVIDENCE,
    }
}
