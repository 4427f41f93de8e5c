//! Bytes by name in an IndexedDB database, in transactions that happen whole or not at all. Knows no
//! record's meaning. The database has one table for good, so that no version of the widget ever has to
//! rebuild what another one has open.

use std::cell::{Cell, RefCell};

use help_session::Trouble;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, CryptoKey, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode::{self, Readonly, Readwrite},
};

use super::{
    clock,
    wait::{trouble, within},
};

/// The database of words, and everything else that is kept, begins with this name.
pub const NAME: &str = "wallet-help";
/// The database of pictures: apart, because all words are read at every look.
pub const PICTURES: &str = "wallet-help-pictures";
/// The table.
const TABLE: &str = "records";
/// The name under which the key of all texts lies.
const KEY: &str = "key";

/// After a failure to open, nobody waits for the next one for so many milliseconds.
const CLOSED_FOR: u64 = 60_000;

/// A database.
pub struct Store {
    name: &'static str,
    open: RefCell<Option<IdbDatabase>>,
    closed: Cell<Option<(Trouble, u64)>>,
}

/// Names with what they hold from now on; `None`: nothing.
pub type Changes = Vec<(String, Option<Vec<u8>>)>;

impl Store {
    /// The database of that name; nothing is opened yet.
    pub fn new(name: &'static str) -> Store {
        Store { name, open: RefCell::default(), closed: Cell::default() }
    }

    /// The names of everything that is stored.
    pub async fn names(&self) -> Result<Vec<String>, Trouble> {
        let (done, table) = self.begin(Readonly).await?;
        let names = table.get_all_keys().map_err(failed)?;
        done.end().await?;
        Ok(list(&names).iter().filter_map(|it| it.as_string()).collect())
    }

    /// What lies under a name.
    pub async fn get(&self, name: &str) -> Result<Option<Blob>, Trouble> {
        let (done, table) = self.begin(Readonly).await?;
        let request = table.get(&JsValue::from_str(name)).map_err(failed)?;
        done.end().await?;
        Ok(request.result().ok().and_then(|it| it.dyn_into().ok()))
    }

    /// Puts bytes under a name. As a blob they are not copied on the page's own thread.
    pub async fn put(&self, name: &str, bytes: &Blob) -> Result<(), Trouble> {
        let (done, table) = self.begin(Readwrite).await?;
        table.put_with_key(bytes, &JsValue::from_str(name)).map_err(failed)?;
        done.end().await
    }

    /// Everything that is stored.
    pub async fn all(&self) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
        let (done, table) = self.begin(Readonly).await?;
        let names = table.get_all_keys().map_err(failed)?;
        let values = table.get_all().map_err(failed)?;
        done.end().await?;
        let (names, values) = (list(&names), list(&values));
        let rows = names.iter().zip(values.iter()).filter_map(|(name, value)| {
            Some((name.as_string()?, value.dyn_ref::<Uint8Array>()?.to_vec()))
        });
        Ok(rows.collect())
    }

    /// Writes all of the changes, or none of them.
    pub async fn write(&self, changes: &Changes) -> Result<(), Trouble> {
        let (done, table) = self.begin(Readwrite).await?;
        for (name, value) in changes {
            put(&table, name, value.as_deref())?;
        }
        done.end().await
    }

    /// The key of all texts, where there is one. It never leaves the browser's own keeping.
    pub async fn key(&self) -> Result<Option<CryptoKey>, Trouble> {
        let (done, table) = self.begin(Readonly).await?;
        let request = table.get(&JsValue::from_str(KEY)).map_err(failed)?;
        done.end().await?;
        Ok(request.result().ok().and_then(|it| it.dyn_into::<CryptoKey>().ok()))
    }

    /// Keeps a key, and gives the one that is kept. Two tabs may make one at once: the first stays, the
    /// second fails without harm.
    pub async fn add_key(&self, made: &CryptoKey) -> Result<Option<CryptoKey>, Trouble> {
        let (done, table) = self.begin(Readwrite).await?;
        let _ = table.add_with_key(made, &JsValue::from_str(KEY));
        let _ = done.end().await;
        self.key().await
    }

    /// Forgets everything, the key too.
    pub async fn clear(&self) -> Result<(), Trouble> {
        let (done, table) = self.begin(Readwrite).await?;
        table.clear().map_err(failed)?;
        done.end().await
    }

    async fn begin(&self, mode: IdbTransactionMode) -> Result<(Transaction, IdbObjectStore), Trouble> {
        let known = self.open.borrow().clone();
        let begun = known.and_then(|it| it.transaction_with_str_and_mode(TABLE, mode).ok());
        // A connection that was closed, by us for another version's sake or by the browser, is opened anew.
        let transaction = match begun {
            Some(transaction) => transaction,
            None => {
                let database = self.open_again().await?;
                self.open.replace(Some(database.clone()));
                database.transaction_with_str_and_mode(TABLE, mode).map_err(failed)?
            }
        };
        let table = transaction.object_store(TABLE).map_err(failed)?;
        Ok((Transaction::of(transaction), table))
    }
}

impl Store {
    async fn open_again(&self) -> Result<IdbDatabase, Trouble> {
        match self.closed.get() {
            Some((trouble, until)) if until > clock::millis() => Err(trouble),
            _ => {
                let opened = open(self.name).await;
                let closed = opened.as_ref().err().map(|it| (*it, clock::millis() + CLOSED_FOR));
                self.closed.set(closed);
                opened
            }
        }
    }
}

/// A transaction whose end is awaited.
struct Transaction {
    itself: IdbTransaction,
    end: Promise,
}

impl Transaction {
    fn of(itself: IdbTransaction) -> Transaction {
        // Resolved in any case: a transaction that nobody waits for any more must not look like an error of
        // the page.
        let end = Promise::new(&mut |resolve, _| {
            itself.set_oncomplete(Some(&resolve));
            itself.set_onabort(Some(&resolve));
        });
        Transaction { itself, end }
    }

    async fn end(self) -> Result<(), Trouble> {
        let ended = within(&self.end).await.map_err(failed)?;
        let how = Reflect::get(&ended, &JsValue::from_str("type")).unwrap_or_default();
        if how == "complete" {
            return Ok(());
        }
        Err(self.itself.error().map_or(Trouble::Failed, |it| trouble(&it)))
    }
}

/// Without a version: the newest there is, so that an older widget still opens what a newer one made.
async fn open(name: &str) -> Result<IdbDatabase, Trouble> {
    let window: JsValue = web_sys::window().into();
    // Asked for by name: where a page hides it, the getter itself may throw.
    let factory = Reflect::get(&window, &JsValue::from_str("indexedDB")).map_err(failed)?;
    if !factory.is_object() {
        return Err(Trouble::Absent);
    }
    let request = factory.unchecked_into::<IdbFactory>().open(name).map_err(failed)?;
    let opened = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let asked = request.clone();
    let make = Closure::once_into_js(move || {
        if let Ok(database) = asked.result() {
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(TABLE);
        }
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    if let Err(thrown) = within(&opened).await {
        return Err(match request.error() {
            Ok(Some(error)) => trouble(&error),
            _ => trouble(&thrown),
        });
    }
    let database: IdbDatabase = request.result().map_err(failed)?.unchecked_into();
    // Another version, or somebody who deletes it, waits for us to let go.
    let held = database.clone();
    let let_go = Closure::<dyn FnMut()>::new(move || held.close()).into_js_value();
    database.set_onversionchange(Some(let_go.unchecked_ref()));
    Ok(database)
}

fn put(table: &IdbObjectStore, name: &str, value: Option<&[u8]>) -> Result<(), Trouble> {
    let name = JsValue::from_str(name);
    match value {
        Some(value) => table.put_with_key(&Uint8Array::from(value), &name),
        None => table.delete(&name),
    }
    .map(drop)
    .map_err(failed)
}

fn list(request: &IdbRequest) -> Array {
    request.result().unwrap_or_default().dyn_into().unwrap_or_default()
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn failed(thrown: JsValue) -> Trouble {
    trouble(&thrown)
}
