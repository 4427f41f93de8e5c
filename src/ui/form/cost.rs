//! What will be deducted and what will arrive, reckoned while the amount is typed.

use help_core::{fees::Way, solve::Reckoning};

use crate::{
    strings::FormWords,
    ui::{
        Ui,
        el::{El, el, live},
    },
};

/// The table of a form's money, once enough is answered.
pub fn cost(ui: Ui, topic: &str) -> El {
    let topic = topic.to_owned();
    let reckoning = ui.desk.follow(move |session| session.reckoning(&topic));
    let inside = live(move || reckoning.get().map(|it| table(ui.form(), &it)));
    el("div").class("cost-place").attr("role", "status").add(inside)
}

fn table(t: &'static FormWords, it: &Reckoning) -> El {
    let (leaves, arrives) = match it.way {
        Way::Withdrawal => (t.cost_leaves, t.cost_arrives),
        Way::Deposit => (t.cost_sent, t.cost_arrives),
        Way::Conversion => (t.cost_given, t.cost_converted),
    };
    let rows = [(leaves, it.cost.leaves), (t.cost_fee, it.cost.fee), (arrives, it.cost.arrives)];
    let mut list = el("dl");
    for (name, amount) in rows {
        let amount = [&amount.to_string(), it.asset.as_str()].join(" ");
        list = list.add(el("div").add(el("dt").add(name)).add(el("dd").add(amount)));
    }
    el("section").class("cost").add(el("h3").add(t.cost_title)).add(list)
}
