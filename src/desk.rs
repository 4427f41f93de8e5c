//! The only place where effects run. The interface acts on the session through the desk, and what the
//! outside answers comes back through it; nothing touches a signal after the widget is gone.

mod keeper;
mod live;
mod outbox;
mod pass;
mod pictures;

use std::{any::Any, cell::RefCell, rc::Rc};

use help_session::{Effect, Event, Failure, Load, Match, Paper, Session, Wanted};
use leptos::reactive::{
    computed::Memo,
    graph::untrack,
    owner::on_cleanup,
    signal::Trigger,
    traits::{Get, Notify, Track},
};

pub use crate::browser::{Config, Refusal};
use crate::{
    browser::{
        clock,
        device::{pause, soon},
        fetch::{self, Answer},
        identity::Callback,
        mark,
    },
    held::{Held, held},
    later,
};
pub use keeper::Keep;
use keeper::Keeper;
pub use pictures::{brings_files, point};

/// What the widget tells its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tell {
    /// The person wants to close the panel.
    Close,
    /// Something happened that the host may want to know.
    Happened(Event),
    /// The knowledge is not what its key's owner signed; the help must not go on.
    Refused(Refusal),
}

/// All that lies on a desk.
struct Top {
    session: RefCell<Session>,
    config: Config,
    listener: Box<dyn Fn(Tell)>,
    /// A [`Keeper`], whose code arrives with the form.
    keeper: RefCell<Option<Rc<dyn Any>>>,
}

/// Looks at the session again, and says whether what it looks for differs.
type Renew = Box<dyn Fn(&Session) -> bool>;

/// A value of the session that its readers follow. The value lies beside the signal, whose own type is
/// the same for all of them.
#[derive(Clone)]
pub struct Follow<T> {
    version: Memo<u32>,
    value: Rc<RefCell<T>>,
}

impl<T: Clone> Follow<T> {
    /// The value, followed.
    pub fn get(&self) -> T {
        self.version.try_get();
        self.value.borrow().clone()
    }
}

/// How often, and after how many milliseconds each, it is looked whether the channels are here.
const CHECKS: u32 = 200;
const CHECK_MS: i32 = 50;

/// What may be kept on the device: **the one gate** through which every text goes on its way to storage,
/// drafts and reports alike. It lets through a draft in which no secret was found.
fn may_keep(session: &Session, topic: &str) -> bool {
    session.may_keep(topic)
}

/// A handle to the session; copying it is free.
#[derive(Clone, Copy)]
pub struct Desk {
    top: usize,
    changed: Trigger,
}

impl Desk {
    /// A desk with an empty session. Must be called under a reactive owner.
    pub fn new(config: Config, listener: impl Fn(Tell) + 'static) -> Desk {
        let session = RefCell::new(Session::new(config.languages.clone()));
        let (listener, keeper) = (Box::new(listener), RefCell::default());
        let top = Held::new(Rc::new(Top { session, config, listener, keeper }));
        let desk = Desk { top: top.place(), changed: Trigger::new() };
        on_cleanup(move || drop(top));
        // Something from an earlier visit: what takes care of it is needed before a form is begun.
        if mark::read().is_some_and(|it| it != mark::OFF) {
            desk.keep_soon(Keep::Start);
        }
        desk
    }

    /// `None` when the widget is gone.
    fn top(self) -> Option<Rc<Top>> {
        held(self.top)
    }

    /// What keeps the person's words; `None` before it has begun, and when the widget is gone.
    fn keeper(self) -> Option<Rc<Keeper>> {
        let keeper = self.top()?.keeper.borrow().clone();
        keeper?.downcast().ok()
    }

    /// The wallet was locked or signed out: everything that a person wrote goes.
    pub fn forget(self) {
        self.act(|session| {
            session.ask("");
            session.home()
        });
        self.keep_soon(Keep::Forget);
    }

    /// The host vouches for the person by this callback, which gives (a promise of) a short-lived token; `None`
    /// is nobody. What of that is shown comes after the first answer.
    pub fn identify(self, callback: Option<Callback>) {
        if callback.is_some() || later::here().is_some() {
            soon(Box::pin(async move {
                self.settled().await;
                self.keep_soon(Keep::Identify(callback));
            }));
        }
    }

    /// Waits, not for long, until the manifest is here or cannot be had.
    async fn settled(self) {
        for _ in 0..CHECKS {
            let settled =
                self.peek(|session| matches!(session.manifest(), Load::Ready(_) | Load::Failed(_)));
            if settled {
                break;
            }
            pause(CHECK_MS).await;
        }
    }

    /// Whether an address leads to the wallet itself or to an official channel, as far as the code that
    /// compares is here.
    pub fn is_ours(self, address: &str) -> bool {
        later::here().is_some_and(|later| self.peek(|it| (later.is_ours)(it, address)))
    }

    /// Asks what keeps the person's words, when it is here.
    pub fn keep(self, what: Keep) {
        if let Some(later) = later::here() {
            (later.keep)(self, what);
        }
    }

    /// The same at once when it is here, else as soon as it is.
    pub fn keep_soon(self, what: Keep) {
        match later::here() {
            Some(later) => (later.keep)(self, what),
            None => soon(Box::pin(async move {
                if let Ok(later) = later::load().await {
                    (later.keep)(self, what);
                }
            })),
        }
    }

    /// Does what a person or the host asks, and runs what follows from it.
    pub fn act(self, change: impl FnOnce(&mut Session) -> Vec<Effect>) {
        let mut change = Some(change);
        self.change(&mut |session| change.take().map(|change| change(session)).unwrap_or_default());
    }

    /// Changes the session where nothing follows.
    pub fn set(self, change: impl FnOnce(&mut Session)) {
        self.act(|session| {
            change(session);
            Vec::new()
        });
    }

    /// Reads the session and follows it; the default when the widget is gone.
    pub fn read<T: Default>(self, look: impl FnOnce(&Session) -> T) -> T {
        let (mut look, mut seen) = (Some(look), T::default());
        self.with(&mut |session| {
            if let Some(look) = look.take() {
                seen = look(session);
            }
        });
        seen
    }

    /// Reads the session once, without following it: a screen that is being drawn must not be drawn
    /// anew with each letter typed into it.
    pub fn peek<T: Default>(self, look: impl FnOnce(&Session) -> T) -> T {
        untrack(|| self.read(look))
    }

    // One copy of the signal's code for all that read and change it.
    fn change(self, change: &mut dyn FnMut(&mut Session) -> Vec<Effect>) {
        let Some(top) = self.top() else { return };
        let effects = top.session.try_borrow_mut().map(|mut session| {
            let mut effects = change(&mut session);
            effects.extend(session.queued());
            effects
        });
        self.changed.notify();
        for effect in effects.into_iter().flatten() {
            self.run(effect);
        }
    }

    fn with(self, look: &mut dyn FnMut(&Session)) {
        self.changed.track();
        if let Some(top) = self.top()
            && let Ok(session) = top.session.try_borrow()
        {
            look(&session);
        }
    }

    /// Looks at the session once, without following it.
    fn look_at(self, look: &mut dyn FnMut(&Session)) {
        untrack(|| self.with(look));
    }

    /// A value of the session that is new only when it differs.
    pub fn follow<T>(self, look: impl Fn(&Session) -> T + 'static) -> Follow<T>
    where
        T: Default + Clone + PartialEq + 'static,
    {
        let value = Rc::new(RefCell::new(T::default()));
        let kept = value.clone();
        let version = self.version(Box::new(move |session| {
            let seen = look(session);
            let differs = *kept.borrow() != seen;
            if differs {
                kept.replace(seen);
            }
            differs
        }));
        Follow { version, value }
    }

    /// Counts how often `renew` said that something differs.
    fn version(self, renew: Renew) -> Memo<u32> {
        let renew = Held::new(Rc::new(renew));
        Memo::new(move |version: Option<&u32>| {
            let mut version = version.copied().unwrap_or_default();
            if let Some(renew) = held::<Renew>(renew.place()) {
                self.with(&mut |session| version += u32::from(renew(session)));
            }
            version
        })
    }

    /// Reads where everything is; `None` when the widget is gone.
    fn configured<T>(self, look: impl FnOnce(&Config) -> T) -> Option<T> {
        self.top().map(|top| look(&top.config))
    }

    /// Where the bundle's pictures are.
    pub fn knowledge(self) -> String {
        self.configured(|it| it.knowledge.clone()).unwrap_or_default()
    }

    /// Tells the host.
    pub fn tell(self, what: Tell) {
        if let Some(top) = self.top() {
            (top.listener)(what);
        }
    }

    /// Sends the form on screen, under a fresh key where it has none.
    pub fn submit(self) {
        let key = crate::browser::device::random_key();
        self.act(|session| session.submit(key, clock::now()));
    }

    /// Sends a text of a thread, under a fresh key where it has none.
    pub fn post_paper(self, id: &str, paper: Paper) {
        let key = crate::browser::device::random_key();
        self.act(|session| match paper {
            Paper::Reply => session.say(id, key),
            Paper::Reason => session.escalate(id, key),
            Paper::Word => session.rate(id),
        });
    }

    /// What a text is beside the official channels, once both they and the code that compares are here;
    /// `None` when they cannot be had.
    pub async fn check_contact(self, text: String) -> Option<(&'static str, Option<String>)> {
        self.act(|session| session.preload());
        let later = later::load().await.ok()?;
        self.settled().await;
        let known =
            self.peek(|session| session.manifest().ready().is_some_and(|it| !it.channels.is_empty()));
        let seen = self.peek(|session| (later.check)(session, &text));
        known.then(|| seen.unwrap_or((Match::NotListed.name(), None)))
    }

    fn run(self, effect: Effect) {
        let effect = match effect {
            Effect::Tell(event) => return self.tell(Tell::Happened(event)),
            Effect::Send { .. }
            | Effect::SendReply { .. }
            | Effect::KeepDraft(_)
            | Effect::ForgetDraft(_)
            | Effect::Withdraw { .. }
            | Effect::Call(_)
            | Effect::Follow(_) => return self.keep_soon(Keep::Run(effect)),
            other => other,
        };
        if let Effect::FetchLater = effect {
            return soon(Box::pin(async move {
                let here = later::load().await.is_ok();
                self.set(|session| session.later_came(here));
                // What was asked for while its code could not be had is asked for now.
                self.keep(Keep::Wake);
            }));
        }
        if let Effect::BeginForm(topic) = effect {
            if let Some(later) = later::here() {
                self.set(|session| (later.begin)(session, &topic));
            }
            return;
        }
        let Some(ask) = self.configured(|config| fetch::ask(config, &effect)).flatten() else {
            return;
        };
        soon(Box::pin(async move {
            let answer = match fetch::exchange(ask).await {
                Ok(answer) => answer,
                Err(refusal) => return self.tell(Tell::Refused(refusal)),
            };
            if let Effect::FetchFlows(tag, _) = effect {
                return self.take_flows(&tag, answer).await;
            }
            self.act(|session| match effect {
                Effect::FetchManifest => session.fetched(Wanted::Manifest, fetch::file(answer)),
                Effect::Fetch(wanted, _) => session.fetched(wanted, fetch::file(answer)),
                Effect::FetchStatus => {
                    session.status(fetch::status(answer));
                    Vec::new()
                }
                _ => Vec::new(),
            });
        }));
    }

    /// What only the form asks for is read by the form's own code.
    async fn take_flows(self, tag: &str, answer: Option<Answer>) {
        let later = later::load().await;
        if let Ok(later) = &later {
            (later.keep)(self, Keep::Start);
        }
        self.act(|session| match later {
            Ok(later) => (later.flows)(session, tag, answer),
            Err(_) => {
                session.no_flows(tag, Failure::Network);
                Vec::new()
            }
        });
    }
}
