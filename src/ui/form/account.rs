//! What the host knows of the account, whether that is right, and where a reply may go.

use help_core::{context::Member, draft::Fault, flow::Question};

use super::{question, review::member_name, sending};
use crate::{
    desk::Follow,
    ui::{
        Ui,
        el::{El, el, live, parts},
    },
};

const SHOWN: [Member; 3] = [Member::AccountName, Member::AccountId, Member::AccountContact];

/// The question about the account; without one only the reply address.
pub fn account(ui: Ui, topic: &str, question: Question, faults: Follow<Vec<Fault>>) -> El {
    let known = ui.desk.follow(|session| {
        SHOWN
            .map(|it| {
                // What looks like a secret does not go along, so it is not shown as if it did.
                let looked = !session.is_guarded() || session.may_attach(it);
                session.context().get(it).filter(|_| looked).map(str::to_owned)
            })
            .into_iter()
            .zip(SHOWN)
            .collect::<Known>()
    });
    let asked_topic = topic.to_owned();
    let asked = live(move || {
        let known = known.get();
        if known.iter().all(|it| it.0.is_none()) {
            return el("p").class("help").add(ui.form().account_unknown);
        }
        let field = question::field(ui, &asked_topic, &question, faults.clone());
        let along = el("p").class("help").add(ui.form().account_goes_along);
        parts([el("p").add(ui.form().account_known), details(ui, known), field, along])
    });
    el("div").class("account").add(asked).add(sending::reply_to(ui, topic))
}

type Known = Vec<(Option<String>, Member)>;

fn details(ui: Ui, known: Known) -> El {
    let mut list = el("dl").class("review");
    for (value, member) in known {
        let Some(value) = value else {
            continue;
        };
        let name = if member == Member::AccountContact {
            ui.form().reply_goes_to
        } else {
            member_name(ui.form(), member)
        };
        let row = el("div").class("review-row").add(el("dt").add(name)).add(el("dd").add(value));
        list = list.add(row);
    }
    list
}
