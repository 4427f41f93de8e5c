//! What the desk keeps for the person: everything readable in this page, and the same on the device, sealed.
//! The page's own copy is what all else works on; the device follows, and where it does not, nothing but
//! keeping is lost.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use help_core::map::Map;
use help_session::{
    DRAFT_KEPT, Effect, Keeping, KeptDraft, MyTicket, Session, Trouble,
    outbox::{Item, State, Wake},
};

use super::{Desk, may_keep};
use crate::browser::{
    album::Album,
    clock, device,
    device::soon,
    fetch,
    identity::{Callback, Identity},
    listen::{Listening, Tabs, on_seen},
    mark,
    shelf::Shelf,
    wait::Timer,
};

/// Prefix of reports that are not known to be received.
pub const OUTBOX: &str = "outbox/";
/// Prefix of drafts, one a topic.
pub const DRAFT: &str = "draft/";
/// Prefix of reports that were received.
pub const TICKET: &str = "ticket/";

/// What tabs say to each other.
const CHANGED: &str = "changed";
const FORGET: &str = "forget";

/// Between two questions what is new, while the page is seen.
const NEWS_MS: u64 = 60_000;

/// A draft is kept this long after the last change.
const SAVE_AFTER_MS: u64 = 400;

/// What is kept, and what moves it.
pub struct Keeper {
    shelf: Shelf,
    /// The pictures of drafts.
    pub album: Album,
    /// Names of pictures that no draft has any more.
    dropped: RefCell<Vec<String>>,
    records: RefCell<Map<Vec<u8>>>,
    /// Counts changes of the records.
    changes: Cell<u32>,
    /// Names of what lies on the device, and of what is on its way there.
    stored: RefCell<Vec<String>>,
    moving: RefCell<Vec<String>>,
    /// Reports that are done with: should the device still have one, it is not taken up again.
    done: RefCell<Vec<String>>,
    off: Cell<bool>,
    /// This tab, as leases name it.
    pub me: String,
    /// A look into the outbox is under way.
    pub looking: Cell<bool>,
    /// Somebody asked for a look.
    pub asked: Cell<Option<Wake>>,
    /// The next look.
    pub timer: RefCell<Option<Timer>>,
    /// Who signed in.
    pub identity: Identity,
    /// The next question what is new.
    news: RefCell<Option<Timer>>,
    changed: RefCell<Vec<String>>,
    saving: RefCell<Option<Timer>>,
    tabs: RefCell<Option<Tabs>>,
    listening: RefCell<Vec<Listening>>,
}

impl Keeper {
    /// Nothing is kept yet.
    pub fn new() -> Keeper {
        Keeper {
            shelf: Shelf::words(),
            album: Album::default(),
            dropped: RefCell::default(),
            records: RefCell::default(),
            changes: Cell::default(),
            stored: RefCell::default(),
            moving: RefCell::default(),
            done: RefCell::default(),
            off: Cell::new(mark::read().as_deref() == Some(mark::OFF)),
            me: device::random_key(),
            looking: Cell::default(),
            asked: Cell::default(),
            timer: RefCell::default(),
            identity: Identity::default(),
            news: RefCell::default(),
            changed: RefCell::default(),
            saving: RefCell::default(),
            tabs: RefCell::default(),
            listening: RefCell::default(),
        }
    }

    /// The person wants nothing kept.
    pub fn is_off(&self) -> bool {
        self.off.get()
    }

    /// A record.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.records.borrow().get(name).cloned()
    }

    /// Puts a record here, or takes it away; [`Keeper::store`] makes the device follow.
    pub fn set(&self, name: &str, record: Option<Vec<u8>>) {
        let mut records = self.records.borrow_mut();
        self.changes.set(self.changes.get().wrapping_add(1));
        let has = pictures(record.as_deref());
        let had = pictures(records.get(name).map(Vec::as_slice)).into_iter();
        self.dropped.borrow_mut().extend(had.filter(|it| !has.contains(it)));
        match record {
            Some(record) => drop(records.insert(name.to_owned(), record)),
            None => {
                records.remove(name);
                if name.starts_with(OUTBOX) {
                    self.done.borrow_mut().push(name.to_owned());
                }
            }
        }
    }

    /// Takes the draft of a topic away; its name where there was one to take. What a newer version of the
    /// widget wrote is not ours to forget.
    pub fn drop_draft(&self, topic: &str) -> Option<String> {
        let name = [DRAFT, topic].concat();
        // A message of a thread has no draft here.
        if topic.is_empty() || self.get(&name).is_some_and(|it| KeptDraft::read(&it).is_err()) {
            return None;
        }
        self.set(&name, None);
        Some(name)
    }

    /// The records whose names begin so.
    pub fn all(&self, prefix: &str) -> Vec<(String, Vec<u8>)> {
        let records = self.records.borrow();
        let ours = records.iter().filter(|it| it.0.starts_with(prefix));
        ours.map(|it| (it.0.clone(), it.1.clone())).collect()
    }

    /// The outbox, each with whether it lies on the device.
    pub fn outbox(&self) -> Vec<(Item, bool)> {
        let on_device = |name: &String| self.stored.borrow().contains(name);
        let row =
            |(name, record): (String, Vec<u8>)| Some((Item::read(&record).ok()?, on_device(&name)));
        self.all(OUTBOX).into_iter().filter_map(row).collect()
    }

    /// Makes the device hold of these names what is here, all or nothing. What changes meanwhile is
    /// written as it is then. When it cannot, it is asked at least to forget what is gone.
    pub fn store(
        self: &Rc<Self>,
        names: Vec<String>,
    ) -> impl Future<Output = Result<(), Trouble>> + use<> {
        let (keeper, keeps) = (self.clone(), !self.off.get() && !names.is_empty());
        // From this moment on, not from when the device is asked: what was just taken away must not be
        // taken over from the device once more.
        if keeps {
            self.moving.borrow_mut().extend_from_slice(&names);
        }
        async move { if keeps { keeper.move_to_device(&names).await } else { Ok(()) } }
    }

    async fn move_to_device(&self, names: &[String]) -> Result<(), Trouble> {
        let mut trouble = None;
        loop {
            let before = self.changes.get();
            let mut changes: Vec<_> = names.iter().map(|it| (it.clone(), self.get(it))).collect();
            if trouble.is_some() {
                changes.retain(|it| it.1.is_none());
            }
            let current = || self.changes.get() == before;
            match self.shelf.write(changes, &current).await {
                Ok(false) => {}
                Err(first) if trouble.is_none() => trouble = Some(first),
                Ok(true) | Err(_) => break,
            }
        }
        self.moved(names);
        self.leave_mark();
        let dropped = self.dropped.take();
        if !dropped.is_empty() {
            // What stays behind goes with its day.
            let _ = self.album.remove(dropped).await;
        }
        // After a failure this page's copy is the only one to go by.
        let mut stored = self.stored.borrow_mut();
        stored.retain(|it| !names.contains(it));
        match trouble {
            Some(trouble) => Err(trouble),
            None => {
                let here = names.iter().filter(|it| self.records.borrow().contains_key(it));
                stored.extend(here.cloned());
                Ok(())
            }
        }
    }

    /// These are on their way no more, as far as one of those who sent them there is concerned.
    fn moved(&self, names: &[String]) {
        let mut moving = self.moving.borrow_mut();
        for name in names {
            let at = moving.iter().position(|it| it == name);
            at.map(|at| moving.swap_remove(at));
        }
    }

    /// Takes over what other tabs did on the device.
    pub async fn refresh(&self) -> Result<(), Trouble> {
        if self.off.get() {
            return Ok(());
        }
        let there = self.shelf.load().await?;
        let (mut records, mut stored) = (self.records.borrow_mut(), self.stored.borrow_mut());
        let (moving, done) = (self.moving.borrow(), self.done.borrow());
        for name in stored.iter().filter(|it| !moving.contains(it)) {
            records.remove(name);
        }
        stored.retain(|it| moving.contains(it));
        for (name, record) in &there {
            let known = moving.contains(name) || done.contains(name);
            if !known && !records.contains_key(name) {
                records.insert(name.clone(), record.clone());
                stored.push(name.clone());
            }
        }
        Ok(())
    }

    /// For the next visit: whether there is anything to be sent, or to go on with.
    fn leave_mark(&self) {
        let waits = self.outbox().iter().any(|it| it.0.state == State::Waiting);
        let more = self.records.borrow().keys().any(|it| !it.starts_with(TICKET));
        let mark = match more {
            _ if waits => Some(mark::WAITING),
            true => Some(mark::KEPT),
            // Whoever has a report may have a reply, and the launcher says so.
            false if !self.tickets().is_empty() => Some(mark::REPORTS),
            false => None,
        };
        mark::write(mark);
    }

    /// Tells other tabs that something has changed.
    pub fn say_changed(&self) {
        self.say(CHANGED);
    }

    fn say(&self, what: &str) {
        if let Some(tabs) = &*self.tabs.borrow() {
            tabs.say(what);
        }
    }

    /// The drafts of earlier visits; those that are old, or were sent meanwhile, go.
    async fn drafts(self: &Rc<Self>) -> Vec<KeptDraft> {
        let outbox = self.outbox();
        let (mut drafts, mut gone) = (Vec::new(), Vec::new());
        for (name, record) in self.all(DRAFT) {
            let Ok(draft) = KeptDraft::read(&record) else { continue };
            let sent = |it: &(Item, bool)| it.0.topic == draft.topic && it.0.created >= draft.saved;
            if draft.is_stale(clock::millis()) || outbox.iter().any(sent) {
                self.set(&name, None);
                gone.push(name);
            } else {
                drafts.push(draft);
            }
        }
        let _ = self.store(gone).await;
        drafts
    }

    /// The reports that were received; those that can no longer be opened go.
    pub fn tickets(&self) -> Vec<MyTicket> {
        let now = clock::millis();
        let mut tickets: Vec<MyTicket> = Vec::new();
        for (name, record) in self.all(TICKET) {
            match MyTicket::read(&record) {
                Ok(old) if old.is_stale(now) => self.set(&name, None),
                read => tickets.extend(read),
            }
        }
        tickets
    }
}

/// What is asked of the keeper.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// To begin; once is enough.
    Start,
    /// To look after what waits, and what is new: somebody is here, or the network is back.
    Wake,
    /// That the host vouches for the person by this callback, or no longer.
    Identify(Option<Callback>),
    /// One of the effects that are about keeping, sending and threads.
    Run(Effect),
    /// To tell the support API what was asked, because the host says that the person agreed.
    TellQuestion,
    /// To forget everything.
    Forget,
}

/// Where the pictures of a kept draft lie; of any other record there are none.
fn pictures(record: Option<&[u8]>) -> Vec<String> {
    let draft = record.and_then(|it| KeptDraft::read(it).ok());
    let pictures = draft.map(|it| it.words.pictures).unwrap_or_default();
    pictures.into_iter().filter_map(|it| it.record).collect()
}

impl Desk {
    /// Does what is asked of the keeper.
    pub fn run_keep(self, what: Keep) {
        self.start_keeping();
        match what {
            Keep::Start => {}
            Keep::Wake => {
                self.look(Wake::Wish);
                self.ask_news();
            }
            Keep::Identify(callback) => {
                let Some(keeper) = self.keeper() else { return };
                self.identify_by(&keeper, callback);
                self.look(Wake::Wish);
            }
            Keep::Run(Effect::Call(call)) => soon(Box::pin(self.call(call))),
            Keep::Run(Effect::Follow(ticket)) => self.follow_ticket(ticket),
            Keep::Run(Effect::SendReply { ticket, key, body }) => self.send_reply(ticket, key, body),
            Keep::Forget => self.forget_all(),
            Keep::TellQuestion => self.tell_question(),
            Keep::Run(Effect::Send { topic, key, body }) => self.send_report(&topic, key, body),
            Keep::Run(Effect::KeepDraft(topic)) => self.keep_draft(topic),
            Keep::Run(Effect::ForgetDraft(topic)) => self.forget_draft(&topic),
            Keep::Run(Effect::Withdraw { topic, key }) => self.withdraw(&topic, &key),
            Keep::Run(_) => {}
        }
    }

    /// Reads what is kept, and listens to what the browser tells.
    fn start_keeping(self) {
        if self.keeper().is_some() {
            return;
        }
        let keeper = Rc::new(Keeper::new());
        let Some(top) = self.top() else { return };
        top.keeper.replace(Some(keeper.clone()));
        keeper.tabs.replace(Some(Tabs::new(move |said| match said.as_str() {
            FORGET => self.forget_here(),
            _ => self.look(Wake::Timer),
        })));
        keeper.listening.replace(on_seen(move |seen| match seen {
            true => self.run_keep(Keep::Wake),
            false => self.save_drafts(),
        }));
        if keeper.off.get() {
            self.set(|session| session.keeping_is(Keeping::Off));
        }
        soon(Box::pin(async move {
            self.note(keeper.refresh().await);
            let drafts = keeper.drafts().await;
            let _ = keeper.album.remove_older(clock::millis().saturating_sub(DRAFT_KEPT)).await;
            self.set(|session| session.restore(drafts));
            // The reports of earlier visits are known from here on.
            self.publish(&keeper);
            self.run_keep(Keep::Wake);
        }));
    }

    /// Tells what was asked, without saying by whom: not even somebody who signed in.
    fn tell_question(self) {
        let mut asked = None;
        self.set(|session| {
            if session.has_question() {
                session.begin_guarding();
            }
            asked = session.take_question();
        });
        let ask = asked.map(|asked| self.configured(|it| fetch::question(it, &asked)));
        if let Some(ask) = ask.flatten().flatten() {
            soon(Box::pin(async move { drop(fetch::exchange(ask).await) }));
        }
    }

    /// Asks what is new in the reports, now and while somebody is here to see it.
    fn ask_news(self) {
        let Some(keeper) = self.keeper() else { return };
        // A page that is not seen asks when it is seen again.
        let again = move || {
            if device::is_seen() {
                self.ask_news();
            }
        };
        keeper.news.replace(Some(Timer::after(NEWS_MS, again)));
        self.act(Session::news);
    }

    /// What could not be kept is said to the person.
    pub(super) fn note(self, kept: Result<(), Trouble>) {
        if let Err(trouble) = kept {
            self.set(|session| session.keeping_is(Keeping::Trouble(trouble)));
        }
    }

    /// Makes the device follow, then the other tabs.
    pub(super) fn store_soon(self, names: Vec<String>) {
        let Some(keeper) = self.keeper() else { return };
        let stored = keeper.store(names.clone());
        soon(Box::pin(async move {
            self.note(stored.await);
            if names.iter().any(|it| it.starts_with(OUTBOX)) {
                keeper.say_changed();
                self.look(Wake::Timer);
            }
        }));
    }

    /// A draft was changed: it is kept when nothing more is typed for a moment.
    pub(super) fn keep_draft(self, topic: String) {
        let Some(keeper) = self.keeper() else { return };
        let mut changed = keeper.changed.borrow_mut();
        if !changed.contains(&topic) {
            changed.push(topic);
        }
        keeper.saving.replace(Some(Timer::after(SAVE_AFTER_MS, move || self.save_drafts())));
    }

    /// Keeps the drafts that were changed.
    fn save_drafts(self) {
        let Some(keeper) = self.keeper() else { return };
        let names: Vec<String> =
            keeper.changed.take().iter().filter_map(|it| self.put_draft(&keeper, it)).collect();
        if !names.is_empty() {
            self.store_soon(names);
        }
    }

    /// Puts the draft of a topic among the records as it is now; its name when that changed anything.
    pub(super) fn put_draft(self, keeper: &Rc<Keeper>, topic: &str) -> Option<String> {
        let name = [DRAFT, topic].concat();
        // What a newer version of the widget wrote is not ours to overwrite.
        if keeper.get(&name).is_some_and(|it| KeptDraft::read(&it).is_err()) || keeper.off.get() {
            return None;
        }
        let mut record = None;
        self.look_at(&mut |session| {
            let draft = session.draft(topic).filter(|it| it.is_editing());
            record = draft.map(|_| {
                let kept = session.draft_to_keep(topic, clock::millis());
                let kept = kept.filter(|_| may_keep(session, topic));
                kept.map(|it| it.write())
            });
        });
        keeper.set(&name, record?);
        Some(name)
    }

    /// The person began afresh.
    pub(super) fn forget_draft(self, topic: &str) {
        let Some(keeper) = self.keeper() else { return };
        self.store_soon(keeper.drop_draft(topic).into_iter().collect());
    }

    /// The person's choice whether anything is kept on this device.
    pub fn choose_keeping(self, on: bool) {
        let Some(keeper) = self.keeper() else { return };
        keeper.off.set(!on);
        mark::write((!on).then_some(mark::OFF));
        self.act(|session| {
            session.keeping_is(if on { Keeping::On } else { Keeping::Off });
            session.drafts_begun().into_iter().map(Effect::KeepDraft).collect()
        });
        if on {
            let names = keeper.records.borrow().keys().cloned().collect();
            return self.store_soon(names);
        }
        for (name, _) in keeper.all(DRAFT).into_iter().chain(keeper.all(TICKET)) {
            keeper.set(&name, None);
        }
        self.clear_device(keeper);
    }

    fn clear_device(self, keeper: Rc<Keeper>) {
        keeper.stored.take();
        soon(Box::pin(async move {
            self.note(keeper.shelf.clear().await);
            let _ = keeper.album.clear().await;
            self.look(Wake::Timer);
        }));
    }

    /// The wallet was locked or signed out: everything that is kept goes, on the screen and on the device.
    /// Reports that wait are sent once more before that, without waiting for an answer.
    fn forget_all(self) {
        let Some(keeper) = self.keeper() else { return };
        for (item, _) in keeper.outbox() {
            self.send_blindly(&keeper, &item);
        }
        keeper.say(FORGET);
        mark::write(None);
        self.forget_here();
        self.clear_device(keeper);
    }

    /// Another tab has cleared the device.
    fn forget_here(self) {
        let Some(keeper) = self.keeper() else { return };
        keeper.records.take();
        keeper.stored.take();
        keeper.changed.take();
        keeper.identity.set(None);
        self.act(Session::forget);
    }
}
