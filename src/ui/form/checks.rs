//! What to try before a report is written.

use super::action;
use crate::{
    browser::clock,
    ui::{
        Ui,
        el::{El, Part, button, el, parts},
        lists::more,
        notices,
    },
};

/// The first page.
pub fn checks(ui: Ui, topic: String) -> El {
    let Some(flow) = ui.desk.peek(|session| session.flow(&topic).ready().copied().cloned()) else {
        return parts([]);
    };
    let title = if flow.urgent { ui.t.do_this_now } else { ui.t.try_first };
    let rows = flow.checks.into_iter().map(|check| {
        let how =
            check.article.map(|id| more(ui.t.how_to, move || ui.desk.act(|it| it.open_article(&id))));
        el("li").add(el("p").add(check.text)).add(how)
    });
    let rows = el("ol").class("checks").add(rows.collect::<Vec<_>>());
    let prepare = (!flow.prepare.is_empty()).then(|| {
        let rows = flow.prepare.into_iter().map(|it| el("li").add(it));
        let list = el("ul").add(rows.collect::<Vec<_>>());
        el("section").class("prepare").add(el("h3").add(ui.t.have_at_hand)).add(list)
    });
    let go_on = button("main-button", move || ui.desk.act(|it| it.next(clock::now())));
    parts([
        notices::notices(ui, Some(topic)),
        el("h2").class("question-title").add(title),
        rows,
        prepare.node(),
        action(el("p").class("kept"), go_on.add(ui.t.write_report)),
    ])
}
