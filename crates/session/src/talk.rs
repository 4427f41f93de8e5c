//! Talking instead of waiting: a conversation is a report that says so, begun with a few words, under the
//! same guard, key and outbox. Where nobody is there to talk the same report waits for its reply.

use help_core::{
    Context,
    flow::Question,
    ticket::{Consent, NewTicket},
    time,
};

use crate::{
    effect::Effect,
    form::own_words,
    review::NOTICE,
    screen::{Page, Screen},
    session::Session,
};

impl Session {
    /// True while somebody of support is there to talk, as the server last said.
    pub fn may_talk(&self) -> bool {
        self.status.ready().is_some_and(|it| it.chat)
    }

    /// Opens the page on which a conversation about a topic is begun.
    pub fn open_talk(&mut self, topic: &str) -> Vec<Effect> {
        self.start_page(topic, Page::Talk)
    }

    /// The person wants to talk about something else. What they wrote goes along.
    pub fn talk_about(&mut self, topic: &str) -> Vec<Effect> {
        let Screen::Form(before, Page::Talk) = self.screen() else {
            return Vec::new();
        };
        let words = self.first_words(&before).to_owned();
        if let Some(question) = self.words_question(&before).map(|it| it.id.clone()) {
            self.answer(&before, &question, "");
        }
        self.trail.pop();
        self.contact_about(topic);
        if !words.is_empty() {
            self.drafts.slot(topic).words = Some(words);
        }
        self.open_talk(topic)
    }

    /// The question of a topic that takes a person's own words.
    pub fn words_question(&self, topic: &str) -> Option<&Question> {
        self.flow(topic).ready().and_then(|flow| own_words(flow))
    }

    /// The person's own words about a topic, as far as they wrote any.
    pub fn first_words(&self, topic: &str) -> &str {
        self.words_question(topic).map_or("", |it| self.answer_to(topic, &it.id))
    }

    /// Exactly what a conversation begins with: what is answered, and nothing of what the wallet knows.
    pub fn talk_ticket(&self, topic: &str) -> Option<NewTicket> {
        let ticket = self.ticket(topic)?;
        let mut ticket = NewTicket { chat: true, context: Context::default(), ..ticket };
        ticket.confirmed = self.confirmed(&ticket);
        Some(ticket)
    }

    /// Whether the report on the review asks for a conversation.
    pub fn wants_talk(&self, topic: &str) -> bool {
        self.draft(topic).is_some_and(|it| it.talk)
    }

    /// The person would rather talk about the report on the review, or not.
    pub fn want_talk(&mut self, topic: &str, wanted: bool) {
        self.edit(topic, |draft| draft.talk = wanted);
    }

    /// The conversation is to begin. `key` is a fresh random one, used unless this very text has one already;
    /// `now` in seconds since 1970.
    pub fn talk(&mut self, key: String, now: i64) -> Vec<Effect> {
        let Screen::Form(topic, Page::Talk) = self.screen() else {
            return Vec::new();
        };
        if !self.may_keep(&topic) || self.first_words(&topic).trim().is_empty() {
            return Vec::new();
        }
        let Some(mut ticket) = self.talk_ticket(&topic) else {
            return Vec::new();
        };
        let at = time::rfc3339(self.pressed(&topic, now));
        ticket.consent = Some(Consent { notice: NOTICE.to_owned(), at, ..Consent::default() });
        self.send_ticket(&topic, &ticket, key, now)
    }

    /// The person asked to talk and nobody was there: their last report waits for its reply.
    pub fn missed_talk(&self) -> bool {
        self.missed
    }
}
