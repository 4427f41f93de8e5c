//! What people see. Reads the session through the desk; knows no address, no clock rule and no storage.

mod article;
mod blocks;
mod component;
mod contact;
mod el;
mod event;
mod focus;
mod form;
mod header;
mod home;
mod icon;
mod leave;
mod lists;
mod notices;
mod panel;
mod reach;
mod receipt;
mod search;
mod states;
mod thread;
mod topic;
mod waiting;
mod who;
mod words;

pub use component::WalletHelp;
pub use el::El;
pub use focus::{dress, set_root};
pub use form::form;
pub use leave::leave;
pub use panel::panel;
pub use reach::{reach, summary};
pub use receipt::receipt;
pub use thread::{reports, thread};
pub use waiting::kept;
pub use who::who;

use crate::{
    desk::Desk,
    strings::{FormWords, Strings, form_words},
};

/// What every view needs: the desk, and the words of the present language. A change of language draws
/// the screen anew, so the words need not be reactive.
#[derive(Clone, Copy)]
pub struct Ui {
    /// Where people's acts go.
    pub desk: Desk,
    /// The words.
    pub t: &'static Strings,
}

impl Ui {
    /// The words of the form, for views that arrive with it: named anywhere else they would come at once.
    pub fn form(self) -> &'static FormWords {
        form_words(self.t.tag)
    }
}
