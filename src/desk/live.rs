//! Keeps the thread on the screen up to date: by a stream of events, and where that cannot be had by asking
//! every 15 seconds.

use std::cell::Cell;

use help_core::{
    json::read_json,
    thread::{Presence, ThreadEvent},
};
use help_session::{ServerEvent, Session};

use super::{Desk, pass::Who};
use crate::browser::{
    clock,
    device::{pause, soon},
    stream::{self, Stream},
};

/// Between two questions where there is no stream.
const POLL_MS: i32 = 15_000;
/// Before a stream that ended is opened again; doubled with each that cannot be had.
const AGAIN_MS: i32 = 1_000;
/// Somebody who writes is said to write for six seconds.
const TELL_EVERY_MS: u64 = 3_000;

thread_local! {
    /// When support was last told that the person writes.
    static TOLD: Cell<u64> = const { Cell::new(0) };
}

impl Desk {
    /// Follows a ticket as long as its thread is on the screen.
    pub fn follow_ticket(self, id: String) {
        soon(Box::pin(async move {
            let server = self.configured(|it| it.server.clone()).unwrap_or_default();
            let mut wait = AGAIN_MS;
            while self.follows(&id) {
                let who = self.peek(|session| session.token_of(&id).map(Who::of));
                let open = async |token: String| {
                    let last = self.peek(|session| session.last_message(&id).map(str::to_owned));
                    stream::open(&server, &id, &token, last.as_deref()).await
                };
                let is_refused = |it: &Result<Stream, u16>| matches!(it, Err(401));
                match self.asked_as(&who.unwrap_or(Who::Nobody), open, is_refused).await {
                    Ok(Ok(open)) => {
                        wait = AGAIN_MS;
                        self.listen(&id, open).await;
                        pause(AGAIN_MS).await;
                    }
                    _ => {
                        pause(wait).await;
                        wait = (wait * 2).min(POLL_MS);
                        self.poll(&id);
                    }
                }
            }
        }));
    }

    /// The person writes in a thread: support sees it for a few seconds. Told at most every few seconds.
    pub fn types(self, id: &str) {
        let now = clock::millis();
        let told = TOLD.with(|told| now.saturating_sub(told.get()) < TELL_EVERY_MS);
        if !told {
            TOLD.set(now);
            self.act(|session| session.typing(id));
        }
    }

    async fn listen(self, id: &str, mut open: stream::Stream) {
        while let Some(events) = open.next().await {
            if !self.follows(id) {
                break;
            }
            events.into_iter().for_each(|event| self.heard(id, &event));
        }
        open.close();
        // Nobody knows who is there while nothing is heard.
        self.set(|session| session.presence_came(id, None));
    }

    fn heard(self, id: &str, event: &ServerEvent) {
        match event.name.as_str() {
            // What is here may be another ticket's past: everything is read again.
            "reload" => self.act(|session| session.read_thread(id).into_iter().collect()),
            "presence" => {
                if let Ok(told) = read_json::<Presence>(event.data.as_bytes()) {
                    self.set(|session| session.presence_came(id, Some(told)));
                }
            }
            "message" | "standing" => {
                if let Ok(told) = read_json::<ThreadEvent>(event.data.as_bytes()) {
                    self.act(|session| session.thread_moved(id, told.standing, told.message));
                }
            }
            _ => {}
        }
    }

    fn poll(self, id: &str) {
        if self.follows(id) {
            self.act(|session| session.read_thread(id).into_iter().collect());
        }
    }

    fn follows(self, id: &str) -> bool {
        let mut follows = false;
        self.set(|session: &mut Session| follows = session.follows(id));
        follows
    }
}
