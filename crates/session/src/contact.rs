//! Reaching people: what the person is likely to write or call about, what to have at hand for it, and a
//! page of their report to read out. Hours and their words are the reader's.

use help_core::{
    context::Member,
    flow::{Answers, Flow, Kind},
    ticket::NewTicket,
};
use help_guard::{Field, field_of};

use crate::{
    effect::{Deed, Effect},
    load::Load,
    review::{Row, rows},
    screen::{Page, Screen},
    session::Session,
};

/// A report of which a page can be read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The form of this topic, as far as it is filled in.
    Draft(String),
    /// The report that was received under this id.
    Report(String),
}

/// What to have at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtHand {
    /// As the wallet writes it, else what its form asks for.
    pub things: Vec<String>,
    /// Which pictures help.
    pub pictures: Vec<String>,
}

/// A page of a report. No value holds a secret.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// What people say on the phone; empty before the report is received.
    pub number: String,
    /// The topic's title.
    pub topic: String,
    /// When it was received, RFC 3339; empty before.
    pub received: String,
    /// The answers, in order.
    pub rows: Vec<Row>,
    /// What the wallet knew, as far as the person sends it.
    pub members: Vec<(Member, String)>,
}

impl Session {
    /// What the person would write or call about: what they chose, else the topic behind this screen, else
    /// that of the answer for the host's error.
    pub fn contact_topic(&self) -> Option<String> {
        if let Some(topic) = &self.contact {
            return Some(topic.clone());
        }
        let behind = self.trail.iter().rev().find_map(|screen| match screen {
            Screen::Topic(id) | Screen::Form(id, _) => Some(id.clone()),
            Screen::Article(id) => self.topic_of(id),
            Screen::Thread(id) => self.topic_of_report(id),
            _ => None,
        });
        let lead = || self.lead().and_then(|lead| self.topic_of(&lead.id));
        behind.or_else(lead).filter(|topic| self.has_form(topic))
    }

    /// The person chooses what they write or call about.
    pub fn contact_about(&mut self, topic: &str) {
        self.contact = Some(topic.to_owned());
    }

    /// What to have at hand for a topic.
    pub fn at_hand(&self, topic: &str) -> Load<AtHand> {
        self.flow(topic).map(|flow| AtHand {
            things: if flow.prepare.is_empty() { asked(flow) } else { flow.prepare.clone() },
            pictures: pictures(flow),
        })
    }

    /// The reports of which a page can be read out, with their names: forms that were begun by their topic,
    /// received ones by their number.
    pub fn summaries(&self) -> Vec<(Source, String)> {
        let title = |id: &str| {
            let topic = self.topics().iter().find(|it| it.id == id);
            topic.map_or(id, |it| it.title.get(self.language())).to_owned()
        };
        let begun = self.drafts_begun().into_iter().map(|id| {
            let title = title(&id);
            (Source::Draft(id), title)
        });
        let received = self.reports().into_iter().map(|it| (Source::Report(it.id), it.number));
        begun.chain(received).collect()
    }

    /// Opens the page of a report.
    pub fn open_summary(&mut self, about: Source) -> Vec<Effect> {
        let read = match &about {
            Source::Report(id) => self.read_thread(id),
            Source::Draft(_) => None,
        };
        let mut effects = self.go(Screen::Summary(about));
        effects.extend(read);
        effects
    }

    /// The page of a report, with `marker` in the place of everything that looks like a secret; nothing before
    /// texts can be looked at.
    pub fn summary(&self, about: &Source, marker: &str) -> Load<Summary> {
        if !self.is_guarded() {
            return Load::Loading;
        }
        let (number, received, ticket) = match about {
            Source::Draft(topic) => match self.flow(topic).map(|_| self.ticket(topic)) {
                Load::Ready(Some(ticket)) => (String::new(), String::new(), ticket),
                other => return other.map(|_| Summary::default()),
            },
            Source::Report(id) => match self.thread(id).map(|it| &it.ticket) {
                Some(Load::Ready(it)) => (it.number.clone(), it.received.clone(), it.report.clone()),
                Some(other) => return other.map(|_| Summary::default()),
                None => return Load::Absent,
            },
        };
        let topic = self.topics().iter().find(|it| it.id == ticket.topic);
        let topic = topic.map_or(ticket.topic.as_str(), |it| it.title.get(self.language())).to_owned();
        let clean = |text: &str, field| self.guard.cleaned(text, field, marker).unwrap_or_default();
        let mut rows = self.rows_of(&ticket);
        for row in &mut rows {
            row.value = clean(&row.value, field_of(Some(row.kind)));
        }
        let members = Member::ALL.into_iter().filter_map(|member| {
            let value = ticket.context.get(member).filter(|_| !member.is_diagnostic())?;
            let field = match member {
                Member::Transaction => Field::TransactionHash,
                Member::AccountId => Field::Reference,
                _ => Field::Text,
            };
            Some((member, clean(value, field)))
        });
        let members = members.collect();
        Load::Ready(Summary { number, topic, received, rows, members })
    }

    /// The answers of a report beside their questions; those of a form that is gone stand under their ids.
    fn rows_of(&self, ticket: &NewTicket) -> Vec<Row> {
        let mut left: Answers = ticket.answers.clone();
        let mut list = Vec::new();
        if let Load::Ready(flow) = self.flow(&ticket.topic) {
            list = rows(flow, &flow.view(&ticket.answers, &ticket.context), &ticket.answers);
            for question in flow.questions() {
                left.remove(&question.id);
            }
            for check in flow.checks.iter().filter_map(|it| it.id.as_ref()) {
                left.remove(check);
            }
        }
        let row = |(label, value): (&String, &String)| Row {
            page: Page::Review,
            label: label.clone(),
            kind: Kind::Text,
            value: value.clone(),
        };
        list.extend(left.iter().map(row));
        list
    }

    /// Tells that the person writes in a conversation.
    pub fn typing(&self, id: &str) -> Vec<Effect> {
        let watched = self.thread(id).is_some_and(|it| it.presence.is_some());
        self.call(id, Deed::Typing, None, None).filter(|_| watched).into_iter().collect()
    }
}

/// What a form always asks for and cannot do without.
fn asked(flow: &Flow) -> Vec<String> {
    let needed = |kind| !matches!(kind, Kind::Choice | Kind::Yesno | Kind::Account | Kind::Long);
    let questions = flow.questions().filter(|it| it.required && needed(it.kind));
    questions.map(|it| it.label.clone()).collect()
}

fn pictures(flow: &Flow) -> Vec<String> {
    let mut pictures: Vec<String> = Vec::new();
    for text in flow.evidence.iter().chain(flow.steps.iter().flat_map(|it| &it.evidence)) {
        if !pictures.contains(text) {
            pictures.push(text.clone());
        }
    }
    pictures
}
