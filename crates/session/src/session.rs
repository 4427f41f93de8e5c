//! The session itself: what is known, where the person is, and what has to be fetched for that.

use help_core::{
    Context,
    article::Article,
    context::{Member, masked},
    flow::Flow,
    lang,
    manifest::{Bodies, Flows, Manifest, Topic},
    map::Map,
    notice::Notice,
    ticket::{Device, Feedback, Receipt, Status},
};
use help_search::Index;

use crate::{
    answers::Found,
    drafts::KeptDraft,
    effect::{Effect, Event, Wanted},
    form::Draft,
    guard::Guard,
    load::{Failure, Load},
    screen::Screen,
    thread::Threads,
    tickets::MyTicket,
    waiting::{Keeping, Waiting},
};

/// Everything the widget knows.
#[derive(Default)]
pub struct Session {
    pub(crate) wished: Vec<String>,
    pub(crate) chosen: Option<String>,
    pub(crate) context: Context,
    pub(crate) device: Device,
    pub(crate) manifest: Load<Manifest>,
    pub(crate) index: Load<Index>,
    pub(crate) bodies: Vec<(u32, Load<Bodies>)>,
    pub(crate) flows: Load<Flows>,
    pub(crate) fees: Load<Vec<u8>>,
    pub(crate) status: Load<Status>,
    pub(crate) opened: bool,
    pub(crate) shown: bool,
    pub(crate) trail: Vec<Screen>,
    pub(crate) query: String,
    /// The last question, and the article that was opened for it.
    pub(crate) asked: String,
    pub(crate) answered: Option<String>,
    pub(crate) found: Found,
    pub(crate) drafts: Map<Draft>,
    pub(crate) votes: Map<bool>,
    pub(crate) receipt: Option<Receipt>,
    /// Where the reply to the last report may go besides.
    pub(crate) receipt_to: String,
    pub(crate) guard: Guard,
    pub(crate) later: Load<()>,
    pub(crate) who: String,
    pub(crate) contact: Option<String>,
    pub(crate) missed: bool,
    pub(crate) threads: Threads,
    pub(crate) offers: Map<KeptDraft>,
    pub(crate) tickets: Vec<MyTicket>,
    pub(crate) waiting: Vec<Waiting>,
    pub(crate) keeping: Keeping,
    pub(crate) queued: Vec<Effect>,
}

impl Session {
    /// A session that wants these languages, most wanted first. Nothing is fetched before
    /// [`Session::open`] or [`Session::preload`].
    pub fn new(wished: Vec<String>) -> Session {
        Session { wished, ..Session::default() }
    }

    /// What has to be run because of a change that answers with nothing, such as a letter typed.
    pub fn queued(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.queued)
    }

    /// The panel opens: what its screen needs is fetched.
    pub fn open(&mut self) -> Vec<Effect> {
        self.opened = true;
        self.shown = true;
        let mut effects = self.needs();
        if self.status.begin() {
            effects.push(Effect::FetchStatus);
        }
        effects
    }

    /// The panel closes: the next opening asks for the status anew.
    pub fn close(&mut self) {
        self.shown = false;
        if !matches!(self.status, Load::Loading) {
            self.status = Load::Absent;
        }
    }

    /// Fetches what the first screen needs, without opening.
    pub fn preload(&mut self) -> Vec<Effect> {
        self.opened = true;
        self.needs()
    }

    /// The host says where the person is.
    pub fn set_context(&mut self, mut context: Context) -> Vec<Effect> {
        // A contact is shown and sent only as far as its owner knows it again.
        if let Some(contact) = context.get(Member::AccountContact).map(masked) {
            context.set(Member::AccountContact, Some(contact));
        }
        if let Some(locale) =
            context.locale.clone().filter(|it| self.context.locale.as_ref() != Some(it))
        {
            self.wish_first(locale);
        }
        self.context = context;
        self.search_again();
        self.needs()
    }

    /// The host's language, wanted before the browser's; a person's own choice stays.
    pub fn set_locale(&mut self, locale: String) -> Vec<Effect> {
        let before = self.language().to_owned();
        self.wish_first(locale);
        self.language_changed(&before)
    }

    /// The person chooses a language.
    pub fn choose_language(&mut self, tag: &str) -> Vec<Effect> {
        let before = self.language().to_owned();
        self.chosen = Some(tag.to_owned());
        self.language_changed(&before)
    }

    fn wish_first(&mut self, locale: String) {
        let before = self.language().to_owned();
        self.wished.retain(|it| *it != locale);
        self.wished.insert(0, locale);
        self.drop_language_files(&before);
    }

    fn language_changed(&mut self, before: &str) -> Vec<Effect> {
        self.drop_language_files(before);
        self.search_again();
        self.needs()
    }

    fn drop_language_files(&mut self, before: &str) {
        if self.language() != before {
            self.index = Load::Absent;
            self.bodies.clear();
            self.flows = Load::Absent;
        }
    }

    /// The language in use: the chosen one, else the first wish the knowledge has, else its first.
    /// Before the manifest is here, the first wish.
    pub fn language(&self) -> &str {
        let wished = || self.chosen.iter().chain(&self.wished);
        match self.manifest.ready() {
            None => wished().next().map_or("en", String::as_str),
            Some(manifest) => wished()
                .find_map(|tag| lang::nearest(tag, manifest.languages.iter().map(|it| it.tag.as_str())))
                .or_else(|| manifest.languages.first().map(|it| it.tag.as_str()))
                .unwrap_or("en"),
        }
    }

    /// Tags of all languages of the knowledge.
    pub fn languages(&self) -> Vec<String> {
        self.manifest
            .ready()
            .map(|it| it.languages.iter().map(|language| language.tag.clone()).collect())
            .unwrap_or_default()
    }

    /// What the host told.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The manifest's progress.
    pub fn manifest(&self) -> &Load<Manifest> {
        &self.manifest
    }

    /// What the server says about now.
    pub fn now(&self) -> &Load<Status> {
        &self.status
    }

    /// The wallet's name, empty before the manifest is here.
    pub fn wallet_name(&self) -> &str {
        self.manifest.ready().map_or("", |it| it.name.get(self.language()))
    }

    /// The topics, in the wallet's order.
    pub fn topics(&self) -> &[Topic] {
        self.manifest.ready().map_or(&[], |it| &it.topics)
    }

    /// The topics as people see them: id, icon, title in the present language.
    pub fn named_topics(&self) -> Vec<(String, String, String)> {
        let language = self.language();
        let named = |it: &Topic| (it.id.clone(), it.icon.clone(), it.title.get(language).to_owned());
        self.topics().iter().map(named).collect()
    }

    /// Notices about a topic (about anything, when `None`) that run now: the server's, or else those of
    /// the bundle. `now` in seconds since 1970.
    pub fn notices(&self, topic: Option<&str>, now: i64) -> Vec<&Notice> {
        self.notices_about(topic, &self.context, now)
    }

    pub(crate) fn notices_about(
        &self,
        topic: Option<&str>,
        context: &Context,
        now: i64,
    ) -> Vec<&Notice> {
        let known = match (&self.status, &self.manifest) {
            (Load::Ready(status), _) => &status.notices[..],
            (_, Load::Ready(manifest)) => &manifest.notices[..],
            _ => &[],
        };
        known.iter().filter(|notice| notice.runs_at(now) && notice.concerns(topic, context)).collect()
    }

    /// Where the person is.
    pub fn screen(&self) -> Screen {
        self.trail.last().cloned().unwrap_or(Screen::Home)
    }

    /// How many screens lie behind; zero on the home screen.
    pub fn depth(&self) -> usize {
        self.trail.len()
    }

    /// One screen back. Nothing typed is lost.
    pub fn back(&mut self) -> Vec<Effect> {
        self.trail.pop();
        self.needs()
    }

    /// Back to the home screen.
    pub fn home(&mut self) -> Vec<Effect> {
        self.trail.clear();
        self.needs()
    }

    /// Opens an article.
    pub fn open_article(&mut self, id: &str) -> Vec<Effect> {
        if !self.query.is_empty() {
            self.answered = Some(id.to_owned());
        }
        self.go(Screen::Article(id.to_owned()))
    }

    /// Opens a topic's list.
    pub fn open_topic(&mut self, id: &str) -> Vec<Effect> {
        self.go(Screen::Topic(id.to_owned()))
    }

    /// Opens the official channels.
    pub fn open_contact(&mut self) -> Vec<Effect> {
        let mut effects = self.go(Screen::Contact);
        // Who is there may have changed since the panel was opened.
        effects.push(Effect::FetchStatus);
        effects
    }

    /// Says where a link leads before it opens.
    pub fn leave(&mut self, address: &str) -> Vec<Effect> {
        self.go(Screen::Leave(address.to_owned()))
    }

    pub(crate) fn go(&mut self, screen: Screen) -> Vec<Effect> {
        if self.screen() != screen {
            self.trail.push(screen);
        }
        self.needs()
    }

    /// The article of that id in the present language, as far as it is here.
    pub fn article(&self, id: &str) -> Load<&Article> {
        let number = match self.bodies_of(id) {
            Load::Ready(number) => number,
            Load::Failed(failure) => return Load::Failed(failure),
            Load::Absent | Load::Loading => return Load::Loading,
        };
        match self.bodies.iter().find(|it| it.0 == number).map(|it| &it.1) {
            None | Some(Load::Absent | Load::Loading) => Load::Loading,
            Some(Load::Failed(failure)) => Load::Failed(*failure),
            Some(Load::Ready(bodies)) => bodies
                .articles
                .iter()
                .find(|article| article.id == id)
                .map_or(Load::Failed(Failure::NotFound), Load::Ready),
        }
    }

    /// The place of a file of bodies.
    pub(crate) fn bodies_at(&mut self, number: u32) -> &mut Load<Bodies> {
        let known = self.bodies.iter().position(|it| it.0 == number);
        let at = known.unwrap_or_else(|| {
            self.bodies.push((number, Load::Absent));
            self.bodies.len() - 1
        });
        &mut self.bodies[at].1
    }

    /// Which file of bodies holds the article: the manifest knows it at once for some, the index for all.
    fn bodies_of(&self, id: &str) -> Load<u32> {
        let in_manifest = || {
            let entry = self.manifest.ready()?.entries.iter().find(|entry| entry.id == id)?;
            entry.bodies.get(self.language()).copied()
        };
        if let Some(number) = in_manifest() {
            return Load::Ready(number);
        }
        match self.index.map(|index| index.find(id).and_then(|n| index.article(n)).map(|it| it.body)) {
            Load::Ready(Some(number)) => Load::Ready(number),
            Load::Ready(None) => Load::Failed(Failure::NotFound),
            Load::Failed(failure) => Load::Failed(failure),
            Load::Absent | Load::Loading => Load::Loading,
        }
    }

    /// The guided form of a topic, as far as it is here.
    pub fn flow(&self, topic: &str) -> Load<&Flow> {
        match &self.flows {
            Load::Ready(flows) => flows
                .flows
                .iter()
                .find(|flow| flow.topic == topic)
                .map_or(Load::Failed(Failure::NotFound), Load::Ready),
            Load::Failed(failure) => Load::Failed(*failure),
            Load::Absent | Load::Loading => Load::Loading,
        }
    }

    /// Did this help? Counts once per article and direction.
    pub fn vote(&mut self, article: &str, helped: bool) -> Vec<Effect> {
        if self.votes.insert(article.to_owned(), helped) == Some(helped) {
            return Vec::new();
        }
        vec![
            Effect::SendFeedback(Feedback {
                article: article.to_owned(),
                language: self.language().to_owned(),
                helped,
            }),
            Effect::Tell(Event::Voted(article.to_owned(), helped)),
        ]
    }

    /// What the person said about an article.
    pub fn voted(&self, article: &str) -> Option<bool> {
        self.votes.get(article).copied()
    }

    /// Forgets failures and asks again for what the screen needs.
    pub fn retry(&mut self) -> Vec<Effect> {
        self.manifest.forgive();
        self.index.forgive();
        self.flows.forgive();
        self.later.forgive();
        self.fees.forgive();
        for (_, bodies) in &mut self.bodies {
            bodies.forgive();
        }
        let mut effects = self.needs();
        // Reports and threads are read anew.
        if self.screen().comes_later() {
            effects.extend(self.news());
        }
        self.status.forgive();
        if self.opened && self.status.begin() {
            effects.push(Effect::FetchStatus);
        }
        effects
    }

    /// What the present screen needs and nobody asked for yet.
    pub(crate) fn needs(&mut self) -> Vec<Effect> {
        if !self.opened {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if self.screen().comes_later() && self.later.begin() {
            effects.push(Effect::FetchLater);
        }
        if self.manifest.begin() {
            effects.push(Effect::FetchManifest);
            return effects;
        }
        let Some(manifest) = self.manifest.ready() else {
            return effects;
        };
        let tag = self.language().to_owned();
        let Some(language) = manifest.language(&tag).cloned() else {
            return effects;
        };
        let fees = manifest.fees.clone();
        for number in self.wanted_bodies() {
            let file = language.bodies.get(number as usize);
            if let Some(file) = file.filter(|_| self.bodies_at(number).begin()) {
                effects.push(Effect::Fetch(Wanted::Bodies(tag.clone(), number), file.clone()));
            }
        }
        if self.index.begin() {
            effects.push(Effect::Fetch(Wanted::Index(tag.clone()), language.index));
        }
        if let Some(file) = language.flows.filter(|_| self.screen().wants_flows())
            && self.flows.begin()
        {
            effects.push(Effect::FetchFlows(tag, file));
        }
        if let Some(file) = fees.filter(|_| self.speaks_of_money())
            && self.fees.begin()
        {
            effects.push(Effect::Fetch(Wanted::Fees, file));
        }
        effects
    }

    /// The present form is held against the fees.
    fn speaks_of_money(&self) -> bool {
        let Screen::Form(topic, _) = self.screen() else {
            return false;
        };
        self.flow(&topic).ready().is_some_and(|flow| !flow.money.is_empty())
    }

    fn wanted_bodies(&self) -> Vec<u32> {
        let mut ids = Vec::new();
        match self.screen() {
            Screen::Home => ids.extend(self.lead_id()),
            Screen::Article(id) => ids.push(id),
            Screen::Topic(_)
            | Screen::ChooseTopic
            | Screen::Form(..)
            | Screen::Contact
            | Screen::Receipt
            | Screen::Who
            | Screen::Leave(_)
            | Screen::Reports
            | Screen::Summary(_)
            | Screen::Thread(_) => {}
        }
        ids.iter().filter_map(|id| self.bodies_of(id).ready().copied()).collect()
    }
}
