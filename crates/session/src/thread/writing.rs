//! What a person writes in a thread: the guard looks at every letter, and what it stops is neither kept nor
//! sent.

use help_core::ticket::Confirmed;
use help_guard::Field;

use crate::{
    effect::Effect,
    guard::{Stop, Told},
    send::Sending,
    session::Session,
};

/// A text of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A message to support.
    Reply,
    /// What is still wrong, for a higher level.
    Reason,
    /// The word beside a rating.
    Word,
}

impl Paper {
    /// RFC 6901 pointer to the text in its body.
    pub const fn pointer(self) -> &'static str {
        match self {
            Paper::Reply => "/text",
            Paper::Reason => "/reason",
            Paper::Word => "/word",
        }
    }

    /// True when a person may say that what is asked about is no secret: its body can carry that.
    pub const fn may_confirm(self) -> bool {
        !matches!(self, Paper::Word)
    }

    const fn place(self) -> usize {
        match self {
            Paper::Reply => 0,
            Paper::Reason => 1,
            Paper::Word => 2,
        }
    }
}

/// A text that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Writing {
    /// As it stands in the field.
    pub text: String,
    /// What stops it.
    pub stop: Option<Stop>,
    /// How far sending has come.
    pub sending: Sending,
    pub(crate) confirmed: Vec<Confirmed>,
    pub(crate) key: Option<String>,
    /// The key of a reply that is on its way, which the text in the field may have left behind.
    pub(crate) under_way: Option<String>,
}

impl Session {
    /// A text of a thread; empty when nothing was written.
    pub fn writing(&self, id: &str, paper: Paper) -> Writing {
        let written = self.thread(id).and_then(|it| it.papers.get(paper.place()));
        written.cloned().unwrap_or_default()
    }

    /// The person types.
    pub fn write(&mut self, id: &str, paper: Paper, text: &str) {
        text.clone_into(&mut self.writing_mut(id, paper).text);
        self.rewritten(id, paper);
        self.look_at_writing(id, paper);
    }

    /// What is sent under a key must not change, so what was changed has a new one; what waits under the old
    /// one is not sent any more.
    pub(super) fn rewritten(&mut self, id: &str, paper: Paper) {
        let writing = self.writing_mut(id, paper);
        let key = writing.key.take();
        if writing.sending == Sending::Running {
            return;
        }
        writing.sending = Sending::Editing;
        if let Some(key) = key.filter(|_| paper == Paper::Reply) {
            self.queued.push(Effect::Withdraw { topic: String::new(), key });
        }
    }

    /// True when a text may be sent: there is one, it was looked at, and nothing stops it.
    pub fn may_send(&self, id: &str, paper: Paper) -> bool {
        let writing = self.writing(id, paper);
        self.is_guarded() && writing.stop.is_none() && writing.sending != Sending::Running
    }

    /// Takes what was found out of the text, and leaves `marker` there.
    pub fn take_out_of(&mut self, id: &str, paper: Paper, marker: &str) {
        let text = self.writing(id, paper).text;
        if let Some(clean) = self.guard.cleaned(&text, Field::Text, marker) {
            self.write(id, paper, &clean);
        }
    }

    /// The person says that what is asked about is no secret. It holds for these very texts.
    pub fn not_secret_in(&mut self, id: &str, paper: Paper) {
        if !paper.may_confirm() {
            return;
        }
        let text = self.writing(id, paper).text;
        let confirmed = self.guard.asked_about(paper.pointer(), &text, Field::Text);
        self.writing_mut(id, paper).confirmed.extend(confirmed);
        self.rewritten(id, paper);
        self.look_at_writing(id, paper);
    }

    /// What the server would ask about in a text in which nothing is stopped.
    pub(crate) fn confirmed_in(&self, paper: Paper, text: &str) -> Vec<Confirmed> {
        self.guard.asked_about(paper.pointer(), text, Field::Text)
    }

    pub(crate) fn writing_mut(&mut self, id: &str, paper: Paper) -> &mut Writing {
        let [reply, reason, word] = &mut self.thread_mut(id).papers;
        match paper {
            Paper::Reply => reply,
            Paper::Reason => reason,
            Paper::Word => word,
        }
    }

    fn look_at_writing(&mut self, id: &str, paper: Paper) {
        let writing = self.writing(id, paper);
        let told =
            Told { transaction: self.context.transaction.as_deref(), confirmed: &writing.confirmed };
        let stop = self.guard.stop(paper.pointer(), &writing.text, &told);
        self.writing_mut(id, paper).stop = stop;
    }
}
