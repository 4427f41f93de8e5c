//! The list of the person's reports: those sent from this device, which their tokens open, and those that
//! the server lists for whoever signed in.

use help_core::{
    thread::{Standing, Summary, TicketList},
    ticket::{Receipt, State},
};

use super::Mine;
use crate::{
    effect::{Deed, Effect, Event},
    load::{Failure, Load},
    screen::Screen,
    session::Session,
};

/// Of so many reports, the newest, is asked what is new without anybody opening them.
const ASKED_MOST: usize = 5;

/// A report in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The ticket's id.
    pub id: String,
    /// What people say on the phone.
    pub number: String,
    /// The topic's title, empty when it is no topic any more.
    pub topic: String,
    /// Who has to act, once that is known.
    pub state: Option<State>,
    /// Messages of support that the person has not read.
    pub unread: u32,
}

impl Session {
    /// A report was received: it can be opened from now on.
    pub(crate) fn remember(&mut self, topic: &str, receipt: &Receipt) {
        let Receipt { id, number, token, received, .. } = receipt.clone();
        self.list(Mine { id, number, token, topic: topic.to_owned(), received, standing: None });
    }

    /// Puts a report into the list, the newest first, each once.
    fn list(&mut self, mine: Mine) {
        let list = &mut self.threads.mine;
        if !list.iter().any(|it| it.id == mine.id) {
            // Times of one form sort as texts.
            let at = list.iter().position(|it| it.received <= mine.received).unwrap_or(list.len());
            list.insert(at, mine);
        }
    }

    /// True when there is a report to open, or the list of them could not be had.
    pub fn has_reports(&self) -> bool {
        !self.threads.mine.is_empty() || matches!(self.threads.listed, Load::Failed(_))
    }

    /// The person's reports, the newest first.
    pub fn reports(&self) -> Vec<Report> {
        let known = |it: &Mine| {
            let standing = self.standing(&it.id);
            let topic = self.topics().iter().find(|topic| topic.id == it.topic);
            Report {
                id: it.id.clone(),
                number: it.number.clone(),
                topic: topic.map_or("", |topic| topic.title.get(self.language())).to_owned(),
                state: standing.map(|it| it.state),
                unread: standing.map_or(0, |it| it.unread),
            }
        };
        self.threads.mine.iter().map(known).collect()
    }

    /// How far the server's list has come; `Absent` for somebody who did not sign in.
    pub fn listed(&self) -> &Load<()> {
        &self.threads.listed
    }

    /// Opens the list of reports, and asks how each stands.
    pub fn open_reports(&mut self) -> Vec<Effect> {
        let mut effects = self.go(Screen::Reports);
        effects.extend(self.ask_of(usize::MAX));
        effects
    }

    /// The host vouches for the person from now on, or no longer.
    pub fn signed_in(&mut self, signed_in: bool) -> Vec<Effect> {
        self.threads.signed_in = signed_in;
        if !signed_in {
            self.threads.listed = Load::Absent;
        }
        self.news()
    }

    /// Asks what is new: in what is on the screen, and in the newest reports that are not over.
    pub fn news(&mut self) -> Vec<Effect> {
        match self.screen() {
            Screen::Reports => self.ask_of(usize::MAX),
            Screen::Thread(id) => {
                let asked = self.thread(&id).is_some_and(|it| it.ticket == Load::Loading);
                let mut effects = self.ask_of(ASKED_MOST);
                let read = |it: &Effect| matches!(it, Effect::Call(call) if call.ticket == id);
                if !asked && !effects.iter().any(read) {
                    effects.extend(self.read_thread(&id));
                }
                effects
            }
            _ => self.ask_of(ASKED_MOST),
        }
    }

    /// Asks the server for its list, and for the newest reports that only their tokens open.
    fn ask_of(&mut self, most: usize) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.threads.signed_in {
            self.threads.listed.forgive();
            self.threads.listed.begin();
            effects.extend(self.call("", Deed::List, None, None));
        }
        let live = |it: &&Mine| {
            let over = self.standing(&it.id).is_some_and(|it| it.state.is_over());
            let asked = self.thread(&it.id).is_some_and(|it| it.ticket == Load::Loading);
            !it.token.is_empty() && !asked && (most == usize::MAX || !over)
        };
        let ids: Vec<String> =
            self.threads.mine.iter().filter(live).take(most).map(|it| it.id.clone()).collect();
        effects.extend(ids.iter().filter_map(|id| self.read_thread(id)));
        effects
    }

    /// The answer to [`Deed::List`].
    pub fn tickets_came(&mut self, result: Result<TicketList, Failure>) -> Vec<Effect> {
        // It came too late: the person has signed out.
        if !self.threads.signed_in {
            return Vec::new();
        }
        let list = match result {
            Ok(list) => list,
            Err(failure) => {
                self.threads.listed = Load::Failed(failure);
                return Vec::new();
            }
        };
        self.threads.listed = Load::Ready(());
        let mut effects = Vec::new();
        for ticket in list.tickets {
            effects.extend(self.summed_up(ticket));
        }
        effects.extend(self.tell_unread());
        effects
    }

    fn summed_up(&mut self, ticket: Summary) -> Option<Effect> {
        let Summary { id, number, topic, received, standing, .. } = ticket;
        let known = self.standing(&id).map(|it| it.unread);
        let news = known.is_some_and(|it| standing.unread > it);
        let told = news.then(|| Effect::Tell(Event::TicketUpdated(number.clone())));
        if let Load::Ready(thread) = &mut self.thread_mut(&id).ticket {
            thread.standing = standing.clone();
        }
        self.list(Mine {
            id: id.clone(),
            number,
            token: String::new(),
            topic,
            received,
            standing: None,
        });
        if let Some(mine) = self.threads.mine.iter_mut().find(|it| it.id == id) {
            mine.standing = Some(standing);
        }
        told
    }

    /// Where a report stands, once that is known.
    pub fn standing(&self, id: &str) -> Option<&Standing> {
        let here = self.thread(id).and_then(|it| it.ticket.ready()).map(|it| &it.standing);
        here.or_else(|| self.threads.mine.iter().find(|it| it.id == id)?.standing.as_ref())
    }

    /// Messages of support that the person has not read, in all reports.
    pub fn unread(&self) -> u32 {
        let threads = self.threads.mine.iter();
        threads.filter_map(|it| self.standing(&it.id)).map(|it| it.unread).sum()
    }

    pub(super) fn tell_unread(&mut self) -> Option<Effect> {
        let unread = self.unread();
        let differs = std::mem::replace(&mut self.threads.told, unread) != unread;
        differs.then_some(Effect::Tell(Event::Unread(unread)))
    }

    /// The person signs out of the wallet, or the wallet is locked: all reports are forgotten, and what the
    /// host was told is taken back.
    pub(crate) fn forget_threads(&mut self) -> Option<Effect> {
        let told = self.threads.told;
        self.threads = super::Threads { told, ..super::Threads::default() };
        self.tell_unread()
    }
}
