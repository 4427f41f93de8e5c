//! One word in local storage: that something waits to be sent, or is to be gone on with, so that `element.js`
//! loads the widget before anybody asks for it; or that the person wants nothing kept. Where storage is
//! refused, there is no word.

use super::store::NAME;

/// Something waits to be sent.
pub const WAITING: &str = "waiting";
/// Something was begun, or cannot be sent.
pub const KEPT: &str = "kept";
/// Only reports that were received: there may be a reply.
pub const REPORTS: &str = "reports";
/// The person wants nothing kept on this device: an empty word, so that any other one is a reason to load.
pub const OFF: &str = "";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The word.
pub fn read() -> Option<String> {
    storage()?.get_item(NAME).ok()?
}

/// Writes the word, or takes it away.
pub fn write(word: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match word {
            Some(word) => storage.set_item(NAME, word),
            None => storage.remove_item(NAME),
        };
    }
}
