//! The pictures that go along with a message: they are handled as those of a form are, under a place of
//! their own.

use super::Paper;
use crate::{evidence::Picture, send::Sending, session::Session};

const THREAD: &str = "thread/";

/// The place of the pictures of a ticket's next message, where a form has its topic. No topic has a slash.
pub fn pictures_of(ticket: &str) -> String {
    [THREAD, ticket].concat()
}

impl Session {
    /// The ticket whose message a place belongs to; `None` when it is a form.
    pub fn ticket_at(place: &str) -> Option<&str> {
        place.strip_prefix(THREAD)
    }

    pub(crate) fn album(&self, place: &str) -> &[Picture] {
        match Session::ticket_at(place) {
            Some(id) => self.thread(id).map_or(&[], |it| &it.pictures),
            None => self.draft(place).map_or(&[], |it| &it.pictures),
        }
    }

    pub(crate) fn album_mut(&mut self, place: &str) -> Option<&mut Vec<Picture>> {
        match Session::ticket_at(place) {
            Some(id) => self.threads.threads.get_mut(id).map(|it| &mut it.pictures),
            None => self.drafts.get_mut(place).map(|it| &mut it.pictures),
        }
    }

    /// A change after which something else is sent; none while it is under way.
    pub(crate) fn edit_album(&mut self, place: &str, change: impl FnOnce(&mut Vec<Picture>)) {
        let Some(id) = Session::ticket_at(place) else {
            return self.edit(place, |draft| change(&mut draft.pictures));
        };
        if self.thread(id).is_none() || self.writing(id, Paper::Reply).sending == Sending::Running {
            return;
        }
        change(&mut self.thread_mut(id).pictures);
        self.rewritten(id, Paper::Reply);
    }
}
