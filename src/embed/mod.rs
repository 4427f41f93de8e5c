//! The doors by which a host reaches the widget: what `element.js` calls, and the names it uses.
//! `element.js` beside this file is the custom element itself.

mod attributes;
mod events;
mod help;

pub use attributes::ATTRIBUTES;
pub use events::EVENTS;
pub use help::{Help, mount};
