//! Before a link out of the help opens: where it really leads, how that compares with the official channels,
//! and the choice to open it or to stay. What imitates an official channel is not opened from here.

use help_session::Match;

use super::{
    Ui,
    el::{El, button, el, parts},
    icon::{Icon, icon},
    states, who, words,
};
use crate::{browser::device, strings::after_words};

/// The screen for an address.
pub fn leave(ui: Ui, address: String) -> El {
    let t = after_words(ui.t.tag);
    let seen = ui.desk.peek(|session| session.check_contact(&address));
    let verdict = seen.as_ref().map_or(Match::NotListed, |it| it.verdict);
    let place = device::host_of(&address).unwrap_or_else(|| plain(&address));
    let stay = button("main-button", move || ui.desk.act(|it| it.back())).add(t.stay);
    let inside = match (verdict, &seen) {
        (Match::Imitates, Some(seen)) => parts([who::verdict(ui, seen), action(stay)]),
        _ => {
            let wallet = ui.desk.peek(|session| session.wallet_name().to_owned());
            let (class, mark, said) = match verdict {
                Match::Official => ("note tip", Icon::Check, t.leave_official.to_owned()),
                _ => {
                    let said = words::fill(t.leave_not_listed, &[("wallet", &wallet)]);
                    ("note warning", Icon::Warning, said)
                }
            };
            let open = el("a")
                .class("button")
                .attr("href", &address)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer nofollow")
                .add(words::fill(t.leave_open, &[("place", &place)]));
            parts([
                el("section")
                    .class("thread-head")
                    .add(el("p").add(t.leave_intro))
                    .add(el("p").class("leads-to").add(el("bdi").class("mono").add(place.as_str()))),
                el("div").class(class).add(icon(mark)).add(el("div").add(el("p").add(said))),
                el("div").class("row-buttons").add(open),
                action(stay),
            ])
        }
    };
    el("div").class("screen").add(inside).add(states::never_ask(ui))
}

fn action(main: El) -> El {
    el("div").class("action").add(main)
}

/// What has no host: the number or the mail address itself.
fn plain(address: &str) -> String {
    let after = address.split_once(':').map_or(address, |it| it.1);
    after.split('?').next().unwrap_or_default().to_owned()
}
