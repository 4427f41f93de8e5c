//! Keeps the thread on the screen up to date: by a stream of events, and where that cannot be had by asking
//! every 15 seconds.

use help_core::{json::read_json, thread::ThreadEvent};
use help_session::{Call, Deed, Effect, ServerEvent, Session};

use super::Desk;
use crate::browser::{
    device::{pause, soon},
    fetch, stream,
};

/// Between two questions where there is no stream.
const POLL_MS: i32 = 15_000;
/// Before a stream that ended is opened again.
const AGAIN_MS: i32 = 1_000;

impl Desk {
    /// Follows a ticket as long as its thread is on the screen.
    pub fn follow_ticket(self, id: String) {
        soon(Box::pin(async move {
            let server = self.configured(|it| it.server.clone()).unwrap_or_default();
            while self.follows(&id) {
                let (token, last) = self.peek(|session| {
                    let last = session.last_message(&id).map(str::to_owned);
                    (session.token_of(&id).unwrap_or_default().to_owned(), last)
                });
                match stream::open(&server, &id, &token, last.as_deref()).await {
                    Some(open) => {
                        self.listen(&id, open).await;
                        pause(AGAIN_MS).await;
                    }
                    None => {
                        pause(POLL_MS).await;
                        self.poll(&id, token).await;
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

    async fn poll(self, id: &str, token: String) {
        let ticket = id.to_owned();
        let call = Call { ticket, token, deed: Deed::Read, key: None, body: None };
        if self.follows(id) {
            self.run_later(Effect::Call(call.clone()), self.asked(&Effect::Call(call)).await).await;
        }
    }

    async fn asked(self, effect: &Effect) -> Option<fetch::Answer> {
        let ask = self.configured(|config| fetch::ask(config, effect))??;
        fetch::exchange(ask).await.ok().flatten()
    }

    fn follows(self, id: &str) -> bool {
        let mut follows = false;
        self.set(|session: &mut Session| follows = session.follows(id));
        follows
    }
}
