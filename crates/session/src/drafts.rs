//! Drafts that outlive the page: how a form that was begun lies on the device, for how long, and how the
//! person goes on with it or begins afresh. Whether it may be kept at all the caller decides.

use help_core::{
    context::Member,
    flow::Answers,
    json::{Json, Object, read_json},
    read,
    ticket::Confirmed,
};

use crate::{
    effect::Effect,
    evidence::KeptPicture,
    form::Draft,
    kept::{self, Unreadable},
    load::Load,
    screen::{Page, Screen},
    session::Session,
};

/// How long a draft is kept after its last change, in milliseconds: one day.
pub const DRAFT_KEPT: u64 = 86_400_000;

/// A draft as it is kept. One a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptDraft {
    /// The topic's id.
    pub topic: String,
    /// When it was last changed, milliseconds since 1970.
    pub saved: u64,
    /// Everything that the person wrote and chose.
    pub words: Words,
}

/// What the person wrote and chose in a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Question id to answer.
    pub answers: Answers,
    /// Questions whose answer came from the wallet.
    pub from_wallet: Vec<String>,
    /// Names of the members of the context that may go along.
    pub agreed: Vec<String>,
    /// Screen, error and language may go along.
    pub diagnostics: bool,
    /// Questions whose address is sent whole.
    pub whole: Vec<String>,
    /// Where a reply may go.
    pub reply_to: String,
    /// Texts that the person said are no secrets, by their fingerprint.
    pub confirmed: Vec<Confirmed>,
    /// The pictures.
    pub pictures: Vec<KeptPicture>,
    /// The step where the person was; `None` on the review.
    pub step: Option<u32>,
}

struct Line {
    topic: String,
    saved: u64,
}

read!(Line { topic, saved } may {});
read!(Words { answers } may {
    from_wallet, agreed, diagnostics, whole, reply_to, confirmed, pictures, step
});

impl KeptDraft {
    /// As a record; its body holds the person's text.
    pub fn write(&self) -> Vec<u8> {
        let line = kept::line().text("topic", &self.topic).number("saved", self.saved);
        let words = &self.words;
        let mut body = Object::default()
            .json("answers", &words.answers.json())
            .list("from_wallet", words.from_wallet.iter().map(Json::json))
            .list("agreed", words.agreed.iter().map(Json::json))
            .flag("diagnostics", words.diagnostics)
            .list("whole", words.whole.iter().map(Json::json))
            .text("reply_to", &words.reply_to)
            .list("confirmed", words.confirmed.iter().map(Json::json))
            .list("pictures", words.pictures.iter().map(Json::json));
        if let Some(step) = words.step {
            body = body.number("step", step.into());
        }
        kept::record(line, body.end().as_bytes())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is none of ours.
    pub fn read(record: &[u8]) -> Result<KeptDraft, Unreadable> {
        let (line, body) = kept::open::<Line>(record)?;
        let words = read_json(body).map_err(|_| Unreadable::Damaged)?;
        Ok(KeptDraft { topic: line.topic, saved: line.saved, words })
    }

    /// True when it is to be forgotten.
    pub fn is_stale(&self, now: u64) -> bool {
        now.saturating_sub(self.saved) >= DRAFT_KEPT
    }
}

impl Session {
    /// Drafts of an earlier visit are here. A form that was begun meanwhile stays as it is.
    pub fn restore(&mut self, drafts: Vec<KeptDraft>) {
        for draft in drafts {
            if self.drafts.get(&draft.topic).is_none_or(|it| !it.is_worth_keeping()) {
                self.offers.insert(draft.topic.clone(), draft);
            }
        }
    }

    /// A draft of an earlier visit that the person may go on with.
    pub fn offer(&self, topic: &str) -> Option<&KeptDraft> {
        self.offers.get(topic)
    }

    /// Topics with a draft of an earlier visit, the last changed first.
    pub fn offers(&self) -> Vec<String> {
        let mut offers: Vec<&KeptDraft> = Vec::new();
        for offer in self.offers.values() {
            let older = |it: &&KeptDraft| it.saved < offer.saved;
            offers.insert(offers.iter().position(older).unwrap_or(offers.len()), offer);
        }
        offers.into_iter().map(|it| it.topic.clone()).collect()
    }

    /// The person goes on where they stopped. Its pictures come back by [`Session::returning`].
    pub fn continue_draft(&mut self, topic: &str) -> Vec<Effect> {
        let Some(KeptDraft { words, .. }) = self.offers.get(topic).cloned() else {
            return self.start_form(topic);
        };
        self.offers.remove(topic);
        let page = match words.step {
            Some(step) => Page::Step(step as usize),
            None => Page::Review,
        };
        let begun = self.drafts.get(topic).cloned().unwrap_or_default();
        let agreed = words.agreed.iter().filter_map(|it| Member::from_name(it)).collect();
        let mut draft = Draft {
            answers: words.answers,
            from_wallet: words.from_wallet,
            agreed,
            diagnostics: words.diagnostics,
            whole: words.whole,
            reply_to: words.reply_to,
            confirmed: words.confirmed,
            prefilled: true,
            words: begun.words,
            ..Draft::default()
        };
        draft.take_back(words.pictures);
        self.drafts.insert(topic.to_owned(), draft);
        self.prefill(topic);
        self.look_at_all(topic);
        self.queued.push(Effect::KeepDraft(topic.to_owned()));
        let screen = Screen::Form(topic.to_owned(), page);
        // The offer may stand in the form's own place.
        if let Some(top @ Screen::Form(..)) = self.trail.last_mut() {
            *top = screen;
            return self.needs();
        }
        self.go(screen)
    }

    /// The person begins afresh: the old draft is forgotten.
    pub fn start_afresh(&mut self, topic: &str) -> Vec<Effect> {
        self.offers.remove(topic);
        self.queued.push(Effect::ForgetDraft(topic.to_owned()));
        match self.screen() {
            Screen::Form(at, _) if at == topic => self.needs(),
            _ => self.start_form(topic),
        }
    }

    /// The draft of a topic as it is to be kept; `None` when the person wrote nothing in it, or it is
    /// being sent: then the outbox has it. `now` in milliseconds since 1970.
    pub fn draft_to_keep(&self, topic: &str, now: u64) -> Option<KeptDraft> {
        let draft = self.draft(topic).filter(|it| it.is_worth_keeping() && it.key.is_none())?;
        let step = match self.screen() {
            Screen::Form(at, Page::Review) if at == topic => None,
            Screen::Form(at, Page::Step(step)) if at == topic => Some(step as u32),
            _ => Some(self.last_step(topic)),
        };
        Some(KeptDraft {
            topic: topic.to_owned(),
            saved: now,
            words: Words {
                answers: draft.answers.clone(),
                from_wallet: draft.from_wallet.clone(),
                agreed: draft.agreed.iter().map(|it| it.name().to_owned()).collect(),
                diagnostics: draft.diagnostics,
                whole: draft.whole.clone(),
                reply_to: draft.reply_to.clone(),
                confirmed: draft.confirmed.clone(),
                pictures: draft.pictures_to_keep(),
                step,
            },
        })
    }

    /// Topics whose form was begun here.
    pub fn drafts_begun(&self) -> Vec<String> {
        let begun = self.drafts.iter().filter(|it| it.1.is_worth_keeping());
        begun.map(|it| it.0.clone()).collect()
    }

    /// The first step that has something to ask, for a draft whose form is not on the screen.
    fn last_step(&self, topic: &str) -> u32 {
        match self.flow(topic) {
            Load::Ready(flow) => {
                let shown = |step: &usize| !self.shown(topic, *step).is_empty();
                (0..flow.steps.len()).find(shown).unwrap_or_default() as u32
            }
            _ => 0,
        }
    }
}

impl Draft {
    /// It is being written; else it is on its way, or waits.
    pub fn is_editing(&self) -> bool {
        self.key.is_none()
    }

    /// The person gave something of their own.
    pub(crate) fn is_worth_keeping(&self) -> bool {
        let own = |question: &String| !self.from_wallet.contains(question);
        !self.reply_to.is_empty() || !self.pictures.is_empty() || self.answers.keys().any(own)
    }
}
