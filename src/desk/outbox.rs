//! The sender: a report, or a message of a thread, is kept before it is sent, sent one at a time over all tabs, and taken out of the
//! outbox only in the moment in which its receipt is kept.

use std::rc::Rc;

use help_core::{
    json::{Read, read_json},
    thread::{Message, NewMessage},
    ticket::{NewTicket, Receipt},
};
use help_session::{
    MyTicket, SendFailure, Waiting, copyable,
    outbox::{Chore, Item, State, Verdict, Wake, chores, due, judge, next_at},
};

use super::{
    Desk,
    keeper::{Keeper, OUTBOX, TICKET},
    may_keep,
    pass::Who,
};
use crate::browser::{
    clock, device,
    device::soon,
    fetch,
    lock::{Inside, enter, rules},
    wait::Timer,
};

/// The lock of all senders.
const LOCK: &str = "wallet-help";

impl Desk {
    /// Send was pressed: the report is kept first, then sent.
    pub(super) fn send_report(self, topic: &str, key: String, body: String) {
        let Some(keeper) = self.keeper() else { return };
        let mut item = Item::new(key, topic.to_owned(), clock::millis(), body.into_bytes());
        item.signed = keeper.identity.is_set();
        let mut keeps = false;
        self.look_at(&mut |session| keeps = may_keep(session, topic));
        self.send_item(&keeper, item, keeps);
    }

    /// The same for a message of a thread. The guard has let it pass, so it may be kept.
    pub(super) fn send_reply(self, ticket: String, key: String, body: String) {
        let Some(keeper) = self.keeper() else { return };
        let mut item = Item::new(key, String::new(), clock::millis(), body.into_bytes());
        item.signed = self.peek(|it| it.token_of(&ticket).is_none_or(str::is_empty));
        item.ticket = ticket;
        self.send_item(&keeper, item, true);
    }

    fn send_item(self, keeper: &Rc<Keeper>, item: Item, keeps: bool) {
        let name = [OUTBOX, &item.key].concat();
        let mut names = vec![name.clone()];
        let now = clock::millis();
        // What waits already goes again as it is: one key, one body.
        let again = &mut |item: &mut Item| {
            item.again(now);
            true
        };
        if change(keeper, &name, again).is_none() {
            keeper.set(&name, Some(item.write()));
            names.extend(keeper.drop_draft(&item.topic));
        }
        let stored = keeps.then(|| keeper.store(names));
        soon(Box::pin(async move {
            if let Some(stored) = stored {
                self.note(stored.await);
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
        match (self.waiting_body::<NewTicket>(key), self.waiting_body::<NewMessage>(key)) {
            (Some(ticket), _) => self.look_at(&mut |session| text = copyable(session, &ticket)),
            (None, Some(message)) => text = message.text,
            (None, None) => {}
        }
        soon(Box::pin(async move { done(device::copy(&text).await) }));
    }

    /// Opens a report that waits as a form, or the thread of a message that waits.
    pub fn open_waiting(self, waiting: &Waiting) {
        if !waiting.ticket.is_empty() {
            self.act(|session| session.open_thread(&waiting.ticket));
        } else if let Some(ticket) = self.waiting_body(&waiting.key) {
            self.act(|session| session.open_waiting(waiting, ticket));
            self.bring_pictures_back(&waiting.topic);
        }
    }

    fn waiting_body<T: Read>(self, key: &str) -> Option<T> {
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
            return self.show_what_others_did(keeper);
        }
        soon(Box::pin(async move {
            while let Some(wake) = keeper.asked.take() {
                let mut tried: Vec<String> = Vec::new();
                let mut inside: Option<Inside> = None;
                loop {
                    self.note(keeper.refresh().await);
                    // Whoever lives and sends is inside, and we wait for the lock; a lease left by a tab
                    // that died must not make us wait for its end.
                    let alone = inside.as_ref().map_or_else(rules, Inside::is_alone);
                    let mut due =
                        due(&sendable(&keeper, self.publish(&keeper)), clock::millis(), wake, alone);
                    due.retain(|it| !tried.contains(it));
                    let Some(key) = due.into_iter().next() else { break };
                    // Again under the lock: another tab may have sent it while we waited for our turn.
                    if inside.is_none() {
                        inside = Some(enter(LOCK).await);
                        continue;
                    }
                    tried.push(key.clone());
                    self.attempt(&keeper, key, alone).await;
                    keeper.say_changed();
                    // One report a turn, so that what is wished in another tab need not wait for all of ours.
                    inside = None;
                }
                drop(inside);
                self.plan(&keeper);
            }
            keeper.looking.set(false);
        }));
    }

    /// While this tab waits for its turn, what the others send is shown as sent.
    fn show_what_others_did(self, keeper: Rc<Keeper>) {
        soon(Box::pin(async move {
            self.note(keeper.refresh().await);
            self.publish(&keeper);
        }));
    }

    fn plan(self, keeper: &Rc<Keeper>) {
        let items = sendable(keeper, self.publish(keeper));
        let now = clock::millis();
        // Never at once: what cannot even be tried must not keep the page busy.
        let next = next_at(&items, now, rules()).map(|at| (at - now).max(1000));
        let timer = next.map(|after| Timer::after(after, move || self.look(Wake::Timer)));
        keeper.timer.replace(timer);
    }

    /// Tidies the outbox, and shows it.
    pub(super) fn publish(self, keeper: &Rc<Keeper>) -> Vec<Item> {
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
            let stored = keeper.store(names.clone()).await;
            self.note(stored);
            if let Some(told) = told {
                return self.act(|session| match told {
                    Told::Report(it) => session.sent(&item.topic, &item.key, it),
                    Told::Reply(it) => session.said(&item.ticket, &item.key, it),
                });
            }
            self.set(|session| match item.ticket.is_empty() {
                true => session.sending_now(&item.topic, &item.key),
                false => session.reply_under_way(&item.ticket, &item.key),
            });
            let reply = self
                .answered_as(&self.sender(&item), |config, token| fetch::sending(config, &item, token))
                .await;
            let now = clock::millis();
            let outcome = if item.ticket.is_empty() {
                let it = settled(judge::<Receipt>(reply.as_ref(), true, now));
                if let Ok(receipt) = &it {
                    self.received(keeper, &item, receipt, &mut names);
                }
                Told::Report(it)
            } else {
                let it = settled(judge::<Message>(reply.as_ref(), true, now));
                if it.is_ok() {
                    keeper.set(&[OUTBOX, &item.key].concat(), None);
                }
                Told::Reply(it)
            };
            if let Some(failure) = outcome.failure() {
                let failed = &mut |item: &mut Item| {
                    item.failed(failure, clock::millis(), device::chance());
                    true
                };
                change(keeper, &[OUTBOX, &item.key].concat(), failed);
            }
            told = Some(outcome);
        }
    }

    /// Under whose credential it goes.
    fn sender(self, item: &Item) -> Who {
        let token = || self.peek(|it| it.token_of(&item.ticket).map(str::to_owned));
        match (item.signed, item.ticket.is_empty()) {
            (true, _) => Who::SignedIn,
            (false, true) => Who::Nobody,
            (false, false) => Who::of(&token().unwrap_or_default()),
        }
    }

    /// The receipt takes the report's place, and that of its draft.
    fn received(self, keeper: &Keeper, item: &Item, receipt: &Receipt, names: &mut Vec<String>) {
        let ticket = MyTicket::of(receipt, &item.topic, &item.key, clock::millis());
        let id = [TICKET, &ticket.id].concat();
        keeper.set(&id, Some(ticket.write()));
        for name in names.iter() {
            keeper.set(name, None);
        }
        let mut is_ours = false;
        self.look_at(&mut |it| {
            is_ours = it.waiting_of(&item.topic).is_some_and(|it| it.key == item.key)
        });
        if is_ours {
            names.extend(keeper.drop_draft(&item.topic));
        }
        names.push(id);
    }

    /// Sends without waiting for the answer, and without asking anybody for a token.
    pub(super) fn send_blindly(self, keeper: &Keeper, item: &Item) {
        let token = match self.sender(item) {
            Who::Nobody => String::new(),
            Who::Holder(token) => token,
            Who::SignedIn => match keeper.identity.held() {
                Some(token) => token,
                None => return,
            },
        };
        let ask = self.configured(|config| fetch::sending(config, item, &token));
        if let Some(ask) = ask.flatten() {
            soon(Box::pin(async move { drop(fetch::exchange(ask).await) }));
        }
    }
}

/// What an attempt came to.
enum Told {
    Report(Result<Receipt, SendFailure>),
    Reply(Result<Message, SendFailure>),
}

impl Told {
    fn failure(&self) -> Option<&SendFailure> {
        match self {
            Told::Report(it) => it.as_ref().err(),
            Told::Reply(it) => it.as_ref().err(),
        }
    }
}

fn settled<T>(verdict: Verdict<T>) -> Result<T, SendFailure> {
    match verdict {
        Verdict::Received(it) => Ok(*it),
        Verdict::Failed(failure) => Err(failure),
        Verdict::Refresh => Err(SendFailure::TurnedAway(401)),
    }
}

/// What of the outbox may be sent now: nothing that goes under a name for which nobody vouches.
fn sendable(keeper: &Keeper, mut items: Vec<Item>) -> Vec<Item> {
    items.retain(|it| !it.signed || keeper.identity.is_set());
    items
}

/// Changes an item where `act` says so; the item as it is then. `None` when it was not changed, there is no
/// such item, or it cannot be read.
fn change(keeper: &Keeper, name: &str, act: &mut dyn FnMut(&mut Item) -> bool) -> Option<Item> {
    let mut item = Item::read(&keeper.get(name)?).ok()?;
    act(&mut item).then(|| {
        keeper.set(name, Some(item.write()));
        item
    })
}
