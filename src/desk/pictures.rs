//! Pictures of a report on their way: read, covered and uploaded. Only the form comes here, so it arrives
//! with the form.

use help_session::{Picture, Reply, Session, Stage, Step, Transfer, Unfit};
use web_sys::{Event, Node};

use super::{
    Desk,
    pass::{SignedOut, Who},
};
use crate::browser::{device, device::soon, picture, upload};

/// True when what is dragged over the panel holds files.
pub fn brings_files(event: &Event) -> bool {
    picture::brings_files(event)
}

/// Where a pointer stands on a picture of this size that `surface` shows.
pub fn point(event: &Event, surface: &Node, size: (u32, u32)) -> Option<(f64, f64)> {
    picture::point(event, surface, size)
}

impl Desk {
    /// Takes the files that came with an event. Returns how many came and how many of them are too many;
    /// a file whose name looks like a secret is called `neutral`.
    pub fn take_pictures(self, topic: &str, event: &Event, neutral: &str) -> (usize, usize) {
        let files = picture::picked(event);
        let came = files.len();
        if came == 0 {
            return (0, 0);
        }
        self.set(|session| session.clear_unfit(topic));
        let mut too_many = 0;
        let mut taken = Vec::new();
        for file in files {
            let number = picture::next_number();
            let mut added = false;
            self.set(|session| added = session.add_picture(topic, number, &file.name(), neutral));
            if added {
                taken.push((number, file));
            } else {
                too_many += 1;
            }
        }
        picture::empty(event);
        let topic = topic.to_owned();
        soon(Box::pin(async move {
            // One after the other: five at once would need the memory of five.
            for (number, file) in taken {
                match picture::prepare(number, file).await {
                    Ok((size, scaled)) => {
                        self.set(|session| session.picture_ready(&topic, number, size, scaled));
                    }
                    Err(why) => self.stage(&topic, number, Stage::Unfit(why)),
                }
                self.tidy_picture(&topic, number);
            }
        }));
        (came, too_many)
    }

    /// The person has seen a picture and wants it sent: what is covered is painted into it, and it is
    /// uploaded.
    pub fn use_picture(self, topic: &str, number: u32) {
        let mut areas = None;
        self.set(|session| areas = session.use_picture(topic, number));
        let (Some(areas), topic) = (areas, topic.to_owned()) else {
            return;
        };
        soon(Box::pin(async move {
            match picture::cover(number, &areas).await {
                Ok(()) => {
                    self.keep_picture(topic.clone(), number);
                    self.upload(topic, number).await;
                }
                Err(_) => self.stage(&topic, number, Stage::Unfit(Unfit::Broken)),
            }
        }));
    }

    /// Keeps a picture that was looked over with its draft, where there is room on the device. Where it is
    /// not kept, the draft says so when it is gone on with.
    fn keep_picture(self, topic: String, number: u32) {
        let Some(keeper) = self.keeper() else { return };
        let bytes = picture::encoded(number).map_or(0, |it| it.size() as u64);
        if keeper.is_off() || !self.peek(|session| session.may_keep_picture(&topic, number, bytes)) {
            return;
        }
        soon(Box::pin(async move {
            if let Ok(name) = keeper.album.put(number).await {
                // Removed, or sent, meanwhile.
                if keeper.is_off() || !self.peek(|it| it.may_keep_picture(&topic, number, 0)) {
                    let _ = keeper.album.remove(vec![name]).await;
                } else {
                    self.set(|session| session.picture_kept(&topic, number, name, bytes));
                }
            }
        }));
    }

    /// The person goes on with a draft of an earlier visit: its pictures come back with it, and those whose
    /// upload was interrupted go on.
    pub fn continue_draft(self, topic: &str) {
        self.act(|session| session.continue_draft(topic));
        self.bring_pictures_back(topic);
    }

    pub(super) fn bring_pictures_back(self, topic: &str) {
        let mut returning = Vec::new();
        self.set(|session| returning = session.returning(topic));
        let (Some(keeper), topic) = (self.keeper(), topic.to_owned()) else { return };
        soon(Box::pin(async move {
            for kept in returning {
                let number = picture::next_number();
                let size = (kept.width, kept.height);
                let here = match &kept.record {
                    Some(name) => keeper.album.take_out(name, number, size).await,
                    None => false,
                };
                self.set(|session| session.picture_back(&topic, number, &kept, here));
                if here {
                    soon(Box::pin(self.upload(topic.clone(), number)));
                }
            }
        }));
    }

    /// Tries an upload again.
    pub fn retry_picture(self, topic: &str, number: u32) {
        let topic = topic.to_owned();
        soon(Box::pin(self.upload(topic, number)));
    }

    /// Removes a picture, and ends its upload.
    pub fn remove_picture(self, topic: &str, number: u32) {
        let seen = self.peek(|session| session.picture(topic, number).cloned());
        self.set(|session| session.remove_picture(topic, number));
        self.tidy_picture(topic, number);
        // One that is under way ends itself.
        let begun = seen.filter(|it| !matches!(it.stage, Stage::Sending(..)));
        if let Some(id) = begun.and_then(|it| it.upload) {
            let who = self.uploader(topic);
            soon(Box::pin(async move { self.end_upload(&who, &id).await }));
        }
    }

    /// Draws a picture on a canvas.
    pub fn show_picture(self, number: u32, canvas: Node) {
        soon(Box::pin(async move {
            picture::show(number, &canvas).await;
        }));
    }

    /// Lets go of a picture that no report has any more.
    pub fn tidy_picture(self, topic: &str, number: u32) {
        let taken = |it: &&Picture| !matches!(it.stage, Stage::Unfit(_));
        if !self.peek(|session| session.picture(topic, number).filter(taken).is_some()) {
            picture::forget(number);
            upload::stop(number);
        }
    }

    fn stage(self, topic: &str, number: u32, stage: Stage) {
        self.set(|session| session.move_picture(topic, number, stage));
    }

    fn server(self) -> String {
        self.configured(|it| it.server.clone()).unwrap_or_default()
    }

    /// Whose an upload is: of whoever may read the thread, or of whoever signed in, if anybody.
    fn uploader(self, place: &str) -> Who {
        match Session::ticket_at(place) {
            Some(id) => self.peek(|it| it.token_of(id).map(Who::of)).unwrap_or(Who::Nobody),
            None if self.keeper().is_some_and(|it| it.identity.is_set()) => Who::SignedIn,
            None => Who::Nobody,
        }
    }

    async fn end_upload(self, who: &Who, id: &str) {
        let server = self.server();
        let end = async |token: String| upload::end(&server, id, &token).await;
        // The server forgets it by itself otherwise.
        let _ = self.asked_as(who, end, |()| false).await;
    }

    async fn upload(self, topic: String, number: u32) {
        let (server, who) = (self.server(), self.uploader(&topic));
        let known = self.peek(|session| {
            session.picture(&topic, number).map(|it| (it.name.clone(), it.upload.clone()))
        });
        let (Some(file), Some((name, mut id))) = (picture::encoded(number), known) else {
            return;
        };
        let length = file.size() as u64;
        let mut transfer = Transfer::new(length);
        let mut step = transfer.first(id.clone());
        loop {
            let is_wanted = self.peek(|session| session.picture(&topic, number).is_some());
            if !is_wanted {
                if let Some(id) = id {
                    self.end_upload(&who, &id).await;
                }
                return;
            }
            match step {
                Step::Done(id) => return self.stage(&topic, number, Stage::Arrived(id)),
                Step::Stop(failure) => return self.stage(&topic, number, Stage::Failed(failure)),
                _ => {}
            }
            self.stage(&topic, number, Stage::Sending(transfer.arrived(), length));
            let ask =
                async |token: String| upload::ask(&server, &step, (number, &file, &name), &token).await;
            let refused = |it: &Option<Reply>| it.as_ref().is_some_and(|it| it.status == 401);
            let reply = self.asked_as(&who, ask, refused).await.unwrap_or_else(|SignedOut| {
                device::is_online().then(|| Reply { status: 401, ..Reply::default() })
            });
            let (next, pause) = transfer.after(&step, reply.as_ref());
            if let Step::Ask(known) | Step::Send(known, ..) = &next {
                self.set(|session| session.upload_begun(&topic, number, known));
                id = Some(known.clone());
            }
            step = next;
            if pause > 0 {
                device::pause(i32::try_from(pause).unwrap_or(i32::MAX)).await;
            }
        }
    }
}
