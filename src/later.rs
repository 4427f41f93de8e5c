//! The part of the program that arrives with the form: a second WebAssembly file, fetched when a report is
//! begun, so that the first answer does not wait for it. What is reached only through these doors lands
//! there; `cargo xtask dist` splits the program at [`doors`]. A program that is not split (the Leptos
//! component in a wallet's own) has all of it at once.

use std::cell::Cell;

use help_session::{Effect, Match, Page, Session, Source};

use crate::{
    browser::{
        device,
        fetch::{self, Answer},
    },
    desk::{Desk, Keep},
    ui::{self, El, Ui},
};

/// What a text is beside the official channels: its name, and the channel's id.
pub type Verdict = (&'static str, Option<String>);

/// The doors into the second part.
#[derive(Clone, Copy)]
pub struct Later {
    /// Draws a page of a topic's form.
    pub form: fn(Ui, String, Page) -> El,
    /// Draws the receipt.
    pub receipt: fn(Ui) -> El,
    /// Draws the list of the person's reports.
    pub reports: fn(Ui) -> El,
    /// Draws the thread of a report, by the ticket's id.
    pub thread: fn(Ui, String) -> El,
    /// Draws the channels with their hours, what to have at hand, and the way to talk now.
    pub reach: fn(Ui) -> El,
    /// Draws a page of a report to read out.
    pub summary: fn(Ui, &Source) -> El,
    /// Draws "Is this really support?".
    pub who: fn(Ui) -> El,
    /// Draws where an address leads, before it opens.
    pub leave: fn(Ui, String) -> El,
    /// Whether an address leads to the wallet itself or to one of its official channels.
    pub is_ours: fn(&Session, &str) -> bool,
    /// What a text is beside the official channels: its name, and the channel's id.
    pub check: fn(&Session, &str) -> Option<Verdict>,
    /// A form is begun whose questions are here.
    pub begin: fn(&mut Session, &str),
    /// The forms of a language have come.
    pub flows: fn(&mut Session, &str, Option<Answer>) -> Vec<Effect>,
    /// Draws what is kept from earlier visits, for the home screen.
    pub kept: fn(Ui) -> El,
    /// Gives the panel the style of this part.
    pub dress: fn(),
    /// Keeps drafts and reports, sends what waits, and reads and follows threads.
    pub keep: fn(Desk, Keep),
}

thread_local! {
    static HERE: Cell<Option<Later>> = const { Cell::new(None) };
}

/// The second part, when it is here.
pub fn here() -> Option<Later> {
    HERE.get()
}

/// Fetches the second part once; a failure is tried again by the next call.
///
/// # Errors
/// When the file cannot be had or is not the one this program was built with.
pub async fn load() -> Result<Later, Missing> {
    let later = match here() {
        Some(later) => later,
        None => doors().await?,
    };
    HERE.set(Some(later));
    // A panel that is mounted anew has a root of its own.
    (later.dress)();
    Ok(later)
}

/// The second part could not be had.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Missing
    }
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(form, fallible)]
fn doors() -> Result<Later, Missing> {
    Ok(all())
}

#[cfg(not(feature = "split"))]
async fn doors() -> Result<Later, Missing> {
    Ok(all())
}

fn all() -> Later {
    Later {
        form: ui::form,
        receipt: ui::receipt,
        reports: ui::reports,
        thread: ui::thread,
        reach: ui::reach,
        summary: ui::summary,
        who: ui::who,
        leave: ui::leave,
        is_ours,
        check,
        begin,
        flows,
        kept: ui::kept,
        dress: ui::dress,
        keep: Desk::run_keep,
    }
}

fn is_ours(session: &Session, address: &str) -> bool {
    let seen = session.check_contact(address);
    device::is_own(address) || seen.is_some_and(|it| it.verdict == Match::Official)
}

fn begin(session: &mut Session, topic: &str) {
    session.device_is(&device::user_agent());
    session.begin_form(topic);
}

fn check(session: &Session, text: &str) -> Option<Verdict> {
    let seen = session.check_contact(text)?;
    Some((seen.verdict.name(), seen.channel.map(|it| it.id)))
}

fn flows(session: &mut Session, tag: &str, answer: Option<Answer>) -> Vec<Effect> {
    match fetch::file(answer) {
        Ok(bytes) => {
            // Before anything can be typed: what is written without the lists is not looked at.
            session.begin_guarding();
            session.device_is(&device::user_agent());
            session.flows(tag, &bytes)
        }
        Err(failure) => {
            session.no_flows(tag, failure);
            Vec::new()
        }
    }
}
