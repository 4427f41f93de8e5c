//! The screens, as data.

use crate::contact::Source;

/// What is on the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Answers for the context, search, topics, ways to contact.
    Home,
    /// The articles of a topic, by id.
    Topic(String),
    /// An article, by id.
    Article(String),
    /// Which topic is the report about?
    ChooseTopic,
    /// The guided form of a topic, by id.
    Form(String, Page),
    /// The official channels.
    Contact,
    /// The receipt of the last ticket.
    Receipt,
    /// Is this really support?
    Who,
    /// Where this address leads, before it opens.
    Leave(String),
    /// The person's reports.
    Reports,
    /// The thread of a report, by the ticket's id.
    Thread(String),
    /// A page of a report to read out.
    Summary(Source),
}

impl Screen {
    /// True when its code arrives with the form's.
    pub(crate) fn comes_later(&self) -> bool {
        matches!(
            self,
            Screen::Who
                | Screen::Leave(_)
                | Screen::Reports
                | Screen::Thread(_)
                | Screen::Contact
                | Screen::Summary(_)
        )
    }

    /// True when it speaks of the guided forms.
    pub(crate) fn wants_flows(&self) -> bool {
        matches!(self, Screen::Form(..) | Screen::Contact | Screen::Summary(_))
    }
}

/// A page of a guided form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What to try first.
    Checks,
    /// The step at this position of the flow.
    Step(usize),
    /// Everything that will be sent.
    Review,
    /// The first words of a conversation.
    Talk,
}
