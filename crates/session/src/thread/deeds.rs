//! What a person does with a report: writes, says that it is solved or not, opens it again, asks for a
//! higher level, rates. Nothing counts as done before the server says so, and a failure keeps every word.

use help_core::{
    json::Json,
    problem::Code,
    thread::{Escalation, Message, NewMessage, Rating, Standing},
};

use super::{Paper, Writing};
use crate::{
    effect::{Deed, Effect},
    send::{SendFailure, Sending},
    session::Session,
};

impl Session {
    /// Sends the reply. `key` is a fresh random one, used unless this very text has one already.
    pub fn say(&mut self, id: &str, key: String) -> Vec<Effect> {
        let Some(text) = self.text_to_send(id, Paper::Reply) else {
            return Vec::new();
        };
        let confirmed = self.confirmed_in(Paper::Reply, &text);
        let body = NewMessage { text, attachments: Vec::new(), confirmed }.json();
        self.send_paper(id, Paper::Reply, Deed::Say, Some(key), body)
    }

    /// The answer to [`Deed::Say`]. Where the ticket stands now is asked for.
    pub fn said(&mut self, id: &str, key: &str, result: Result<Message, SendFailure>) -> Vec<Effect> {
        if self.token_of(id).is_none() {
            return Vec::new();
        }
        match result {
            Ok(message) => {
                self.sent_paper(id, Paper::Reply, key);
                let standing = self.standing(id).cloned().unwrap_or_default();
                let mut effects = self.thread_moved(id, standing, Some(message));
                effects.extend(self.read_thread(id));
                effects
            }
            Err(failure) => {
                self.paper_failed(id, Paper::Reply, failure);
                Vec::new()
            }
        }
    }

    /// The person wants a higher level: asks what is still wrong, or no longer.
    pub fn ask_higher(&mut self, id: &str, wanted: bool) {
        self.thread_mut(id).escalating = wanted;
    }

    /// Sends the reason for a higher level.
    pub fn escalate(&mut self, id: &str, key: String) -> Vec<Effect> {
        let Some(reason) = self.text_to_send(id, Paper::Reason) else {
            return Vec::new();
        };
        let confirmed = self.confirmed_in(Paper::Reason, &reason);
        let body = Escalation { reason, confirmed }.json();
        self.send_paper(id, Paper::Reason, Deed::Escalate, Some(key), body)
    }

    /// "This solved it."
    pub fn solve(&mut self, id: &str) -> Vec<Effect> {
        self.simple(id, Deed::Solve)
    }

    /// "This did not": what happened is asked for next.
    pub fn not_solved(&mut self, id: &str) {
        self.thread_mut(id).unsolved = true;
    }

    /// Opens a solved or closed report again.
    pub fn reopen(&mut self, id: &str) -> Vec<Effect> {
        self.simple(id, Deed::Reopen)
    }

    /// The person chooses stars, 1 to 5.
    pub fn choose_stars(&mut self, id: &str, stars: u8) {
        self.thread_mut(id).stars = stars.clamp(1, 5);
    }

    /// Sends the rating with its word.
    pub fn rate(&mut self, id: &str) -> Vec<Effect> {
        let stars = self.thread(id).map_or(0, |it| it.stars);
        if stars == 0 || !self.may_send(id, Paper::Word) {
            return Vec::new();
        }
        let word = self.writing(id, Paper::Word).text.trim().to_owned();
        let body = Rating { stars, word: (!word.is_empty()).then_some(word) }.json();
        self.send_paper(id, Paper::Word, Deed::Rate, None, body)
    }

    /// The answer to every deed that answers with where the ticket stands; what happened with it is read again.
    pub fn stands(
        &mut self,
        id: &str,
        deed: Deed,
        key: Option<&str>,
        result: Result<Standing, SendFailure>,
    ) -> Vec<Effect> {
        if self.token_of(id).is_none() {
            return Vec::new();
        }
        let paper = match deed {
            Deed::Escalate => Some(Paper::Reason),
            Deed::Rate => Some(Paper::Word),
            _ => None,
        };
        let standing = match result {
            Ok(standing) => standing,
            // Read again with the next opening.
            Err(_) if deed == Deed::Mark => return Vec::new(),
            Err(failure) => {
                let not_now = matches!(failure, SendFailure::Refused(Code::NotNow, _));
                match paper {
                    Some(paper) => self.paper_failed(id, paper, failure),
                    None => self.thread_mut(id).doing = Sending::Failed(failure),
                }
                // It stands otherwise than was shown.
                let again = if not_now { self.read_thread(id) } else { None };
                return again.into_iter().collect();
            }
        };
        if let Some(paper) = paper {
            self.sent_paper(id, paper, key.unwrap_or_default());
        }
        let thread = self.thread_mut(id);
        thread.doing = Sending::Editing;
        if deed != Deed::Mark {
            thread.unsolved = false;
            thread.escalating = false;
        }
        let mut effects = self.thread_moved(id, standing, None);
        if deed != Deed::Mark {
            effects.extend(self.read_thread(id));
        }
        effects
    }

    fn simple(&mut self, id: &str, deed: Deed) -> Vec<Effect> {
        let Some(effect) = self.call(id, deed, None, None) else {
            return Vec::new();
        };
        let thread = self.thread_mut(id);
        if thread.doing == Sending::Running {
            return Vec::new();
        }
        thread.doing = Sending::Running;
        vec![effect]
    }

    fn text_to_send(&self, id: &str, paper: Paper) -> Option<String> {
        let text = self.writing(id, paper).text.trim().to_owned();
        (!text.is_empty() && self.may_send(id, paper)).then_some(text)
    }

    fn send_paper(
        &mut self,
        id: &str,
        paper: Paper,
        deed: Deed,
        key: Option<String>,
        body: String,
    ) -> Vec<Effect> {
        let writing = self.writing_mut(id, paper);
        if writing.key.is_none() {
            writing.key = key;
        }
        let key = writing.key.clone();
        let Some(call) = self.call(id, deed, key, Some(body)) else {
            return Vec::new();
        };
        self.writing_mut(id, paper).sending = Sending::Running;
        vec![call]
    }

    /// What was sent goes; what was typed since then stays.
    fn sent_paper(&mut self, id: &str, paper: Paper, key: &str) {
        let writing = self.writing_mut(id, paper);
        if writing.key.as_deref().unwrap_or_default() == key {
            *writing = Writing::default();
        } else {
            writing.sending = Sending::Editing;
        }
    }

    fn paper_failed(&mut self, id: &str, paper: Paper, failure: SendFailure) {
        self.writing_mut(id, paper).sending = Sending::Failed(failure);
    }
}
