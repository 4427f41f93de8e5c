//! What a person asked, for wallets whose host and whose people agreed to tell it: the last question, and the
//! article that was opened for it. Nothing personal, and nothing that could be a secret, leaves.

use help_core::{
    question::may_be_personal,
    ticket::{Asked, QUESTION_MAX},
};
use help_guard::Field;

use crate::session::Session;

/// A question of fewer characters says nothing.
const SHORTEST: usize = 2;

impl Session {
    /// Notes what is typed. Taking letters back is no new question.
    pub(crate) fn note_question(&mut self) {
        let typed = self.query.trim();
        if !typed.is_empty() && !self.asked.starts_with(typed) {
            typed.clone_into(&mut self.asked);
            self.answered = None;
        }
    }

    /// Something was asked that has not been told.
    pub fn has_question(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The last question, once, as it may be told; `None` when there is none, or it may be personal, or looks
    /// like a secret. Whether it does is known only after [`Session::begin_guarding`].
    pub fn take_question(&mut self) -> Option<Asked> {
        let text = std::mem::take(&mut self.asked);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let count = text.chars().count();
        let article = self.answered.take().filter(|it| self.voted(it) != Some(false));
        let may_go = (SHORTEST..=QUESTION_MAX).contains(&count)
            && !may_be_personal(&text)
            && self.is_guarded()
            && !self.stops_text(&text, Field::Text);
        may_go.then(|| Asked { text, language: self.language().to_owned(), article })
    }
}
