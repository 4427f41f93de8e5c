//! The whole outbox: which reports to try now, when to look again, and what to tidy away.

use super::item::{Item, SHOWN_AFTER_GIVING_UP, State};

/// Why we look into the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The time has come.
    Timer,
    /// The person pressed Send, opened the help or came back to the page, or the network is back: our own
    /// back-off does not hold then, the server's `Retry-After` does.
    Wish,
}

/// Keys of the reports to try now, oldest first. Each is to be tried once; then [`next_at`] tells when to
/// look again. `alone`: one lock lets a single sender in at a time, so that a lease seen by whoever is
/// inside was left behind by a tab that is gone, and holds nobody back.
pub fn due(items: &[Item], now: u64, wake: Wake, alone: bool) -> Vec<String> {
    let on_wish = wake == Wake::Wish;
    // The standard sort would weigh more than everything else here.
    let mut due: Vec<&Item> = Vec::new();
    for item in items.iter().filter(|it| it.due(now, on_wish, alone).is_some_and(|at| at <= now)) {
        let later = |it: &&Item| (it.created, &it.key) > (item.created, &item.key);
        due.insert(due.iter().position(later).unwrap_or(due.len()), item);
    }
    due.into_iter().map(|it| it.key.clone()).collect()
}

/// The next moment at which something is to be tried by itself, never before `now`. `alone` as with
/// [`due`].
pub fn next_at(items: &[Item], now: u64, alone: bool) -> Option<u64> {
    items.iter().filter_map(|it| it.due(now, false, alone)).min().map(|at| at.max(now))
}

/// What is to be tidied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Seven days are over: this report is no longer sent, the person may copy its text.
    GiveUp(String),
    /// It was shown as given up for a day: its record goes.
    Forget(String),
}

/// What is to be tidied now.
pub fn chores(items: &[Item], now: u64) -> Vec<Chore> {
    let chore = |it: &Item| match it.state {
        State::GivenUp(since) if now.saturating_sub(since) >= SHOWN_AFTER_GIVING_UP => {
            Some(Chore::Forget(it.key.clone()))
        }
        State::GivenUp(_) => None,
        State::Waiting | State::Refused(..) => it.is_over(now).then(|| Chore::GiveUp(it.key.clone())),
    };
    items.iter().filter_map(chore).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        outbox::{GIVE_UP_AFTER, LEASE},
        send::SendFailure,
    };

    const NOW: u64 = 1_795_176_000_000;

    fn item(key: &str, created: u64) -> Item {
        Item::new(key.into(), "pay".into(), created, Vec::new())
    }

    #[test]
    fn the_oldest_goes_first_and_a_wish_does_not_wait() {
        let mut failed = item("a", NOW - 3);
        failed.claim("tab", NOW - 2, false);
        failed.failed(&SendFailure::Network, NOW, 0.5);
        let items = [item("c", NOW), item("b", NOW - 1), failed];
        assert_eq!(due(&items, NOW, Wake::Timer, false), ["b", "c"]);
        assert_eq!(due(&items, NOW, Wake::Wish, false), ["a", "b", "c"]);
        assert_eq!(next_at(&items, NOW, false), Some(NOW));
        assert_eq!(next_at(&items[2..], NOW, false), Some(NOW + 1000));
        assert_eq!(next_at(&[], NOW, false), None);
    }

    #[test]
    fn a_dead_tab_holds_nobody_back_where_one_lock_rules() {
        let mut left = item("a", NOW);
        left.claim("dead", NOW, true);
        let items = [left];
        assert_eq!(due(&items, NOW + 1, Wake::Timer, false), Vec::<String>::new());
        assert_eq!(next_at(&items, NOW + 1, false), Some(NOW + LEASE));
        assert_eq!(due(&items, NOW + 1, Wake::Timer, true), ["a"]);
        assert_eq!(next_at(&items, NOW + 1, true), Some(NOW + 1));
    }

    #[test]
    fn after_seven_days_the_text_is_offered_and_a_day_later_it_is_gone() {
        let mut items = [item("a", NOW)];
        let last = NOW + GIVE_UP_AFTER - 1;
        assert_eq!((chores(&items, last), due(&items, last, Wake::Timer, false).len()), (vec![], 1));
        let over = last + 1;
        assert_eq!(chores(&items, over), [Chore::GiveUp("a".into())]);
        assert_eq!(
            (due(&items, over, Wake::Wish, false), next_at(&items, over, false)),
            (vec![], None)
        );
        items[0].state = State::GivenUp(over);
        assert_eq!(chores(&items, over + SHOWN_AFTER_GIVING_UP - 1), []);
        assert_eq!(chores(&items, over + SHOWN_AFTER_GIVING_UP), [Chore::Forget("a".into())]);
        // The person wants it sent all the same.
        items[0].again(over);
        assert_eq!(due(&items, over, Wake::Wish, false), ["a"]);
    }
}
