//! The words and rules that the widget, the server and the command share: what the host tells us
//! (`context`), what a wallet writes (`article`, `channel`, `flow`, `fees`, `notice`), how it travels
//! (`manifest`, `ticket`, `thread`, `problem`, `json`), and the rules on them (`draft`, `condition`, `solve`,
//! `address`, `upload`, `pattern`, `hours`, `lang`, `contact`).
//! Pure: it knows no browser, no server, no clock and no file.

pub mod address;
pub mod article;
pub mod channel;
pub mod condition;
pub mod contact;
pub mod context;
pub mod decimal;
pub mod draft;
pub mod fees;
pub mod flow;
pub mod hours;
pub mod json;
pub mod lang;
pub mod manifest;
pub mod map;
pub mod notice;
pub mod pattern;
pub mod problem;
pub mod question;
pub mod solve;
pub mod text;
pub mod thread;
pub mod ticket;
pub mod time;
pub mod upload;

pub use context::Context;
pub use text::Text;
