//! The session as the widget uses it, without a browser.

mod answers;
mod form;
mod world;
