//! The review: exactly what will be sent, row by row.

use help_core::{
    context::Member,
    flow::{Answers, Kind},
    ticket::NewTicket,
};

use crate::session::Session;

/// Everything that will be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The answered questions that are shown, in order.
    pub rows: Vec<Row>,
    /// The members of the context that may go along.
    pub context: Vec<ContextRow>,
}

/// An answered question.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The step where it can be changed.
    pub step: usize,
    /// The question's words.
    pub label: String,
    /// How it is answered.
    pub kind: Kind,
    /// The answer as people read it: an option's label, else the answer itself.
    pub value: String,
}

/// A member of the context with its switch.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextRow {
    /// Which member.
    pub member: Member,
    /// Its value.
    pub value: String,
    /// Goes along.
    pub on: bool,
    /// It looks like a secret and cannot go along; its value is hidden.
    pub left_out: bool,
}

impl Session {
    /// What the review of a topic's form shows.
    pub fn review(&self, topic: &str) -> Review {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Review::default();
        };
        let rows = flow.shown(&draft.answers, &self.context).into_iter().filter_map(|question| {
            let answer =
                draft.answers.get(&question.id).map(|it| it.trim()).filter(|it| !it.is_empty())?;
            let option = question.options.iter().find(|option| option.value == answer);
            Some(Row {
                step: self.step_of(topic, &question.id)?,
                label: question.label.clone(),
                kind: question.kind,
                value: option.map_or(answer, |it| it.label.as_str()).to_owned(),
            })
        });
        let context = flow.attach.iter().filter_map(|member| {
            let value = self.context.get(*member)?;
            let left_out = !self.may_attach(*member);
            let value = if left_out { String::new() } else { value.to_owned() };
            let on = !left_out && draft.agreed.contains(member);
            Some(ContextRow { member: *member, value, on, left_out })
        });
        Review { rows: rows.collect(), context: context.collect() }
    }

    /// The body that the review stands for: shown answers, trimmed, and the agreed context.
    pub fn ticket(&self, topic: &str) -> Option<NewTicket> {
        let flow = self.flow(topic).ready().copied()?;
        let draft = self.draft(topic)?;
        let answers: Answers = flow
            .shown(&draft.answers, &self.context)
            .into_iter()
            .filter_map(|question| {
                let answer = draft.answers.get(&question.id)?.trim();
                (!answer.is_empty()).then(|| (question.id.clone(), answer.to_owned()))
            })
            .collect();
        let agreed = |member: Member| {
            flow.attach.contains(&member) && draft.agreed.contains(&member) && self.may_attach(member)
        };
        let reply_to = draft.reply_to.trim();
        let mut ticket = NewTicket {
            topic: topic.to_owned(),
            language: self.language().to_owned(),
            answers,
            context: self.context.only(agreed),
            reply_to: (!reply_to.is_empty()).then(|| reply_to.to_owned()),
            knowledge: self.manifest.ready().map(|it| it.version.clone()).unwrap_or_default(),
            ..NewTicket::default()
        };
        ticket.confirmed = self.confirmed(&ticket);
        Some(ticket)
    }
}
