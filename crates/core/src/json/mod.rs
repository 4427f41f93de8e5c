//! JSON with one small reader and writer for all types, because the widget pays for every byte: serde
//! makes a parser of its own for each type, which was a third of the widget. The server and the command
//! read the same types through serde; tests hold the two together.

mod articles;
mod flows;
mod parse;
mod read;
mod shapes;
mod threads;
mod write;

pub use parse::{Member, Value, parse};
pub use read::{Faults, Members, Read, one_of};
pub use write::{Json, Object};

/// Reads a value.
///
/// # Errors
/// The first thing that is wrong, and the name of the member it is wrong with.
pub fn read_json<T: Read>(bytes: &[u8]) -> Result<T, String> {
    let mut faults = Faults::default();
    let value = T::read(&mut parse(bytes)?, &mut faults);
    match faults.first() {
        None => Ok(value),
        Some(fault) => Err(fault),
    }
}
