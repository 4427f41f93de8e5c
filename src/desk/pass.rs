//! Requests under a person's credential: a ticket's own token, or the token of whoever signed in, which is
//! asked for anew once when the server refuses it.

use help_core::{json::Read, problem::Code};
use help_session::{
    Call, Deed, Effect, Failure, SendFailure, Session,
    outbox::{Item, State},
};

use super::{
    Desk,
    keeper::{Keeper, OUTBOX},
};
use crate::browser::{
    Config, clock, device,
    fetch::{self, Answer},
    identity::Callback,
};

/// Under whose credential something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody's.
    Nobody,
    /// Of whoever holds this ticket's token.
    Holder(String),
    /// Of whoever signed in to the wallet.
    SignedIn,
}

impl Who {
    /// Who opens a ticket with this token; an empty one stands for whoever signed in.
    pub fn of(token: &str) -> Who {
        if token.is_empty() { Who::SignedIn } else { Who::Holder(token.to_owned()) }
    }
}

/// The host gave no token.
pub struct SignedOut;

impl Desk {
    /// Asks with the credential. One of whoever signed in that the server refuses is asked for anew, once; the
    /// second answer stands.
    ///
    /// # Errors
    /// When the host gives no token.
    pub(super) async fn asked_as<T>(
        self,
        who: &Who,
        ask: impl AsyncFn(String) -> T,
        is_refused: fn(&T) -> bool,
    ) -> Result<T, SignedOut> {
        match who {
            Who::Nobody => return Ok(ask(String::new()).await),
            Who::Holder(token) => return Ok(ask(token.clone()).await),
            Who::SignedIn => {}
        }
        let keeper = self.keeper().ok_or(SignedOut)?;
        let first = keeper.identity.token().await.ok_or(SignedOut)?;
        let answer = ask(first.clone()).await;
        if !is_refused(&answer) {
            return Ok(answer);
        }
        keeper.identity.refuse(&first);
        let second = keeper.identity.token().await.ok_or(SignedOut)?;
        // The same token gets the same answer.
        if second == first { Ok(answer) } else { Ok(ask(second).await) }
    }

    /// The same for a request whose answer is read at once; without a token it is as if the server had refused,
    /// or, without a network, as if nobody had answered.
    pub(super) async fn answered_as(
        self,
        who: &Who,
        make: impl Fn(&Config, &str) -> Option<fetch::Ask>,
    ) -> Option<Answer> {
        let ask = async |token: String| {
            let ask = self.configured(|config| make(config, &token)).flatten()?;
            fetch::exchange(ask).await.ok().flatten()
        };
        let refused = |it: &Option<Answer>| it.as_ref().is_some_and(|it| it.status == 401);
        self.asked_as(who, ask, refused).await.unwrap_or_else(|SignedOut| {
            device::is_online().then(|| Answer { status: 401, ..Answer::default() })
        })
    }

    /// Makes a request about a ticket, or for the list of them, and passes the answer on.
    pub(super) async fn call(self, call: Call) {
        let answer =
            self.answered_as(&Who::of(&call.token), |config, it| fetch::call(config, &call, it)).await;
        self.act(|session| answered(session, &call, answer));
    }

    /// From now on the host vouches for the person by this callback, or no longer. What was refused because
    /// nobody did goes on its way.
    pub(super) fn identify_by(self, keeper: &Keeper, callback: Option<Callback>) {
        if !keeper.identity.set(callback) {
            return;
        }
        let unauthorized =
            |it: &Item| it.signed && matches!(it.state, State::Refused(Some(Code::Unauthorized), _));
        for (mut item, _) in keeper.outbox().into_iter().filter(|it| unauthorized(&it.0)) {
            item.again(clock::millis());
            keeper.set(&[OUTBOX, &item.key].concat(), Some(item.write()));
        }
        let signed_in = keeper.identity.is_set();
        self.act(|session| session.signed_in(signed_in));
    }
}

/// Takes the answer to a call in.
fn answered(session: &mut Session, call: &Call, answer: Option<Answer>) -> Vec<Effect> {
    fn read<T: Read>(answer: Option<Answer>) -> Result<T, Failure> {
        fetch::json(answer)
    }
    let id = &call.ticket;
    match call.deed {
        Deed::List => session.tickets_came(read(answer)),
        Deed::Read => session.thread_came(id, read(answer)),
        Deed::Typing => Vec::new(),
        deed => {
            let stands: Result<_, SendFailure> = fetch::reply(answer);
            session.stands(id, deed, call.key.as_deref(), stands)
        }
    }
}
