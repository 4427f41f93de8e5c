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
    evidence::{Stage, UploadFailure, lost_pictures},
    send::{SendFailure, Sending},
    session::Session,
    waiting::Waiting,
};

impl Session {
    /// Sends the reply. `key` is a fresh random one, used unless this very text has one already.
    pub fn say(&mut self, id: &str, key: String) -> Vec<Effect> {
        let place = super::pictures_of(id);
        let attachments = self.attachments(&place);
        let text = self.writing(id, Paper::Reply).text.trim().to_owned();
        let empty = text.is_empty() && attachments.is_empty();
        if empty || !self.may_send(id, Paper::Reply) || self.waits_for(&place).is_some() {
            return Vec::new();
        }
        let confirmed = self.confirmed_in(Paper::Reply, &text);
        let body = NewMessage { text, attachments, confirmed }.json();
        let writing = self.writing_mut(id, Paper::Reply);
        writing.sending = Sending::Running;
        let key = writing.key.get_or_insert(key).clone();
        writing.under_way = Some(key.clone());
        vec![Effect::SendReply { ticket: id.to_owned(), key, body }]
    }

    /// The answer to [`Effect::SendReply`]. Where the ticket stands now is asked for.
    pub fn said(&mut self, id: &str, key: &str, result: Result<Message, SendFailure>) -> Vec<Effect> {
        if self.token_of(id).is_none() {
            return Vec::new();
        }
        // A message of an earlier visit is not in the field.
        let writing = self.writing_mut(id, Paper::Reply);
        let here = writing.under_way.take_if(|it| it == key).is_some();
        match result {
            Ok(message) => {
                self.waiting.retain(|it| it.key != key);
                if here {
                    self.thread_mut(id).pictures.clear();
                    self.sent_paper(id, Paper::Reply, key);
                }
                let standing = self.standing(id).cloned().unwrap_or_default();
                let mut effects = self.thread_moved(id, standing, Some(message));
                effects.extend(self.read_thread(id));
                effects
            }
            Err(failure) => {
                if !here {
                    return Vec::new();
                }
                if lost_pictures(&failure) {
                    self.pictures_lost(id);
                }
                // What was changed meanwhile, or cannot go as it is, goes under a new key or not at all.
                let again = self.writing(id, Paper::Reply).key.as_deref() == Some(key);
                if !again || !failure.is_passing() {
                    self.writing_mut(id, Paper::Reply).key = None;
                    let (topic, key) = (String::new(), key.to_owned());
                    self.queued.push(Effect::Withdraw { topic, key });
                }
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

    /// True when what waits is the very message that stands in the field.
    pub fn writes(&self, waiting: &Waiting) -> bool {
        let writing = self.writing(&waiting.ticket, Paper::Reply);
        let key = Some(waiting.key.as_str());
        writing.key.as_deref() == key || writing.under_way.as_deref() == key
    }

    /// A reply is being sent now, by itself or because the person wished it.
    pub fn reply_under_way(&mut self, id: &str, key: &str) {
        let writing = self.writing_mut(id, Paper::Reply);
        if writing.key.as_deref() == Some(key) {
            writing.sending = Sending::Running;
            writing.under_way = Some(key.to_owned());
        }
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

    /// The server does not know the pictures of a message any more: they go back to those that did not
    /// arrive, so that the message can be sent without them.
    fn pictures_lost(&mut self, id: &str) {
        let thread = self.thread_mut(id);
        for picture in &mut thread.pictures {
            if matches!(picture.stage, Stage::Arrived(_)) {
                picture.stage = Stage::Failed(UploadFailure::Busy);
            }
        }
    }

    fn paper_failed(&mut self, id: &str, paper: Paper, failure: SendFailure) {
        self.writing_mut(id, paper).sending = Sending::Failed(failure);
    }
}
