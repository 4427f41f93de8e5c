//! Keeps the thread on the screen up to date: by a stream of events, and where that cannot be had by asking
//! every 15 seconds.

use help_core::{json::read_json, thread::ThreadEvent};
use help_session::{ServerEvent, Session};

use super::{Desk, pass::Who};
use crate::browser::{
    device::{pause, soon},
    stream::{self, Stream},
};

/// Between two questions where there is no stream.
const POLL_MS: i32 = 15_000;
/// Before a stream that ended is opened again; doubled with each that cannot be had.
const AGAIN_MS: i32 = 1_000;

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

    async fn listen(self, id: &str, mut open: stream::Stream) {
        while let Some(events) = open.next().await {
            if !self.follows(id) {
                break;
            }
            events.into_iter().for_each(|event| self.heard(id, &event));
        }
        open.close();
    }

    fn heard(self, id: &str, event: &ServerEvent) {
        match event.name.as_str() {
            // What is here may be another ticket's past: everything is read again.
            "reload" => self.act(|session| session.read_thread(id).into_iter().collect()),
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
