//! Never lost, never doubled: what becomes of a report between the press of Send and the server's
//! receipt. Which answers are tried again and when, which tab may send, when sending is given up, and
//! how a report lies in storage. Knows no clock, no storage and no network: moments come in as
//! milliseconds since 1970, chance as a number from 0 to below 1, bodies as bytes that it never reads.

mod backoff;
mod http_date;
mod item;
mod queue;
mod reply;

pub use backoff::{LONGEST_WAIT, RETRY_AFTER_MOST, wait};
pub use item::{GIVE_UP_AFTER, Item, LEASE, Lease, SHOWN_AFTER_GIVING_UP, State};
pub use queue::{Chore, Wake, chores, due, next_at};
pub use reply::{Proof, Reply, Verdict, judge};
