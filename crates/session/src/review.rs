//! The review: exactly what will be sent, row by row, made from the very body that is sent.

use help_core::{
    address,
    context::Member,
    flow::{Answers, Flow, Kind, View},
    json::Json,
    map::Map,
    ticket::{Consent, DEVICE_MAX, Device, NewTicket},
    time,
};
use help_guard::Field;

use crate::{form::Draft, screen::Page, session::Session};

/// The version of what the review says about what is sent; it goes into the record of consent.
pub const NOTICE: &str = "review-2";

/// Everything that will be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The answers, in order: checks that were tried, then questions.
    pub rows: Vec<Row>,
    /// What goes along only as the person wishes.
    pub switches: Vec<Switch>,
    /// Which pictures help.
    pub evidence: Vec<String>,
    /// The body of the request, but for the record of the switches.
    pub text: String,
}

/// An answered question.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The page where it can be changed.
    pub page: Page,
    /// The question's words.
    pub label: String,
    /// How it is answered.
    pub kind: Kind,
    /// The answer as people read it: an option's label, else the answer itself.
    pub value: String,
}

/// Something that goes along or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Switch {
    /// What it switches.
    pub what: Optional,
    /// Goes along.
    pub on: bool,
    /// What it is about, in full.
    pub rows: Vec<SwitchRow>,
}

/// One thing that a switch is about.
#[derive(Clone, Debug, PartialEq)]
pub struct SwitchRow {
    /// What it is.
    pub about: About,
    /// What would be sent; empty when it is left out.
    pub value: String,
    /// It looks like a secret and cannot go along.
    pub left_out: bool,
}

/// What a row of a switch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A member of the context.
    Member(Member),
    /// The language of the host's page.
    Language,
    /// The version of the host's app.
    Version,
    /// The operating system.
    System,
    /// The browser.
    Browser,
    /// The whole of an address.
    Address,
}

impl Switch {
    /// True when none of it can go along.
    pub fn left_out(&self) -> bool {
        self.rows.iter().all(|it| it.left_out)
    }
}

/// What a person may leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Optional {
    /// A member of the context.
    Member(Member),
    /// Screen, error, language, the wallet's version, system and browser: what helps to find faults in the
    /// wallet itself.
    Diagnostics,
    /// The whole of the address that answers this question, instead of both its ends.
    WholeAddress(String),
}

impl Optional {
    /// The name in the record of consent.
    fn name(&self) -> String {
        match self {
            Optional::Member(member) => ["context.", member.name()].concat(),
            Optional::Diagnostics => "diagnostics".to_owned(),
            Optional::WholeAddress(question) => ["answers.", question, ".whole"].concat(),
        }
    }
}

impl Session {
    /// What the review of a topic's form shows.
    pub fn review(&self, topic: &str) -> Review {
        let (Some(flow), Some(draft)) = (self.flow(topic).ready().copied(), self.draft(topic)) else {
            return Review::default();
        };
        let Some(ticket) = self.ticket(topic) else {
            return Review::default();
        };
        let view = flow.view(&draft.answers, &self.context);
        let mut evidence = flow.evidence.clone();
        for step in &flow.steps {
            if step.questions.iter().any(|it| view.shown.iter().any(|shown| shown.id == it.id)) {
                evidence.extend(step.evidence.iter().cloned());
            }
        }
        Review {
            rows: rows(flow, &view, &ticket.answers),
            switches: self.switches(flow, draft, &view),
            evidence,
            text: ticket.json(),
        }
    }

    /// Whether something goes along.
    pub fn switch(&mut self, topic: &str, what: &Optional, on: bool) {
        self.edit(topic, |draft| match what {
            Optional::Member(member) => {
                draft.agreed.retain(|it| it != member);
                draft.agreed.extend(on.then_some(*member));
            }
            Optional::Diagnostics => draft.diagnostics = on,
            Optional::WholeAddress(question) => {
                draft.whole.retain(|it| it != question);
                draft.whole.extend(on.then(|| question.clone()));
            }
        });
    }

    /// The record of what the person agreed to, who pressed send at that second since 1970.
    pub(crate) fn consent(&self, topic: &str, pressed: i64) -> Consent {
        let mut switches = Map::new();
        for switch in self.review(topic).switches {
            switches.insert(switch.what.name(), switch.on);
        }
        Consent { notice: NOTICE.to_owned(), at: time::rfc3339(pressed), switches }
    }

    /// The body that the review stands for: answers that count, trimmed, and what the person switched on.
    /// The record of consent joins it when it is sent.
    pub fn ticket(&self, topic: &str) -> Option<NewTicket> {
        let flow = self.flow(topic).ready().copied()?;
        let draft = self.draft(topic)?;
        let view = flow.view(&draft.answers, &self.context);
        let mut answers = Answers::new();
        for (id, answer) in &view.counting {
            let kind = flow.question(id).map(|it| it.kind);
            let short = kind == Some(Kind::Address) && !draft.whole.contains(id);
            let answer = if short { address::shortened(answer) } else { answer.trim().to_owned() };
            answers.insert(id.clone(), answer);
        }
        let mut context =
            self.context.only(|member| sends(flow, draft, member) && self.may_attach(member));
        let mut device = None;
        if draft.diagnostics && offers_diagnostics(flow) {
            let told = |about| {
                let row = self.technical().into_iter().find(|it| it.about == about && !it.left_out);
                row.map(|it| it.value)
            };
            (context.locale, context.version) = (told(About::Language), told(About::Version));
            let known = Device { os: told(About::System), browser: told(About::Browser) };
            device = (known != Device::default()).then_some(known);
        }
        let reply_to = draft.reply_to.trim();
        let mut ticket = NewTicket {
            topic: topic.to_owned(),
            language: self.language().to_owned(),
            answers,
            context,
            device,
            reply_to: (!reply_to.is_empty()).then(|| reply_to.to_owned()),
            attachments: self.attachments(topic),
            knowledge: self.manifest.ready().map(|it| it.version.clone()).unwrap_or_default(),
            chat: draft.talk,
            ..NewTicket::default()
        };
        ticket.confirmed = self.confirmed(&ticket);
        Some(ticket)
    }

    fn switches(&self, flow: &Flow, draft: &Draft, view: &View<'_>) -> Vec<Switch> {
        let mut list = Vec::new();
        let mut diagnostics = Vec::new();
        for attach in &flow.attach {
            let Some(value) = self.context.get(attach.member) else {
                continue;
            };
            let left_out = !self.may_attach(attach.member);
            let value = if left_out { String::new() } else { value.to_owned() };
            let row = SwitchRow { about: About::Member(attach.member), value, left_out };
            if attach.member.is_diagnostic() {
                diagnostics.push(row);
            } else {
                let on = !left_out && draft.agreed.contains(&attach.member);
                list.push(Switch { what: Optional::Member(attach.member), on, rows: vec![row] });
            }
        }
        for question in view.shown.iter().filter(|it| it.kind == Kind::Address) {
            let Some(answer) = view.counting.get(&question.id).map(|it| it.trim()) else {
                continue;
            };
            if address::shortened(answer) != answer {
                let what = Optional::WholeAddress(question.id.clone());
                let (about, value) = (About::Address, answer.to_owned());
                let rows = vec![SwitchRow { about, value, left_out: false }];
                list.push(Switch { what, on: draft.whole.contains(&question.id), rows });
            }
        }
        if offers_diagnostics(flow) {
            diagnostics.extend(self.technical());
        }
        if !diagnostics.is_empty() {
            list.push(Switch { what: Optional::Diagnostics, on: draft.diagnostics, rows: diagnostics });
        }
        list
    }

    /// What is technical and no member of the context that a form names.
    fn technical(&self) -> Vec<SwitchRow> {
        let known = [
            (About::Language, &self.context.locale),
            (About::Version, &self.context.version),
            (About::System, &self.device.os),
            (About::Browser, &self.device.browser),
        ];
        let mut rows = Vec::new();
        for (about, value) in known {
            if let Some(value) = value.as_ref().filter(|it| !it.trim().is_empty()) {
                // The host says it, so it is looked at like anything else.
                let left_out =
                    value.chars().count() > DEVICE_MAX || self.stops_text(value, Field::Text);
                let value = if left_out { String::new() } else { value.clone() };
                rows.push(SwitchRow { about, value, left_out });
            }
        }
        rows
    }
}

pub(crate) fn rows(flow: &Flow, view: &View<'_>, answers: &Answers) -> Vec<Row> {
    let mut rows = Vec::new();
    for check in &flow.checks {
        if let Some(value) = check.id.as_ref().and_then(|id| answers.get(id)) {
            let (label, value) = (check.text.clone(), value.clone());
            rows.push(Row { page: Page::Checks, label, kind: Kind::Yesno, value });
        }
    }
    for question in &view.shown {
        let at = flow.steps.iter().position(|it| it.questions.iter().any(|it| it.id == question.id));
        let (Some(answer), Some(step)) = (answers.get(&question.id), at) else {
            continue;
        };
        let option = question.options.iter().find(|option| option.value == *answer);
        rows.push(Row {
            page: Page::Step(step),
            label: question.label.clone(),
            kind: question.kind,
            value: option.map_or(answer, |it| &it.label).clone(),
        });
    }
    rows
}

fn offers_diagnostics(flow: &Flow) -> bool {
    flow.attach.iter().any(|it| it.member.is_diagnostic())
}

fn sends(flow: &Flow, draft: &Draft, member: Member) -> bool {
    let on = if member.is_diagnostic() { draft.diagnostics } else { draft.agreed.contains(&member) };
    on && flow.attach.iter().any(|it| it.member == member)
}
