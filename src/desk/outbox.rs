//! The sender: a report is kept before it is sent, sent one at a time over all tabs, and taken out of the
//! outbox only in the moment in which its receipt is kept.

use std::rc::Rc;

use help_core::{
    json::read_json,
    ticket::{NewTicket, Receipt},
};
use help_session::{
    MyTicket, SendFailure, Waiting, copyable,
    outbox::{Chore, Item, State, Verdict, Wake, chores, due, judge, next_at},
};

use super::{
    Desk,
    keeper::{DRAFT, Keeper, OUTBOX, TICKET},
    may_keep,
};
use crate::browser::{
    clock, device,
    device::soon,
    fetch,
    lock::{Inside, enter},
    wait::Timer,
};

/// The lock of all senders.
const LOCK: &str = "wallet-help";

impl Desk {
    /// Send was pressed: the report is kept first, then sent.
    pub(super) fn send_report(self, topic: &str, key: String, body: String) {
        let Some(keeper) = self.keeper() else { return };
        let (name, draft) = ([OUTBOX, &key].concat(), [DRAFT, topic].concat());
        let now = clock::millis();
        // What waits already goes again as it is: one key, one body.
        let again = &mut |item: &mut Item| {
            item.again(now);
            true
        };
        if change(&keeper, &name, again).is_none() {
            let item = Item::new(key, topic.to_owned(), now, body.into_bytes());
            keeper.set(&name, Some(item.write()));
            keeper.set(&draft, None);
        }
        let mut keeps = false;
        self.look_at(&mut |session| keeps = may_keep(session, topic));
        soon(Box::pin(async move {
            if keeps {
                self.note(keeper.store(&[name, draft]).await);
            }
            self.look(Wake::Wish);
        }));
    }

    /// The person changed what waits: it becomes a draft again.
    pub(super) fn withdraw(self, topic: &str, key: &str) {
        let Some(keeper) = self.keeper() else { return };
        let name = [OUTBOX, key].concat();
        keeper.set(&name, None);
        let draft = self.put_draft(&keeper, topic);
        self.store_soon(draft.into_iter().chain([name]).collect());
    }

    /// The person wishes that what waits is sent now.
    pub fn send_now(self) {
        self.look(Wake::Wish);
    }

    /// The person deletes a report that waits.
    pub fn delete_waiting(self, key: &str) {
        let Some(keeper) = self.keeper() else { return };
        let name = [OUTBOX, key].concat();
        keeper.set(&name, None);
        self.set(|session| session.deleted(key));
        self.store_soon(vec![name]);
    }

    /// Puts the text of a report that waits on the clipboard, and says whether that worked.
    pub fn copy_waiting(self, key: &str, done: Box<dyn FnOnce(bool)>) {
        let mut text = String::new();
        if let Some(ticket) = self.waiting_ticket(key) {
            self.look_at(&mut |session| text = copyable(session, &ticket));
        }
        soon(Box::pin(async move { done(device::copy(&text).await) }));
    }

    /// Opens a report that waits as a form.
    pub fn open_waiting(self, waiting: &Waiting) {
        if let Some(ticket) = self.waiting_ticket(&waiting.key) {
            self.act(|session| session.open_waiting(waiting, ticket));
        }
    }

    fn waiting_ticket(self, key: &str) -> Option<NewTicket> {
        let record = self.keeper()?.get(&[OUTBOX, key].concat())?;
        read_json(&Item::read(&record).ok()?.body).ok()
    }

    /// Looks into the outbox: sends what is due, and plans the next look. One look at a time; what is asked
    /// for meanwhile follows.
    pub(super) fn look(self, wake: Wake) {
        let Some(keeper) = self.keeper() else { return };
        if keeper.asked.get() != Some(Wake::Wish) {
            keeper.asked.set(Some(wake));
        }
        if keeper.looking.replace(true) {
            return;
        }
        soon(Box::pin(async move {
            while let Some(wake) = keeper.asked.take() {
                // Again under the lock: another tab may have sent it while we waited for our turn.
                let mut inside = None;
                loop {
                    self.note(keeper.refresh().await);
                    let due = due(&self.publish(&keeper), clock::millis(), wake);
                    if due.is_empty() {
                        break;
                    }
                    let Some(alone) = inside.as_ref().map(Inside::is_alone) else {
                        inside = Some(enter(LOCK).await);
                        continue;
                    };
                    for key in due {
                        self.attempt(&keeper, key, alone).await;
                    }
                    keeper.say_changed();
                    break;
                }
                drop(inside);
                self.plan(&keeper);
            }
            keeper.looking.set(false);
        }));
    }

    fn plan(self, keeper: &Rc<Keeper>) {
        let items = self.publish(keeper);
        let now = clock::millis();
        // Never at once: what cannot even be tried must not keep the page busy.
        let next = next_at(&items, now).map(|at| (at - now).max(1000));
        let timer = next.map(|after| Timer::after(after, move || self.look(Wake::Timer)));
        keeper.timer.replace(timer);
    }

    /// Tidies the outbox, and shows it.
    fn publish(self, keeper: &Rc<Keeper>) -> Vec<Item> {
        let items = |rows: &[(Item, bool)]| rows.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
        let mut rows = keeper.outbox();
        let now = clock::millis();
        let mut tidied = Vec::new();
        for chore in chores(&items(&rows), now) {
            let (Chore::GiveUp(key) | Chore::Forget(key)) = &chore;
            let name = [OUTBOX, key].concat();
            match chore {
                Chore::GiveUp(_) => {
                    let give_up = &mut |item: &mut Item| {
                        item.state = State::GivenUp(now);
                        true
                    };
                    change(keeper, &name, give_up);
                }
                Chore::Forget(_) => keeper.set(&name, None),
            }
            tidied.push(name);
        }
        if !tidied.is_empty() {
            rows = keeper.outbox();
            self.store_soon(tidied);
        }
        let waiting = rows.iter().map(|(item, on_device)| Waiting::of(item, *on_device)).collect();
        let tickets = keeper.tickets();
        self.act(|session| session.outbox_is(waiting, tickets));
        items(&rows)
    }

    /// One try. `alone`: no other tab is sending.
    async fn attempt(self, keeper: &Rc<Keeper>, key: String, alone: bool) {
        let name = [OUTBOX, &key].concat();
        let claim = &mut |item: &mut Item| item.claim(&keeper.me, clock::millis(), alone);
        let Some(item) = change(keeper, &name, claim) else { return };
        // First the claim goes to the device, then the report to the server, then what came of it.
        let mut names = vec![name];
        let mut told: Option<Told> = None;
        loop {
            let stored = keeper.store(&names).await;
            self.note(stored);
            if let Some(told) = told {
                return self.act(|session| session.sent(&item.topic, &item.key, told));
            }
            self.set(|session| session.sending_now(&item.topic, &item.key));
            let ask = self.configured(|config| fetch::report(config, &item.key, &item.body));
            let Some(ask) = ask.flatten() else { return };
            let reply = fetch::exchange(ask).await.ok().flatten();
            // Nobody signs in yet, so there is no token to refresh.
            told = Some(match judge(reply.as_ref(), true, clock::millis()) {
                Verdict::Received(receipt) => {
                    self.received(keeper, &item, &receipt, &mut names);
                    Ok(*receipt)
                }
                Verdict::Failed(failure) => Err(failure),
                Verdict::Refresh => Err(SendFailure::TurnedAway(401)),
            });
            if let Some(Err(failure)) = &told {
                let failed = &mut |item: &mut Item| {
                    item.failed(failure, clock::millis(), device::chance());
                    true
                };
                change(keeper, &[OUTBOX, &item.key].concat(), failed);
            }
        }
    }

    /// The receipt takes the report's place, and that of its draft.
    fn received(self, keeper: &Keeper, item: &Item, receipt: &Receipt, names: &mut Vec<String>) {
        let ticket = MyTicket::of(receipt, &item.topic, &item.key, clock::millis());
        let (id, draft) = ([TICKET, &ticket.id].concat(), [DRAFT, &item.topic].concat());
        keeper.set(&id, Some(ticket.write()));
        for name in names.iter() {
            keeper.set(name, None);
        }
        let mut is_ours = false;
        self.look_at(&mut |it| {
            is_ours = it.waiting_of(&item.topic).is_some_and(|it| it.key == item.key)
        });
        if is_ours {
            keeper.set(&draft, None);
            names.push(draft);
        }
        names.push(id);
    }

    /// Sends without waiting for the answer.
    pub(super) fn send_blindly(self, item: &Item) {
        let ask = self.configured(|config| fetch::report(config, &item.key, &item.body));
        if let Some(ask) = ask.flatten() {
            soon(Box::pin(async move { drop(fetch::exchange(ask).await) }));
        }
    }
}

/// What an attempt came to.
type Told = Result<Receipt, SendFailure>;

/// Changes an item where `act` says so; the item as it is then. `None` when it was not changed, there is no
/// such item, or it cannot be read.
fn change(keeper: &Keeper, name: &str, act: &mut dyn FnMut(&mut Item) -> bool) -> Option<Item> {
    let mut item = Item::read(&keeper.get(name)?).ok()?;
    act(&mut item).then(|| {
        keeper.set(name, Some(item.write()));
        item
    })
}
