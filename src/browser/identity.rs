//! Who signed in to the wallet: asks the host for a short-lived token whenever one is needed. It lies in memory
//! only, and travels only in a header.

use std::cell::{Cell, RefCell};

use help_session::Credential;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{clock, wait};

/// What gives (a promise of) a token.
pub type Callback = Function;

/// How long a host may take to give a token, in milliseconds.
const PATIENCE_MS: u32 = 15_000;

/// The host's callback, and what it gave last.
#[derive(Default)]
pub struct Identity {
    callback: RefCell<Option<Callback>>,
    held: RefCell<Credential>,
    /// Asked for and not answered yet: all that need a token wait for the same answer.
    asking: RefCell<Option<Promise>>,
    /// Counts sign-ins and sign-outs, so that an answer for somebody who has gone is not used.
    round: Cell<u32>,
}

impl Identity {
    /// From now on this callback vouches for the person, or nobody does. False when that is how it was.
    pub fn set(&self, callback: Option<Callback>) -> bool {
        if *self.callback.borrow() == callback {
            return false;
        }
        self.callback.replace(callback);
        self.held.take();
        self.asking.take();
        self.round.set(self.round.get().wrapping_add(1));
        true
    }

    /// Whether the host vouches for the person.
    pub fn is_set(&self) -> bool {
        self.callback.borrow().is_some()
    }

    /// The token in use, without asking.
    pub fn held(&self) -> Option<String> {
        self.held.borrow().token(clock::now()).map(str::to_owned)
    }

    /// A token; `None` when the host gives none, or has signed the person out meanwhile.
    pub async fn token(&self) -> Option<String> {
        if let Some(token) = self.held() {
            return Some(token);
        }
        let round = self.round.get();
        let asking = self.asked()?;
        let given = JsFuture::from(asking.clone()).await;
        if round != self.round.get() {
            return None;
        }
        // Whoever comes next asks anew.
        self.asking.borrow_mut().take_if(|it| js_sys::Object::is(it, &asking));
        let token = given.ok()?.as_string()?;
        self.held.borrow_mut().came(token.clone(), clock::now()).then_some(token)
    }

    /// The server refused this token.
    pub fn refuse(&self, token: &str) {
        self.held.borrow_mut().refuse(token);
    }

    fn asked(&self) -> Option<Promise> {
        if let Some(asking) = &*self.asking.borrow() {
            return Some(asking.clone());
        }
        let callback = self.callback.borrow().clone()?;
        let round = self.round.get();
        let given = callback.call0(&JsValue::NULL).ok()?;
        // The callback itself may sign the person out.
        if round != self.round.get() {
            return None;
        }
        let patience = wait::waited(PATIENCE_MS);
        let asking = Promise::race(&Array::of2(&Promise::resolve(&given), &patience));
        self.asking.replace(Some(asking.clone()));
        Some(asking)
    }
}
