//! Everything the widget knows and every rule of how it behaves: one plain struct, [`Session`], whose
//! methods are what people do. A method changes the session and returns the [`Effect`]s that the outside
//! has to run; their results come back through [`Session::fetched`], [`Session::status`] and
//! [`Session::sent`]. It knows no clock, no network and no browser: those are passed in.

mod answers;
mod arrive;
mod asked;
mod contact;
mod device;
mod drafts;
mod effect;
mod evidence;
mod form;
mod guard;
mod identity;
mod kept;
mod load;
pub mod outbox;
mod review;
mod screen;
mod send;
mod session;
mod solve;
mod talk;
mod thread;
mod tickets;
mod waiting;
mod who;

pub use answers::{Answer, Found, Lead};
pub use contact::{AtHand, Source, Summary};
pub use drafts::{DRAFT_KEPT, KeptDraft, Words};
pub use effect::{Call, Deed, Effect, Event, Wanted};
pub use evidence::{
    Area, HEAD_BYTES, KeptPicture, PICTURES_KEPT_MAX, Picture, Plan, Reply, Side, Stage, Step,
    Transfer, Unfit, UploadFailure, dimensions, may_decode,
};
pub use form::{Draft, Progress};
pub use guard::{Mine, REPLY_TO, Stop};
pub use help_guard::{Action, Kind as Secret, answer_pointer};
pub use identity::{Credential, EARLY};
pub use kept::{Unreadable, VERSION};
pub use load::{Failure, Load};
pub use review::{About, NOTICE, Optional, Review, Row, Switch, SwitchRow};
pub use screen::{Page, Screen};
pub use send::{SendFailure, Sending};
pub use session::Session;
pub use thread::{EventReader, Paper, Report, ServerEvent, Thread, Writing, pictures_of};
pub use tickets::{MyTicket, TICKET_KEPT};
pub use waiting::{Keeping, Trouble, Waiting, copyable};
pub use who::{Match, Seen};
