//! The only place where effects run. The interface acts on the session through the desk, and what the
//! outside answers comes back through it; nothing touches a signal after the widget is gone.

use std::{cell::RefCell, rc::Rc};

use help_session::{Effect, Event, Session, Wanted};
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;

use crate::browser::{clock, fetch};

/// Where the widget finds things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Absolute address of the support API, ending in `/`.
    pub server: String,
    /// Absolute address of the bundle, ending in `/`.
    pub knowledge: String,
    /// Languages wanted, most wanted first.
    pub languages: Vec<String>,
}

/// What the widget tells its host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tell {
    /// The person wants to close the panel.
    Close,
    /// Something happened that the host may want to know.
    Happened(Event),
}

type Listener = StoredValue<Box<dyn Fn(Tell)>, LocalStorage>;

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

/// A handle to the session; copying it is free.
#[derive(Clone, Copy)]
pub struct Desk {
    session: RwSignal<Session, LocalStorage>,
    config: StoredValue<Config, LocalStorage>,
    listener: Listener,
}

impl Desk {
    /// A desk with an empty session. Must be called under a reactive owner.
    pub fn new(config: Config, listener: impl Fn(Tell) + 'static) -> Desk {
        Desk {
            session: RwSignal::new_local(Session::new(config.languages.clone())),
            config: StoredValue::new_local(config),
            listener: StoredValue::new_local(Box::new(listener)),
        }
    }

    /// Does what a person or the host asks, and runs what follows from it.
    pub fn act(self, change: impl FnOnce(&mut Session) -> Vec<Effect>) {
        let mut change = Some(change);
        let mut effects = Vec::new();
        self.update(&mut |session| {
            if let Some(change) = change.take() {
                effects = change(session);
            }
        });
        effects.into_iter().for_each(|effect| self.run(effect));
    }

    /// Changes the session where nothing follows.
    pub fn set(self, change: impl FnOnce(&mut Session)) {
        let mut change = Some(change);
        self.update(&mut |session| {
            if let Some(change) = change.take() {
                change(session);
            }
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

    // One copy of the signal's code for all that read and change it.
    fn update(self, change: &mut dyn FnMut(&mut Session)) {
        self.session.try_update(change);
    }

    fn with(self, look: &mut dyn FnMut(&Session)) {
        self.session.try_with(look);
    }

    /// A value of the session that is new only when it differs.
    pub fn follow<T>(self, look: impl Fn(&Session) -> T + 'static) -> Follow<T>
    where
        T: Default + Clone + PartialEq + 'static,
    {
        let value = Rc::new(RefCell::new(T::default()));
        let kept = SendWrapper::new((value.clone(), look));
        let next: Box<dyn Fn(Option<&u32>) -> u32 + Send + Sync> = Box::new(move |version| {
            let (value, look) = &*kept;
            let seen = self.read(look);
            let version = version.copied().unwrap_or_default();
            if *value.borrow() == seen {
                return version;
            }
            value.replace(seen);
            version + 1
        });
        Follow { version: Memo::new(next), value }
    }

    /// Where the bundle's pictures are.
    pub fn knowledge(self) -> String {
        self.config.try_with_value(|it| it.knowledge.clone()).unwrap_or_default()
    }

    /// Tells the host.
    pub fn tell(self, what: Tell) {
        self.listener.try_with_value(|listener| listener(what));
    }

    /// Sends the form on screen, under a fresh key where it has none.
    pub fn submit(self) {
        let key = crate::browser::device::random_key();
        self.act(|session| session.submit(key, clock::now()));
    }

    fn run(self, effect: Effect) {
        let Some(config) = self.config.try_get_value() else {
            return;
        };
        match effect {
            Effect::FetchManifest => spawn_local(async move {
                let address = format!("{}{}", config.knowledge, help_core::manifest::FILE);
                let result = fetch::manifest(&address).await;
                self.act(|session| session.fetched(Wanted::Manifest, result));
            }),
            Effect::Fetch(wanted, file) => spawn_local(async move {
                let result = fetch::file(&config.knowledge, &file).await;
                self.act(|session| session.fetched(wanted, result));
            }),
            Effect::FetchStatus => spawn_local(async move {
                let result = fetch::status(&config.server).await;
                self.set(|session| session.status(result));
            }),
            Effect::Send { topic, key, ticket } => spawn_local(async move {
                let result = fetch::send(&config.server, &key, &ticket).await;
                self.act(|session| session.sent(&topic, &key, result));
            }),
            Effect::SendFeedback(feedback) => spawn_local(async move {
                fetch::feedback(&config.server, &feedback).await;
            }),
            Effect::Tell(event) => self.tell(Tell::Happened(event)),
        }
    }
}
