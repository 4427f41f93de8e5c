//! The handle that `element.js` holds: it mounts the panel, passes the host's context in and events out.

use std::{cell::RefCell, rc::Rc};

use help_core::{
    Context,
    json::{Object, read_json},
    read,
};
use help_session::{Event, Mine};
use js_sys::Function;
use leptos::reactive::owner::Owner;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    browser::device,
    desk::{Config, Desk, Keep, Tell},
    ui,
};

struct Options {
    server: String,
    knowledge: String,
    locale: Option<String>,
    key: Option<String>,
}

read!(Options { server, knowledge } may { locale, key });

/// A mounted panel. Dropping it (`free()`) unmounts it.
#[wasm_bindgen]
pub struct Help {
    desk: Desk,
    owner: Owner,
}

thread_local! {
    /// Whom a panic is told to. The panic hook cannot hold it: it must be `Sync`.
    static CRASHED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Mounts the panel into `target`. `options` is JSON: `{"server", "knowledge", "locale"?, "key"?}` with absolute
/// addresses ending in `/` and the key as the attribute has it. `tell(name, detail)` is called with `close`,
/// `ticket-created`, `outbox`, `ticket-updated`, `unread-changed`, `feedback`, `crash` and `refused`; `detail` is JSON.
///
/// # Errors
/// When the options are not of that shape.
#[wasm_bindgen]
pub fn mount(target: HtmlElement, options: &str, tell: Function) -> Result<Help, JsError> {
    let options: Options = read_json(options.as_bytes()).map_err(|it| JsError::new(&it))?;
    CRASHED.with_borrow_mut(|it| *it = Some(tell.clone()));
    std::panic::set_hook(Box::new(|_| {
        // The panic's text may quote what a person wrote, so it is told to nobody.
        CRASHED.with_borrow(|it| {
            if let Some(tell) = it {
                let _ = tell.call2(&JsValue::NULL, &"crash".into(), &"{}".into());
            }
        });
    }));
    let languages = options.locale.clone().into_iter().chain(device::languages()).collect();
    let Options { server, knowledge, key, .. } = options;
    let config = Config { server, knowledge, key, languages };
    // The reactive system runs what follows from a change after the change, on this executor.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    ui::set_root(target.clone().into());
    let owner = Owner::new();
    let desk = owner.with(|| {
        let desk = Desk::new(config, move |what| pass_on(&tell, &what));
        let _ = target.append_child(&ui::panel(desk).into_node());
        desk
    });
    Ok(Help { desk, owner })
}

impl Drop for Help {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

fn pass_on(tell: &Function, what: &Tell) {
    let (name, detail) = match what {
        Tell::Close => ("close", Object::default()),
        Tell::Happened(Event::TicketCreated(number)) => {
            ("ticket-created", Object::default().text("number", number))
        }
        Tell::Happened(Event::Voted(article, helped)) => {
            ("feedback", Object::default().text("article", article).flag("helped", *helped))
        }
        Tell::Happened(Event::TicketUpdated(number)) => {
            ("ticket-updated", Object::default().text("number", number))
        }
        Tell::Happened(Event::Unread(count)) => {
            ("unread-changed", Object::default().json("count", &count.to_string()))
        }
        Tell::Refused(why) => ("refused", Object::default().text("reason", why.code())),
        Tell::Happened(Event::Waiting(count)) => {
            ("outbox", Object::default().number("waiting", *count as u64))
        }
    };
    let _ = tell.call2(&JsValue::NULL, &name.into(), &detail.end().into());
}

#[wasm_bindgen]
impl Help {
    /// The panel was opened.
    pub fn opened(&self) {
        self.desk.act(|session| session.open());
        self.desk.keep(Keep::Wake);
    }

    /// The panel was closed. With `questions` what was asked may be told to the support API.
    pub fn closed(&self, questions: bool) {
        self.desk.set(|session| session.close());
        if questions {
            self.desk.keep_soon(Keep::TellQuestion);
        }
    }

    /// Fetches what the first screen needs.
    pub fn preload(&self) {
        self.desk.act(|session| session.preload());
    }

    /// The network is back.
    pub fn online(&self) {
        if device::is_online() {
            self.desk.act(|session| session.online());
            self.desk.keep(Keep::Wake);
        }
    }
    /// The host's language.
    #[wasm_bindgen(js_name = setLocale)]
    pub fn set_locale(&self, tag: &str) {
        self.desk.act(|session| session.set_locale(tag.to_owned()));
    }

    /// What the wallet knows, so that its own transactions always pass and the person's own keys are certain:
    /// hashes as a JSON list, and who says of a public key in lower-case hex whether it is theirs. `identity` gives
    /// (a promise of) a short-lived token of whoever signed in.
    ///
    /// # Errors
    /// When the hashes are no list of texts.
    #[wasm_bindgen(js_name = setKnown)]
    pub fn set_known(
        &self,
        transactions: &str,
        mine: Option<Function>,
        identity: Option<Function>,
    ) -> Result<(), JsError> {
        self.desk.identify(identity);
        let transactions: Vec<String> =
            read_json(transactions.as_bytes()).map_err(|it| JsError::new(&it))?;
        let mine = mine.map(|mine| -> Mine {
            Rc::new(move |key| {
                let answer = mine.call1(&JsValue::NULL, &key.into());
                answer.is_ok_and(|it| it.is_truthy())
            })
        });
        self.desk.set(|session| session.know(transactions, mine));
        Ok(())
    }

    /// The moment, as JSON of the documented shape.
    ///
    /// # Errors
    /// When it is not; the message names the member.
    #[wasm_bindgen(js_name = setContext)]
    pub fn set_context(&self, json: &str) -> Result<(), JsError> {
        let context: Context = read_json(json.as_bytes()).map_err(|it| JsError::new(&it))?;
        self.desk.act(|session| session.set_context(context));
        Ok(())
    }

    /// Shows the person's reports.
    #[wasm_bindgen(js_name = openTickets)]
    pub fn open_tickets(&self) {
        self.desk.act(|session| session.open_reports());
    }

    /// The person signed out of the wallet: everything that is theirs is forgotten.
    pub fn logout(&self) {
        self.desk.forget();
    }

    /// Compares a number, address, link or name with the official channels. A promise of JSON:
    /// `{"verdict": "official" | "imitates" | "not_listed", "channel"?}`, the channel by its id; it is refused
    /// when the channels cannot be loaded.
    #[wasm_bindgen(js_name = checkContact)]
    pub fn check_contact(&self, text: String) -> JsValue {
        let desk = self.desk;
        device::promise(Box::pin(async move {
            let seen = desk.check_contact(text).await;
            let (verdict, channel) =
                seen.ok_or("The official channels could not be loaded; try again")?;
            Ok(Object::default().text("verdict", verdict).maybe("channel", &channel).end())
        }))
    }
}
